//! Who may come in: the carrier, by its signature; the operator, by the token; nobody else. Whoever
//! logs in has tests of their own beside these.

use std::time::Duration;

use crate::desk::{CALLER, Desk, LINE, SOON, Setup, TEXT, TOKEN, text_fields};

/// Everything that is for the owner's eyes.
const PRIVATE: [&str; 10] = [
    "/",
    "/?token=not-the-right-one",
    "/calls/0190a6a0-0000-7000-8000-000000000000",
    "/people/+13125550131",
    "/media/0190a6a0-0000-7000-8000-000000000000",
    "/api/timeline",
    "/api/calls",
    "/metrics",
    "/live",
    "/texts/0190a6a0-0000-7000-8000-000000000000/settle",
];

#[tokio::test]
async fn pages_feed_media_and_metrics_want_the_token_from_loopback_too() {
    let desk = Setup::default().set("forwarded", "true").open().await;
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    for path in PRIVATE {
        for (name, value) in [
            ("x-forwarded-for", "127.0.0.1"),
            ("authorization", "Bearer not-the-right-one"),
            ("authorization", "Bearer "),
            ("cookie", "ringback_access=not-the-right-one"),
            ("cookie", "ringback_access="),
        ] {
            let asked = desk.http.get(desk.url(path)).header(name, value);
            let answer = asked.send().await.unwrap();
            assert_eq!(answer.status(), 401, "{path} with {name}: {value}");
            let body = answer.text().await.unwrap();
            assert!(
                !body.contains("555") && !body.contains(TEXT),
                "{path}: {body}"
            );
        }
        let posted = desk.http.post(desk.url(path)).send().await.unwrap();
        assert_eq!(posted.status(), 401, "POST {path}");
    }
    for path in [
        "/",
        "/api/timeline",
        "/api/calls",
        "/metrics",
        "/people/+13125550131",
    ] {
        desk.page(path).await;
    }
    assert!(desk.page("/metrics").await.contains("ringback_calls_total"));
    desk.close().await;
}

#[tokio::test]
async fn health_is_public_and_bare_and_its_details_are_not() {
    let desk = Desk::open().await;
    for (path, body) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = desk.stranger_gets(path).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.text().await.unwrap(), body);
    }
    desk.quiet().await;
    let details = desk.json("/readyz").await;
    assert_eq!(details["ready"], true);
    assert_eq!(details["lines"], 1);
    assert!(
        details["zone_data"].as_str().unwrap() >= "2026f",
        "{details}"
    );
    for key in ["texts_in_hand", "commands_waiting"] {
        assert_eq!(details[key], 0, "{details}");
    }
    assert!(details.get("oldest_unsent_at").is_some());
    desk.close().await;
}

#[tokio::test]
async fn the_link_that_is_printed_opens_the_pages_by_a_cookie() {
    let desk = Desk::open().await;
    let link = desk.program.link.split_whitespace().last().unwrap();
    assert!(link.ends_with(&format!("/?token={TOKEN}")), "{link}");
    let answer = desk.http.get(link).send().await.unwrap();
    assert!(answer.status().is_success() || answer.status().is_redirection());
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite="),
        "{cookie}"
    );
    let cookie = cookie.split(';').next().unwrap();
    let page = desk.http.get(desk.url("/")).header("cookie", cookie);
    assert_eq!(page.send().await.unwrap().status(), 200);
    desk.close().await;
}

#[tokio::test]
async fn an_open_feed_tells_of_a_call_and_does_not_keep_the_desk_from_stopping() {
    let desk = Setup::default().set("forwarded", "true").open().await;
    let mut feed = desk.get("/live").send().await.unwrap();
    assert_eq!(feed.headers()["content-type"], "text/event-stream");
    desk.call(CALLER);
    let mut heard = String::new();
    let listening = async {
        while !heard.contains("text_accepted") {
            let chunk = feed.chunk().await.unwrap().unwrap();
            heard.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    };
    tokio::time::timeout(SOON, listening).await.unwrap();
    for what in ["call_arrived", "missed", "text_queued"] {
        assert!(heard.contains(what), "{heard}");
    }
    desk.close().await;
    // The server ended the stream, not the client.
    let end = async { while let Ok(Some(_)) = feed.chunk().await {} };
    tokio::time::timeout(Duration::from_secs(5), end)
        .await
        .unwrap();
}

#[tokio::test]
async fn what_a_stranger_writes_is_text_on_the_page_and_nothing_else() {
    let desk = Desk::open().await;
    let evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&";
    desk.writes(CALLER, evil).await;
    for path in ["/people/+13125550131", "/"] {
        let answer = desk.get(path).send().await.unwrap();
        let headers = answer.headers().clone();
        let page = answer.text().await.unwrap();
        assert!(
            !page.contains("<script>alert") && !page.contains("<img src=x"),
            "{page}"
        );
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["x-frame-options"], "DENY");
        assert_eq!(headers["referrer-policy"], "same-origin");
        assert_eq!(headers["cache-control"], "no-store");
    }
    let person = desk.page("/people/+13125550131").await;
    assert!(person.contains("alert(1)"), "the words are there: {person}");
    desk.close().await;
}

#[tokio::test]
async fn a_file_that_a_browser_would_run_is_offered_as_a_download() {
    use ringback_simulator::Media;
    let desk = Desk::open().await;
    let kinds = ["text/html", "image/svg+xml"];
    let files = kinds.map(|kind| Media {
        content_type: kind.to_owned(),
        bytes: format!("<svg onload=\"alert(1)\">{kind}</svg>")
            .into_bytes()
            .into(),
    });
    let text = desk
        .carrier
        .send_text(CALLER, LINE, "Click", files.to_vec());
    desk.told(ringback_simulator::WebhookKind::Message, &text)
        .await;
    let looking = async {
        loop {
            let page = desk.page(&format!("/people/{CALLER}")).await;
            let links: Vec<_> = page.split("href=\"../media/").skip(1).collect();
            if links.len() == kinds.len() {
                let id = |rest: &&str| rest.split('"').next().unwrap().to_owned();
                return links.iter().map(id).collect::<Vec<_>>();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    for id in tokio::time::timeout(SOON, looking).await.unwrap() {
        let answer = desk.get(&format!("/media/{id}")).send().await.unwrap();
        let headers = answer.headers();
        assert_eq!(headers["content-type"], "application/octet-stream");
        assert_eq!(headers["content-disposition"], "attachment");
        assert_eq!(headers["x-content-type-options"], "nosniff");
    }
    desk.close().await;
}

#[tokio::test]
async fn a_button_on_somebody_elses_page_settles_nothing() {
    let desk = Desk::open().await;
    let path = "/texts/0190a6a0-0000-7000-8000-000000000000/settle";
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let posted = desk
            .http
            .post(desk.url(path))
            .header("cookie", format!("ringback_access={TOKEN}"))
            .header(name, value)
            .form(&[("outcome", "again")]);
        assert_eq!(
            posted.send().await.unwrap().status(),
            403,
            "{name}: {value}"
        );
    }
    let own = desk
        .http
        .post(desk.url(path))
        .header("cookie", format!("ringback_access={TOKEN}"))
        .header("sec-fetch-site", "same-origin")
        .form(&[("outcome", "again")]);
    assert_eq!(
        own.send().await.unwrap().status(),
        404,
        "there is no such text"
    );
    desk.close().await;
}

#[tokio::test]
async fn a_webhook_from_yesterday_does_no_harm() {
    let mut desk = Setup::default().set("window_hours", "1").open().await;
    let (call, text) = {
        let call = desk.raw_call(1);
        let played = [
            call.arrives(),
            call.dialled("no-answer", false, "ringing"),
            call.ended("no-answer"),
        ];
        (
            played,
            desk.webhook("/twilio/message", &text_fields("SM1", CALLER, "Hello")),
        )
    };
    for webhook in call.iter().chain([&text]) {
        assert!(webhook.post(&desk).await.status < 300);
    }
    desk.texts(CALLER, 1).await;
    desk.quiet().await;
    desk.dies_for(Duration::from_hours(25)).await;
    for webhook in call.iter().chain([&text]).chain(&call) {
        assert!(webhook.post(&desk).await.status < 300);
    }
    assert_eq!(desk.bodies(CALLER).await, [TEXT]);
    assert_eq!(desk.bodies(crate::desk::OWNER).await.len(), 1, "one relay");
    desk.close().await;
}
