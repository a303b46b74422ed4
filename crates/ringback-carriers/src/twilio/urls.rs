//! The URLs that we hand to Twilio, and how we know them again when it calls them.
//!
//! All lie under `/twilio/`. What we need back is put into the query, which Twilio signs along
//! with the rest: `round` (which ringing ended), `call` (the inbound call that a leg belongs to),
//! `phone` (the owner's phone), `attempt` (which attempt to send a text).

use form_urlencoded::byte_serialize;

use crate::public_url::PublicUrl;

/// One address that Twilio calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Endpoint {
    /// A call arrives: the number's `VoiceUrl`.
    Voice,
    /// A text arrives: the number's `SmsUrl`.
    Message,
    /// The number's `StatusCallback` (a call ended) and every text's `StatusCallback`.
    Status,
    /// `<Dial action>`.
    Dial,
    /// `<Number url>`.
    Screen,
    /// `<Gather action>` on an owner's phone.
    Key,
    /// `<Number statusCallback>`.
    Leg,
    /// `<Record action>`.
    Recorded,
    /// `<Record recordingStatusCallback>`.
    Recording,
}

impl Endpoint {
    /// Every endpoint, for routers.
    pub const ALL: [Self; 9] = [
        Self::Voice,
        Self::Message,
        Self::Status,
        Self::Dial,
        Self::Screen,
        Self::Key,
        Self::Leg,
        Self::Recorded,
        Self::Recording,
    ];

    /// Path below the public URL.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Voice => "/twilio/voice",
            Self::Message => "/twilio/message",
            Self::Status => "/twilio/status",
            Self::Dial => "/twilio/dial",
            Self::Screen => "/twilio/screen",
            Self::Key => "/twilio/key",
            Self::Leg => "/twilio/leg",
            Self::Recorded => "/twilio/recorded",
            Self::Recording => "/twilio/recording",
        }
    }

    /// The endpoint that a request's path ends with, whatever stands before it.
    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|endpoint| path.ends_with(endpoint.path()))
    }
}

/// Writes full URLs below one public URL.
#[derive(Debug, Clone)]
pub struct Urls {
    public: PublicUrl,
}

impl Urls {
    /// URLs below `public`.
    #[must_use]
    pub fn new(public: PublicUrl) -> Self {
        Self { public }
    }

    /// The public URL that all of them begin with.
    #[must_use]
    pub fn public(&self) -> &PublicUrl {
        &self.public
    }

    /// What belongs into a number's `VoiceUrl`.
    #[must_use]
    pub fn voice(&self) -> String {
        self.plain(Endpoint::Voice)
    }

    /// What belongs into a number's `SmsUrl`.
    #[must_use]
    pub fn message(&self) -> String {
        self.plain(Endpoint::Message)
    }

    /// What belongs into a number's `StatusCallback`.
    #[must_use]
    pub fn status(&self) -> String {
        self.plain(Endpoint::Status)
    }

    /// Where receipts of the text that `attempt` sends go.
    #[must_use]
    pub fn text_status(&self, attempt: &str) -> String {
        with_query(self.plain(Endpoint::Status), &[("attempt", attempt)])
    }

    /// Where Twilio asks what to do when ringing has ended; the first round is 1.
    #[must_use]
    pub fn dial(&self, round: u32) -> String {
        with_query(self.plain(Endpoint::Dial), &[("round", &round.to_string())])
    }

    /// Where a picked-up phone asks for the screening document of `call`.
    #[must_use]
    pub fn screen(&self, call: &str) -> String {
        with_query(self.plain(Endpoint::Screen), &[("call", call)])
    }

    /// Where the key that was pressed on `phone` goes.
    #[must_use]
    pub fn key(&self, call: &str, phone: &str) -> String {
        with_query(
            self.plain(Endpoint::Key),
            &[("call", call), ("phone", phone)],
        )
    }

    /// Where the progress of the legs of `call` goes.
    #[must_use]
    pub fn leg(&self, call: &str) -> String {
        with_query(self.plain(Endpoint::Leg), &[("call", call)])
    }

    /// Where Twilio asks what to do when the caller has spoken.
    #[must_use]
    pub fn recorded(&self) -> String {
        self.plain(Endpoint::Recorded)
    }

    /// Where Twilio says that the recording can be fetched.
    #[must_use]
    pub fn recording(&self) -> String {
        self.plain(Endpoint::Recording)
    }

    fn plain(&self, endpoint: Endpoint) -> String {
        self.public.join(endpoint.path())
    }
}

/// Adds parameters to a URL that may already have some.
pub(crate) fn with_query(mut url: String, parameters: &[(&str, &str)]) -> String {
    for (name, value) in parameters {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(name);
        url.push('=');
        url.extend(byte_serialize(value.as_bytes()));
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_carry_what_we_need_back() {
        let urls = Urls::new(PublicUrl::parse("https://x.example/ring/").unwrap());
        assert_eq!(urls.voice(), "https://x.example/ring/twilio/voice");
        assert_eq!(urls.dial(2), "https://x.example/ring/twilio/dial?round=2");
        assert_eq!(
            urls.key("CA1", "+13125550177"),
            "https://x.example/ring/twilio/key?call=CA1&phone=%2B13125550177"
        );
        assert_eq!(
            urls.text_status("0190-a"),
            "https://x.example/ring/twilio/status?attempt=0190-a"
        );
    }

    #[test]
    fn every_endpoint_is_known_again() {
        for endpoint in Endpoint::ALL {
            assert_eq!(Endpoint::from_path(endpoint.path()), Some(endpoint));
            let below = format!("/ring{}", endpoint.path());
            assert_eq!(Endpoint::from_path(&below), Some(endpoint));
        }
        assert_eq!(Endpoint::from_path("/twilio/sms"), None);
        assert_eq!(Endpoint::from_path("/twilio/voice/"), None);
    }
}
