//! A person settles what nobody could tell.

use std::sync::Arc;

use ringback_desk::id::{BusinessId, Id};
use ringback_desk::texts::Phase;
use ringback_desk::timeline::Happened;
use ringback_store::texts::StoredText;
use ringback_store::{StoreError, Tx, calls, contacts, texts};

use super::write::{NewText, write_text};
use crate::clock;
use crate::effects::{Effects, moments};
use crate::engine::Engine;

/// Why a text was not settled.
#[derive(Debug, thiserror::Error)]
pub enum SettleError {
    /// There is no such text.
    #[error("there is no such text")]
    NotFound,
    /// Its fate is known.
    #[error("this text's fate is known; there is nothing to decide")]
    NotUnknown,
    /// The person said stop since.
    #[error("this person said STOP, so the text is not sent again")]
    OptedOut,
    /// The installation was restored from a backup, and is held.
    #[error("Ringback was restored from a backup, and no text leaves until it is released")]
    Restored,
    /// The database refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Engine {
    /// Settles a text whose fate is unknown: it arrived, or it is to be sent again as a new one.
    ///
    /// # Errors
    /// [`SettleError`], each a sentence for the owner.
    pub async fn settle(
        &self,
        business: BusinessId,
        text: Id,
        arrived: bool,
    ) -> Result<(), SettleError> {
        let (now, again) = (clock::now(), clock::new_id());
        let engine = self.clone();
        let settled = self
            .store()
            .write(business, move |tx| {
                let Some(mut row) = texts::load(tx, business, &text)? else {
                    return Ok(Err(SettleError::NotFound));
                };
                let line = engine.lines().by_id(row.line).map(Arc::clone);
                let (Phase::Unknown, Some(line)) = (row.delivery.phase, line) else {
                    return Ok(Err(SettleError::NotUnknown));
                };
                let mut effects = Effects::default();
                if !arrived && line.is_held {
                    return Ok(Err(SettleError::Restored));
                }
                if !arrived {
                    if contacts::load(tx, business, &row.party)?
                        .opted_out_at
                        .is_some()
                    {
                        return Ok(Err(SettleError::OptedOut));
                    }
                    let new = NewText {
                        id: again,
                        kind: row.kind,
                        to: &row.party,
                        body: &row.body,
                        call: row.call,
                        about: row.about.as_deref(),
                    };
                    write_text(tx, &line, &new, now, &mut effects)?;
                    hand_on(tx, &row, again)?;
                }
                row.delivery.phase = if arrived {
                    Phase::Accepted
                } else {
                    Phase::Refused
                };
                row.wake_at = None;
                let moments = moments(now, [Happened::TextSettled { arrived }]);
                texts::save_delivery(tx, &row, &moments)?;
                effects.of_text(&row, &moments);
                Ok(Ok(effects))
            })
            .await?;
        self.carry_out(settled?);
        Ok(())
    }
}

/// The call, and the window that the text uses up, are the new text's from now on: what becomes of
/// it is what became of the call.
fn hand_on(tx: &Tx<'_>, old: &StoredText, again: Id) -> Result<(), StoreError> {
    if let Some(call) = &old.call
        && let Some(mut story) = calls::get(tx, old.business, call)?
        && story.call.text == Some(old.id)
    {
        story.call.text = Some(again);
        calls::update(tx, &story.call, &[])?;
    }
    let mut contact = contacts::load(tx, old.business, &old.party)?;
    if contact.texted_by == Some(old.id) {
        contact.texted_by = Some(again);
        contacts::save(tx, old.business, &old.party, &contact)?;
    }
    Ok(())
}
