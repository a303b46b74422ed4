//! What parties do by themselves: the scripts of phones and callers.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;

use super::stage::Stage;
use crate::core::Shared;
use crate::event::SimEvent;
use crate::world::{AnsweredBy, Behaviour, CallerBehaviour, PartyAction};

/// How long a mailbox records before it hangs up.
const MAILBOX_SECONDS: f64 = 60.0;

/// Starts what a phone does when it rings.
pub(super) fn ringing(core: &Shared, behaviour: &Behaviour, hand: UnboundedSender<PartyAction>) {
    let Some((after, action)) = reaction(behaviour) else {
        return;
    };
    let shared = core.clone();
    core.spawn(async move {
        shared.clock.sleep(seconds(after)).await;
        let _ = hand.send(action);
    });
}

/// The pause, and what the phone does after it.
fn reaction(behaviour: &Behaviour) -> Option<(f64, PartyAction)> {
    Some(match *behaviour {
        Behaviour::Manual => return None,
        Behaviour::DeclineAfter { seconds } => (seconds, PartyAction::Decline),
        Behaviour::Busy => (0.0, PartyAction::Busy),
        Behaviour::MailboxAfter { seconds } => (seconds, PartyAction::Answer(AnsweredBy::Mailbox)),
        Behaviour::AnswerAfter { seconds, .. } => {
            (seconds, PartyAction::Answer(AnsweredBy::Person))
        }
    })
}

/// What a person will do on the line, counted from when there is something to hear: else a slow
/// webhook would meet keys that were pressed too early.
#[derive(Debug, Clone, Default)]
pub(super) struct Habit {
    keys: Option<(f64, String)>,
    leaves_after: Option<f64>,
}

impl Habit {
    pub(super) fn of(behaviour: &Behaviour) -> Self {
        let Behaviour::AnswerAfter {
            keys,
            listen_seconds,
            hang_up_after_seconds,
            ..
        } = behaviour
        else {
            return Self::default();
        };
        Self {
            keys: keys.clone().map(|keys| (*listen_seconds, keys)),
            leaves_after: *hang_up_after_seconds,
        }
    }
}

/// The person hears a screening document, and presses keys, or leaves if that is the plan.
pub(super) fn hears(party: &mut Stage) {
    match party.habit.keys.take() {
        Some((after, keys)) => {
            let pressed = SimEvent::Pressed {
                call: party.call.clone(),
                leg: party.leg.clone(),
                phone: party.phone.clone(),
                side: party.side,
                keys: keys.clone(),
            };
            later(party, after, PartyAction::Press(keys), Some(pressed));
        }
        None => talks(party),
    }
}

/// The person is connected, and leaves after a while.
pub(super) fn talks(party: &mut Stage) {
    if let Some(after) = party.habit.leaves_after.take() {
        later(party, after, PartyAction::HangUp, None);
    }
}

fn later(party: &Stage, after: f64, action: PartyAction, event: Option<SimEvent>) {
    let (core, hand) = (party.core.clone(), party.hand.clone());
    party.core.spawn(async move {
        core.clock.sleep(seconds(after)).await;
        if let Some(event) = event {
            core.tell(event);
        }
        let _ = hand.send(action);
    });
}

/// A mailbox that picked up hangs up once it has recorded long enough.
pub(super) fn mailbox(core: &Shared, hand: UnboundedSender<PartyAction>) {
    let shared = core.clone();
    core.spawn(async move {
        shared.clock.sleep(seconds(MAILBOX_SECONDS)).await;
        let _ = hand.send(PartyAction::HangUp);
    });
}

/// Starts what a caller does from the beginning of the call on.
pub(super) fn calling(
    core: &Shared,
    behaviour: &CallerBehaviour,
    hand: UnboundedSender<PartyAction>,
) {
    let CallerBehaviour::GiveUpAfter { seconds: after } = *behaviour else {
        return;
    };
    let shared = core.clone();
    core.spawn(async move {
        shared.clock.sleep(seconds(after)).await;
        let _ = hand.send(PartyAction::HangUp);
    });
}

/// Seconds as a span; what is no span counts as none.
pub(super) fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}
