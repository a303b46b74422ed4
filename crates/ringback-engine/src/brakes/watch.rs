//! The breaker watches calls end.

use ringback_desk::brakes::Breaker;
use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_desk::phone::PhoneNumber;
use ringback_store::calls::StoredCall;
use ringback_store::{StoreError, Tx, brakes};

use crate::clock;
use crate::effects::Effects;
use crate::notices::{Telling, alarm, first_phone};

/// Counts a call that was over as soon as it began, and alarms the owner when that opens the
/// breaker. Other calls cost no statement.
pub(crate) fn watch(
    tx: &Tx<'_>,
    line: &Line,
    call: &StoredCall,
    now: Instant,
    effects: &mut Effects,
) -> Result<(), StoreError> {
    let (Some(limits), Some(arrived)) = (&line.brakes, call.facts.arrived_at) else {
        return Ok(());
    };
    let caller = call.caller.as_deref();
    let Some(caller) = caller.and_then(|caller| PhoneNumber::from_e164(caller).ok()) else {
        return Ok(());
    };
    if line.is_own(&caller) || !Breaker::is_short(limits, now.since(arrived)) {
        return Ok(());
    }
    let mut guard = brakes::guard(tx, line.business)?;
    if guard
        .lifted_until(ringback_desk::brakes::Brake::Breaker, now)
        .is_some()
    {
        return Ok(());
    }
    let sentence = guard
        .breaker
        .count(&caller, limits, now)
        .map(|trip| (trip.at, trip.sentence(limits.breaker_quiet)));
    brakes::save_guard(tx, line.business, &guard)?;
    let Some((at, sentence)) = sentence else {
        return Ok(());
    };
    metrics::counter!("ringback_breaker_opened_total").increment(1);
    let telling = Telling {
        id: clock::new_id(),
        key: format!("breaker:{}", at.0),
        sentence,
        call: Some(call.id),
        text: None,
        by_text: first_phone(line),
        line,
    };
    alarm(tx, &telling, now, effects)
}
