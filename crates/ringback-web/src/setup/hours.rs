//! Step five: when the business is open, which chooses between two texts.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ringback_desk::settings::Fault;
use ringback_engine::settings::Change;
use serde::Deserialize;

use super::frame::{Field, Frame, Step, see_other};
use super::progress::Progress;
use super::store;
use crate::WebState;
use crate::pages::{Failure, Scope, show_with};

/// What most businesses of this size keep.
const USUAL: &str = "mon-fri 8:00-17:00";

#[derive(Template)]
#[template(path = "setup/hours.html")]
struct Page {
    frame: Frame,
    hours: Field,
    holidays: Field,
    zone: String,
}

/// What was typed.
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    hours: String,
    #[serde(default)]
    holidays: String,
}

pub(super) async fn page(State(state): State<WebState>, scope: Scope) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let mut hours = progress.value("hours");
    if hours.is_empty() {
        USUAL.clone_into(&mut hours);
    }
    let typed = Typed {
        hours,
        holidays: progress.value("holidays"),
    };
    show_with(StatusCode::OK, &render(&scope, &progress, &typed, &[]))
}

pub(super) async fn save(
    State(state): State<WebState>,
    scope: Scope,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let change = |key: &str, value: &str| {
        let value = value.trim();
        (value != progress.value(key)).then(|| Change {
            line: None,
            key: key.to_owned(),
            value: (!value.is_empty()).then(|| value.to_owned()),
        })
    };
    let changes = [
        change("hours", &typed.hours),
        change("holidays", &typed.holidays),
    ];
    match store(&state, &scope, changes.into_iter().flatten().collect()).await? {
        Ok(()) => Ok(see_other(&format!("words{}", scope.query))),
        Err(faults) => {
            let page = render(&scope, &progress, &typed, &faults);
            show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn render(scope: &Scope, progress: &Progress, typed: &Typed, faults: &[Fault]) -> Page {
    let zone = progress.value("zone");
    Page {
        frame: Frame::new(scope, progress, Step::Hours),
        hours: Field::judged(&typed.hours, "hours", faults),
        holidays: Field::judged(&typed.holidays, "holidays", faults),
        zone: if zone.is_empty() {
            "UTC".to_owned()
        } else {
            zone
        },
    }
}
