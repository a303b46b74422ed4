//! Pointing a number here: first what would be replaced, then, when somebody says so, doing it.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use ringback_carriers::twilio::client::TwilioClient;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::setup::facts::NumberFacts;
use ringback_desk::setup::findings::of_number;
use ringback_desk::setup::plan::{Change, Plan, plan};
use ringback_engine::clock::now;
use ringback_engine::settings::Change as SettingChange;
use ringback_engine::setup::{self, ask_registration, find_number, here};
use ringback_store::setup::get;
use ringback_store::{StoreError, lines};
use serde::Deserialize;

use super::frame::{Frame, Note, Step, see_other};
use super::number::{shown, stops};
use super::progress::Progress;
use super::store;
use crate::WebState;
use crate::pages::{Failure, Scope, show_with};

#[derive(Template)]
#[template(path = "setup/confirm.html")]
struct Page {
    frame: Frame,
    e164: String,
    shown: String,
    notes: Vec<Note>,
    changes: Vec<Change>,
    others_moved: usize,
    /// Something is there now that will be gone.
    replaces: bool,
    /// What was replaced here earlier can be put back.
    can_undo: bool,
    is_stopped: bool,
    /// What went wrong with doing it.
    fault: String,
    /// What was chosen before, when something went wrong.
    reach: String,
    reach_fault: String,
}

/// Which number.
#[derive(Debug, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    number: String,
}

/// What was chosen.
#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    number: String,
    /// `dialled`: people dial this number. `forwarded`: they dial another one.
    #[serde(default)]
    reach: String,
    /// That texts then come from a number that nobody dialled was read.
    #[serde(default)]
    other_number: String,
}

pub(super) async fn page(
    State(state): State<WebState>,
    scope: Scope,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let Ok(number) = PhoneNumber::from_e164(asked.number.trim()) else {
        return Ok(see_other(&format!("../number{}", scope.query)));
    };
    let Ok(client) = state.engine().client_of(scope.business) else {
        return Ok(see_other(&format!("../carrier{}", scope.query)));
    };
    match look(&state, &scope, &client, &number).await? {
        Some((facts, plan)) => {
            let mut page = Page::read(&state, &scope, &facts, plan).await?;
            page.notes.extend(of_registration(&client, &facts).await);
            show_with(StatusCode::OK, &page)
        }
        None => Ok(see_other(&format!("../number{}", scope.query))),
    }
}

pub(super) async fn apply(
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
    let client = account.client();
    let Some((facts, plan)) = look(&state, &scope, client, &number).await? else {
        return Ok(see_other(&format!("../number{}", scope.query)));
    };
    let mut page = Page::read(&state, &scope, &facts, plan.clone()).await?;
    page.reach.clone_from(&chosen.reach);
    page.reach_fault = reach_fault(&chosen);
    if page.is_stopped || !page.reach_fault.is_empty() {
        return show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let (business, sid) = (scope.business, account.sid());
    // The line first: a call that comes the moment the number leads here finds it.
    let line = engine
        .store()
        .write(business, move |tx| {
            lines::set_up(tx, business, &number, now())
        })
        .await?;
    let Some(line) = line else {
        page.fault = "Another business of this installation has this number.".to_owned();
        return show_with(StatusCode::CONFLICT, &page);
    };
    engine.reload().await?;
    let forwarded = SettingChange {
        line: Some(line),
        key: "forwarded".to_owned(),
        value: (chosen.reach == "forwarded").then(|| "true".to_owned()),
    };
    if let Err(faults) = store(&state, &scope, vec![forwarded]).await? {
        page.fault = faults.iter().map(ToString::to_string).collect();
        return show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let applied = setup::apply(engine.store(), client, business, sid, &facts, &plan).await;
    engine.ask_registration_soon(line);
    match applied {
        Ok(()) if chosen.reach == "forwarded" => {
            Ok(see_other(&format!("../forwarding{}", scope.query)))
        }
        Ok(()) => Ok(see_other(&format!("../phones{}", scope.query))),
        Err(fault) => {
            page.fault = format!("{fault}.");
            show_with(StatusCode::BAD_GATEWAY, &page)
        }
    }
}

/// The number as the carrier has it, and what pointing it here changes. Nothing for a number that is
/// another business's line: where an account is shared, it is nobody else's to see.
async fn look(
    state: &WebState,
    scope: &Scope,
    client: &TwilioClient,
    number: &PhoneNumber,
) -> Result<Option<(NumberFacts, Plan)>, Failure> {
    let progress = Progress::read(state, scope.business).await?;
    if progress.is_elsewhere(number) {
        return Ok(None);
    }
    let Ok(facts) = find_number(client, number).await else {
        return Ok(None);
    };
    let plan = plan(&facts, &here(state.engine().urls()));
    Ok(Some((facts, plan)))
}

/// That carriers would block the number's texts, where they would. Where they cannot be asked, the
/// set-up goes on: the engine asks again, and holds texts by what it is told.
async fn of_registration(client: &TwilioClient, facts: &NumberFacts) -> Option<Note> {
    let registration = ask_registration(client, facts).await.ok()?;
    (!registration.lets_texts_leave()).then(|| Note {
        tone: "hold",
        sentence: registration.sentence(),
        fix: registration.fix().unwrap_or_default(),
    })
}

fn reach_fault(chosen: &Chosen) -> String {
    match (chosen.reach.as_str(), chosen.other_number.as_str()) {
        ("dialled", _) | ("forwarded", "yes") => String::new(),
        ("forwarded", _) => {
            "Tick that you know texts come from a number that your customers did not dial."
                .to_owned()
        }
        _ => "Choose how customers reach this number.".to_owned(),
    }
}

impl Page {
    async fn read(
        state: &WebState,
        scope: &Scope,
        facts: &NumberFacts,
        plan: Plan,
    ) -> Result<Self, StoreError> {
        let progress = Progress::read(state, scope.business).await?;
        let (business, number) = (scope.business, facts.number);
        let store = state.engine().store();
        let record = store.read(move |tx| get(tx, business, &number)).await?;
        let findings = of_number(facts);
        Ok(Self {
            frame: Frame::new(scope, &progress, Step::Number),
            e164: facts.number.as_str().to_owned(),
            shown: shown(facts),
            is_stopped: stops(&findings),
            notes: findings.iter().map(Note::of).collect(),
            others_moved: plan.others_moved(),
            replaces: plan.replaces(),
            can_undo: record.is_some_and(|record| record.undone_at.is_none()),
            changes: plan.changes,
            fault: String::new(),
            reach: String::new(),
            reach_fault: String::new(),
        })
    }
}
