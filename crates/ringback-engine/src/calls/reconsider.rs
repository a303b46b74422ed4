//! A missed call decided again, because what held its text is gone.

use std::sync::Arc;

use ringback_desk::calls::Outcome;
use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_desk::phone::{Classified, classify};
use ringback_store::calls::{self, StoredCall};
use ringback_store::{StoreError, Tx, waiting};

use super::command::{Ids, known_contact};
use super::missed::Missed;
use crate::clock;
use crate::effects::{Effects, moments};
use crate::engine::Engine;

/// Decides a missed call again whose reason to be held is gone. A reason that stays leaves no trace.
///
/// # Errors
/// When the database could not store it.
pub(crate) async fn reconsider(
    engine: &Engine,
    line: &Arc<Line>,
    call: StoredCall,
) -> Result<(), StoreError> {
    let now = clock::now();
    let (ids, line) = (Ids::new(), Arc::clone(line));
    let caller = classify(&call.facts.from, Some(line.region));
    let effects = engine
        .store()
        .write(line.business, move |tx| {
            decide_again(tx, &line, &call, caller, &ids, now)
        })
        .await?;
    engine.carry_out(effects);
    Ok(())
}

fn decide_again(
    tx: &Tx<'_>,
    line: &Line,
    seen: &StoredCall,
    caller: Classified,
    ids: &Ids,
    now: Instant,
) -> Result<Effects, StoreError> {
    let mut effects = Effects::default();
    // As it stands now: a voicemail may have come since it was looked at.
    let Some((mut call, _)) = calls::load(tx, seen.business, &seen.carrier_id)? else {
        return Ok(effects);
    };
    let Outcome::Missed { why } = call.facts.outcome else {
        return Ok(effects);
    };
    if call.held != seen.held || call.text.is_some() {
        return Ok(effects);
    }
    let before = call.held.take();
    let missed = Missed {
        line,
        caller,
        ids,
        why,
        now,
        contact: known_contact(tx, &call)?,
    };
    let happened = missed.resolve(tx, &mut call, &mut effects)?;
    if call.held == before {
        return Ok(effects);
    }
    if let Some(caller) = call.caller.as_ref().filter(|_| call.text.is_some()) {
        waiting::done_with(tx, call.business, caller)?;
    }
    let moments = moments(now, [happened]);
    calls::update(tx, &call, &moments)?;
    effects.of_call(&call, &moments);
    effects.changes.sort_by_key(|change| change.text.is_some());
    Ok(effects)
}
