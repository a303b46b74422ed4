//! Texts from phones, and what stands on their screens.

use super::SimulatorHandle;
use crate::deliver::{Arriving, arrive};
use crate::world::{Media, Message, ScreenText};

impl SimulatorHandle {
    /// A phone texts a number; returns the text's id. To a line, the webhook is asked in the
    /// background.
    pub fn send_text(&self, from: &str, to: &str, body: &str, media: Vec<Media>) -> String {
        let text = Arriving {
            from: from.to_owned(),
            to: to.to_owned(),
            body: body.to_owned(),
            media,
        };
        arrive(&self.core, text)
    }

    /// All texts of the account, oldest first.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        self.core.world().messages.iter().cloned().collect()
    }

    /// One text.
    #[must_use]
    pub fn message(&self, sid: &str) -> Option<Message> {
        self.core.world().messages.get(sid).cloned()
    }

    /// Texts that lines sent to this number, oldest first, Twilio's own answers included.
    #[must_use]
    pub fn messages_to(&self, number: &str) -> Vec<Message> {
        let world = self.core.world();
        let sent = world
            .messages
            .iter()
            .filter(|message| message.direction != "inbound");
        sent.filter(|message| message.to == number)
            .cloned()
            .collect()
    }

    /// Texts that were asked for through the API to this number, oldest first: without Twilio's own
    /// answers to STOP, START and HELP.
    #[must_use]
    pub fn api_messages_to(&self, number: &str) -> Vec<Message> {
        let mut messages = self.messages_to(number);
        messages.retain(|message| message.direction == "outbound-api");
        messages
    }

    /// What stands on a phone's screen, oldest first.
    #[must_use]
    pub fn phone_screen(&self, number: &str) -> Vec<ScreenText> {
        self.core
            .world()
            .screens
            .get(number)
            .cloned()
            .unwrap_or_default()
    }

    /// Whether texts from this line to this number are blocked by an opt-out word.
    #[must_use]
    pub fn is_opted_out(&self, line: &str, number: &str) -> bool {
        self.core
            .world()
            .opt_outs
            .contains(&(line.to_owned(), number.to_owned()))
    }
}
