//! Putting a number back as it was before it was pointed here.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ringback_desk::phone::{PhoneNumber, Region, classify};
use ringback_desk::setup::plan::Change;
use ringback_engine::setup;
use serde::Deserialize;

use super::frame::{Frame, Step, see_other};
use super::progress::Progress;
use crate::WebState;
use crate::pages::{Failure, Scope, show_with};

#[derive(Template)]
#[template(path = "setup/undone.html")]
struct Page {
    frame: Frame,
    e164: String,
    shown: String,
    changes: Vec<Change>,
    /// What somebody changed since, and what was left as it is.
    left: Vec<Change>,
    fault: String,
}

/// Which number, and whether what was changed since is replaced as well.
#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    number: String,
    #[serde(default)]
    force: String,
}

pub(super) async fn undo(
    State(state): State<WebState>,
    scope: Scope,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let engine = state.engine();
    let directory = engine.directory();
    let (Ok(number), Some(account)) = (
        PhoneNumber::from_e164(chosen.number.trim()),
        directory.account_of(scope.business),
    ) else {
        return Ok(see_other(&format!("../number{}", scope.query)));
    };
    let undone = setup::undo(
        engine.store(),
        account.client(),
        scope.business,
        account.sid(),
        &number,
        chosen.force == "yes",
    )
    .await;
    let progress = Progress::read(&state, scope.business).await?;
    let region = classify(number.as_str(), None).region.unwrap_or(Region::US);
    let mut page = Page {
        frame: Frame::new(&scope, &progress, Step::Number),
        e164: number.as_str().to_owned(),
        shown: number.display_for(region),
        changes: Vec::new(),
        left: Vec::new(),
        fault: String::new(),
    };
    let status = match undone {
        Ok(undone) => {
            page.changes = undone.changes;
            page.left = undone.left;
            StatusCode::OK
        }
        Err(fault) => {
            page.fault = format!("{fault}.");
            StatusCode::CONFLICT
        }
    };
    show_with(status, &page)
}
