//! What waits for a person: somebody wrote and nobody answered, or somebody has to be called back.
//!
//! The key names the matter, so that five calls of one landline are one thing to do, and a person
//! who writes three times waits once.

use std::fmt;
use std::str::FromStr;

use crate::calls::HoldReason;
use crate::id::Id;

/// One matter that waits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Waiting {
    /// This number (E.164) wrote, and nobody answered.
    Answer(String),
    /// What this number (E.164) wrote may mean that they want no more texts.
    Consent(String),
    /// This number (E.164) called, nobody took it, and no text could tell them anything.
    CallBack(String),
    /// A caller without a number called, and nobody took it: this call.
    Withheld(Id),
}

/// A key that names no matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names nothing that could wait")]
pub struct NotWaiting;

impl Waiting {
    /// The other side's number, where there is one.
    #[must_use]
    pub fn party(&self) -> Option<&str> {
        match self {
            Self::Answer(number) | Self::Consent(number) | Self::CallBack(number) => Some(number),
            Self::Withheld(_) => None,
        }
    }

    /// What a missed call without a text leaves to be done; nothing where a call back would be
    /// useless or unwanted.
    #[must_use]
    pub fn after(reason: HoldReason, caller: Option<&str>, call: Id) -> Option<Self> {
        match (reason, caller) {
            (HoldReason::WithheldCaller, _) => Some(Self::Withheld(call)),
            (
                HoldReason::Landline
                | HoldReason::CountryNotAllowed
                | HoldReason::OptedOut
                | HoldReason::Paused
                | HoldReason::TooLate
                | HoldReason::QuietHours
                | HoldReason::Unregistered
                | HoldReason::Restored
                | HoldReason::Brake(_),
                Some(caller),
            ) => Some(Self::CallBack(caller.to_owned())),
            _ => None,
        }
    }
}

impl fmt::Display for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(number) => write!(f, "answer:{number}"),
            Self::Consent(number) => write!(f, "consent:{number}"),
            Self::CallBack(number) => write!(f, "call:{number}"),
            Self::Withheld(call) => write!(f, "withheld:{call}"),
        }
    }
}

impl FromStr for Waiting {
    type Err = NotWaiting;

    fn from_str(key: &str) -> Result<Self, NotWaiting> {
        match key.split_once(':').ok_or(NotWaiting)? {
            ("answer", number) => Ok(Self::Answer(number.to_owned())),
            ("consent", number) => Ok(Self::Consent(number.to_owned())),
            ("call", number) => Ok(Self::CallBack(number.to_owned())),
            ("withheld", call) => call.parse().map(Self::Withheld).map_err(|_| NotWaiting),
            _ => Err(NotWaiting),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back() {
        let call = Id::from_bytes([7; 16]);
        for waiting in [
            Waiting::Answer("+13125550131".to_owned()),
            Waiting::Consent("+13125550131".to_owned()),
            Waiting::CallBack("+13035550131".to_owned()),
            Waiting::Withheld(call),
        ] {
            assert_eq!(waiting.to_string().parse(), Ok(waiting));
        }
        for wrong in ["", "answer", "else:1", "withheld:1"] {
            assert_eq!(wrong.parse::<Waiting>(), Err(NotWaiting), "{wrong}");
        }
    }

    #[test]
    fn whoever_cannot_be_texted_is_called_back_and_whoever_must_not_be_is_not() {
        let call = Id::from_bytes([7; 16]);
        let caller = "+13125550131";
        let after = |reason| Waiting::after(reason, Some(caller), call);
        let call_back = Some(Waiting::CallBack(caller.to_owned()));
        assert_eq!(after(HoldReason::Landline), call_back);
        assert_eq!(after(HoldReason::OptedOut), call_back);
        for reason in [
            HoldReason::Blocked,
            HoldReason::OwnNumber,
            HoldReason::AlreadyTexted,
            HoldReason::SwitchedOff,
            HoldReason::FailedAttestation,
        ] {
            assert_eq!(after(reason), None, "{reason:?}");
        }
        let withheld = Waiting::after(HoldReason::WithheldCaller, None, call);
        assert_eq!(withheld, Some(Waiting::Withheld(call)));
    }
}
