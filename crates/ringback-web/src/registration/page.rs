//! `GET /settings/registration`: how each line's registration stands, and what to copy into the
//! carrier's form. `POST` asks the carrier again.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use ringback_desk::lines::Line;
use ringback_desk::setup::facts::Scheme;
use ringback_desk::setup::registration::{Application, Registration, application};
use ringback_engine::clock::now;
use ringback_store::registration::{StoredRegistration, get};
use ringback_store::{StoreError, Tx};

use crate::WebState;
use crate::pages::{Failure, Place, Scope, Shell, show};

#[derive(Template)]
#[template(path = "registration.html")]
struct Page {
    shell: Shell,
    lines: Vec<LineRow>,
}

/// One line, and what is to be handed in for it.
struct LineRow {
    number: String,
    word: &'static str,
    class: &'static str,
    sentence: String,
    fix: &'static str,
    asked: Option<String>,
    /// Nothing where no registration is needed.
    application: Option<Application>,
    is_toll_free: bool,
}

/// The page.
pub(crate) async fn page(State(state): State<WebState>, scope: Scope) -> Result<Response, Failure> {
    let lines = lines_of(&state, &scope);
    let pages = state
        .config()
        .public_url
        .join(&format!("/p/{}", scope.business.0));
    let store = state.engine().store().clone();
    let (shell, lines) = store
        .read(move |tx| {
            let rows = lines
                .iter()
                .map(|line| row(tx, line, &pages))
                .collect::<Result<Vec<_>, _>>()?;
            Ok((Shell::read(tx, &state, &scope, Place::Settings)?, rows))
        })
        .await?;
    show(&Page { shell, lines })
}

/// Asks the carrier about the business's lines, and goes back to the page.
pub(crate) async fn ask_again(State(state): State<WebState>, scope: Scope) -> Response {
    for line in lines_of(&state, &scope) {
        state.engine().ask_registration_soon(line.id);
    }
    let back = format!("registration{}", scope.query);
    (StatusCode::SEE_OTHER, [(LOCATION, back)]).into_response()
}

fn lines_of(state: &WebState, scope: &Scope) -> Vec<Arc<Line>> {
    let lines = state.engine().lines();
    let own = lines.all().filter(|line| line.business == scope.business);
    own.cloned().collect()
}

fn row(tx: &Tx<'_>, line: &Line, pages: &str) -> Result<LineRow, StoreError> {
    let said = get(tx, line.business, line.id)?;
    let asked = said
        .as_ref()
        .map(|said: &StoredRegistration| said.asked_at.to_rfc3339());
    let state = said.map(|said| said.state).unwrap_or_default();
    let scheme = Scheme::of(&line.number);
    let (word, class) = word(&state);
    Ok(LineRow {
        number: line.number.display_for(line.region),
        word,
        class,
        sentence: state.sentence(),
        fix: state.fix().unwrap_or_default(),
        asked,
        application: (scheme != Scheme::None).then(|| application(line, pages, now())),
        is_toll_free: scheme == Scheme::TollFree,
    })
}

fn word(state: &Registration) -> (&'static str, &'static str) {
    match state {
        Registration::Unknown => ("not known yet", "wait"),
        Registration::NotNeeded => ("not needed", "good"),
        Registration::Registered => ("registered", "good"),
        Registration::Pending => ("waiting for the carriers", "wait"),
        Registration::Missing { .. } => ("not registered", "bad"),
        Registration::Refused { .. } => ("refused", "bad"),
    }
}
