//! The door for plain HTTP beside HTTPS: it sends everybody to the public URL, and answers an
//! authority that looks whether the name is ours.

use axum::Router;
use axum::extract::{OriginalUri, Path, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use ringback_carriers::public_url::PublicUrl;
use ringback_https::Https;

#[derive(Clone)]
struct Door {
    public_url: PublicUrl,
    https: Https,
}

/// What is served on `listen_http`.
pub fn redirect(public_url: PublicUrl, https: Https) -> Router {
    Router::new()
        .route("/.well-known/acme-challenge/{token}", get(challenge))
        .fallback(elsewhere)
        .with_state(Door { public_url, https })
}

/// RFC 8555, 8.3.
async fn challenge(State(door): State<Door>, Path(token): Path<String>) -> Response {
    match door.https.challenge_answer(&token) {
        Some(answer) => ([(CONTENT_TYPE, "application/octet-stream")], answer).into_response(),
        None => (StatusCode::NOT_FOUND, "There is no such challenge.\n").into_response(),
    }
}

/// To the configured URL and never to the host of the request, which is anybody's to choose. 308
/// keeps method and body.
async fn elsewhere(State(door): State<Door>, OriginalUri(uri): OriginalUri) -> Response {
    let place = place(&door.public_url, &uri);
    (StatusCode::PERMANENT_REDIRECT, [(LOCATION, place)]).into_response()
}

fn place(public_url: &PublicUrl, uri: &Uri) -> String {
    let asked = uri.path_and_query().map_or("/", |asked| asked.as_str());
    let prefix = public_url.prefix();
    // Below the public URL's own path once, whether or not the request had it.
    let below = asked
        .strip_prefix(prefix)
        .filter(|below| below.is_empty() || below.starts_with(['/', '?']));
    match below.unwrap_or(asked) {
        "" => public_url.join("/"),
        below if below.starts_with('/') => public_url.join(below),
        below => public_url.join(&format!("/{below}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_leads_to_the_public_url() {
        for (public, asked, place) in [
            ("https://ring.example.com", "/", "https://ring.example.com/"),
            (
                "https://ring.example.com",
                "/calls?x=1",
                "https://ring.example.com/calls?x=1",
            ),
            (
                "https://ring.example.com/desk",
                "/desk/calls",
                "https://ring.example.com/desk/calls",
            ),
            (
                "https://ring.example.com/desk",
                "/desk",
                "https://ring.example.com/desk/",
            ),
            (
                "https://ring.example.com/desk",
                "/desktop",
                "https://ring.example.com/desk/desktop",
            ),
            (
                "https://ring.example.com",
                "//evil.example/x",
                "https://ring.example.com//evil.example/x",
            ),
            (
                "https://ring.example.com",
                "http://evil.example/x",
                "https://ring.example.com/x",
            ),
            (
                "https://ring.example.com",
                "*",
                "https://ring.example.com/*",
            ),
        ] {
            let public = PublicUrl::parse(public).expect("a public URL");
            let uri: Uri = asked.parse().expect("a URI");
            assert_eq!(super::place(&public, &uri), place, "{asked}");
        }
    }
}
