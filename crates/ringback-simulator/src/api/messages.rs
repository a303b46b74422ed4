//! The Message resource: list, fetch, cancel, redact.

use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::auth::Account;
use super::errors::{ApiError, json_answer};
use super::pages::{DateFilter, Paging};
use super::{form_of, query_of};
use crate::core::{Shared, now_ms, rfc2822};
use crate::deliver;
use crate::world::{Message, MessageStatus};

/// A message as the API shows it.
pub(super) fn shown(account: &str, message: &Message) -> Value {
    let own = format!("/2010-04-01/Accounts/{account}/Messages/{}", message.sid);
    let inbound = message.direction == "inbound";
    let files = message.media.len().max(message.media_urls.len());
    json!({
        "account_sid": account,
        "api_version": "2010-04-01",
        "body": message.body,
        "date_created": rfc2822(message.created_ms),
        "date_sent": message.sent_ms.map(rfc2822),
        "date_updated": rfc2822(message.updated_ms),
        "direction": message.direction,
        "error_code": message.error_code,
        "error_message": message.error_code.map(|code| format!("Error {code}")),
        "from": message.from,
        "messaging_service_sid": null,
        "num_media": files.to_string(),
        "num_segments": message.segments.to_string(),
        "price": null,
        "price_unit": if inbound { Value::Null } else { json!("USD") },
        "sid": message.sid,
        "status": message.status.word(),
        "subresource_uris": { "media": format!("{own}/Media.json") },
        "to": message.to,
        "uri": format!("{own}.json"),
    })
}

/// `GET /Messages.json`: newest first.
pub(super) async fn list(
    _: Account,
    State(core): State<Shared>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let query = query_of(&uri);
    let dates = DateFilter::names("DateSent");
    let mut known = vec!["To", "From"];
    known.extend(dates.iter().map(String::as_str));
    let paging = Paging::read(uri.path(), &query, &known)?;
    let sent = DateFilter::read("DateSent", &query)?;
    let (to, from) = (query.filled("To"), query.filled("From"));
    let world = core.world();
    let rows = world
        .messages
        .iter()
        .rev()
        .filter(|message| to.is_none_or(|to| message.to == to))
        .filter(|message| from.is_none_or(|from| message.from == from))
        .filter(|message| sent.passes(message.sent_ms))
        .map(|message| shown(&core.config.account_sid, message));
    Ok(json_answer(StatusCode::OK, paging.page("messages", rows)))
}

/// `GET /Messages/{sid}.json`
pub(super) async fn fetch(
    _: Account,
    State(core): State<Shared>,
    Path((_, file)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let world = core.world();
    let message = file
        .strip_suffix(".json")
        .and_then(|sid| world.messages.get(sid));
    let message = message.ok_or_else(|| ApiError::not_found(uri.path()))?;
    Ok(json_answer(
        StatusCode::OK,
        shown(&core.config.account_sid, message).to_string(),
    ))
}

/// `POST /Messages/{sid}.json`: `Status=canceled` or an empty `Body`, nothing else.
pub(super) async fn update(
    _: Account,
    State(core): State<Shared>,
    Path((_, file)): Path<(String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let path = request.uri().path().to_owned();
    let form = form_of(request).await?;
    let sid = file.strip_suffix(".json").unwrap_or_default();
    let message = {
        let mut world = core.world();
        let message = world
            .messages
            .get_mut(sid)
            .ok_or_else(|| ApiError::not_found(&path))?;
        change(message, &form)?;
        message.clone()
    };
    if message.status == MessageStatus::Canceled {
        deliver::canceled(&core, &message);
    }
    Ok(json_answer(
        StatusCode::OK,
        shown(&core.config.account_sid, &message).to_string(),
    ))
}

fn change(message: &mut Message, form: &crate::form::Form) -> Result<(), ApiError> {
    if let Some(unknown) = form
        .names()
        .find(|name| !matches!(*name, "Status" | "Body"))
    {
        return Err(ApiError::bad(
            20001,
            format!("Unknown parameter: {unknown}"),
        ));
    }
    match form.get("Status") {
        Some("canceled") if message.status == MessageStatus::Queued => {
            message.status = MessageStatus::Canceled;
        }
        Some("canceled") => {
            return Err(ApiError::bad(
                30409,
                "Message cannot be canceled in its state",
            ));
        }
        Some(other) => return Err(ApiError::bad(20001, format!("Invalid Status: {other}"))),
        None => {}
    }
    match form.get("Body") {
        Some("") => message.body.clear(),
        Some(_) => return Err(ApiError::bad(20001, "Body can only be redacted")),
        None => {}
    }
    message.updated_ms = now_ms();
    Ok(())
}
