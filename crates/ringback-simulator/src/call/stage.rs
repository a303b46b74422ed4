//! One party on the line: what it hears, and what it does meanwhile.

use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::behaviour::Habit;
use crate::core::Shared;
use crate::event::{Side, SimEvent, Sound};
use crate::twiml::Prompt;
use crate::world::{LegSwitch, PartyAction};

/// The party hung up, or the API ended its leg.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gone;

/// A party and its leg.
pub(super) struct Stage {
    pub(super) core: Shared,
    /// The inbound call.
    pub(super) call: String,
    /// This leg; the inbound call's own id for the caller.
    pub(super) leg: String,
    pub(super) phone: String,
    pub(super) side: Side,
    /// The handset's end of this leg, for what the party does by itself.
    pub(super) hand: UnboundedSender<PartyAction>,
    /// What the party will do by itself.
    pub(super) habit: Habit,
    actions: UnboundedReceiver<PartyAction>,
}

impl Stage {
    /// Puts a party on the line and its handset where the controls find it.
    pub(super) fn open(core: &Shared, call: &str, leg: &str, phone: &str, side: Side) -> Self {
        let (hand, actions) = unbounded_channel();
        let switch = LegSwitch {
            call: call.to_owned(),
            phone: phone.to_owned(),
            is_caller: side == Side::Caller,
            actions: hand.clone(),
        };
        core.world().switches.insert(leg.to_owned(), switch);
        Self {
            core: core.clone(),
            call: call.to_owned(),
            leg: leg.to_owned(),
            phone: phone.to_owned(),
            side,
            hand,
            habit: Habit::default(),
            actions,
        }
    }

    pub(super) fn now(&self) -> Duration {
        self.core.clock.now()
    }

    /// What the party does next.
    pub(super) async fn next(&mut self) -> PartyAction {
        self.actions.recv().await.unwrap_or(PartyAction::HangUp)
    }

    /// Resolves when the party is gone; whatever else it does meanwhile has no effect.
    pub(super) async fn gone(&mut self) -> Gone {
        loop {
            if matches!(
                self.next().await,
                PartyAction::HangUp | PartyAction::EndedByApi
            ) {
                return Gone;
            }
        }
    }

    /// Waits for a point in simulated time, or for keys.
    pub(super) async fn keys_until(&mut self, at: Duration) -> Result<Option<String>, Gone> {
        let core = self.core.clone();
        let sleep = core.clock.sleep_until(at);
        tokio::pin!(sleep);
        loop {
            tokio::select! {
                () = &mut sleep => return Ok(None),
                action = self.next() => match action {
                    PartyAction::Press(keys) => return Ok(Some(keys)),
                    PartyAction::HangUp | PartyAction::EndedByApi => return Err(Gone),
                    _ => {}
                },
            }
        }
    }

    pub(super) fn hear(&self, sound: Sound) {
        self.core.tell(SimEvent::Heard {
            call: self.call.clone(),
            leg: self.leg.clone(),
            phone: self.phone.clone(),
            side: self.side,
            heard: sound,
        });
    }

    /// Plays something to its end; keys have no effect.
    pub(super) async fn play(&mut self, prompt: &Prompt) -> Result<(), Gone> {
        for _ in 0..times(prompt) {
            let end = self.now() + self.start(prompt);
            while self.keys_until(end).await?.is_some() {}
        }
        Ok(())
    }

    /// Plays something until it ends or a key is pressed.
    pub(super) async fn play_until_key(&mut self, prompt: &Prompt) -> Result<Option<String>, Gone> {
        for _ in 0..times(prompt) {
            let end = self.now() + self.start(prompt);
            if let Some(keys) = self.keys_until(end).await? {
                return Ok(Some(keys));
            }
        }
        Ok(None)
    }

    /// Lets the party hear the beginning, and says how long it will take.
    fn start(&self, prompt: &Prompt) -> Duration {
        match prompt {
            Prompt::Say { text, .. } => {
                self.hear(Sound::Speech { text: text.clone() });
                speech(text)
            }
            Prompt::Play { url, .. } => {
                self.hear(Sound::Audio { url: url.clone() });
                Duration::from_secs(3)
            }
            Prompt::Pause(span) => *span,
        }
    }
}

fn times(prompt: &Prompt) -> u64 {
    match prompt {
        // 0 means for ever, which is 1,000 times at Twilio.
        Prompt::Say { times: 0, .. } | Prompt::Play { times: 0, .. } => 1000,
        Prompt::Say { times, .. } | Prompt::Play { times, .. } => *times,
        Prompt::Pause(_) => 1,
    }
}

/// How long a synthetic voice takes: about fourteen characters a second.
fn speech(text: &str) -> Duration {
    let characters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    Duration::from_millis(400) + Duration::from_secs(1) * characters / 14
}
