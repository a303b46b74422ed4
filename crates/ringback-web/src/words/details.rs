//! `POST /people/{number}/details`: a customer's first name, language and time zone.

use axum::extract::{Path, State};
use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use ringback_desk::contacts::{Place, read_first_name};
use ringback_desk::phone::PhoneNumber;
use ringback_desk::words::Language;
use ringback_desk::zones::read_place;
use ringback_engine::Details;
use serde::Deserialize;
use serde_json::json;

use crate::WebState;
use crate::pages::{Failure, Scope, not_found};

/// What the form holds.
#[derive(Debug, Deserialize)]
pub(crate) struct DetailsForm {
    #[serde(default)]
    first_name: String,
    /// `en` or `es`.
    #[serde(default)]
    language: String,
    /// As people say it: `Chicago`, `FL`, `America/Chicago`.
    #[serde(default)]
    zone: String,
}

/// The form's handler. A script asks for JSON; without it the browser goes back to the
/// conversation.
pub(crate) async fn details(
    State(state): State<WebState>,
    scope: Scope,
    Path(number): Path<String>,
    headers: HeaderMap,
    Form(form): Form<DetailsForm>,
) -> Result<Response, Failure> {
    let Ok(person) = PhoneNumber::from_e164(&number) else {
        return Ok(not_found());
    };
    let details = match read(&form) {
        Ok(details) => details,
        Err((field, sentence)) => {
            let fault = Json(json!({ "error": sentence, "field": field }));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, fault).into_response());
        }
    };
    let kept = json!({ "first_name": details.first_name, "language": details.language, "zone": details.zone });
    state
        .engine()
        .set_details(scope.business, person, details)
        .await?;
    let wants_json = headers
        .get(ACCEPT)
        .is_some_and(|accept| accept.as_bytes() == b"application/json");
    if wants_json {
        return Ok(Json(kept).into_response());
    }
    let to = format!("{}people/{number}{}", scope.root, scope.query);
    Ok(Redirect::to(&to).into_response())
}

/// The field that is wrong, and why.
type Wrong = (&'static str, String);

fn read(form: &DetailsForm) -> Result<Details, Wrong> {
    let first_name =
        read_first_name(&form.first_name).map_err(|fault| ("first_name", fault.to_string()))?;
    let language = match form.language.as_str() {
        "" => Language::default(),
        code => Language::named(code).ok_or_else(|| {
            let sentence =
                format!("`{code}` is not a language that texts are written in; en or es");
            ("language", sentence)
        })?,
    };
    let zone = read_place(&form.zone).map_err(|fault| ("zone", fault.to_string()))?;
    Ok(Details {
        first_name,
        language,
        zone: zone.as_ref().map(Place::from),
    })
}
