//! What is allowed in a line and still unwise.

use crate::lines::{Acceptance, Line};

/// More than this and a mobile's mailbox picks up first.
const MAILBOX_SECONDS: u32 = 20;

pub(super) fn of(line: &Line) -> Vec<String> {
    let mut warnings = Vec::new();
    if line.ring.is_empty() && !line.forwarded {
        warnings.push("ring: no phone rings, so every call counts as missed at once".to_owned());
    }
    let mistaken = match line.acceptance {
        Acceptance::Key => None,
        Acceptance::Machine => Some("which can then be taken for a person"),
        Acceptance::None => Some("which then looks like an answer"),
    };
    if let Some(mistaken) = mistaken
        && line.ring_seconds > MAILBOX_SECONDS
    {
        warnings.push(format!(
            "ring_seconds: without acceptance = key, ringing longer than {MAILBOX_SECONDS} \
             seconds lets the mobile's mailbox pick up, {mistaken}; set 15 to 20, or acceptance = \
             key"
        ));
    }
    warnings
}
