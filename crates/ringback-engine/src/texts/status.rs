//! Delivery receipts, as the carrier sends them: late, twice, in any order.

use std::sync::Arc;

use ringback_desk::carrier_event::{TextStatus, TextStatusChanged};
use ringback_desk::id::Id;
use ringback_desk::lines::Line;
use ringback_desk::texts::{Report, TextKind};
use ringback_store::texts::{self, StoredText};
use ringback_store::{StoreError, Tx, lines};

use super::report::{failure, take};
use crate::clock;
use crate::effects::Effects;
use crate::engine::Engine;

impl Engine {
    /// Takes a delivery receipt in; it is on the disk when this returns. The first missed call
    /// whose text arrives proves that the line works, whether it was meant as a test or not.
    ///
    /// # Errors
    /// When the database could not store it.
    pub async fn take_text_status(
        &self,
        line: Arc<Line>,
        changed: TextStatusChanged,
    ) -> Result<(), StoreError> {
        let now = clock::now();
        let may_prove =
            changed.status == TextStatus::Delivered && !self.directory().is_tested(line.id);
        let (effects, is_proof) = self
            .store()
            .write(line.business, move |tx| {
                let Some(text) = find(tx, &line, &changed)? else {
                    return Ok((Effects::default(), false));
                };
                let is_proof = may_prove && text.kind == TextKind::MissedCall;
                if is_proof {
                    lines::set_tested(tx, line.business, line.id, now)?;
                }
                Ok((take(tx, &line, &text, &report(&changed), now)?, is_proof))
            })
            .await?;
        self.carry_out(effects);
        if is_proof {
            self.reload().await?;
        }
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
