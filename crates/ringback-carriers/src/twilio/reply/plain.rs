//! The documents that need no plan: nothing, hang up, turn away, one sentence.

use super::sayable;
use super::xml::Document;

/// How a call is turned away unanswered, which costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RejectReason {
    /// The caller hears that the number is not in service.
    Rejected,
    /// The caller hears the busy tone.
    Busy,
}

/// Nothing to do: the answer to texts and to status callbacks.
#[must_use]
pub fn empty() -> String {
    Document::response().finish()
}

/// Connects the owner's phone with the caller: a screening document that ends without hanging up
/// lets Twilio join the legs (<https://www.twilio.com/docs/voice/twiml/number#url>).
#[must_use]
pub fn bridge() -> String {
    empty()
}

/// Ends the leg that asks.
#[must_use]
pub fn hang_up() -> String {
    let mut document = Document::response();
    document.empty("Hangup", &[]);
    document.finish()
}

/// Turns a call away without answering it.
#[must_use]
pub fn reject(reason: RejectReason) -> String {
    let reason = match reason {
        RejectReason::Rejected => "rejected",
        RejectReason::Busy => "busy",
    };
    let mut document = Document::response();
    document.empty("Reject", &[("reason", Some(reason))]);
    document.finish()
}

/// Speaks `message` and hangs up.
#[must_use]
pub fn message_only(message: &str) -> String {
    let mut document = Document::response();
    document.text("Say", &[], sayable(message));
    document.empty("Hangup", &[]);
    document.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;

    #[test]
    fn plain_documents() {
        for (document, expected) in [
            (empty(), "<Response></Response>"),
            (bridge(), "<Response></Response>"),
            (hang_up(), "<Response><Hangup/></Response>"),
            (
                reject(RejectReason::Busy),
                r#"<Response><Reject reason="busy"/></Response>"#,
            ),
            (
                reject(RejectReason::Rejected),
                r#"<Response><Reject reason="rejected"/></Response>"#,
            ),
            (
                message_only("Bye & thanks"),
                "<Response><Say>Bye &amp; thanks</Say><Hangup/></Response>",
            ),
        ] {
            assert_eq!(document, format!("{HEAD}{expected}"));
        }
    }

    #[test]
    fn a_novel_still_fits_into_what_twilio_takes() {
        let document = message_only(&"&".repeat(1_000_000));
        assert!(document.len() < 64 * 1_024, "{}", document.len());
    }
}
