//! The Messaging API (v1): services, their numbers, and registrations, as far as a front desk
//! asks. Each line's service holds that line and the strangers that were set.

use axum::Router;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use axum::routing::get;
use serde_json::{Value, json};

use super::auth::knows_the_token;
use super::errors::{ApiError, json_answer};
use super::{form_of, query_of};
use crate::core::Shared;
use crate::world::{Line, LineService, Paperwork};

/// Routes below `/v1`.
pub(super) fn router() -> Router<Shared> {
    Router::new()
        .route("/v1/Services", get(services))
        .route("/v1/Services/{service}", get(service).post(update))
        .route("/v1/Services/{service}/PhoneNumbers", get(numbers))
        .route("/v1/Services/{service}/Compliance/Usa2p", get(campaigns))
        .route("/v1/a2p/BrandRegistrations", get(brands))
        .route("/v1/Tollfree/Verifications", get(verifications))
}

/// Proof that a request carries the account's credentials; paths here name no account.
struct Known;

impl FromRequestParts<Shared> for Known {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, core: &Shared) -> Result<Self, ApiError> {
        if knows_the_token(parts, core) {
            Ok(Self)
        } else {
            Err(ApiError::new(401, 20003, "Authenticate"))
        }
    }
}

/// One page holds everything; the front desk's lists are short.
fn page(core: &Shared, uri: &Uri, key: &str, rows: Vec<Value>) -> Response {
    let url = format!("{}{uri}", core.base_url);
    let size = rows.len();
    let body = json!({
        key: rows,
        "meta": { "page": 0, "page_size": size.max(50), "first_page_url": url,
            "previous_page_url": null, "url": url, "next_page_url": null, "key": key },
    });
    json_answer(StatusCode::OK, body.to_string())
}

fn shown(core: &Shared, line: &Line, service: &LineService) -> Value {
    let sid = line.service_sid();
    json!({
        "account_sid": core.config.account_sid,
        "fallback_method": "POST",
        "fallback_url": null,
        "friendly_name": service.name,
        "inbound_method": "POST",
        "inbound_request_url": service.inbound_url,
        "sid": sid,
        "status_callback": null,
        "url": format!("{}/v1/Services/{sid}", core.base_url),
        "us_app_to_person_registered": line.paperwork.is_registered(),
        "use_inbound_webhook_on_number": service.uses_number_webhook,
        "usecase": "undeclared",
    })
}

async fn services(_: Known, State(core): State<Shared>, uri: Uri) -> Response {
    let world = core.world();
    let lines = world.lines.values();
    let rows = lines.filter_map(|line| Some(shown(&core, line, line.service.as_ref()?)));
    let rows = rows.collect();
    page(&core, &uri, "services", rows)
}

async fn service(
    _: Known,
    State(core): State<Shared>,
    Path(sid): Path<String>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let world = core.world();
    let found = world.lines.values().find(|line| line.service_sid() == sid);
    let shown = found.and_then(|line| Some(shown(&core, line, line.service.as_ref()?)));
    let shown = shown.ok_or_else(|| ApiError::not_found(uri.path()))?;
    Ok(json_answer(StatusCode::OK, shown.to_string()))
}

/// `POST /v1/Services/{sid}`: the two fields that decide where texts go.
async fn update(
    _: Known,
    State(core): State<Shared>,
    Path(sid): Path<String>,
    request: Request,
) -> Result<Response, ApiError> {
    let path = request.uri().path().to_owned();
    let form = form_of(request).await?;
    let known = [
        "UseInboundWebhookOnNumber",
        "InboundRequestUrl",
        "FriendlyName",
    ];
    if let Some(unknown) = form.names().find(|name| !known.contains(name)) {
        return Err(ApiError::bad(20001, format!("{unknown} is not simulated")));
    }
    let uses_number = match form.get("UseInboundWebhookOnNumber") {
        None => None,
        Some("true") => Some(true),
        Some("false") => Some(false),
        Some(other) => {
            let message = format!("UseInboundWebhookOnNumber is not valid: {other}");
            return Err(ApiError::bad(20001, message));
        }
    };
    let mut world = core.world();
    let mut lines = world.lines.values_mut();
    let line = lines.find(|line| line.service_sid() == sid && line.service.is_some());
    let line = line.ok_or_else(|| ApiError::not_found(&path))?;
    if let Some(service) = &mut line.service {
        service.uses_number_webhook = uses_number.unwrap_or(service.uses_number_webhook);
        if let Some(url) = form.get("InboundRequestUrl") {
            service.inbound_url = (!url.is_empty()).then(|| url.to_owned());
        }
    }
    let service = line.service.clone().unwrap_or_default();
    Ok(json_answer(
        StatusCode::OK,
        shown(&core, line, &service).to_string(),
    ))
}

async fn numbers(
    _: Known,
    State(core): State<Shared>,
    Path(sid): Path<String>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let world = core.world();
    let line = world.lines.values().find(|line| line.service_sid() == sid);
    let found = line.and_then(|line| Some((line, line.service.as_ref()?)));
    let (line, service) = found.ok_or_else(|| ApiError::not_found(uri.path()))?;
    let row = |number: &str, pn: String| {
        json!({ "sid": pn, "account_sid": core.config.account_sid, "service_sid": sid,
            "phone_number": number, "country_code": "US", "capabilities": ["SMS"] })
    };
    let mut rows = vec![row(&line.number, line.sid.clone())];
    rows.extend((0..service.strangers).map(|at| row("+13125559999", format!("PN{at:032x}"))));
    Ok(page(&core, &uri, "phone_numbers", rows))
}

async fn campaigns(
    _: Known,
    State(core): State<Shared>,
    Path(sid): Path<String>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let world = core.world();
    let line = world.lines.values().find(|line| line.service_sid() == sid);
    let line = line.filter(|line| line.service.is_some());
    let line = line.ok_or_else(|| ApiError::not_found(uri.path()))?;
    let (status, errors) = match &line.paperwork {
        Paperwork::Registered => ("VERIFIED", json!([])),
        Paperwork::Pending => ("IN_PROGRESS", json!([])),
        Paperwork::Refused { code, words } => (
            "FAILED",
            json!([{ "error_code": code, "description": words, "fields": [],
                "url": format!("https://www.twilio.com/docs/api/errors/{code}") }]),
        ),
        Paperwork::NoCampaign | Paperwork::Nothing => ("", Value::Null),
    };
    let handed_in = line.paperwork.is_handed_in() && !line.is_toll_free();
    let row = handed_in.then(|| {
        json!({ "sid": line.sid.replacen("PN", "QE", 1), "account_sid": core.config.account_sid,
            "messaging_service_sid": sid, "campaign_status": status, "errors": errors,
            "us_app_to_person_usecase": "LOW_VOLUME" })
    });
    Ok(page(&core, &uri, "compliance", row.into_iter().collect()))
}

/// The business is known as soon as any line's paperwork is more than nothing.
async fn brands(_: Known, State(core): State<Shared>, uri: Uri) -> Response {
    let world = core.world();
    let mut lines = world.lines.values();
    let is_known = lines.any(|line| line.paperwork != Paperwork::Nothing);
    let row = is_known.then(|| {
        json!({ "sid": format!("BN{}", "7".repeat(32)), "status": "APPROVED", "errors": [],
            "failure_reason": null, "account_sid": core.config.account_sid })
    });
    page(&core, &uri, "data", row.into_iter().collect())
}

async fn verifications(_: Known, State(core): State<Shared>, uri: Uri) -> Response {
    let query = query_of(&uri);
    let wanted = query.filled("TollfreePhoneNumberSid");
    let world = core.world();
    let lines = world.lines.values().filter(|line| line.is_toll_free());
    let rows = lines
        .filter(|line| wanted.is_none_or(|sid| sid == line.sid))
        .filter(|line| line.paperwork.is_handed_in())
        .map(|line| {
            let (status, code, reason) = match &line.paperwork {
                Paperwork::Registered => ("TWILIO_APPROVED", None, None),
                Paperwork::Refused { code, words } => {
                    ("TWILIO_REJECTED", Some(*code), Some(words.as_str()))
                }
                _ => ("PENDING_REVIEW", None, None),
            };
            json!({ "sid": line.sid.replacen("PN", "HH", 1), "status": status,
                "tollfree_phone_number_sid": line.sid, "error_code": code,
                "rejection_reason": reason, "rejection_reasons": null })
        });
    let rows = rows.collect();
    page(&core, &uri, "verifications", rows)
}
