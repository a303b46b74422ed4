//! Delivery receipts, as the carrier sends them: late, twice, in any order.

use std::sync::Arc;

use ringback_desk::carrier_event::TextStatusChanged;
use ringback_desk::id::Id;
use ringback_desk::lines::Line;
use ringback_desk::texts::Report;
use ringback_store::texts::{self, StoredText};
use ringback_store::{StoreError, Tx};

use super::report::{failure, take};
use crate::clock;
use crate::effects::Effects;
use crate::engine::Engine;

impl Engine {
    /// Takes a delivery receipt in; it is on the disk when this returns.
    ///
    /// # Errors
    /// When the database could not store it.
    pub async fn take_text_status(
        &self,
        line: Arc<Line>,
        changed: TextStatusChanged,
    ) -> Result<(), StoreError> {
        let now = clock::now();
        let effects = self
            .store()
            .write(move |tx| {
                let Some(text) = find(tx, &line, &changed)? else {
                    return Ok(Effects::default());
                };
                take(tx, &line, &text, &report(&changed), now)
            })
            .await?;
        self.carry_out(effects);
        Ok(())
    }
}

/// By our own attempt id first: it binds the text even when the answer to the request was lost.
fn find(
    tx: &Tx<'_>,
    line: &Line,
    changed: &TextStatusChanged,
) -> Result<Option<StoredText>, StoreError> {
    if let Some(text) = texts::load_by_carrier_id(tx, line.business, &changed.text)? {
        return Ok(Some(text));
    }
    let Some(id) = changed.attempt.as_deref().and_then(text_of_attempt) else {
        return Ok(None);
    };
    let text = texts::load(tx, line.business, &id)?;
    Ok(text.filter(|text| text.line == line.id && text.delivery.carrier_id.is_none()))
}

/// An attempt is named by its text and its number: `<uuid>.<n>`.
fn text_of_attempt(attempt: &str) -> Option<Id> {
    attempt.split('.').next()?.parse().ok()
}

fn report(changed: &TextStatusChanged) -> Report {
    let reported = changed.error_code.filter(|code| *code != 0).map(failure);
    Report::Status {
        carrier_id: changed.text.clone(),
        status: changed.status,
        failure: reported,
    }
}
