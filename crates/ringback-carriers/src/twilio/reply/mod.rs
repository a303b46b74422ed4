//! TwiML: what we tell Twilio to do with a call
//! (<https://www.twilio.com/docs/voice/twiml>).
//!
//! One document a file. Each is far below Twilio's limit of 64 kB (error 11750): what people wrote
//! is cut to what Twilio would speak anyway.

mod plain;
mod ring;
mod screen;
mod test_call;
mod voicemail;
mod xml;

pub use plain::{RejectReason, bridge, empty, hang_up, message_only, reject};
pub use ring::{RingOrder, RingPlan, ring};
pub use screen::{Screening, screen, spoken_number};
pub use test_call::test_call;
pub use voicemail::{Voicemail, message_and_voicemail};

/// What the answer's `Content-Type` must be: Twilio reads `text/plain` aloud.
pub const CONTENT_TYPE: &str = "text/xml; charset=utf-8";

/// Twilio speaks at most this much of one `<Say>`.
const SAY_CHARS_MAX: usize = 4_096;

/// The part of a message that Twilio speaks.
fn sayable(text: &str) -> &str {
    text.char_indices()
        .nth(SAY_CHARS_MAX)
        .map_or(text, |(end, _)| &text[..end])
}
