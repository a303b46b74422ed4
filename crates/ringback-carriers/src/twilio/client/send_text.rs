//! Sending a text: `POST …/Messages.json`
//! (<https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource>).
//!
//! Twilio knows no idempotency key, so what matters here is to tell exactly what cannot have been
//! sent from what may have been. A refused connection, a 4xx, a 429 and a 503 cannot; a time-out,
//! any other 5xx and an answer that breaks off or makes no sense may, even though they look alike.

use std::borrow::Cow;
use std::fmt::Write as _;

use form_urlencoded::byte_serialize;
use reqwest::{Response, StatusCode};
use serde::Deserialize;
use serde_json::Value;

use super::super::parse::text_status;
use super::TwilioClient;
use super::answer::{SMALL_BYTES_MAX, number, read_body, read_refusal};
use super::dates::retry_after;
use super::transport::Fault;
use crate::outbound::{OutboundText, SendOutcome};

impl TwilioClient {
    /// Sends a text, once, whatever happens.
    pub async fn send_text(&self, text: &OutboundText<'_>) -> SendOutcome {
        let url = self.inner.messages_url.clone();
        match self.inner.http.post(url, form(text)).await {
            Ok(response) => outcome(response).await,
            Err(Fault::NotSent(why)) => SendOutcome::NotProcessed {
                retry_after: None,
                why,
            },
            Err(Fault::TimedOut) => unknown("no answer in time"),
            Err(Fault::Broken(why)) => unknown(why),
        }
    }
}

/// The request's body, in one buffer: this runs once for every text.
fn form(text: &OutboundText<'_>) -> String {
    let OutboundText {
        from,
        to,
        body,
        status_callback,
        validity_seconds,
    } = text;
    let mut form = String::with_capacity(160 + 2 * body.len() + 2 * status_callback.len());
    for (name, value) in [
        ("From=", from),
        ("&To=", to),
        ("&Body=", body),
        ("&StatusCallback=", status_callback),
    ] {
        form.push_str(name);
        form.extend(byte_serialize(value.as_bytes()));
    }
    // Writing to a String cannot fail.
    let _ = write!(
        form,
        "&ValidityPeriod={}",
        validity_seconds.clamp(&1, &36_000)
    );
    form
}

async fn outcome(response: Response) -> SendOutcome {
    match response.status() {
        status if status.is_success() => accepted(response).await,
        status @ (StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) => {
            SendOutcome::NotProcessed {
                retry_after: retry_after(response.headers()),
                why: format!("HTTP {}", status.as_u16()),
            }
        }
        // Not a refusal: something on the way gave up waiting for the rest of our request.
        StatusCode::REQUEST_TIMEOUT => unknown("HTTP 408"),
        status if status.is_client_error() => SendOutcome::Refused(read_refusal(response).await),
        status => unknown(format!("HTTP {}", status.as_u16())),
    }
}

async fn accepted(response: Response) -> SendOutcome {
    let body = match read_body(response, SMALL_BYTES_MAX).await {
        Ok(body) => body,
        Err(fault) => return unknown(format!("accepted, but then: {fault}")),
    };
    match serde_json::from_slice::<Created<'_>>(&body) {
        Ok(created) if is_text_sid(&created.sid) => SendOutcome::Accepted {
            status: text_status(created.status.as_str().unwrap_or_default()),
            segments: number(&created.num_segments).filter(|segments| *segments > 0),
            error_code: number(&created.error_code).filter(|code| *code > 0),
            text: created.sid.into_owned(),
        },
        _ => unknown("accepted, but the answer cannot be read"),
    }
}

/// What of a new message concerns us.
#[derive(Deserialize)]
struct Created<'a> {
    #[serde(borrow)]
    sid: Cow<'a, str>,
    #[serde(default)]
    status: Value,
    #[serde(default)]
    num_segments: Value,
    #[serde(default)]
    error_code: Value,
}

fn is_text_sid(sid: &str) -> bool {
    super::is_sid(sid) && (sid.starts_with("SM") || sid.starts_with("MM"))
}

fn unknown(why: impl Into<String>) -> SendOutcome {
    SendOutcome::Unknown { why: why.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_says_what_was_meant() {
        let form = form(&OutboundText {
            from: "+13125550100",
            to: "+13125550131",
            body: "Hey & hi = 100% ✓\nnext",
            status_callback: "https://x.example/twilio/status?attempt=0190-a",
            validity_seconds: 0,
        });
        let decoded: Vec<(String, String)> = form_urlencoded::parse(form.as_bytes())
            .into_owned()
            .collect();
        let expected = [
            ("From", "+13125550100"),
            ("To", "+13125550131"),
            ("Body", "Hey & hi = 100% ✓\nnext"),
            (
                "StatusCallback",
                "https://x.example/twilio/status?attempt=0190-a",
            ),
            ("ValidityPeriod", "1"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(decoded, expected);
    }
}
