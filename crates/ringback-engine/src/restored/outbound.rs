//! Texts that left after the backup: whoever got one is not texted again as if they had not.

use std::sync::Arc;

use ringback_carriers::twilio::client::RemoteText;
use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_desk::phone::{PhoneNumber, classify};
use ringback_desk::segments;
use ringback_desk::texts::{Delivery, Phase, TextKind};
use ringback_desk::timeline::Happened;
use ringback_store::texts::{self, StoredText};
use ringback_store::{StoreError, Tx, contacts};

use crate::clock;
use crate::effects::moments;
use crate::engine::Engine;
use crate::texts::{remote_report, take as take_report};

/// Texts in one command.
const BATCH: usize = 100;
/// Texts to one person that are looked through for one that nobody knew the fate of.
const LOOKED_THROUGH: u32 = 50;

/// Takes texts in that the carrier has and the database does not know; how many there were.
pub(super) async fn take(
    engine: &Engine,
    line: &Arc<Line>,
    listed: Vec<RemoteText>,
) -> Result<usize, StoreError> {
    let mut taken = 0;
    for batch in listed.chunks(BATCH) {
        let (batch, line) = (batch.to_vec(), Arc::clone(line));
        let now = clock::now();
        taken += engine
            .store()
            .write(line.business, move |tx| {
                let mut taken = 0;
                for remote in &batch {
                    taken += usize::from(take_one(tx, &line, remote, now)?);
                }
                Ok(taken)
            })
            .await?;
    }
    Ok(taken)
}

fn take_one(
    tx: &Tx<'_>,
    line: &Line,
    remote: &RemoteText,
    now: Instant,
) -> Result<bool, StoreError> {
    if texts::is_known(tx, &remote.text)? {
        return Ok(false);
    }
    let number = classify(&remote.to, Some(line.region)).number;
    let party = number.map_or_else(|| remote.to.clone(), |number| number.to_string());
    let at = remote.created.unwrap_or(now).min(now);
    if let Some(text) = unknown(tx, line, &party, &remote.body)? {
        // It was in the outbox when the backup was taken, and it did leave.
        take_report(tx, line, &text, &remote_report(remote), now)?;
    } else {
        insert(tx, line, &party, remote, at)?;
    }
    if !number.is_some_and(|number| is_ours(line, &number)) {
        let mut contact = contacts::load(tx, line.business, &party)?;
        contact.texted_at = contact.texted_at.max(Some(at));
        contact.text_at = contact.text_at.max(Some(at));
        contact.line = contact.line.or(Some(line.id));
        contacts::save(tx, line.business, &party, &contact)?;
    }
    Ok(true)
}

fn is_ours(line: &Line, number: &PhoneNumber) -> bool {
    line.is_own(number)
}

/// A text with these words that nobody knew the fate of.
fn unknown(
    tx: &Tx<'_>,
    line: &Line,
    party: &str,
    body: &str,
) -> Result<Option<StoredText>, StoreError> {
    let stories = texts::of_party(tx, line.business, party, None, LOOKED_THROUGH)?;
    Ok(stories.into_iter().map(|story| story.text).find(|text| {
        text.delivery.phase == Phase::Unknown
            && text.line == line.id
            && text.body.trim() == body.trim()
    }))
}

fn insert(
    tx: &Tx<'_>,
    line: &Line,
    party: &str,
    remote: &RemoteText,
    at: Instant,
) -> Result<(), StoreError> {
    let mut delivery = Delivery::pending();
    delivery.phase = Phase::Accepted;
    delivery.carrier_id = Some(remote.text.clone());
    let mut text = StoredText {
        business: line.business,
        id: clock::id_at(at),
        line: line.id,
        kind: TextKind::Recovered,
        party: party.to_owned(),
        body: remote.body.clone(),
        segments: u32::try_from(segments::measure(&remote.body).segments).unwrap_or(u32::MAX),
        delivery,
        deadline: None,
        wake_at: None,
        call: None,
        about: None,
    };
    texts::insert(tx, &text, &moments(at, [Happened::TextAccepted]))?;
    text.delivery.status = Some(remote.status);
    text.delivery.error_code = remote.error_code;
    texts::save_delivery(tx, &text, &[])
}
