//! The page's files, built into the binary, so that the demo needs neither network nor folder.

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Path, content type and contents of each file.
const FILES: &[(&str, &str, &str)] = &[
    ("/", HTML, include_str!("page/index.html")),
    ("/mark.svg", "image/svg+xml", include_str!("page/mark.svg")),
    ("/demo.css", CSS, include_str!("page/demo.css")),
    ("/controls.css", CSS, include_str!("page/controls.css")),
    ("/phones.css", CSS, include_str!("page/phones.css")),
    ("/calls.css", CSS, include_str!("page/calls.css")),
    ("/timeline.css", CSS, include_str!("page/timeline.css")),
    ("/stories.css", CSS, include_str!("page/stories.css")),
    ("/narrow.css", CSS, include_str!("page/narrow.css")),
    ("/demo.js", JS, include_str!("page/demo.js")),
    ("/actions.js", JS, include_str!("page/actions.js")),
    ("/call_screen.js", JS, include_str!("page/call_screen.js")),
    ("/callers.js", JS, include_str!("page/callers.js")),
    ("/controls.js", JS, include_str!("page/controls.js")),
    ("/dock.js", JS, include_str!("page/dock.js")),
    ("/dom.js", JS, include_str!("page/dom.js")),
    ("/groups.js", JS, include_str!("page/groups.js")),
    ("/keys.js", JS, include_str!("page/keys.js")),
    ("/phones.js", JS, include_str!("page/phones.js")),
    ("/sound.js", JS, include_str!("page/sound.js")),
    ("/stories.js", JS, include_str!("page/stories.js")),
    ("/story_runner.js", JS, include_str!("page/story_runner.js")),
    ("/story_strip.js", JS, include_str!("page/story_strip.js")),
    ("/stream.js", JS, include_str!("page/stream.js")),
    ("/thread.js", JS, include_str!("page/thread.js")),
    ("/timeline.js", JS, include_str!("page/timeline.js")),
    ("/when.js", JS, include_str!("page/when.js")),
    ("/world.js", JS, include_str!("page/world.js")),
];

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";

/// Everything comes from this server and nothing is written inline, so nothing else is allowed.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Answers with the file of this path, or 404.
pub(super) async fn file(request: Request) -> Response {
    match FILES
        .iter()
        .find(|(path, ..)| *path == request.uri().path())
    {
        Some((_, kind, body)) => ([(header::CONTENT_TYPE, *kind)], *body).into_response(),
        None => (StatusCode::NOT_FOUND, "There is nothing here.").into_response(),
    }
}

/// Adds what keeps the page to itself to every answer.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in [
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named_in(text: &str, before: &str) -> Vec<String> {
        text.split(before)
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .map(|name| name.trim_start_matches('.').to_owned())
            .filter(|name| name.starts_with('/'))
            .collect()
    }

    #[test]
    fn whatever_the_page_asks_for_is_there() {
        let mut asked = Vec::new();
        for (_, _, body) in FILES {
            for before in ["src=\"", "href=\"", "from \""] {
                asked.extend(named_in(body, before));
            }
        }
        assert!(asked.len() > 30, "the page names its files: {asked:?}");
        for path in asked {
            assert!(
                FILES.iter().any(|(known, ..)| *known == path),
                "{path} is not served"
            );
        }
    }

    #[test]
    fn nothing_comes_from_elsewhere_and_nothing_is_inline() {
        for (path, _, body) in FILES {
            let body = body.replace("http://www.w3.org/2000/svg", "");
            for foreign in [
                "http://",
                "https://",
                "style=\"",
                "innerHTML",
                "<style",
                "onclick=\"",
            ] {
                assert!(!body.contains(foreign), "{path} contains {foreign}");
            }
        }
    }
}
