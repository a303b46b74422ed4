//! What still keeps texts from leaving, or calls from being seen: the strip on top of every page.

use ringback_desk::lines::Line;
use ringback_store::{StoreError, Tx, calls};

use super::Scope;
use crate::WebState;

/// One thing that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing {
    /// What, and what follows from it.
    pub(crate) sentence: String,
    /// The page on which it is mended, from the front page on, and what its link says.
    pub(crate) mend: Option<(&'static str, &'static str)>,
}

/// What is missing for this business, the most important first.
pub(crate) fn missing(
    tx: &Tx<'_>,
    state: &WebState,
    scope: &Scope,
) -> Result<Vec<Missing>, StoreError> {
    let mut missing = of_the_account(state, scope);
    missing.extend(scope.line.iter().flat_map(|line| of_the_line(line)));
    if let Some(number) = scope.number()
        && calls::before(tx, scope.business, None, 1)?.is_empty()
    {
        missing.push(no_call_yet(state, &number));
    }
    Ok(missing)
}

fn of_the_account(state: &WebState, scope: &Scope) -> Vec<Missing> {
    let directory = state.engine().directory();
    let mut missing = Vec::new();
    if directory.account_of(scope.business).is_none() {
        missing.push(Missing {
            sentence: "No carrier account is set up, so no text can leave.".to_owned(),
            mend: Some(("settings/carrier", "Carrier")),
        });
    }
    let faults = directory.faults_of(scope.business).iter();
    missing.extend(faults.map(|(_, fault)| Missing {
        sentence: format!("A line can't work yet. {fault}"),
        mend: Some(("settings", "Settings")),
    }));
    if scope.line.is_none() && missing.is_empty() {
        missing.push(Missing {
            sentence: "No phone number is set up yet.".to_owned(),
            mend: Some(("settings/carrier", "Carrier")),
        });
    }
    missing
}

fn of_the_line(line: &Line) -> Vec<Missing> {
    let mut missing = Vec::new();
    if line.is_unregistered {
        missing.push(Missing {
            sentence: "Texts are held: the number isn't registered with the carriers yet."
                .to_owned(),
            mend: Some(("settings/registration", "Registration")),
        });
    }
    if !line.texting {
        missing.push(Missing {
            sentence: "Missed calls are not texted: texting is switched off.".to_owned(),
            mend: Some(("settings/texts", "Texts")),
        });
    }
    if line.ring.is_empty() && !line.forwarded {
        missing.push(Missing {
            sentence: "No phone rings, so every call counts as missed at once.".to_owned(),
            mend: Some(("settings/phones", "Phones")),
        });
    }
    missing
}

fn no_call_yet(state: &WebState, number: &str) -> Missing {
    let public_url = &state.config().public_url;
    let sentence = if public_url.is_https() {
        format!("No call has come in yet. Ring {number} once to see that it works.")
    } else {
        format!(
            "No call has come in yet, and {} can't be reached from outside unless something leads \
             there.",
            public_url.as_str()
        )
    };
    Missing {
        sentence,
        mend: None,
    }
}
