//! Media of texts and recordings of calls.
//!
//! A media address redirects to storage, as Twilio's does; the storage address wants no login.

use axum::extract::{FromRequestParts as _, Path, Request, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::auth::Account;
use super::errors::{ApiError, json_answer};
use super::pages::Paging;
use super::query_of;
use crate::audio;
use crate::core::{Shared, rfc2822};
use crate::world::{Recording, StoredMedia};

/// `GET /Messages/{sid}/Media.json`
pub(super) async fn list_media(
    _: Account,
    State(core): State<Shared>,
    Path((_, message)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let paging = Paging::read(uri.path(), &query_of(&uri), &[])?;
    let world = core.world();
    let found = world
        .messages
        .get(&message)
        .ok_or_else(|| ApiError::not_found(uri.path()))?;
    let files = found
        .media
        .iter()
        .filter_map(|id| Some((id, world.media.get(id)?)));
    let rows = files.map(|(id, file)| about(&core, id, file));
    Ok(json_answer(StatusCode::OK, paging.page("media_list", rows)))
}

fn about(core: &Shared, id: &str, file: &StoredMedia) -> serde_json::Value {
    let account = &core.config.account_sid;
    json!({
        "account_sid": account,
        "content_type": file.media.content_type,
        "date_created": rfc2822(file.created_ms),
        "date_updated": rfc2822(file.created_ms),
        "parent_sid": file.message,
        "sid": id,
        "uri": format!("/2010-04-01/Accounts/{account}/Messages/{}/Media/{id}.json", file.message),
    })
}

/// `GET /Messages/{sid}/Media/{me}`: a redirect to the file; with `.json` what is known of it.
pub(super) async fn media(
    State(core): State<Shared>,
    Path((_, message, name)): Path<(String, String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let (mut parts, _) = request.into_parts();
    let id = name.strip_suffix(".json");
    if core.config.media_wants_auth || id.is_some() {
        Account::from_request_parts(&mut parts, &core).await?;
    }
    let world = core.world();
    let file = world
        .media
        .get(id.unwrap_or(&name))
        .filter(|file| file.message == message);
    let file = file.ok_or_else(|| ApiError::not_found(parts.uri.path()))?;
    if let Some(id) = id {
        return Ok(json_answer(
            StatusCode::OK,
            about(&core, id, file).to_string(),
        ));
    }
    let target = format!("{}/storage/{name}", core.base_url);
    Ok((StatusCode::FOUND, [(LOCATION, target)]).into_response())
}

/// The storage behind media addresses.
pub(super) async fn stored(
    State(core): State<Shared>,
    Path(name): Path<String>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let world = core.world();
    let file = world
        .media
        .get(&name)
        .ok_or_else(|| ApiError::not_found(uri.path()))?;
    let content_type = file.media.content_type.clone();
    Ok(([(CONTENT_TYPE, content_type)], file.media.bytes.clone()).into_response())
}

/// `GET /Recordings/{re}` as WAV, or with `.wav`, `.mp3` or `.json`.
pub(super) async fn recording(
    _: Account,
    State(core): State<Shared>,
    Path((_, name)): Path<(String, String)>,
    uri: Uri,
) -> Result<Response, ApiError> {
    let (sid, format) = name.split_once('.').unwrap_or((&name, "wav"));
    let found = core.world().recordings.get(sid).cloned();
    let found = found.ok_or_else(|| ApiError::not_found(uri.path()))?;
    match format {
        "wav" => {
            let file = audio::wav(found.seconds);
            Ok(([(CONTENT_TYPE, "audio/x-wav")], file).into_response())
        }
        "mp3" => {
            let file = audio::mp3(found.seconds);
            Ok(([(CONTENT_TYPE, "audio/mpeg")], file).into_response())
        }
        "json" => Ok(json_answer(
            StatusCode::OK,
            described(&core, &found).to_string(),
        )),
        _ => Err(ApiError::not_found(uri.path())),
    }
}

fn described(core: &Shared, recording: &Recording) -> serde_json::Value {
    let account = &core.config.account_sid;
    json!({
        "account_sid": account,
        "api_version": "2010-04-01",
        "call_sid": recording.call,
        "channels": 1,
        "date_created": rfc2822(recording.created_ms),
        "date_updated": rfc2822(recording.created_ms),
        "duration": recording.seconds.to_string(),
        "error_code": null,
        "sid": recording.sid,
        "source": recording.source,
        "start_time": rfc2822(recording.created_ms),
        "status": "completed",
        "uri": format!("/2010-04-01/Accounts/{account}/Recordings/{}.json", recording.sid),
    })
}
