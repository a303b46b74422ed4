//! `POST /Messages.json`: what is accepted, and what is refused with which code
//! (<https://www.twilio.com/docs/messaging/api/message-resource>).

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::auth::Account;
use super::errors::{ApiError, json_answer};
use super::form_of;
use super::messages::shown;
use crate::core::Shared;
use crate::deliver::{Outbound, send};
use crate::form::Form;
use crate::world::PhoneKind;

/// Every field that the resource has.
const FIELDS: &[&str] = &[
    "AddressRetention",
    "ApplicationSid",
    "Attempt",
    "Body",
    "ContentRetention",
    "ContentSid",
    "ContentVariables",
    "FallbackFrom",
    "ForceDelivery",
    "From",
    "MaxPrice",
    "MediaUrl",
    "MessagingServiceSid",
    "PersistentAction",
    "ProvideFeedback",
    "RiskCheck",
    "ScheduleType",
    "SendAsMms",
    "SendAt",
    "ShortenUrls",
    "SmartEncoded",
    "StatusCallback",
    "To",
    "TrafficType",
    "ValidityPeriod",
];

/// A line's queue holds what it can send in ten hours.
const QUEUE_MAX: Duration = Duration::from_secs(36_000);

/// Longest body, in characters.
const BODY_CHARACTERS_MAX: usize = 1600;

pub(super) async fn create(
    _: Account,
    State(core): State<Shared>,
    request: Request,
) -> Result<Response, ApiError> {
    let form = form_of(request).await?;
    let text = check(&core, &form)?;
    let message = send(&core, text);
    let body = shown(&core.config.account_sid, &message).to_string();
    Ok(json_answer(StatusCode::CREATED, body))
}

/// Everything that can be wrong with a request, in the order in which Twilio would say so.
fn check(core: &Shared, form: &Form) -> Result<Outbound, ApiError> {
    if let Some(unknown) = form.names().find(|name| !FIELDS.contains(name)) {
        return Err(ApiError::bad(
            20001,
            format!("Unknown parameter: {unknown}"),
        ));
    }
    let to = form.filled("To");
    let to = to.ok_or_else(|| ApiError::bad(21604, "A 'To' phone number is required."))?;
    let from = sender(form)?;
    let body = form.get("Body").unwrap_or_default();
    let media_urls: Vec<String> = form.all("MediaUrl").map(str::to_owned).collect();
    if body.is_empty() && media_urls.is_empty() {
        return Err(ApiError::bad(
            21619,
            "A text message body or media urls must be specified.",
        ));
    }
    if body.chars().count() > BODY_CHARACTERS_MAX {
        let message = "The concatenated message body exceeds the 1600 character limit";
        return Err(ApiError::bad(21617, message));
    }
    check_media(&media_urls)?;
    let status_callback = callback(form)?;
    let validity_seconds = validity(form)?;
    check_numbers(core, from, to)?;
    Ok(Outbound {
        from: from.to_owned(),
        to: to.to_owned(),
        body: body.to_owned(),
        media_urls,
        status_callback,
        validity_seconds,
        direction: "outbound-api",
    })
}

fn sender(form: &Form) -> Result<&str, ApiError> {
    if let Some(service) = form.filled("MessagingServiceSid") {
        let message = format!("The Messaging Service {service} does not exist.");
        return Err(ApiError::bad(21701, message));
    }
    form.filled("From")
        .ok_or_else(|| ApiError::bad(21603, "A 'From' phone number is required."))
}

fn check_media(urls: &[String]) -> Result<(), ApiError> {
    if urls.len() > 10 {
        return Err(ApiError::bad(
            21623,
            "Number of media files exceeds allowed limit",
        ));
    }
    match urls.iter().find(|url| url::Url::parse(url).is_err()) {
        Some(bad) => Err(ApiError::bad(21620, format!("Invalid media URL(s): {bad}"))),
        None => Ok(()),
    }
}

/// An absolute http(s) address whose host has no underscore.
fn callback(form: &Form) -> Result<Option<String>, ApiError> {
    let Some(given) = form.filled("StatusCallback") else {
        return Ok(None);
    };
    let good = url::Url::parse(given).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https")
            && url.host_str().is_some_and(|host| !host.contains('_'))
    });
    if good {
        return Ok(Some(given.to_owned()));
    }
    let message = format!("The 'StatusCallback' URL {given} is not a valid URL.");
    Err(ApiError::bad(21609, message))
}

fn validity(form: &Form) -> Result<u32, ApiError> {
    let Some(given) = form.filled("ValidityPeriod") else {
        return Ok(36_000);
    };
    let seconds = given
        .parse()
        .ok()
        .filter(|seconds| (1..=36_000).contains(seconds));
    let message = || format!("ValidityPeriod {given} is not between 1 and 36000 seconds");
    seconds.ok_or_else(|| ApiError::bad(20001, message()))
}

/// Whether this line may text this number.
fn check_numbers(core: &Shared, from: &str, to: &str) -> Result<(), ApiError> {
    if !is_textable(from) {
        return Err(ApiError::bad(21212, format!("Invalid From Number: {from}")));
    }
    if !is_textable(to) {
        return Err(ApiError::bad(
            21211,
            format!("Invalid 'To' Phone Number: {to}"),
        ));
    }
    let world = core.world();
    if !world.lines.get(from).is_some_and(|line| line.sends_texts) {
        let message = format!(
            "The 'From' phone number {from} is not a valid, SMS-capable inbound phone number or \
             short code for your account."
        );
        return Err(ApiError::bad(21606, message));
    }
    if from == to {
        return Err(ApiError::bad(
            21266,
            "'To' and 'From' number cannot be the same",
        ));
    }
    let blocked = world.opt_outs.contains(&(from.to_owned(), to.to_owned()));
    if blocked && core.config.delivery.refuses_opted_out {
        return Err(ApiError::bad(
            21610,
            "Attempt to send to unsubscribed recipient",
        ));
    }
    let waits = world.lines.get(from).map(|line| line.queue_free_at);
    if waits.is_some_and(|free_at| free_at > core.clock.now() + QUEUE_MAX) {
        let message = "This 'From' number has exceeded the maximum number of queued messages";
        return Err(ApiError::bad(21611, message));
    }
    match world.kind_of(to, core.config.unknown_phones) {
        PhoneKind::Landline if core.config.delivery.refuses_landlines => Err(ApiError::bad(
            21614,
            format!("'To' number {to} is not a valid mobile number"),
        )),
        PhoneKind::Forbidden => {
            let message = "Permission to send an SMS has not been enabled for the region \
                           indicated by the 'To' number";
            Err(ApiError::bad(21408, format!("{message}: {to}")))
        }
        _ => Ok(()),
    }
}

/// E.164; in the North American plan with its eleven digits.
pub(super) fn is_textable(number: &str) -> bool {
    let Some(digits) = number.strip_prefix('+') else {
        return false;
    };
    let plausible = (8..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    match digits.strip_prefix('1') {
        Some(national) => plausible && national.len() == 10 && !national.starts_with(['0', '1']),
        None => plausible,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_held_against_their_plan() {
        for good in ["+13125550131", "+447400123456", "+4915112345678"] {
            assert!(is_textable(good), "{good}");
        }
        for bad in [
            "3125550131",
            "+1312555013",
            "+131255501311",
            "+1266696687",
            "anonymous",
            "+0",
        ] {
            assert!(!is_textable(bad), "{bad}");
        }
    }
}
