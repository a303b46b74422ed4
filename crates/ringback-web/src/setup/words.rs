//! Step six: the text, as it will stand on the caller's phone.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ringback_desk::settings::Fault;
use ringback_desk::words::{Language, Situation, Trade, starting};
use ringback_engine::settings::Change;
use serde::Deserialize;

use super::frame::{Field, Frame, Step, see_other};
use super::progress::Progress;
use super::store;
use crate::WebState;
use crate::pages::{Failure, Scope, show_with};

#[derive(Template)]
#[template(path = "setup/words.html")]
struct Page {
    frame: Frame,
    company: String,
    owner: String,
    text: Field,
    /// Other wordings of the trade.
    others: Vec<&'static str>,
}

/// What was typed.
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    text: String,
}

pub(super) async fn page(State(state): State<WebState>, scope: Scope) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let mut text = progress.value("text");
    if text.is_empty() {
        text = wordings(&progress)
            .first()
            .copied()
            .unwrap_or_default()
            .to_owned();
    }
    show_with(StatusCode::OK, &render(&scope, &progress, &text, &[]))
}

pub(super) async fn save(
    State(state): State<WebState>,
    scope: Scope,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let text = typed.text.replace("\r\n", "\n");
    let text = text.trim();
    let own = wordings(&progress);
    // The trade's own wordings take turns by themselves; setting one would stop that.
    let value = (!text.is_empty() && own.first() != Some(&text)).then(|| text.to_owned());
    let changes = if value.as_deref().unwrap_or_default() == progress.value("text") {
        Vec::new()
    } else {
        vec![Change {
            line: None,
            key: "text".to_owned(),
            value,
        }]
    };
    match store(&state, &scope, changes).await? {
        Ok(()) => Ok(see_other(&format!("test{}", scope.query))),
        Err(faults) => {
            let page = render(&scope, &progress, text, &faults);
            show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

fn wordings(progress: &Progress) -> &'static [&'static str] {
    let trade = Trade::named(&progress.value("trade")).unwrap_or_default();
    starting(trade, Situation::Open, Language::En)
}

fn render(scope: &Scope, progress: &Progress, text: &str, faults: &[Fault]) -> Page {
    Page {
        frame: Frame::new(scope, progress, Step::Words),
        company: scope.company.clone(),
        owner: progress.value("owner"),
        text: Field::judged(text, "text", faults),
        others: wordings(progress).iter().skip(1).copied().collect(),
    }
}
