//! `GET /media/{media}`: a picture or a voicemail, from the file that was kept.

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use ringback_desk::id::Id;
use ringback_store::media;
use serde::Deserialize;

use crate::WebState;
use crate::access::Visitor;
use crate::pages::{Failure, not_found};

/// Types that a browser may show in place. Anything else is offered as a file: what a stranger
/// sent never runs on our origin.
const SHOWN: [&str; 10] = [
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "audio/mpeg",
    "audio/wav",
    "audio/x-wav",
    "audio/ogg",
    "video/mp4",
    "video/3gpp",
];

/// Which business.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    business: Option<i64>,
}

/// The file.
pub(crate) async fn file(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let (Some(business), Ok(id)) = (state.business(&visitor, asked.business), id.parse::<Id>())
    else {
        return Ok(not_found());
    };
    let found = state
        .engine()
        .store()
        .read(move |tx| media::get(tx, business, &id))
        .await?;
    let Some(item) = found else {
        return Ok(not_found());
    };
    let Some(file) = item.file else {
        let why = item
            .error
            .unwrap_or_else(|| "it is being fetched".to_owned());
        let words = format!("This file is not here yet: {why}\n");
        return Ok((StatusCode::NOT_FOUND, words).into_response());
    };
    let path = state.engine().media_directory().join(file);
    let read = tokio::task::spawn_blocking(move || std::fs::read(path)).await;
    let Ok(Ok(bytes)) = read else {
        return Ok(not_found());
    };
    let kind = item
        .content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_lowercase();
    let shown = SHOWN.contains(&kind.as_str());
    let content_type = if shown {
        kind
    } else {
        "application/octet-stream".to_owned()
    };
    let disposition = if shown { "inline" } else { "attachment" };
    let headers = [
        (CONTENT_TYPE, content_type),
        (CONTENT_DISPOSITION, disposition.to_owned()),
    ];
    Ok((headers, Body::from(bytes)).into_response())
}
