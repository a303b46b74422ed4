//! TwiML: read as strictly as Twilio does (<https://www.twilio.com/docs/voice/twiml>).

mod document;
mod parse;
mod schema;
mod values;
mod verbs;

pub(crate) use document::{Document, Place, read};
pub(crate) use verbs::{Dial, Gather, Number, Prompt, Record, Reject, Reply, Verb};
