//! Phones ring, all at once or in turn, until one is picked up.

use futures::StreamExt as _;
use futures::stream::FuturesUnordered;
use tokio::sync::watch;

use super::interpret::CallRun;
use super::leg::Leg;
use crate::event::LegOutcome;
use crate::twiml::Number;
use crate::world::{AnsweredBy, PartyAction};

/// How a round of ringing ended.
pub(super) enum Round {
    /// One phone was picked up; the others have stopped.
    PickedUp(Box<Leg>),
    /// None was; the ids of the legs and how each ended.
    Nobody(Vec<(String, LegOutcome)>),
    /// The caller hung up; the legs are canceled.
    CallerGone(Vec<String>),
}

/// What became of one phone.
pub(super) enum Rang {
    PickedUp(AnsweredBy),
    Ended(LegOutcome),
}

/// Rings these phones together. The first pick-up stops the others, whoever or whatever it was.
pub(super) async fn ring(
    run: &mut CallRun,
    numbers: &[Number],
    caller_id: Option<&str>,
    document_url: &str,
    timeout: std::time::Duration,
) -> Round {
    let core = run.core.clone();
    let stop = watch::Sender::new(None);
    let mut ringing = FuturesUnordered::new();
    let mut ended = Vec::new();
    for number in numbers {
        let shown = caller_id.unwrap_or_default();
        let mut leg = Leg::dial(&core, &run.sid, shown, number, document_url);
        if caller_id.is_none() || !is_e164(&number.number) || !leg.start_ringing(shown) {
            leg.end(LegOutcome::Failed);
            ended.push((leg.stage.leg, LegOutcome::Failed));
            continue;
        }
        ringing.push(ring_one(leg, stop.subscribe()));
    }
    let deadline = core.clock.now() + timeout;
    let mut caller_gone = false;
    loop {
        tokio::select! {
            // Who picks up in the last moment has picked up.
            biased;
            rang = ringing.next() => match rang {
                None => return Round::Nobody(ended),
                Some((mut leg, Rang::PickedUp(by))) => {
                    leg.answer(by);
                    stop.send_replace(Some(LegOutcome::Canceled));
                    end_all(ringing).await;
                    return Round::PickedUp(Box::new(leg));
                }
                Some((mut leg, Rang::Ended(outcome))) => {
                    leg.end(outcome);
                    ended.push((leg.stage.leg, outcome));
                }
            },
            _ = run.stage.gone() => {
                caller_gone = true;
                stop.send_replace(Some(LegOutcome::Canceled));
                break;
            }
            () = core.clock.sleep_until(deadline) => {
                stop.send_replace(Some(LegOutcome::RangOut));
                break;
            }
        }
    }
    let stopped = end_all(ringing).await;
    if caller_gone {
        return Round::CallerGone(stopped.into_iter().map(|(leg, _)| leg).collect());
    }
    ended.extend(stopped);
    Round::Nobody(ended)
}

/// Waits for what happens to one phone.
pub(super) async fn ring_one(
    mut leg: Leg,
    mut stop: watch::Receiver<Option<LegOutcome>>,
) -> (Leg, Rang) {
    loop {
        tokio::select! {
            _ = stop.changed() => {
                let outcome = stop.borrow().unwrap_or(LegOutcome::Canceled);
                return (leg, Rang::Ended(outcome));
            }
            action = leg.stage.next() => {
                if let Some(rang) = reaction(&leg, action) {
                    return (leg, rang);
                }
            }
        }
    }
}

fn reaction(leg: &Leg, action: PartyAction) -> Option<Rang> {
    let world = leg.stage.core.world();
    let to_mailbox = world
        .phones
        .get(&leg.stage.phone)
        .is_some_and(|phone| phone.declines_to_mailbox);
    match action {
        PartyAction::Answer(by) => Some(Rang::PickedUp(by)),
        PartyAction::Decline | PartyAction::HangUp if to_mailbox => {
            Some(Rang::PickedUp(AnsweredBy::Mailbox))
        }
        PartyAction::Decline | PartyAction::HangUp => Some(Rang::Ended(LegOutcome::Declined)),
        PartyAction::Busy => Some(Rang::Ended(LegOutcome::Busy)),
        PartyAction::EndedByApi => Some(Rang::Ended(LegOutcome::Canceled)),
        PartyAction::Press(_) | PartyAction::Speak(_) | PartyAction::SpeakAndLeave(_) => None,
    }
}

/// Ends every leg that still rings; the stop signal is out.
async fn end_all<F>(mut ringing: FuturesUnordered<F>) -> Vec<(String, LegOutcome)>
where
    F: Future<Output = (Leg, Rang)>,
{
    let mut stopped = Vec::new();
    while let Some((mut leg, rang)) = ringing.next().await {
        // A phone picked up in the same instant was still too late.
        let outcome = match rang {
            Rang::Ended(outcome) => outcome,
            Rang::PickedUp(_) => LegOutcome::Canceled,
        };
        leg.end(outcome);
        stopped.push((leg.stage.leg, outcome));
    }
    stopped
}

/// Digits after a plus, at most fifteen (ITU-T E.164).
pub(super) fn is_e164(number: &str) -> bool {
    number.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0')
    })
}
