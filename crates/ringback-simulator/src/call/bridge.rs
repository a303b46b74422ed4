//! Two parties talk.

use super::behaviour;
use super::interpret::CallRun;
use super::leg::Leg;
use crate::event::{SimEvent, Sound};
use crate::twiml::Dial;
use crate::world::{AnsweredBy, PartyAction};

/// How a conversation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Talked {
    /// The phone hung up, `*` was pressed, or the time was up: the caller is still there.
    PhoneEnded,
    /// The caller hung up.
    CallerGone,
}

/// Connects the parties until one of them leaves.
pub(super) async fn talk(run: &mut CallRun, leg: &mut Leg, dial: &Dial) -> Talked {
    run.answer();
    let core = run.core.clone();
    core.tell(SimEvent::Bridged {
        call: run.sid.clone(),
        leg: leg.stage.leg.clone(),
        phone: leg.stage.phone.clone(),
    });
    if leg.record().answered_by == Some(AnsweredBy::Mailbox) {
        let text = "Please leave a message after the tone.".into();
        run.stage.hear(Sound::Speech { text });
        run.stage.hear(Sound::Beep);
    } else {
        run.stage.hear(Sound::Voice);
    }
    leg.stage.hear(Sound::Voice);
    behaviour::talks(&mut leg.stage);
    let until = core.clock.now() + dial.time_limit;
    loop {
        tokio::select! {
            () = core.clock.sleep_until(until) => return Talked::PhoneEnded,
            action = run.stage.next() => match action {
                PartyAction::HangUp | PartyAction::EndedByApi => return Talked::CallerGone,
                PartyAction::Press(keys) if dial.hangup_on_star && keys.contains('*') => {
                    return Talked::PhoneEnded;
                }
                _ => {}
            },
            action = leg.stage.next() => {
                if matches!(action, PartyAction::HangUp | PartyAction::EndedByApi) {
                    return Talked::PhoneEnded;
                }
            }
        }
    }
}
