//! Writing a text into the outbox, on the transaction of whatever calls for it.

use std::time::Duration;

use ringback_desk::calls::HoldReason;
use ringback_desk::clock::Instant;
use ringback_desk::id::Id;
use ringback_desk::lines::Line;
use ringback_desk::mutants::Mutant;
use ringback_desk::quiet::{Leave, leave};
use ringback_desk::segments;
use ringback_desk::texts::{Delivery, Phase, TextKind};
use ringback_desk::timeline::Happened;
use ringback_store::texts::{self, StoredText};
use ringback_store::{StoreError, Tx};

use super::night::{place_of, waits};
use crate::effects::{Effects, moments};

/// This process has the text for so long; then the timer offers it again.
const LEASE: Duration = Duration::from_secs(60);
/// The same where others may be alive: what a dead one has left is taken over soon. Nothing leaves
/// twice when a lease ends too early, for it is claimed before.
const LEASE_SHARED: Duration = Duration::from_secs(8);

/// How long this process has a text.
pub(crate) fn lease_of(is_shared: bool) -> Duration {
    if is_shared { LEASE_SHARED } else { LEASE }
}

/// A text to be written.
pub(crate) struct NewText<'a> {
    /// Its id.
    pub id: Id,
    /// What for.
    pub kind: TextKind,
    /// To whom.
    pub to: &'a str,
    /// What it says, as it leaves.
    pub body: &'a str,
    /// The call that it answers.
    pub call: Option<Id>,
    /// For a relay: whose words they are.
    pub about: Option<&'a str>,
}

/// Writes it, from this line and no other.
pub(crate) fn write_text(
    tx: &Tx<'_>,
    line: &Line,
    new: &NewText<'_>,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let lifetime = new.kind.lifetime(line.text_deadline);
    let mut text = StoredText {
        business: line.business,
        id: new.id,
        line: if Mutant::OtherLine.is_on() && line.id.0 == 2 {
            ringback_desk::id::LineId(1)
        } else {
            line.id
        },
        kind: new.kind,
        party: new.to.to_owned(),
        body: new.body.to_owned(),
        segments: u32::try_from(segments::measure(new.body).segments).unwrap_or(u32::MAX),
        delivery: Delivery::pending(),
        deadline: Some(now.plus(lifetime)),
        wake_at: Some(now.plus(lease_of(tx.is_shared()))),
        call: new.call,
        about: new.about.map(str::to_owned),
    };
    if line.is_held {
        // After the release it would be old news, or a second time.
        let reason = HoldReason::Restored;
        (text.delivery.phase, text.delivery.held) = (Phase::Held, Some(reason));
        text.wake_at = None;
        let moments = moments(now, [Happened::Held { reason }]);
        texts::insert(tx, &text, &moments)?;
        effects.of_text(&text, &moments);
        return Ok(());
    }
    let place = place_of(tx, line, new.kind, new.to)?;
    let leave = leave(line, new.kind, new.to, place.as_ref(), None, now);
    let Leave::At(until, quiet) = leave else {
        let moments = moments(now, [Happened::TextQueued]);
        if Mutant::LoseEffect.is_on() {
            text.wake_at = None;
        }
        texts::insert(tx, &text, &moments)?;
        effects.of_text(&text, &moments);
        effects.outbox.push(text);
        return Ok(());
    };
    // The timer has it when the recipient's night is over; its time begins then.
    text.wake_at = Some(until);
    text.deadline = Some(until.plus(lifetime));
    let moments = moments(now, [Happened::TextQueued, waits(until, quiet)]);
    texts::insert(tx, &text, &moments)?;
    effects.of_text(&text, &moments);
    Ok(())
}
