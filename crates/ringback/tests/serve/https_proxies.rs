//! Behind a proxy: whom it asks for is believed of those that are listed, and of nobody else.

use reqwest::StatusCode;

use crate::desk::{CALLER, Desk, Setup, sign, text_fields};

/// Tries at one login from one place, before the next has to wait.
const TRIES: usize = 6;

async fn tries(desk: &Desk, forwarded_for: &str) -> StatusCode {
    let asked = desk
        .http
        .post(desk.url("/login"))
        .header("x-forwarded-for", forwarded_for)
        .form(&[("login", "sam"), ("password", "not the right one")]);
    asked.send().await.unwrap().status()
}

#[tokio::test]
async fn a_listed_proxy_says_who_asks_and_a_made_up_address_before_it_does_not_help() {
    let desk = Setup::default()
        .set("trusted_proxies", "127.0.0.0/8")
        .open()
        .await;
    for index in 0..TRIES {
        let forged = format!("198.51.100.{index}, 203.0.113.9");
        assert_ne!(tries(&desk, &forged).await, 429, "{index}");
    }
    assert_eq!(tries(&desk, "198.51.100.77, 203.0.113.9").await, 429);
    assert_ne!(tries(&desk, "203.0.113.10").await, 429, "somebody else");
    desk.close().await;
}

#[tokio::test]
async fn without_a_list_everybody_is_who_they_connect_as() {
    let desk = Desk::open().await;
    for index in 0..TRIES {
        assert_ne!(tries(&desk, &format!("203.0.113.{index}")).await, 429);
    }
    assert_eq!(tries(&desk, "203.0.113.99").await, 429);
    desk.close().await;
}

#[tokio::test]
async fn https_at_the_proxy_is_believed_and_signatures_depend_on_no_header() {
    let desk = Setup::default()
        .set("trusted_proxies", "127.0.0.1")
        .set("forwarded", "true")
        .open()
        .await;
    let secured = |scheme: &'static str| {
        let asked = desk.http.get(desk.url("/healthz"));
        let asked = asked.header("x-forwarded-proto", scheme);
        async { asked.send().await.unwrap().headers().clone() }
    };
    assert!(
        secured("https")
            .await
            .contains_key("strict-transport-security")
    );
    assert!(
        !secured("http")
            .await
            .contains_key("strict-transport-security")
    );
    let webhook = desk.webhook("/twilio/message", &text_fields("SM77", CALLER, "Hello"));
    let signature = sign(
        desk.carrier.auth_token(),
        &webhook.signed_url,
        &webhook.fields,
    );
    let forwarded = desk
        .http
        .post(&webhook.url)
        .header("x-twilio-signature", signature)
        .header("x-forwarded-host", "evil.example")
        .header("x-forwarded-proto", "https")
        .form(&webhook.fields);
    assert_eq!(forwarded.send().await.unwrap().status(), 200);
    desk.close().await;
}
