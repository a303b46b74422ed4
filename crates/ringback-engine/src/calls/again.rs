//! Telling the owner of somebody who calls again and is not texted twice.

use ringback_desk::calls::called_again;
use ringback_desk::clock::Instant;
use ringback_desk::id::Id;
use ringback_desk::lines::Line;
use ringback_desk::phone::PhoneNumber;
use ringback_store::calls::StoredCall;
use ringback_store::{StoreError, Tx, calls};

use crate::effects::Effects;
use crate::notices::{Telling, first_phone, tell};

/// As many calls are looked back at as are ever told of in a row.
const LOOKED_AT: u32 = 20;

/// Tells the owner, where there is something new to tell. Only calls in a row go to their phone.
pub(super) fn tell_of(
    tx: &Tx<'_>,
    line: &Line,
    call: &StoredCall,
    caller: &PhoneNumber,
    id: Id,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let mut before = calls::missed_before(tx, line.business, caller.as_str(), LOOKED_AT)?;
    // Where the text waited for a voicemail, this call is among them.
    before.retain(|at| Some(*at) != call.decided_at);
    let Some(again) = called_again(&before, now) else {
        return Ok(());
    };
    let who = caller.display_for(line.region);
    let sentence = if again.is_urgent {
        format!(
            "Urgent? {who} {}. They have one text; please call back.",
            again.sentence
        )
    } else {
        format!("{who} {}. They have one text already.", again.sentence)
    };
    let telling = Telling {
        id,
        key: format!("again:{caller}:{}", again.key),
        sentence,
        call: Some(call.id),
        text: None,
        by_text: first_phone(line).filter(|_| again.is_urgent),
        line,
    };
    tell(tx, &telling, now, effects)
}
