//! Following up on texts whose fate is not known: requests without an answer, and texts that
//! never reached a final state.

use std::sync::Arc;
use std::time::Duration;

use ringback_carriers::twilio::client::{ListTexts, RemoteText};
use ringback_desk::lines::Line;
use ringback_desk::mutants::Mutant;
use ringback_desk::texts::{Phase, Report};
use ringback_store::StoreError;
use ringback_store::texts::{self, StoredText};

use super::report::{failure, take};
use crate::clock;
use crate::effects::Effects;
use crate::engine::Engine;

/// The carrier's clock and ours may differ by this much.
const CLOCK_SLACK: Duration = Duration::from_secs(60);
/// Texts to one person that are looked through.
const LISTED_MAX: usize = 200;

/// Does whatever is due for a text.
pub(crate) async fn follow_up(engine: Engine, text: StoredText) {
    let Some(_busy) = engine.busy_with(text.id) else {
        return;
    };
    let Some(line) = engine.lines().by_id(text.line).map(Arc::clone) else {
        return;
    };
    let id = text.id;
    let done = match text.delivery.phase {
        Phase::Attempted if Mutant::LookUpNever.is_on() => return,
        Phase::Attempted if Mutant::ResendAttempted.is_on() => {
            let again = Report::NotProcessed {
                retry_at: clock::now(),
            };
            super::report::store_first(&engine, &line, text, again).await
        }
        Phase::Attempted => look_up(&engine, line, text).await,
        Phase::Accepted => ask(&engine, line, text).await,
        _ => Ok(()),
    };
    if let Err(fault) = done {
        tracing::warn!(text = %id, %fault, "what was found out about a text could not be stored");
    }
}

/// A request without an answer: is the text in the carrier's list?
async fn look_up(engine: &Engine, line: Arc<Line>, text: StoredText) -> Result<(), StoreError> {
    let attempted_at = text.delivery.attempted_at.unwrap_or_else(clock::now);
    let since = attempted_at.minus(CLOCK_SLACK);
    let filter = ListTexts {
        to: Some(text.party.clone()),
        from: Some(line.number.as_str().to_owned()),
        since,
        inbound_only: false,
        limit: LISTED_MAX,
    };
    let listed = match engine.client_of(text.business) {
        Ok(client) => client.list_texts(&filter).await,
        Err(fault) => Err(fault),
    };
    let listed = listed.unwrap_or_else(|fault| {
        tracing::warn!(%fault, "the carrier's list could not be read");
        Vec::new()
    });
    let candidates: Vec<RemoteText> = listed
        .into_iter()
        .rev()
        .filter(|remote| !remote.inbound && remote.body.trim() == text.body.trim())
        .filter(|remote| remote.created.is_none_or(|created| created >= since))
        .collect();
    let now = clock::now();
    let effects = engine
        .store()
        .write(line.business, move |tx| {
            for remote in &candidates {
                // The same words may have gone to the same person before, as another text.
                if !texts::is_known(tx, &remote.text)? {
                    return take(tx, &line, &text, &remote_report(remote), now);
                }
            }
            take(tx, &line, &text, &Report::NotFound, now)
        })
        .await?;
    engine.carry_out(effects);
    Ok(())
}

/// No final state for a long time: how does the text stand?
async fn ask(engine: &Engine, line: Arc<Line>, text: StoredText) -> Result<(), StoreError> {
    let Some(carrier_id) = text.delivery.carrier_id.clone() else {
        return Ok(());
    };
    let remote = match engine.client_of(text.business) {
        Ok(client) => client.fetch_text(&carrier_id).await,
        Err(fault) => Err(fault),
    };
    let now = clock::now();
    let effects = engine
        .store()
        .write(line.business, move |tx| {
            let mut effects = match &remote {
                Ok(remote) => take(tx, &line, &text, &remote_report(remote), now)?,
                Err(_) => Effects::default(),
            };
            if let Some(mut row) = texts::load(tx, text.business, &text.id)?
                && row.delivery.status.is_none_or(|status| !status.is_final())
            {
                let moved = row.delivery.asked_again(now);
                row.wake_at = moved.wake_at;
                texts::save_delivery(tx, &row, &[])?;
            }
            effects.ask = false;
            Ok(effects)
        })
        .await?;
    engine.carry_out(effects);
    Ok(())
}

pub(crate) fn remote_report(remote: &RemoteText) -> Report {
    let reported = remote.error_code.filter(|code| *code != 0).map(failure);
    Report::Status {
        carrier_id: remote.text.clone(),
        status: remote.status,
        failure: reported,
    }
}
