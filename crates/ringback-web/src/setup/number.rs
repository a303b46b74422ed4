//! Step three: which number people dial. What is at each of them now is shown before any is touched.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ringback_desk::phone::Region;
use ringback_desk::setup::facts::NumberFacts;
use ringback_desk::setup::findings::{Finding, Weight, of_number};
use ringback_desk::setup::plan::plan;
use ringback_engine::setup::{here, list_numbers};

use super::frame::{Frame, Note, Step, see_other};
use super::progress::Progress;
use crate::WebState;
use crate::pages::{Failure, Scope, show_with};

#[derive(Template)]
#[template(path = "setup/number.html")]
struct Page {
    frame: Frame,
    numbers: Vec<NumberRow>,
    notes: Vec<Note>,
}

struct NumberRow {
    e164: String,
    shown: String,
    notes: Vec<Note>,
    /// It cannot be served.
    is_stopped: bool,
    /// It leads here already.
    is_here: bool,
    /// It is this business's line.
    is_ours: bool,
}

pub(super) async fn page(State(state): State<WebState>, scope: Scope) -> Result<Response, Failure> {
    let Ok(client) = state.engine().client_of(scope.business) else {
        return Ok(see_other(&format!("carrier{}", scope.query)));
    };
    let progress = Progress::read(&state, scope.business).await?;
    let (numbers, notes) = match list_numbers(&client).await {
        Ok(numbers) => (numbers, Vec::new()),
        Err(finding) => (Vec::new(), vec![Note::of(&finding)]),
    };
    let here = here(state.engine().urls());
    let rows = numbers
        .iter()
        .filter(|facts| !progress.is_elsewhere(&facts.number))
        .map(|facts| row(facts, plan(facts, &here).is_done(), &progress));
    let page = Page {
        numbers: rows.collect(),
        notes,
        frame: Frame::new(&scope, &progress, Step::Number),
    };
    show_with(StatusCode::OK, &page)
}

fn row(facts: &NumberFacts, is_here: bool, progress: &Progress) -> NumberRow {
    let findings = of_number(facts);
    NumberRow {
        e164: facts.number.as_str().to_owned(),
        shown: shown(facts),
        is_stopped: stops(&findings),
        notes: findings.iter().map(Note::of).collect(),
        is_here,
        is_ours: progress
            .lines
            .iter()
            .any(|line| line.number == facts.number),
    }
}

/// The number as its own people read it.
pub(super) fn shown(facts: &NumberFacts) -> String {
    let region = ringback_desk::phone::classify(facts.number.as_str(), None).region;
    facts.number.display_for(region.unwrap_or(Region::US))
}

/// Whether something keeps the number from being served.
pub(super) fn stops(findings: &[Finding]) -> bool {
    findings
        .iter()
        .any(|finding| finding.weight() == Weight::Stops)
}
