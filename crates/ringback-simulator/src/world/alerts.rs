//! What a customer of Twilio would find in the debugger: faults that it saw in our answers.

use serde::Serialize;

/// One fault, with Twilio's code (<https://www.twilio.com/docs/api/errors>).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alert {
    /// Twilio's error or warning code; 0 where the fault is against the OpenAPI document.
    pub code: u32,
    /// What is wrong, in words.
    pub message: String,
    /// The call, message or request that it belongs to.
    pub about: String,
    /// The address whose answer was at fault, if one was asked.
    pub url: Option<String>,
}
