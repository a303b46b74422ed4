//! Texts on the phones' screens, with what the carrier says about their delivery.

use ringback_simulator::{MessageStatus, SimEvent};
use serde::Serialize;

use super::Stage;
use crate::demo::people::{LINE, OWNER_PHONE};

/// One text on a phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::demo) struct TextView {
    /// The carrier's id.
    id: String,
    /// Whether the phone's owner wrote it.
    mine: bool,
    body: String,
    /// When its state last changed, milliseconds since 1970.
    at: i64,
    /// `written` for one's own, otherwise the carrier's word.
    state: &'static str,
    /// Why it did not arrive.
    error: Option<String>,
}

impl Stage {
    pub(super) fn apply_to_texts(
        &mut self,
        at_ms: i64,
        event: &SimEvent,
        body_of: impl Fn(&str) -> Option<String>,
    ) -> bool {
        match event {
            SimEvent::TextWritten {
                message,
                from,
                body,
                ..
            } => self.put(
                from,
                TextView {
                    mine: true,
                    state: "written",
                    ..text(message, body, at_ms)
                },
            ),
            SimEvent::TextShown {
                message,
                phone,
                body,
                ..
            } => self.put(
                phone,
                TextView {
                    state: "delivered",
                    ..text(message, body, at_ms)
                },
            ),
            SimEvent::MessageState {
                message,
                from,
                to,
                status,
                error_code,
            } if from == LINE => {
                let body = body_of(message).unwrap_or_default();
                let error = error_code.map(in_words);
                self.put(
                    to,
                    TextView {
                        state: status.word(),
                        error,
                        ..text(message, &body, at_ms)
                    },
                )
            }
            _ => false,
        }
    }

    /// Adds a text, or changes the state of the one that is there.
    fn put(&mut self, phone: &str, new: TextView) -> bool {
        let Some(messages) = self.messages_of(phone) else {
            return false;
        };
        let Some(old) = messages.iter_mut().find(|old| old.id == new.id) else {
            messages.push(new);
            return true;
        };
        // A text on the screen does not leave it, whatever is told later.
        if old.state == "delivered" || old.state == new.state {
            return false;
        }
        let body = if new.body.is_empty() {
            std::mem::take(&mut old.body)
        } else {
            new.body
        };
        *old = TextView {
            body,
            mine: old.mine,
            id: std::mem::take(&mut old.id),
            ..new
        };
        true
    }

    fn messages_of(&mut self, phone: &str) -> Option<&mut Vec<TextView>> {
        if phone == OWNER_PHONE {
            return Some(&mut self.owner.messages);
        }
        let caller = self
            .callers
            .iter_mut()
            .find(|caller| caller.number == phone)?;
        caller.used = true;
        Some(&mut caller.messages)
    }
}

fn text(message: &str, body: &str, at_ms: i64) -> TextView {
    TextView {
        id: message.to_owned(),
        mine: false,
        body: body.to_owned(),
        at: at_ms,
        state: MessageStatus::Queued.word(),
        error: None,
    }
}

/// Twilio's error codes that the demo can bring about (twilio.com/docs/api/errors).
fn in_words(code: u32) -> String {
    match code {
        21610 => "this person said STOP".into(),
        21614 | 30006 => "a landline cannot read texts".into(),
        30003 => "the phone is switched off".into(),
        30005 => "nobody has this number".into(),
        30007 => "filtered by the carrier".into(),
        30034 => "the line is not registered".into(),
        30036 => "too late".into(),
        other => format!("error {other}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const DANA: &str = "+13125550131";

    fn state(status: MessageStatus, error_code: Option<u32>) -> SimEvent {
        SimEvent::MessageState {
            message: "SM1".into(),
            from: LINE.into(),
            to: DANA.into(),
            status,
            error_code,
        }
    }

    fn shown() -> SimEvent {
        SimEvent::TextShown {
            message: "SM1".into(),
            phone: DANA.into(),
            from: LINE.into(),
            body: "Hello".into(),
        }
    }

    fn after(events: &[SimEvent]) -> Vec<TextView> {
        let mut stage = Stage::new();
        for (at_ms, event) in (1..).zip(events) {
            stage.apply(at_ms, event, |_| Some("Hello".into()));
        }
        std::mem::take(&mut stage.callers[0].messages)
    }

    #[test]
    fn a_text_is_one_bubble_on_its_way_and_when_it_is_there() {
        let texts = after(&[
            state(MessageStatus::Queued, None),
            state(MessageStatus::Sent, None),
        ]);
        assert_eq!(
            (texts.len(), texts[0].state, texts[0].body.as_str()),
            (1, "sent", "Hello")
        );
        let texts = after(&[
            state(MessageStatus::Queued, None),
            shown(),
            state(MessageStatus::Delivered, None),
        ]);
        assert_eq!(
            (texts.len(), texts[0].state, texts[0].at),
            (1, "delivered", 2)
        );
    }

    #[test]
    fn what_did_not_arrive_says_why() {
        let texts = after(&[
            state(MessageStatus::Queued, None),
            state(MessageStatus::Undelivered, Some(30006)),
        ]);
        assert_eq!(texts[0].state, "undelivered");
        assert_eq!(
            texts[0].error.as_deref(),
            Some("a landline cannot read texts")
        );
    }

    #[test]
    fn the_carriers_own_texts_are_shown_too() {
        assert_eq!(after(&[shown()])[0].body, "Hello");
    }
}
