//! One text at a time to each recipient, so that two that belong together arrive in their order.
//!
//! A carrier takes requests side by side and promises no order between them; a long relay in two
//! parts, or two quick answers, would arrive swapped now and then.

use std::collections::{HashMap, VecDeque};

use ringback_desk::id::LineId;
use ringback_store::texts::StoredText;

/// Whoever a line is texting.
pub(crate) type Recipient = (LineId, String);

/// The recipients to whom a request is out, each with what waits for its end.
#[derive(Default)]
pub(crate) struct Recipients {
    open: HashMap<Recipient, VecDeque<StoredText>>,
}

impl Recipients {
    /// The text, if it may leave now; otherwise it waits for the one before it.
    pub(crate) fn begin(&mut self, text: StoredText) -> Option<StoredText> {
        let recipient = (text.line, text.party.clone());
        if let Some(waiting) = self.open.get_mut(&recipient) {
            waiting.push_back(text);
            return None;
        }
        self.open.insert(recipient, VecDeque::new());
        Some(text)
    }

    /// The request to a recipient has ended: the next text, if one waits.
    pub(crate) fn done(&mut self, recipient: &Recipient) -> Option<StoredText> {
        let next = self.open.get_mut(recipient)?.pop_front();
        if next.is_none() {
            self.open.remove(recipient);
        }
        next
    }
}

#[cfg(test)]
mod tests {
    use ringback_desk::id::{BusinessId, Id};
    use ringback_desk::texts::{Delivery, TextKind};

    use super::*;

    fn text_to(number: u8, party: &str) -> StoredText {
        StoredText {
            business: BusinessId(1),
            id: Id::from_bytes([number; 16]),
            line: LineId(1),
            kind: TextKind::Answer,
            party: party.to_owned(),
            body: "Hello".to_owned(),
            segments: 1,
            delivery: Delivery::pending(),
            deadline: None,
            wake_at: None,
            call: None,
            about: None,
        }
    }

    #[test]
    fn texts_to_one_person_leave_one_after_the_other_and_others_do_not_wait() {
        let (dana, marco) = ("+13125550131", "+13125550132");
        let [first, second, third, other] =
            [(1, dana), (2, dana), (3, dana), (4, marco)].map(|(id, party)| text_to(id, party));
        let order = [second.id, third.id];
        let mut recipients = Recipients::default();
        let began = recipients.begin(first).expect("nothing is out");
        let recipient = (began.line, began.party);
        assert!(recipients.begin(second).is_none(), "the first is out");
        assert!(recipients.begin(other).is_some(), "somebody else");
        assert!(recipients.begin(third).is_none());
        for expected in order {
            assert_eq!(
                recipients.done(&recipient).map(|text| text.id),
                Some(expected)
            );
        }
        assert!(recipients.done(&recipient).is_none());
        assert!(
            recipients.begin(text_to(5, dana)).is_some(),
            "nothing is out any more"
        );
    }
}
