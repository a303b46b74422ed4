//! Step one: who you are. The trade chooses the texts to start with, the zone the hours.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use ringback_desk::settings::Fault;
use ringback_desk::words::Trade;
use ringback_engine::settings::Change;
use serde::Deserialize;

use super::frame::{Field, Frame, Step, see_other};
use super::progress::Progress;
use super::store;
use crate::WebState;
use crate::pages::{Failure, Scope, show_with};

/// Offered first; any other IANA name can be typed.
const ZONES: [(&str, &str); 14] = [
    ("America/New_York", "Eastern"),
    ("America/Chicago", "Central"),
    ("America/Denver", "Mountain"),
    ("America/Phoenix", "Arizona"),
    ("America/Los_Angeles", "Pacific"),
    ("America/Anchorage", "Alaska"),
    ("Pacific/Honolulu", "Hawaii"),
    ("America/Toronto", "Eastern Canada"),
    ("America/Winnipeg", "Central Canada"),
    ("America/Edmonton", "Mountain Canada"),
    ("America/Vancouver", "Pacific Canada"),
    ("America/Halifax", "Atlantic Canada"),
    ("Europe/London", "United Kingdom"),
    ("Australia/Sydney", "Eastern Australia"),
];

#[derive(Template)]
#[template(path = "setup/business.html")]
struct Page {
    frame: Frame,
    company: Field,
    owner: Field,
    trades: Vec<TradeRow>,
    zone: Field,
    zones: &'static [(&'static str, &'static str)],
}

struct TradeRow {
    code: &'static str,
    label: &'static str,
    is_chosen: bool,
}

/// What was typed.
#[derive(Debug, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    company: String,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    trade: String,
    #[serde(default)]
    zone: String,
}

pub(super) async fn page(State(state): State<WebState>, scope: Scope) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let is_new = scope.company == ringback_engine::FIRST_BUSINESS;
    let typed = Typed {
        company: if is_new {
            String::new()
        } else {
            scope.company.clone()
        },
        owner: progress.value("owner"),
        trade: progress.value("trade"),
        zone: progress.value("zone"),
    };
    show_with(StatusCode::OK, &render(&scope, &progress, &typed, &[]))
}

pub(super) async fn save(
    State(state): State<WebState>,
    scope: Scope,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let progress = Progress::read(&state, scope.business).await?;
    let fields = [
        ("company", &typed.company),
        ("owner", &typed.owner),
        ("trade", &typed.trade),
        ("zone", &typed.zone),
    ];
    let mut faults: Vec<Fault> = fields
        .iter()
        .filter(|(key, value)| value.trim().is_empty() && *key != "trade")
        .map(|(key, _)| Fault::new(*key, "is empty", "Fill it in"))
        .collect();
    if faults.is_empty() {
        let changed = fields
            .iter()
            .filter(|(key, value)| {
                let now = if *key == "company" {
                    scope.company.clone()
                } else {
                    progress.value(key)
                };
                !value.trim().is_empty() && value.trim() != now
            })
            .map(|(key, value)| Change::of_business(*key, value.trim()));
        match store(&state, &scope, changed.collect()).await? {
            Ok(()) => return Ok(see_other(&format!("carrier{}", scope.query))),
            Err(found) => faults = found,
        }
    }
    let page = render(&scope, &progress, &typed, &faults);
    show_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

fn render(scope: &Scope, progress: &Progress, typed: &Typed, faults: &[Fault]) -> Page {
    let trades = Trade::ALL.iter().map(|trade| TradeRow {
        code: trade.code(),
        label: trade.label(),
        is_chosen: typed.trade == trade.code(),
    });
    Page {
        frame: Frame::new(scope, progress, Step::Business),
        company: Field::judged(&typed.company, "company", faults),
        owner: Field::judged(&typed.owner, "owner", faults),
        trades: trades.collect(),
        zone: Field::judged(&typed.zone, "zone", faults),
        zones: &ZONES,
    }
}
