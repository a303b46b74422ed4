//! `POST /Calls.json`: placing a call
//! (<https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource>).

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::auth::Account;
use super::calls::shown;
use super::errors::{ApiError, json_answer};
use super::form_of;
use super::send::is_textable;
use crate::call::{Outgoing, call_out};
use crate::core::Shared;
use crate::form::Form;

/// The fields that are simulated; the resource has many more.
const FIELDS: &[&str] = &["From", "To", "Twiml", "Timeout"];
const TWIML_CHARACTERS_MAX: usize = 4000;

pub(super) async fn create(
    _: Account,
    State(core): State<Shared>,
    request: Request,
) -> Result<Response, ApiError> {
    let form = form_of(request).await?;
    let outgoing = check(&core, &form)?;
    let sid = call_out(&core, outgoing);
    let world = core.world();
    let call = world.call(&sid);
    let call = call.ok_or_else(|| ApiError::not_found("/Calls"))?;
    let body = shown(&core.config.account_sid, &world, call).to_string();
    Ok(json_answer(StatusCode::CREATED, body))
}

fn check(core: &Shared, form: &Form) -> Result<Outgoing, ApiError> {
    if let Some(unknown) = form.names().find(|name| !FIELDS.contains(name)) {
        return Err(ApiError::bad(20001, format!("{unknown} is not simulated")));
    }
    let to = form.filled("To");
    let to = to.ok_or_else(|| ApiError::bad(21201, "No 'To' number is specified"))?;
    let from = form.filled("From");
    let from = from.ok_or_else(|| ApiError::bad(21213, "No 'From' number is specified"))?;
    let twiml = form.filled("Twiml");
    let twiml = twiml.ok_or_else(|| ApiError::bad(21205, "Url parameter is required."))?;
    if twiml.chars().count() > TWIML_CHARACTERS_MAX {
        return Err(ApiError::bad(21218, "Twiml is longer than 4000 characters"));
    }
    if !is_textable(to) {
        let message = format!("The phone number you are attempting to call, {to}, is not valid.");
        return Err(ApiError::bad(21211, message));
    }
    let world = core.world();
    if !world.lines.get(from).is_some_and(|line| line.takes_calls) {
        let message = format!(
            "The source phone number provided, {from}, is not yet verified for your account. You \
             may only make calls from phone numbers that you've verified or purchased from Twilio."
        );
        return Err(ApiError::bad(21210, message));
    }
    if world.account.trial && !world.phones.contains_key(to) {
        let message = format!(
            "The number {to} is unverified. Trial accounts may only make calls \
                               to verified numbers."
        );
        return Err(ApiError::bad(21219, message));
    }
    let timeout = form.filled("Timeout").unwrap_or("60");
    let timeout = timeout
        .parse()
        .ok()
        .filter(|seconds| (1..=600).contains(seconds));
    let timeout = timeout.ok_or_else(|| ApiError::bad(20001, "Timeout is not 1 to 600"))?;
    Ok(Outgoing {
        from: from.to_owned(),
        to: to.to_owned(),
        twiml: twiml.to_owned(),
        timeout: Duration::from_secs(timeout),
    })
}
