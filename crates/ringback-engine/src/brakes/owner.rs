//! A flood reaches the page, not the owner's pocket.

use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_desk::texts::TextKind;
use ringback_store::{StoreError, Tx, brakes};

use crate::clock;
use crate::effects::Effects;
use crate::texts::{NewText, write_text};

/// Counts one more text to the owner's phone; whether it may leave. The first that may not is
/// told of, and so is, later, how many there were.
pub(crate) fn reaches_phone(
    tx: &Tx<'_>,
    line: &Line,
    phone: &str,
    now: Instant,
    effects: &mut Effects,
) -> Result<bool, StoreError> {
    let Some(limits) = &line.brakes else {
        return Ok(true);
    };
    let counted = brakes::count_owner_text(tx, line.business, now)?;
    let verdict = counted.verdict(limits.owner_hour_max);
    if let Some(words) = verdict.words() {
        let text = NewText {
            id: clock::new_id(),
            kind: TextKind::Notice,
            to: phone,
            body: &words,
            call: None,
            about: None,
        };
        write_text(tx, line, &text, now, effects)?;
    }
    Ok(verdict.leaves())
}
