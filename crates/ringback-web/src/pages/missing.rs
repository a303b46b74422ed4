//! What still keeps texts from leaving, or calls from being seen: the strip on top of every page.
//! Each point leads to the step of the set-up, or the page of the settings, that mends it.

use std::sync::Arc;

use ringback_desk::lines::Line;
use ringback_desk::settings::Fault;
use ringback_desk::setup::undo::UndoRecord;
use ringback_engine::clock::now;
use ringback_store::setup::{StoredUndo, get};
use ringback_store::{StoreError, Tx};

use super::Scope;
use crate::WebState;

/// One thing that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing {
    /// What, and what follows from it.
    pub(crate) sentence: String,
    /// The page on which it is mended, from the front page on, and what its link says.
    pub(crate) mend: (&'static str, &'static str),
}

impl Missing {
    fn new(sentence: impl Into<String>, page: &'static str, link: &'static str) -> Self {
        Self {
            sentence: sentence.into(),
            mend: (page, link),
        }
    }
}

/// What is missing for this business, the most important first.
pub(crate) fn missing(
    tx: &Tx<'_>,
    state: &WebState,
    scope: &Scope,
) -> Result<Vec<Missing>, StoreError> {
    let mut missing: Vec<_> = of_the_certificate(state, scope).into_iter().collect();
    missing.extend(of_the_account(state, scope));
    let lines = state.engine().lines();
    let own: Vec<_> = lines
        .all()
        .filter(|line| line.business == scope.business)
        .collect();
    for line in &own {
        let replaced = get(tx, scope.business, &line.number)?;
        missing.extend(of_the_way_here(state, line, replaced.as_ref()));
    }
    missing.extend(scope.line.iter().flat_map(|line| of_the_line(line)));
    missing.extend(own.iter().filter_map(|line| untested(state, line)));
    missing.extend(own.iter().filter_map(|line| unforwarded(state, line)));
    Ok(missing)
}

/// What ends or is not renewed, for whoever can do something about it.
fn of_the_certificate(state: &WebState, scope: &Scope) -> Option<Missing> {
    let https = state
        .config()
        .https
        .as_ref()
        .filter(|_| runs_the_server(state, scope))?;
    let trouble = https.status().trouble(now())?;
    Some(Missing::new(trouble, "settings/server", "Look at it"))
}

/// Whether the visitor looks after the installation: its operator, or the owner of the only
/// business.
pub(crate) fn runs_the_server(state: &WebState, scope: &Scope) -> bool {
    let directory = state.engine().directory();
    scope.visitor.is_operator() || directory.businesses().count() == 1
}

fn of_the_account(state: &WebState, scope: &Scope) -> Vec<Missing> {
    let directory = state.engine().directory();
    let mut missing = Vec::new();
    if directory.account_of(scope.business).is_none() {
        let sentence = "No carrier account is set up, so no text can leave.";
        missing.push(Missing::new(sentence, "setup/carrier", "Add the account"));
    }
    let faults = directory.faults_of(scope.business).iter();
    missing.extend(faults.map(|(_, fault)| of_a_fault(fault)));
    if scope.line.is_none() && missing.is_empty() {
        let sentence = "No phone number is set up yet.";
        missing.push(Missing::new(sentence, "setup/number", "Choose the number"));
    }
    missing
}

fn of_a_fault(fault: &Fault) -> Missing {
    let (sentence, page, link) = match fault.key.as_str() {
        "owner" if fault.is_missing => (
            "Your line can't work yet: texts need your first name.".to_owned(),
            "setup/business",
            "Your business",
        ),
        "zone" if fault.is_missing => (
            "Your line can't work yet: it needs your time zone.".to_owned(),
            "setup/business",
            "Your business",
        ),
        "ring" if fault.is_missing => (
            "Your line can't work yet: no phone is there to ring.".to_owned(),
            "setup/phones",
            "Add your phone",
        ),
        _ => (
            format!("A line can't work yet. {fault}"),
            "settings",
            "Settings",
        ),
    };
    Missing::new(sentence, page, link)
}

/// Whether the number still leads to where it was pointed, as far as that is known here: it was put
/// back, or this server has another address since.
fn of_the_way_here(
    state: &WebState,
    line: &Arc<Line>,
    replaced: Option<&StoredUndo>,
) -> Option<Missing> {
    let StoredUndo {
        record: UndoRecord::V1(record),
        undone_at,
        ..
    } = replaced?;
    let number = line.number.display_for(line.region);
    let sentence = if undone_at.is_some() {
        format!("{number} was put back as it was before Ringback, so its calls lead elsewhere.")
    } else if record.after.call.url != state.engine().urls().voice() {
        format!("{number} leads to an address that this server had before.")
    } else {
        return None;
    };
    Some(Missing::new(
        sentence,
        "setup/number",
        "Point it here again",
    ))
}

fn of_the_line(line: &Line) -> Vec<Missing> {
    let mut missing = Vec::new();
    if line.is_unregistered {
        let sentence = "Texts are held: the number isn't registered with the carriers yet.";
        let page = "settings/registration";
        missing.push(Missing::new(sentence, page, "Registration"));
    }
    if !line.texting {
        let sentence = "Missed calls are not texted: texting is switched off.";
        missing.push(Missing::new(sentence, "settings/texts", "Texts"));
    }
    if line.ring.is_empty() && !line.forwarded {
        let sentence = "No phone rings, so every call counts as missed at once.";
        missing.push(Missing::new(sentence, "setup/phones", "Add your phone"));
    }
    missing
}

fn untested(state: &WebState, line: &Line) -> Option<Missing> {
    if state.engine().directory().is_tested(line.id) {
        return None;
    }
    let number = line.number.display_for(line.region);
    let public_url = &state.config().public_url;
    let sentence = if public_url.is_https() {
        format!("{number} has not been tested: no missed call has been texted yet.")
    } else {
        format!(
            "{number} has not been tested, and {} can't be reached from outside unless something \
             leads there.",
            public_url.as_str()
        )
    };
    Some(Missing::new(sentence, "setup/test", "Try it now"))
}

/// Calls are to be forwarded to the line, and none was seen to be.
fn unforwarded(state: &WebState, line: &Line) -> Option<Missing> {
    let forwarding = state.engine().directory().forwarding_of(line.id);
    if !line.forwarded || forwarding.seen.is_some() {
        return None;
    }
    let number = line.number.display_for(line.region);
    let sentence = format!("Forwarding to {number} has not been checked yet.");
    Some(Missing::new(sentence, "setup/forwarding", "Check it now"))
}
