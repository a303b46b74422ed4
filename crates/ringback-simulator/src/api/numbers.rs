//! The IncomingPhoneNumber resource, and the account itself.

use axum::extract::{Path, Request, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::auth::Account;
use super::errors::{ApiError, json_answer};
use super::pages::Paging;
use super::{form_of, query_of};
use crate::core::{Shared, now_ms, rfc2822};
use crate::form::Form;
use crate::world::Line;

/// Fields of a number that can be changed here; the others exist and are left alone.
const FIELDS: &[&str] = &[
    "AccountSid",
    "AddressSid",
    "ApiVersion",
    "BundleSid",
    "EmergencyAddressSid",
    "EmergencyStatus",
    "FriendlyName",
    "IdentitySid",
    "SmsApplicationSid",
    "SmsFallbackMethod",
    "SmsFallbackUrl",
    "SmsMethod",
    "SmsUrl",
    "StatusCallback",
    "StatusCallbackMethod",
    "TrunkSid",
    "VoiceApplicationSid",
    "VoiceCallerIdLookup",
    "VoiceFallbackMethod",
    "VoiceFallbackUrl",
    "VoiceMethod",
    "VoiceReceiveMode",
    "VoiceUrl",
];

/// A number as the API shows it.
fn shown(account: &str, line: &Line) -> Value {
    let text = |url: &Option<String>| url.clone().unwrap_or_default();
    json!({
        "account_sid": account,
        "address_requirements": "none",
        "address_sid": null,
        "api_version": "2010-04-01",
        "beta": false,
        "bundle_sid": null,
        "capabilities": { "voice": line.takes_calls, "sms": line.sends_texts, "mms": line.sends_texts,
            "fax": false },
        "date_created": rfc2822(line.created_ms),
        "date_updated": rfc2822(line.updated_ms),
        "emergency_address_sid": null,
        "emergency_address_status": "unregistered",
        "emergency_status": "Inactive",
        "friendly_name": line.number,
        "identity_sid": null,
        "origin": "twilio",
        "phone_number": line.number,
        "sid": line.sid,
        "sms_application_sid": text(&line.sms_application_sid),
        "sms_fallback_method": line.sms_fallback_method,
        "sms_fallback_url": text(&line.sms_fallback_url),
        "sms_method": line.sms_method,
        "sms_url": text(&line.sms_url),
        "status": "in-use",
        "status_callback": text(&line.status_callback),
        "status_callback_method": line.status_callback_method,
        "trunk_sid": line.trunk_sid,
        "type": if line.is_toll_free() { "toll-free" } else { "local" },
        "uri": format!("/2010-04-01/Accounts/{account}/IncomingPhoneNumbers/{}.json", line.sid),
        "voice_application_sid": text(&line.voice_application_sid),
        "voice_caller_id_lookup": line.caller_id_lookup,
        "voice_fallback_method": line.voice_fallback_method,
        "voice_fallback_url": text(&line.voice_fallback_url),
        "voice_method": line.voice_method,
        "voice_receive_mode": "voice",
        "voice_url": text(&line.voice_url),
    })
}

/// `GET /IncomingPhoneNumbers.json`
pub(super) async fn list(
    _: Account,
    State(core): State<Shared>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let query = query_of(&uri);
    let known = ["PhoneNumber", "FriendlyName", "Beta", "Origin"];
    let paging = Paging::read(uri.path(), &query, &known)?;
    // The filter also takes a part of a number.
    let wanted = query.filled("PhoneNumber").or(query.filled("FriendlyName"));
    let world = core.world();
    let lines = world.lines.values();
    let rows = lines
        .filter(|line| wanted.is_none_or(|part| line.number.contains(part.trim_matches('*'))))
        .map(|line| shown(&core.config.account_sid, line));
    Ok(json_answer(
        StatusCode::OK,
        paging.page("incoming_phone_numbers", rows),
    ))
}

/// `GET /IncomingPhoneNumbers/{sid}.json`
pub(super) async fn fetch(
    _: Account,
    State(core): State<Shared>,
    Path((_, file)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let sid = file.strip_suffix(".json").unwrap_or_default();
    let world = core.world();
    let line = world.lines.values().find(|line| line.sid == sid);
    let line = line.ok_or_else(|| ApiError::not_found(uri.path()))?;
    Ok(json_answer(
        StatusCode::OK,
        shown(&core.config.account_sid, line).to_string(),
    ))
}

/// `POST /IncomingPhoneNumbers/{sid}.json`
pub(super) async fn update(
    _: Account,
    State(core): State<Shared>,
    Path((_, file)): Path<(String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let path = request.uri().path().to_owned();
    let form = form_of(request).await?;
    if let Some(unknown) = form.names().find(|name| !FIELDS.contains(name)) {
        return Err(ApiError::bad(
            20001,
            format!("Unknown parameter: {unknown}"),
        ));
    }
    let sid = file.strip_suffix(".json").unwrap_or_default();
    let mut world = core.world();
    let line = world.lines.values_mut().find(|line| line.sid == sid);
    let line = line.ok_or_else(|| ApiError::not_found(&path))?;
    check(&form)?;
    change(line, &form);
    Ok(json_answer(
        StatusCode::OK,
        shown(&core.config.account_sid, line).to_string(),
    ))
}

fn check(form: &Form) -> Result<(), ApiError> {
    for (name, value) in &form.0 {
        let is_url = name.ends_with("Url") || name == "StatusCallback";
        if is_url && !value.is_empty() && url::Url::parse(value).is_err() {
            return Err(ApiError::bad(
                21402,
                format!("{name} is not valid: {value}"),
            ));
        }
        if name.ends_with("Method") && !matches!(value.as_str(), "GET" | "POST") {
            return Err(ApiError::bad(
                21403,
                format!("{name} is not valid: {value}"),
            ));
        }
    }
    Ok(())
}

fn change(line: &mut Line, form: &Form) {
    let text = |name: &str, field: &mut Option<String>| {
        if let Some(given) = form.get(name) {
            *field = (!given.is_empty()).then(|| given.to_owned());
        }
    };
    text("VoiceUrl", &mut line.voice_url);
    text("VoiceFallbackUrl", &mut line.voice_fallback_url);
    text("SmsUrl", &mut line.sms_url);
    text("SmsFallbackUrl", &mut line.sms_fallback_url);
    text("StatusCallback", &mut line.status_callback);
    text("SmsApplicationSid", &mut line.sms_application_sid);
    for (name, field) in [
        ("VoiceMethod", &mut line.voice_method),
        ("VoiceFallbackMethod", &mut line.voice_fallback_method),
        ("SmsMethod", &mut line.sms_method),
        ("SmsFallbackMethod", &mut line.sms_fallback_method),
        ("StatusCallbackMethod", &mut line.status_callback_method),
    ] {
        if let Some(method) = form.get(name) {
            *field = method.to_owned();
        }
    }
    // A trunk and an application exclude each other: what is set takes the other off.
    text("TrunkSid", &mut line.trunk_sid);
    if form.filled("TrunkSid").is_some() {
        line.voice_application_sid = None;
    }
    text("VoiceApplicationSid", &mut line.voice_application_sid);
    if form.filled("VoiceApplicationSid").is_some() {
        line.trunk_sid = None;
    }
    if let Some(looks_up) = form.get("VoiceCallerIdLookup") {
        line.caller_id_lookup = looks_up == "true";
    }
    line.updated_ms = now_ms();
}

/// `GET /Accounts/{sid}.json`
pub(super) async fn account(
    _: Account,
    State(core): State<Shared>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let sid = core.config.account_sid.as_str();
    let own = format!("/2010-04-01/Accounts/{sid}.json");
    if uri.path() != own {
        return Err(ApiError::not_found(uri.path()));
    }
    let state = core.world().account.clone();
    let body = json!({
        "auth_token": "redacted",
        "date_created": rfc2822(0),
        "date_updated": rfc2822(0),
        "friendly_name": "Simulated account",
        "owner_account_sid": sid,
        "sid": sid,
        "status": state.status,
        "subresource_uris": { "messages": format!("/2010-04-01/Accounts/{sid}/Messages.json") },
        "type": if state.trial { "Trial" } else { "Full" },
        "uri": own,
    });
    Ok(json_answer(StatusCode::OK, body.to_string()))
}
