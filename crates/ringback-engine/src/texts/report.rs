//! From what the carrier answered to what is stored of it.

use std::sync::Arc;
use std::time::Duration;

use ringback_carriers::outbound::{CodeAction, SendOutcome};
use ringback_carriers::twilio::codes;
use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_desk::mutants::Mutant;
use ringback_desk::texts::{Fault, Moved, Report, backoff};
use ringback_store::texts::{self, StoredText};
use ringback_store::{StoreError, Tx};

use super::consequences;
use crate::clock;
use crate::effects::{Effects, moments};
use crate::engine::Engine;
use crate::process;

/// However long the carrier asks one text to wait, the others are held up no longer than this.
const PAUSE_MAX: Duration = Duration::from_secs(60);

/// What a request came to.
pub(crate) struct Sent {
    /// For the text.
    pub report: Report,
    /// For all texts: the carrier takes nothing for this long.
    pub pause: Option<Duration>,
}

impl Sent {
    /// The request did not leave, and may leave at once.
    pub(crate) fn again_at_once(now: Instant) -> Self {
        Self {
            report: Report::NotProcessed { retry_at: now },
            pause: None,
        }
    }
}

/// Reads the answer to a send.
pub(crate) fn of_send(outcome: SendOutcome, text: &StoredText, now: Instant) -> Sent {
    let report = match outcome {
        SendOutcome::Accepted {
            text: carrier_id,
            status,
            error_code,
            ..
        } => match error_code {
            None | Some(0) => Report::Accepted { carrier_id, status },
            // Taken and failed in the same breath.
            Some(code) => Report::Status {
                carrier_id,
                status,
                failure: Some(failure(code)),
            },
        },
        SendOutcome::Unknown { .. } if Mutant::ResendUnknown.is_on() => {
            return Sent::again_at_once(now);
        }
        SendOutcome::Unknown { why } => {
            tracing::warn!(text = %text.id, why, "the carrier's answer never came");
            Report::NoAnswer
        }
        SendOutcome::NotProcessed { retry_after, why } => {
            let wait =
                retry_after.unwrap_or_else(|| backoff(text.delivery.attempt, process::chance()));
            tracing::info!(text = %text.id, why, wait_ms = wait.as_millis(), "not taken; trying again");
            metrics::counter!("ringback_text_retries_total").increment(1);
            return Sent {
                report: Report::NotProcessed {
                    retry_at: retry_at(text, wait, now),
                },
                pause: Some(wait.min(PAUSE_MAX)),
            };
        }
        SendOutcome::Refused(error) => {
            let code = error.code.unwrap_or(0);
            let meaning = codes::meaning(code);
            if let CodeAction::Later { after } = meaning.action {
                return Sent {
                    report: Report::NotProcessed {
                        retry_at: retry_at(text, after, now),
                    },
                    pause: None,
                };
            }
            Report::Refused {
                code,
                meaning: if code == 0 {
                    error.message
                } else {
                    meaning.meaning.to_owned()
                },
                fault: fault_of(meaning.action, error.http_status),
            }
        }
    };
    Sent {
        report,
        pause: None,
    }
}

/// When to try again. A text whose time is over before that is looked at when it is over, so that
/// the owner hears then that it was not sent.
fn retry_at(text: &StoredText, wait: Duration, now: Instant) -> Instant {
    let at = now.plus(wait);
    text.deadline.map_or(at, |deadline| at.min(deadline))
}

/// What an error code of a text that was taken means.
pub(crate) fn failure(code: u32) -> (u32, String, Fault) {
    let meaning = codes::meaning(code);
    (
        code,
        meaning.meaning.to_owned(),
        fault_of(meaning.action, 0),
    )
}

/// Whose fault an error code is.
fn fault_of(action: CodeAction, http_status: u16) -> Fault {
    match action {
        CodeAction::OptedOut => Fault::OptedOut,
        CodeAction::NotTextable { landline: true } => Fault::Landline,
        CodeAction::OurSetUp => Fault::OurSetUp,
        _ if http_status == 401 || http_status == 403 => Fault::OurSetUp,
        _ => Fault::Final,
    }
}

/// Stores what a request came to. Usually nobody else has touched the row since its claim, and
/// one statement is enough; otherwise it is read again.
pub(crate) async fn store_first(
    engine: &Engine,
    line: &Arc<Line>,
    text: StoredText,
    report: Report,
) -> Result<(), StoreError> {
    let (line, now) = (Arc::clone(line), clock::now());
    let effects = engine
        .store()
        .write(line.business, move |tx| {
            let mut row = text.clone();
            let moved = row.delivery.take(&report, now);
            row.wake_at = moved.wake_at;
            let happened = moments(now, moved.happened.clone());
            if texts::save_first_report(tx, &row, &happened)? {
                return finish(tx, &line, &row, &moved, now);
            }
            take(tx, &line, &text, &report, now)
        })
        .await?;
    engine.carry_out(effects);
    Ok(())
}

/// Takes a report into the row as it stands now.
pub(crate) fn take(
    tx: &Tx<'_>,
    line: &Line,
    text: &StoredText,
    report: &Report,
    now: Instant,
) -> Result<Effects, StoreError> {
    let Some(mut row) = texts::load(tx, text.business, &text.id)? else {
        return Ok(Effects::default());
    };
    let moved = row.delivery.take(report, now);
    if !moved.changed {
        return Ok(Effects::default());
    }
    row.wake_at = moved.wake_at;
    texts::save_delivery(tx, &row, &moments(now, moved.happened.clone()))?;
    finish(tx, line, &row, &moved, now)
}

/// What else follows from a report that was stored.
pub(crate) fn finish(
    tx: &Tx<'_>,
    line: &Line,
    row: &StoredText,
    moved: &Moved,
    now: Instant,
) -> Result<Effects, StoreError> {
    let mut effects = Effects::default();
    effects.of_text(row, &moments(now, moved.happened.clone()));
    consequences::apply(tx, line, row, &moved.consequences, now, &mut effects)?;
    consequences::tell_of_lost_text(tx, line, row, now, &mut effects)?;
    metrics::counter!("ringback_text_reports_total", "phase" => row.delivery.phase.code())
        .increment(1);
    Ok(effects)
}
