//! What still keeps texts from leaving, or calls from being seen: the strip on top of every page.

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
    let mut missing = Vec::new();
    let mut say = |sentence: String, mend| missing.push(Missing { sentence, mend });
    let line = &scope.line;
    if !line.texting {
        say(
            "Missed calls are not texted: texting is switched off.".to_owned(),
            Some(("settings/texts", "Texts")),
        );
    }
    if line.ring.is_empty() && !line.forwarded {
        say(
            "No phone rings, so every call counts as missed at once.".to_owned(),
            Some(("settings/phones", "Phones")),
        );
    }
    if calls::before(tx, scope.business, None, 1)?.is_empty() {
        let public_url = &state.config().public_url;
        let number = line.number.display_for(scope.home());
        say(
            if public_url.is_https() {
                format!("No call has come in yet. Ring {number} once to see that it works.")
            } else {
                format!(
                    "No call has come in yet, and {} can't be reached from outside unless \
                     something leads there.",
                    public_url.as_str()
                )
            },
            None,
        );
    }
    Ok(missing)
}
