//! What can go wrong with a request that only asks.
//!
//! Sends do not end here but in [`crate::outbound::SendOutcome`], where it matters more what may
//! have happened than what went wrong.

use std::error::Error as _;
use std::fmt::Write as _;
use std::time::Duration;

use super::transport::Fault;
use crate::outbound::CarrierError;

/// Why an answer is missing. No variant holds a URL or a secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiError {
    /// No connection, or it broke.
    #[error("Twilio cannot be reached: {0}")]
    Unreachable(String),
    /// Connected, but no whole answer in time.
    #[error("Twilio did not answer in time")]
    TimedOut,
    /// Twilio said no; asking again will not help.
    #[error("Twilio refused: {0}")]
    Refused(CarrierError),
    /// Too many requests, or a moment's trouble; ask again later.
    #[error("Twilio is busy")]
    Busy {
        /// How long Twilio asks us to wait.
        retry_after: Option<Duration>,
    },
    /// A fault on Twilio's side, or a redirect where there should be none.
    #[error("Twilio answered with HTTP {http_status}")]
    Fault {
        /// HTTP status.
        http_status: u16,
    },
    /// An answer that is not what it should be.
    #[error("Twilio's answer cannot be read: {0}")]
    Unreadable(String),
    /// More than we are willing to take.
    #[error("the answer is larger than {limit_bytes} bytes")]
    TooLarge {
        /// The limit.
        limit_bytes: u64,
    },
    /// A file at a place that we do not fetch from.
    #[error("the file may not be fetched: {0}")]
    NotAllowed(NotAllowed),
    /// An id that cannot be one.
    #[error("that is not an id of Twilio's")]
    NotASid,
    /// The configuration cannot be used at all.
    #[error("the connection to Twilio cannot be set up: {0}")]
    SetUp(String),
}

/// Why a file is not fetched from where it is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// It does not begin at the API's own host.
    #[error("it is not at Twilio's API")]
    OtherHost,
    /// Not HTTPS.
    #[error("it is not behind HTTPS")]
    NotHttps,
    /// A host inside somebody's network, or nobody's.
    #[error("its address is not a public one")]
    PrivateAddress,
    /// A URL that holds a user name or password, or cannot be read.
    #[error("its URL is not acceptable")]
    Url,
    /// From one to the next and so on.
    #[error("it redirects too often")]
    TooManyRedirects,
}

impl ApiError {
    /// Whether Twilio says that there is no such thing.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        matches!(
            self,
            Self::Refused(CarrierError {
                http_status: 404 | 410,
                ..
            })
        )
    }

    pub(super) fn from_transport(fault: reqwest::Error) -> Self {
        Self::no_answer(fault.into())
    }

    pub(super) fn no_answer(fault: Fault) -> Self {
        match fault {
            Fault::TimedOut => Self::TimedOut,
            Fault::NotSent(why) | Fault::Broken(why) => Self::Unreachable(why),
        }
    }

    pub(super) fn from_set_up(fault: reqwest::Error) -> Self {
        Self::SetUp(describe(fault))
    }
}

/// A transport fault with its causes, without the URL, which may hold credentials or numbers.
pub(super) fn describe(fault: reqwest::Error) -> String {
    let fault = fault.without_url();
    let mut text = fault.to_string();
    let mut cause = fault.source();
    while let Some(inner) = cause {
        // Writing to a String cannot fail.
        let _ = write!(text, ": {inner}");
        cause = inner.source();
    }
    text
}
