//! Placing a call: `POST …/Calls.json`
//! (<https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource>), for test calls.

use super::calls::CallJson;
use super::{ApiError, RemoteCall, TwilioClient};

/// A call to place.
#[derive(Debug, Clone, Copy)]
pub struct PlaceCall<'a> {
    /// The line that calls, E.164.
    pub from: &'a str,
    /// Who is called, E.164.
    pub to: &'a str,
    /// What whoever picks up hears: TwiML, at most 4,000 characters.
    pub twiml: &'a str,
    /// How long it rings, 5 to 600 seconds.
    pub ring_seconds: u32,
}

impl TwilioClient {
    /// Places a call, once; the answer comes before it rings.
    ///
    /// # Errors
    /// [`ApiError`]; after [`ApiError::TimedOut`] and [`ApiError::Fault`] the phone may ring all
    /// the same.
    pub async fn place_call(&self, call: &PlaceCall<'_>) -> Result<RemoteCall, ApiError> {
        let ring_seconds = call.ring_seconds.clamp(5, 600).to_string();
        let fields = [
            ("From", call.from),
            ("To", call.to),
            ("Twiml", call.twiml),
            ("Timeout", ring_seconds.as_str()),
        ];
        let json: CallJson = self.post("/Calls.json", &fields).await?;
        Ok(json.into())
    }
}
