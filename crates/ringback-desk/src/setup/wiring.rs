//! Where a number's calls and texts lead at its carrier, setting by setting.
//!
//! What a number is told to do is compared, shown, replaced and put back one setting at a time, so
//! that a setting which Ringback never touched is never put back over somebody's later choice.

use serde::{Deserialize, Serialize};

/// How a setting that says nothing is shown.
pub(super) const NOTHING: &str = "nothing";

/// A web address that the carrier asks, and how; an empty address is none.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Hook {
    /// The address exactly as the carrier has it, or empty.
    pub url: String,
    /// `POST` or `GET`, exactly as the carrier has it.
    pub method: String,
}

impl Hook {
    /// An address that is posted to.
    #[must_use]
    pub fn post(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            method: "POST".to_owned(),
        }
    }
}

/// Everything that decides where a number's calls and texts lead.
///
/// The names are the business's; at Twilio they are the fields of an IncomingPhoneNumber
/// (<https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource>).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wiring {
    /// Asked when a call arrives.
    pub call: Hook,
    /// Asked when that fails.
    pub call_fallback: Hook,
    /// Told when a call has ended.
    pub call_end: Hook,
    /// Asked when a text arrives.
    pub text: Hook,
    /// Asked when that fails.
    pub text_fallback: Hook,
    /// A SIP trunk: if set, `call` counts for nothing. Empty for none.
    pub trunk: String,
    /// An application: if set, `call` counts for nothing. Empty for none.
    pub call_application: String,
    /// An application: if set, `text` counts for nothing. Empty for none.
    pub text_application: String,
}

/// One setting of a [`Wiring`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// [`Wiring::call`].
    Call,
    /// [`Wiring::call_fallback`].
    CallFallback,
    /// [`Wiring::call_end`].
    CallEnd,
    /// [`Wiring::text`].
    Text,
    /// [`Wiring::text_fallback`].
    TextFallback,
    /// [`Wiring::trunk`].
    Trunk,
    /// [`Wiring::call_application`].
    CallApplication,
    /// [`Wiring::text_application`].
    TextApplication,
}

impl Slot {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Call,
        Self::CallEnd,
        Self::Text,
        Self::Trunk,
        Self::CallApplication,
        Self::TextApplication,
        Self::CallFallback,
        Self::TextFallback,
    ];

    /// What the setting is, with the name that it has in Twilio's console.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Call => "calls (voice URL)",
            Self::CallFallback => "calls, when that fails (voice fallback URL)",
            Self::CallEnd => "ends of calls (status callback)",
            Self::Text => "texts (SMS URL)",
            Self::TextFallback => "texts, when that fails (SMS fallback URL)",
            Self::Trunk => "SIP trunk",
            Self::CallApplication => "TwiML app for calls",
            Self::TextApplication => "TwiML app for texts",
        }
    }
}

/// The value of one setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting<'a> {
    /// An address.
    Hook(&'a Hook),
    /// An id, or empty.
    Id(&'a str),
}

impl Setting<'_> {
    /// For people: `POST https://…`, an id, or `nothing`.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Hook(hook) if hook.url.is_empty() => NOTHING.to_owned(),
            Self::Hook(hook) if hook.method == "POST" => hook.url.clone(),
            Self::Hook(hook) => format!("{} (by {})", hook.url, hook.method),
            Self::Id("") => NOTHING.to_owned(),
            Self::Id(id) => (*id).to_owned(),
        }
    }
}

impl Wiring {
    /// One setting's value.
    #[must_use]
    pub fn setting(&self, slot: Slot) -> Setting<'_> {
        match slot {
            Slot::Call => Setting::Hook(&self.call),
            Slot::CallFallback => Setting::Hook(&self.call_fallback),
            Slot::CallEnd => Setting::Hook(&self.call_end),
            Slot::Text => Setting::Hook(&self.text),
            Slot::TextFallback => Setting::Hook(&self.text_fallback),
            Slot::Trunk => Setting::Id(&self.trunk),
            Slot::CallApplication => Setting::Id(&self.call_application),
            Slot::TextApplication => Setting::Id(&self.text_application),
        }
    }

    /// Takes one setting over from another wiring.
    pub fn take(&mut self, slot: Slot, from: &Self) {
        match slot {
            Slot::Call => self.call = from.call.clone(),
            Slot::CallFallback => self.call_fallback = from.call_fallback.clone(),
            Slot::CallEnd => self.call_end = from.call_end.clone(),
            Slot::Text => self.text = from.text.clone(),
            Slot::TextFallback => self.text_fallback = from.text_fallback.clone(),
            Slot::Trunk => self.trunk.clone_from(&from.trunk),
            Slot::CallApplication => self.call_application.clone_from(&from.call_application),
            Slot::TextApplication => self.text_application.clone_from(&from.text_application),
        }
    }

    /// The settings in which this wiring differs from another.
    #[must_use]
    pub fn differences(&self, other: &Self) -> Vec<Slot> {
        Slot::ALL
            .into_iter()
            .filter(|slot| self.setting(*slot) != other.setting(*slot))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elsewhere() -> Wiring {
        Wiring {
            call: Hook::post("https://old.example/voice"),
            text: Hook {
                url: "https://old.example/sms".to_owned(),
                method: "GET".to_owned(),
            },
            trunk: "TK1".to_owned(),
            ..Wiring::default()
        }
    }

    #[test]
    fn taking_every_difference_makes_two_wirings_equal() {
        let (mut one, other) = (Wiring::default(), elsewhere());
        let differences = one.differences(&other);
        assert_eq!(differences, [Slot::Call, Slot::Text, Slot::Trunk]);
        for slot in differences {
            one.take(slot, &other);
        }
        assert_eq!(one, other);
    }

    #[test]
    fn every_slot_is_listed_once_and_taken() {
        let all = Wiring {
            call: Hook::post("1"),
            call_fallback: Hook::post("2"),
            call_end: Hook::post("3"),
            text: Hook::post("4"),
            text_fallback: Hook::post("5"),
            trunk: "6".to_owned(),
            call_application: "7".to_owned(),
            text_application: "8".to_owned(),
        };
        assert_eq!(all.differences(&Wiring::default()), Slot::ALL);
    }

    #[test]
    fn settings_read_as_people_would_say_them() {
        let wiring = elsewhere();
        let words = |slot| wiring.setting(slot).words();
        assert_eq!(words(Slot::Call), "https://old.example/voice");
        assert_eq!(words(Slot::Text), "https://old.example/sms (by GET)");
        assert_eq!(words(Slot::CallEnd), "nothing");
        assert_eq!(words(Slot::TextApplication), "nothing");
    }
}
