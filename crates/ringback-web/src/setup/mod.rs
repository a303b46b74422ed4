//! `/setup`: from an empty database to the first text, one question a page.
//!
//! Each step stands by itself: it can be skipped, done later and done again. What has been done is
//! read from what is stored, so that the way through is the same after a restart, in another
//! browser, or when half of it was done in the terminal.

mod business;
mod carrier;
mod confirm;
mod forwarding;
mod frame;
mod hours;
mod number;
mod phones;
mod progress;
mod test;
mod undo;
mod words;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use ringback_engine::settings::{Change, SettingsError};

use crate::WebState;
use crate::pages::{Failure, Scope};
use frame::{Step, see_other};
use progress::Progress;

/// The pages of the set-up. Behind the guard, as every private page.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route("/setup", get(first_open))
        .route("/setup/business", get(business::page).post(business::save))
        .route("/setup/carrier", get(carrier::page).post(carrier::save))
        .route("/setup/number", get(number::page))
        .route(
            "/setup/number/confirm",
            get(confirm::page).post(confirm::apply),
        )
        .route("/setup/number/undo", post(undo::undo))
        .route("/setup/phones", get(phones::page).post(phones::save))
        .route("/setup/phones/call", post(phones::call))
        .route("/setup/phones/call/{call}", get(phones::call_state))
        .route("/setup/hours", get(hours::page).post(hours::save))
        .route("/setup/words", get(words::page).post(words::save))
        .route("/setup/test", get(test::page).post(test::begin))
        .route("/setup/test/state", get(test::state))
        .route(
            "/setup/forwarding",
            get(forwarding::page).post(forwarding::begin),
        )
        .route("/setup/forwarding/state", get(forwarding::state))
}

/// On to the first step that is not done, or to the test when all are.
async fn first_open(State(state): State<WebState>, scope: Scope) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let step = progress.first_open().unwrap_or(Step::Test);
    Ok(see_other(&format!("setup/{}{}", step.path(), scope.query)))
}

/// Stores settings of the business; what is wrong with them comes back by key.
async fn store(
    state: &WebState,
    scope: &Scope,
    changes: Vec<Change>,
) -> Result<Result<(), Vec<ringback_desk::settings::Fault>>, Failure> {
    match state
        .engine()
        .change_settings(scope.business, changes)
        .await
    {
        Ok(()) => Ok(Ok(())),
        Err(SettingsError::Faults(faults)) => Ok(Err(faults)),
        Err(SettingsError::Store(fault)) => Err(fault.into()),
    }
}

/// A sentence for the page's script.
fn sentence(status: axum::http::StatusCode, words: impl Into<String>) -> Response {
    (status, words.into()).into_response()
}
