//! What a call that arrived says of the forwarding: for the page and the terminal.

use std::time::Duration;

use super::SPARE_SECONDS;
use crate::lines::ForwardedCall;
use crate::phone::{PhoneNumber, Region, classify};

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Whether the carrier vouches for it: it names the number that was to be forwarded.
    pub is_proven: bool,
    /// The call came from another number than the one that was to be forwarded.
    pub is_other: bool,
    /// The finding in a sentence or two.
    pub sentence: String,
}

/// Reads the call that arrived. `public` is the number that people dial, where it is known.
#[must_use]
pub fn check(call: &ForwardedCall, public: Option<&PhoneNumber>, region: Region) -> Check {
    let shown = |spelt: &str| {
        let number = classify(spelt, Some(region)).number;
        number.map_or_else(|| spelt.to_owned(), |number| number.display_for(region))
    };
    let caller = match call.caller.trim() {
        "" => "a withheld number".to_owned(),
        caller => shown(caller),
    };
    let arrived = format!("A call from {caller} arrived here");
    let Some(from) = call.from.as_deref() else {
        return Check {
            is_proven: false,
            is_other: false,
            sentence: format!(
                "{arrived}, but your carrier does not say from where. If it was yours, forwarding \
                 works."
            ),
        };
    };
    let is_named = |public: &PhoneNumber| classify(from, Some(region)).number == Some(*public);
    let forwarded = format!("{arrived}, forwarded from {}", shown(from));
    match public {
        Some(public) if !is_named(public) => Check {
            is_proven: false,
            is_other: true,
            sentence: format!(
                "{forwarded} and not from {}. Call {} again, from a phone that is neither of them.",
                public.display_for(region),
                public.display_for(region),
            ),
        },
        _ => Check {
            is_proven: true,
            is_other: false,
            sentence: format!("{forwarded}. Forwarding works."),
        },
    }
}

/// Whether the ring time leaves enough before the mailbox. No carrier tells how long a call rang
/// before it was forwarded: it is at most what went by since the check began.
#[must_use]
pub fn spare(waited: Duration, mailbox_seconds: u32) -> String {
    let seconds = waited.as_secs();
    let latest = u64::from(mailbox_seconds.saturating_sub(SPARE_SECONDS));
    let unit = if seconds == 1 { "second" } else { "seconds" };
    let unknown = format!(
        "How long it rang before, no carrier tells: it came {seconds} {unit} after you began."
    );
    if seconds <= latest {
        format!(
            "{unknown} So at least {SPARE_SECONDS} seconds are left before a mailbox that picks up \
             after {mailbox_seconds}."
        )
    } else {
        format!(
            "{unknown} Count the rings, six seconds each: a mailbox that picks up after \
             {mailbox_seconds} seconds leaves you {SPARE_SECONDS} if it came within {latest}."
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Instant;

    fn read(caller: &str, from: Option<&str>, public: Option<&str>) -> Check {
        let call = ForwardedCall {
            at: Instant(0),
            caller: caller.to_owned(),
            from: from.map(str::to_owned),
        };
        let public = public.map(|number| PhoneNumber::from_e164(number).unwrap());
        check(&call, public.as_ref(), Region::US)
    }

    #[test]
    fn the_carriers_word_is_told_and_its_silence_as_well() {
        let (caller, shop) = ("+17735550142", "+13125550177");
        let told = read(caller, Some(shop), Some(shop));
        assert!(told.is_proven && !told.is_other);
        assert_eq!(
            told.sentence,
            "A call from (773) 555-0142 arrived here, forwarded from (312) 555-0177. Forwarding works."
        );
        assert!(
            read(caller, Some("3125550177"), Some(shop)).is_proven,
            "as carriers spell it"
        );
        assert!(read(caller, Some(shop), None).is_proven);
        let silent = read("", None, Some(shop));
        assert!(!silent.is_proven && !silent.is_other);
        assert!(
            silent
                .sentence
                .starts_with("A call from a withheld number arrived here, but your")
        );
        let other = read(caller, Some("+13125550199"), Some(shop));
        assert!(other.is_other && !other.is_proven);
        assert!(
            other
                .sentence
                .contains("forwarded from (312) 555-0199 and not from (312) 555-0177")
        );
    }

    #[test]
    fn five_seconds_to_spare_are_said_only_where_they_are_sure() {
        let at = |seconds| spare(Duration::from_secs(seconds), 20);
        assert!(at(15).contains("at least 5 seconds are left"));
        assert!(at(16).contains("Count the rings"), "{}", at(16));
    }
}
