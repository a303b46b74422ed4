//! `POST /settings/{section}`: what was changed is checked, stored whole or not at all, and counts
//! from the next call on.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ringback_desk::id::LineId;
use ringback_engine::settings::{Change, SettingsError};

use super::page::{Asked, Known, render};
use super::sections::{Section, section};
use crate::WebState;
use crate::pages::{Failure, Scope, not_found};

/// The form's handler.
pub(crate) async fn save(
    State(state): State<WebState>,
    scope: Scope,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    Form(typed): Form<HashMap<String, String>>,
) -> Result<Response, Failure> {
    let Some(section) = section(&slug) else {
        return Ok(not_found());
    };
    let read = {
        let scope = scope.clone();
        move |tx: &ringback_store::Tx<'_>| Known::read(tx, &scope)
    };
    let known = state.engine().store().read(read).await?;
    let Ok(line) = known.line(asked.line) else {
        return Ok(not_found());
    };
    let changes = changes(&state, &scope, &known, line, section, &typed);
    let engine = state.engine();
    match engine.change_settings(scope.business, changes).await {
        Ok(()) => Ok(Redirect::to(&back(&scope, section, line)).into_response()),
        Err(SettingsError::Faults(faults)) => {
            let page = render(&state, scope, &slug, asked, typed, faults).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(SettingsError::Store(fault)) => Err(fault.into()),
    }
}

/// What differs from what the page showed. What the file or the environment fixes is left alone.
fn changes(
    state: &WebState,
    scope: &Scope,
    known: &Known,
    line: Option<LineId>,
    section: Section,
    typed: &HashMap<String, String>,
) -> Vec<Change> {
    let current = known.current(state, scope, line, None);
    let mut changes = Vec::new();
    for asked in section.asked() {
        let Some(typed) = typed.get(asked.key) else {
            continue;
        };
        let typed = typed.replace("\r\n", "\n").trim().to_owned();
        if current.fixed(asked.key).is_some() || typed == current.shown(&asked) {
            continue;
        }
        changes.push(Change {
            line,
            key: asked.key.to_owned(),
            value: (!typed.is_empty()).then_some(typed),
        });
    }
    changes
}

fn back(scope: &Scope, section: Section, line: Option<LineId>) -> String {
    let mut query = if scope.query.is_empty() {
        "?saved=1".to_owned()
    } else {
        format!("{}&saved=1", scope.query)
    };
    if let Some(line) = line {
        query = format!("{query}&line={}", line.0);
    }
    format!("{}settings/{}{query}", scope.root, section.slug)
}
