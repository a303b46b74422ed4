//! Every route and everybody: a stranger, somebody of another business, somebody of one's own, the
//! operator. A route that is not listed here fails the test, so that none comes in unwatched.

use std::collections::BTreeSet;
use std::path::Path;

use reqwest::{Method, Response, StatusCode};

use crate::desk::people::Browser;
use crate::desk::{CALLER, Desk, LINE, OWNER, SECOND, Setup, TOKEN};

const OTHER_LINE: &str = "+13125550101";
const MARK: &str = "The words of a customer of the first";

/// Whose a route is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A business's: its people and the operator get there.
    Business,
    /// One's own: everybody who is logged in has one.
    Myself,
    /// A session's own, by its id: nobody else's gets there.
    Session,
    /// The installation's: the operator's alone.
    Installation,
}
use Whose::{Business, Installation, Myself, Session};

/// Method, path and whose. `{call}` and the like stand for what the first business has. Last come
/// those that end a session.
pub const PRIVATE: &[(&str, &str, Whose)] = &[
    ("GET", "/", Business),
    ("GET", "/calls", Business),
    ("GET", "/calls/{call}", Business),
    ("GET", "/conversations", Business),
    ("GET", "/people/{number}", Business),
    ("POST", "/people/{number}/answer", Business),
    ("POST", "/people/{number}/details", Business),
    ("POST", "/people/{number}/consent", Business),
    ("POST", "/waiting/done", Business),
    ("POST", "/api/preview", Business),
    ("GET", "/settings/registration", Business),
    ("POST", "/settings/registration", Business),
    ("POST", "/api/measure", Business),
    ("GET", "/settings", Business),
    ("POST", "/settings/limits/lift", Business),
    ("POST", "/settings/limits/release", Business),
    ("GET", "/settings/{section}", Business),
    ("POST", "/settings/{section}", Business),
    ("GET", "/businesses", Installation),
    ("POST", "/release", Installation),
    ("POST", "/texts/{text}/settle", Business),
    ("GET", "/media/{media}", Business),
    ("GET", "/api/timeline", Business),
    ("GET", "/api/calls", Business),
    ("GET", "/live", Business),
    ("GET", "/settings/server", Installation),
    ("GET", "/setup", Business),
    ("GET", "/setup/business", Business),
    ("POST", "/setup/business", Business),
    ("GET", "/setup/carrier", Business),
    ("POST", "/setup/carrier", Business),
    ("GET", "/setup/number", Business),
    ("GET", "/setup/number/confirm", Business),
    ("POST", "/setup/number/confirm", Business),
    ("POST", "/setup/number/undo", Business),
    ("GET", "/setup/phones", Business),
    ("POST", "/setup/phones", Business),
    ("POST", "/setup/phones/call", Business),
    ("GET", "/setup/phones/call/{call}", Business),
    ("GET", "/setup/hours", Business),
    ("POST", "/setup/hours", Business),
    ("GET", "/setup/words", Business),
    ("POST", "/setup/words", Business),
    ("GET", "/setup/test", Business),
    ("POST", "/setup/test", Business),
    ("GET", "/setup/test/state", Business),
    ("GET", "/setup/forwarding", Business),
    ("POST", "/setup/forwarding", Business),
    ("GET", "/setup/forwarding/state", Business),
    ("GET", "/metrics", Installation),
    ("GET", "/account", Myself),
    ("POST", "/account/name", Myself),
    ("POST", "/account/password", Myself),
    ("POST", "/account/sessions/{session}/end", Session),
    ("POST", "/logout", Myself),
    ("POST", "/account/sessions/end", Myself),
];

/// What is open to everybody, and what guards it instead.
const PUBLIC: &[(&str, &str)] = &[
    ("/twilio/{*rest}", "the carrier's signature"),
    ("/p/{business}/privacy", "reviewers of the carriers open it"),
    ("/p/{business}/terms", "reviewers of the carriers open it"),
    (
        "/.well-known/acme-challenge/{token}",
        "the authority asks for it",
    ),
    ("/login", "it is the door"),
    ("/welcome", "the link's code"),
    ("/healthz", "says nothing"),
    ("/readyz", "says nothing without the token"),
    ("/assets/{name}", "the same for everybody"),
    (
        "/.well-known/acme-challenge/{token}",
        "the authority's token, on the port of plain HTTP",
    ),
];

#[test]
fn every_route_is_listed_with_whose_it_is() {
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ringback-web/src");
    let mut found = BTreeSet::new();
    routes_below(&web, &mut found);
    assert!(found.len() > 15, "the sources are read: {found:?}");
    let public = PUBLIC.iter().map(|(path, _)| ("ANY", *path));
    let listed: BTreeSet<_> = PRIVATE
        .iter()
        .map(|(method, path, _)| (*method, *path))
        .chain(public.clone())
        .map(|(method, path)| (method.to_owned(), path.to_owned()))
        .collect();
    for (method, path) in &found {
        let is_public = public.clone().any(|(_, open)| open == path);
        assert!(
            is_public || listed.contains(&(method.clone(), path.clone())),
            "{method} {path} is new: say in this file whose it is"
        );
    }
    for (method, path) in &listed {
        let is_there = found
            .iter()
            .any(|(of, at)| at == path && (method == "ANY" || of == method));
        assert!(is_there, "{method} {path} is gone");
    }
}

/// Every `.route("path", get(…).post(…))` of the sources below, as method and path.
fn routes_below(folder: &Path, found: &mut BTreeSet<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            routes_below(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            for route in source.split(".route(").skip(1) {
                routes_of(route, found);
            }
        }
    }
}

fn routes_of(route: &str, found: &mut BTreeSet<(String, String)>) {
    let mut quoted = route.split('"');
    let (Some(before), Some(path), Some(rest)) = (quoted.next(), quoted.next(), quoted.next())
    else {
        return;
    };
    assert!(
        before.trim().is_empty(),
        "a path that is no literal: {route:.80}"
    );
    let until = rest.find(".layer(").unwrap_or(rest.len());
    for (call, method) in [
        ("get(", "GET"),
        ("post(", "POST"),
        ("any(", "ANY"),
        ("put(", "PUT"),
        ("delete(", "DELETE"),
    ] {
        let is_called = rest[..until].match_indices(call).any(|(at, _)| {
            let before = rest[..at].chars().next_back();
            before.is_some_and(|char| !char.is_alphanumeric() && char != '_')
        });
        if is_called {
            found.insert((method.to_owned(), path.to_owned()));
        }
    }
}

#[tokio::test]
async fn everybody_reaches_their_own_and_nothing_else() {
    let town = Town::open().await;
    for (method, path, whose) in PRIVATE {
        let path = town.filled(path);
        let method: Method = method.parse().unwrap();
        town.stranger(&method, &path).await;
        town.somebody_else(&method, &path, *whose).await;
    }
    assert!(town.sam.is_in().await, "nobody else has ended the session");
    let last = town.desk.logs_in("sam").await;
    for (method, path, whose) in PRIVATE {
        let filled = town.filled(path);
        let method: Method = method.parse().unwrap();
        town.operator(&method, &filled, *whose).await;
        let me = if *path == "/logout" { &last } else { &town.sam };
        let answer = send(me, &method, &filled).await;
        let reaches = !matches!(whose, Installation | Session);
        assert_eq!(
            is_reached(&answer),
            reaches,
            "own: {method} {path}: {answer:?}"
        );
    }
    assert!(!town.sam.is_in().await && !last.is_in().await, "logged out");
    town.desk.close().await;
}

/// Two businesses; a customer of the first has called, written and sent a picture.
struct Town {
    desk: Desk,
    sam: Browser,
    ann: Browser,
    call: String,
    text: String,
    media: String,
}

impl Town {
    async fn open() -> Self {
        let desk = two_businesses().await;
        let call = desk.call(CALLER);
        desk.verdict(&call).await;
        let picture = ringback_simulator::Media {
            content_type: "image/png".to_owned(),
            bytes: b"\x89PNG not really".to_vec().into(),
        };
        let text = desk.carrier.send_text(CALLER, LINE, MARK, vec![picture]);
        desk.told(ringback_simulator::WebhookKind::Message, &text)
            .await;
        let (sam, ann) = (desk.program.reset("1").await, desk.program.reset("2").await);
        let (sam, ann) = (
            desk.settles_in(&sam, "sam").await,
            desk.settles_in(&ann, "ann").await,
        );
        let calls = desk.json("/api/calls").await;
        let of = |row: &serde_json::Value, key: &str| row[key].as_str().unwrap().to_owned();
        Self {
            call: of(&calls["calls"][0], "id"),
            text: of(&calls["calls"][0], "text"),
            media: picture_of(&desk).await,
            desk,
            sam,
            ann,
        }
    }

    fn filled(&self, path: &str) -> String {
        path.replace("{call}", &self.call)
            .replace("{text}", &self.text)
            .replace("{media}", &self.media)
            .replace("{section}", "phones")
            .replace("{number}", CALLER)
            .replace("{session}", "0190a6a0-0000-7000-8000-000000000000")
    }

    async fn stranger(&self, method: &Method, path: &str) {
        let url = self.desk.url(path);
        let plain = self.desk.http.request(method.clone(), &url);
        let by_session = plain
            .try_clone()
            .unwrap()
            .header("cookie", "ringback_session=x");
        let by_number = self
            .desk
            .http
            .request(method.clone(), format!("{url}?business=1"));
        for request in [plain, by_session, by_number] {
            let answer = request.send().await.unwrap();
            assert_eq!(answer.status(), 401, "a stranger: {method} {path}");
            assert_says_nothing(answer, path).await;
        }
        if method == Method::GET {
            let asked = self.desk.http.get(&url).header("accept", "text/html");
            let answer = asked.send().await.unwrap();
            assert_eq!(answer.status(), 303, "{path}");
            let place = answer.headers()["location"].to_str().unwrap().to_owned();
            assert!(
                place.trim_start_matches("../").starts_with("login?next="),
                "{place}"
            );
        }
    }

    async fn somebody_else(&self, method: &Method, path: &str, whose: Whose) {
        let foreign = send(&self.ann, method, &format!("{path}?business=1")).await;
        match whose {
            Business | Installation | Session => {
                assert_eq!(foreign.status(), 404, "another business: {method} {path}");
                assert_says_nothing(foreign, path).await;
                let own = send(&self.ann, method, path).await;
                let is_feed = path == "/live";
                if !is_feed {
                    assert_says_nothing(own, path).await;
                }
            }
            Myself => {}
        }
    }

    async fn operator(&self, method: &Method, path: &str, whose: Whose) {
        let request = self.desk.http.request(method.clone(), self.desk.url(path));
        let answer = with_form(request, method, path).bearer_auth(TOKEN).send();
        let answer = answer.await.unwrap();
        let reaches = match whose {
            Business | Installation => true,
            // Nobody in particular has no password and no sessions.
            Myself => path == "/account" || path == "/logout",
            Session => false,
        };
        assert_eq!(
            is_reached(&answer),
            reaches,
            "operator: {method} {path}: {answer:?}"
        );
    }
}

/// Handlers were reached where they complain of the form at most.
fn is_reached(answer: &Response) -> bool {
    let refused = [
        StatusCode::UNAUTHORIZED,
        StatusCode::FORBIDDEN,
        StatusCode::NOT_FOUND,
    ];
    !refused.contains(&answer.status()) && !answer.status().is_server_error()
}

async fn send(who: &Browser, method: &Method, path: &str) -> Response {
    let request = who.request(method.clone(), path);
    with_form(request, method, path).send().await.unwrap()
}

fn with_form(
    request: reqwest::RequestBuilder,
    method: &Method,
    path: &str,
) -> reqwest::RequestBuilder {
    if path.contains("/settle") {
        request.form(&[("outcome", "arrived")])
    } else if method == Method::POST {
        request.form(&[("nothing", "here")])
    } else {
        request
    }
}

async fn assert_says_nothing(answer: Response, path: &str) {
    let body = answer.text().await.unwrap();
    for secret in [MARK, "555-0131", CALLER, "not really", "Riverside"] {
        assert!(!body.contains(secret), "{path} says {secret}: {body}");
    }
}

async fn two_businesses() -> Desk {
    let mut desk = Setup::default().set("forwarded", "true").open().await;
    let file = desk.directory.path().join("lines.toml");
    let text = format!(
        "[[line]]\nnumber = \"{LINE}\"\ncompany = \"Riverside Plumbing\"\nring = [\"{OWNER}\"]\n\n\
         [[line]]\nnumber = \"{OTHER_LINE}\"\ncompany = \"Lakeside Heating\"\nring = [\"{SECOND}\"]\n"
    );
    std::fs::write(&file, text).unwrap();
    for key in ["line_number", "company", "ring"] {
        desk.program.unset(key);
    }
    desk.program.set("config", file.to_str().unwrap());
    desk.program.kill().await;
    desk.program.start().await;
    desk
}

/// The picture's id, once the desk has fetched it.
async fn picture_of(desk: &Desk) -> String {
    let looking = async {
        loop {
            let page = desk.page(&format!("/people/{CALLER}")).await;
            if let Some(rest) = page.split("/media/").nth(1) {
                return rest[..36].to_owned();
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(crate::desk::SOON, looking)
        .await
        .unwrap()
}
