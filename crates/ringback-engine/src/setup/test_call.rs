//! A call to the owner's phone, to hear what a customer's call will begin with.

use ringback_carriers::twilio::client::{ApiError, PlaceCall, RemoteCall, TwilioClient};
use ringback_carriers::twilio::reply;
use ringback_desk::carrier_event::LegStatus;
use ringback_desk::phone::{PhoneNumber, Region};

/// A test call to place.
#[derive(Debug, Clone)]
pub struct TestCall {
    /// The line.
    pub line: PhoneNumber,
    /// One of the owner's phones.
    pub phone: PhoneNumber,
    /// The company, as it will be spoken.
    pub company: String,
    /// The country whose people read the numbers.
    pub region: Option<Region>,
    /// How long it rings.
    pub ring_seconds: u32,
}

/// Calls the phone from the line; whoever picks up hears the screening. It works before the number
/// leads here.
///
/// # Errors
/// [`ApiError`]: the carrier's refusal says which of the two numbers it does not like.
pub async fn test_call(client: &TwilioClient, test: &TestCall) -> Result<RemoteCall, ApiError> {
    let shown = match test.region {
        Some(region) => test.line.display_for(region),
        None => test.line.as_str().to_owned(),
    };
    let twiml = reply::test_call(&test.company, &reply::spoken_number(&shown));
    client
        .place_call(&PlaceCall {
            from: test.line.as_str(),
            to: test.phone.as_str(),
            twiml: &twiml,
            ring_seconds: test.ring_seconds,
        })
        .await
}

/// How a test call stands.
///
/// # Errors
/// [`ApiError`].
pub async fn call_state(client: &TwilioClient, call: &str) -> Result<LegStatus, ApiError> {
    Ok(client.fetch_call(call).await?.status)
}
