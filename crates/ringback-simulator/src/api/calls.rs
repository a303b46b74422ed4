//! The Call resource: list, fetch, and ending a live call.

use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::auth::Account;
use super::errors::{ApiError, json_answer};
use super::pages::{DateFilter, Paging};
use super::{form_of, query_of};
use crate::core::{Shared, rfc2822};
use crate::world::{AnsweredBy, Call, CallStatus, PartyAction, World};

/// A call as the API shows it.
pub(super) fn shown(account: &str, world: &World, call: &Call) -> Value {
    let own = format!("/2010-04-01/Accounts/{account}/Calls/{}", call.sid);
    let line = world
        .lines
        .get(&call.to)
        .or_else(|| world.lines.get(&call.from));
    let machine = call.answered_by == Some(AnsweredBy::Mailbox);
    json!({
        "account_sid": account,
        "answered_by": machine.then_some("machine_start"),
        "api_version": "2010-04-01",
        "caller_name": call.caller_name,
        "date_created": rfc2822(call.created_ms),
        "date_updated": rfc2822(call.ended_ms.unwrap_or(call.created_ms)),
        "direction": call.direction(),
        "duration": call.duration_seconds.map(|seconds| seconds.to_string()),
        "end_time": call.ended_ms.map(rfc2822),
        "forwarded_from": call.forwarded_from,
        "from": call.from,
        "from_formatted": call.from,
        "group_sid": null,
        "parent_call_sid": call.parent,
        "phone_number_sid": line.map(|line| line.sid.as_str()).unwrap_or_default(),
        "price": null,
        "price_unit": "USD",
        "queue_time": "0",
        "sid": call.sid,
        "start_time": rfc2822(call.created_ms),
        "status": call.status.word(),
        "subresource_uris": { "recordings": format!("{own}/Recordings.json") },
        "to": call.to,
        "to_formatted": call.to,
        "trunk_sid": "",
        "uri": format!("{own}.json"),
    })
}

/// `GET /Calls.json`: newest first.
pub(super) async fn list(
    _: Account,
    State(core): State<Shared>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let query = query_of(&uri);
    let dates = [DateFilter::names("StartTime"), DateFilter::names("EndTime")];
    let mut known = vec!["To", "From", "ParentCallSid", "Status"];
    known.extend(dates.iter().flatten().map(String::as_str));
    let paging = Paging::read(uri.path(), &query, &known)?;
    let started = DateFilter::read("StartTime", &query)?;
    let ended = DateFilter::read("EndTime", &query)?;
    let is = |name: &str, value: &str| query.filled(name).is_none_or(|wanted| wanted == value);
    let world = core.world();
    let rows = world
        .calls
        .iter()
        .rev()
        .filter(|call| is("To", &call.to) && is("From", &call.from))
        .filter(|call| is("ParentCallSid", call.parent.as_deref().unwrap_or_default()))
        .filter(|call| is("Status", call.status.word()))
        .filter(|call| started.passes(Some(call.created_ms)) && ended.passes(call.ended_ms))
        .map(|call| shown(&core.config.account_sid, &world, call));
    Ok(json_answer(StatusCode::OK, paging.page("calls", rows)))
}

/// `GET /Calls/{sid}.json`
pub(super) async fn fetch(
    _: Account,
    State(core): State<Shared>,
    Path((_, file)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let world = core.world();
    let call = file.strip_suffix(".json").and_then(|sid| world.call(sid));
    let call = call.ok_or_else(|| ApiError::not_found(uri.path()))?;
    let body = shown(&core.config.account_sid, &world, call).to_string();
    Ok(json_answer(StatusCode::OK, body))
}

/// `POST /Calls/{sid}.json` with `Status=completed`, or `canceled` before the answer.
pub(super) async fn update(
    _: Account,
    State(core): State<Shared>,
    Path((_, file)): Path<(String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let path = request.uri().path().to_owned();
    let form = form_of(request).await?;
    if let Some(unknown) = form.names().find(|name| *name != "Status") {
        let message = format!("{unknown} is not simulated: only Status ends a live call");
        return Err(ApiError::bad(20001, message));
    }
    let world = core.world();
    let call = file.strip_suffix(".json").and_then(|sid| world.call(sid));
    let call = call.ok_or_else(|| ApiError::not_found(&path))?;
    let may_end = match form.get("Status") {
        Some("completed") => !call.status.is_final(),
        Some("canceled") => call.status == CallStatus::Ringing,
        _ => return Err(ApiError::bad(20001, "Status must be completed or canceled")),
    };
    let switch = world.switches.get(&call.sid).filter(|_| may_end);
    let switch = switch.ok_or_else(|| {
        ApiError::bad(
            21220,
            "Invalid call state: the call is over, or cannot be canceled",
        )
    })?;
    let _ = switch.actions.send(PartyAction::EndedByApi);
    let body = shown(&core.config.account_sid, &world, call).to_string();
    Ok(json_answer(StatusCode::OK, body))
}
