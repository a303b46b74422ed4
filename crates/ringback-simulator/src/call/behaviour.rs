//! What parties do by themselves: the scripts of phones and callers.

use std::time::Duration;

use tokio::sync::mpsc::UnboundedSender;

use crate::core::Shared;
use crate::world::{AnsweredBy, Behaviour, CallerBehaviour, PartyAction};

/// How long a mailbox records before it hangs up.
const MAILBOX_SECONDS: f64 = 60.0;

/// Starts what a phone does when it rings.
pub(super) fn ringing(core: &Shared, behaviour: Behaviour, hand: UnboundedSender<PartyAction>) {
    if behaviour == Behaviour::Manual {
        return;
    }
    let shared = core.clone();
    core.spawn(async move {
        for (after_seconds, action) in script(behaviour) {
            shared.clock.sleep(seconds(after_seconds)).await;
            if hand.send(action).is_err() {
                return;
            }
        }
    });
}

/// Pauses and actions, one after the other.
fn script(behaviour: Behaviour) -> Vec<(f64, PartyAction)> {
    match behaviour {
        Behaviour::Manual => Vec::new(),
        Behaviour::DeclineAfter { seconds } => vec![(seconds, PartyAction::Decline)],
        Behaviour::Busy => vec![(0.0, PartyAction::Busy)],
        Behaviour::MailboxAfter { seconds } => {
            vec![(seconds, PartyAction::Answer(AnsweredBy::Mailbox))]
        }
        Behaviour::AnswerAfter {
            seconds,
            keys,
            listen_seconds,
            hang_up_after_seconds,
        } => {
            let mut script = vec![(seconds, PartyAction::Answer(AnsweredBy::Person))];
            let mut talked = 0.0;
            if let Some(keys) = keys {
                script.push((listen_seconds, PartyAction::Press(keys)));
                talked = listen_seconds;
            }
            if let Some(until) = hang_up_after_seconds {
                script.push(((until - talked).max(0.0), PartyAction::HangUp));
            }
            script
        }
    }
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

/// Lets a caller speak after the beep, and hang up.
pub(super) fn after_the_beep(
    core: &Shared,
    speech_seconds: f64,
    hand: UnboundedSender<PartyAction>,
) {
    let shared = core.clone();
    core.spawn(async move {
        let _ = hand.send(PartyAction::Speak(seconds(speech_seconds)));
        shared.clock.sleep(seconds(speech_seconds)).await;
        let _ = hand.send(PartyAction::HangUp);
    });
}

/// Seconds as a span; what is no span counts as none.
fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}
