//! Twilio's error codes: what they mean to an owner, and what follows from them.
//!
//! Source: Twilio's list of error codes (<https://www.twilio.com/docs/api/errors>), read
//! 2026-11-23. Codes come in the answer to a request, or later in a delivery receipt; they mean
//! the same in both.

use std::time::Duration;

use crate::outbound::{CodeAction, CodeMeaning};

use CodeAction::{Content, Later, MayHaveArrived, NotTextable, OptedOut, OurSetUp, Permanent};

/// The meaning of a code; one that is not on the list fails for good, with a general sentence.
///
/// ```
/// use ringback_carriers::outbound::CodeAction;
/// use ringback_carriers::twilio::codes::meaning;
///
/// assert_eq!(meaning(30006).action, CodeAction::NotTextable { landline: true });
/// assert_eq!(meaning(99999).action, CodeAction::Permanent);
/// ```
#[must_use]
pub fn meaning(code: u32) -> CodeMeaning {
    match KNOWN.binary_search_by_key(&code, |known| known.code) {
        Ok(index) => KNOWN[index],
        Err(_) => CodeMeaning {
            code,
            meaning: "Twilio refused the text for a reason that Ringback does not know; look the code up at twilio.com/docs/api/errors.",
            action: Permanent,
        },
    }
}

/// Every code that Ringback knows, in ascending order.
#[must_use]
pub fn known() -> &'static [CodeMeaning] {
    KNOWN
}

const LANDLINE: CodeAction = NotTextable { landline: true };
const NO_TEXTS: CodeAction = NotTextable { landline: false };

const fn later(after_seconds: u64) -> CodeAction {
    Later {
        after: Duration::from_secs(after_seconds),
    }
}

const fn row(code: u32, action: CodeAction, meaning: &'static str) -> CodeMeaning {
    CodeMeaning {
        code,
        meaning,
        action,
    }
}

/// Ascending, for the search.
static KNOWN: &[CodeMeaning] = &[
    row(
        11200,
        OurSetUp,
        "Twilio could not reach Ringback at its public URL, or got an error from it.",
    ),
    row(
        11205,
        OurSetUp,
        "Twilio could not connect to Ringback at its public URL.",
    ),
    row(11750, OurSetUp, "Twilio found Ringback's answer too long."),
    row(
        12100,
        OurSetUp,
        "Twilio could not read Ringback's answer; something between the two may have changed it.",
    ),
    row(
        12300,
        OurSetUp,
        "Twilio got an answer of the wrong type; something between it and Ringback may have changed it.",
    ),
    row(
        13214,
        OurSetUp,
        "Twilio refused the caller id that the owner's phone was to show.",
    ),
    row(
        13223,
        OurSetUp,
        "One of the owner's phones is not a number that can be called.",
    ),
    row(
        13225,
        OurSetUp,
        "Twilio will not call one of the owner's phones.",
    ),
    row(
        14107,
        later(5),
        "Too many texts in one moment; Twilio asks to wait.",
    ),
    row(
        20003,
        OurSetUp,
        "Twilio does not accept the account SID and auth token.",
    ),
    row(
        20404,
        OurSetUp,
        "Twilio does not know this account or text; the account SID may be wrong.",
    ),
    row(
        20429,
        later(1),
        "Too many requests at one moment; Twilio asks to wait.",
    ),
    row(
        21211,
        NO_TEXTS,
        "This is not a phone number that can be texted.",
    ),
    row(
        21212,
        OurSetUp,
        "The business line is not a number that can send.",
    ),
    row(21214, NO_TEXTS, "This number cannot be reached by text."),
    row(21217, NO_TEXTS, "This is not a valid phone number."),
    row(
        21408,
        OurSetUp,
        "The Twilio account may not send to this country; allow it under Messaging geo permissions.",
    ),
    row(21602, Content, "The text was empty."),
    row(21605, Content, "The text is too long."),
    row(
        21606,
        OurSetUp,
        "The business line cannot send texts, or is not a number of this Twilio account.",
    ),
    row(
        21608,
        OurSetUp,
        "The Twilio account is still on trial, or has no approved compliance profile, and may not text this number.",
    ),
    row(
        21610,
        OptedOut,
        "This person has opted out of texts from this number.",
    ),
    row(
        21611,
        later(120),
        "Too many texts are waiting on the business line.",
    ),
    row(
        21612,
        NO_TEXTS,
        "Twilio has no route from the business line to this number.",
    ),
    row(21614, NO_TEXTS, "This number is not a mobile number."),
    row(21617, Content, "The text is longer than 1,600 characters."),
    row(
        21703,
        OurSetUp,
        "The messaging service has no number to send from.",
    ),
    row(
        21704,
        OurSetUp,
        "The messaging service has no number that can send to this person.",
    ),
    row(
        30001,
        later(120),
        "Too many texts were waiting, and this one was dropped.",
    ),
    row(30002, OurSetUp, "Twilio has suspended the account."),
    row(
        30003,
        later(3_600),
        "The phone is switched off or out of reach.",
    ),
    row(30004, NO_TEXTS, "The number blocks texts."),
    row(30005, NO_TEXTS, "The number is not in use."),
    row(
        30006,
        LANDLINE,
        "The number is a landline, which cannot get texts.",
    ),
    row(
        30007,
        Content,
        "A carrier took the text for spam and did not deliver it.",
    ),
    row(
        30008,
        later(600),
        "The carrier lost the text and does not say why.",
    ),
    row(
        30022,
        later(3_600),
        "The business has sent more than its registration allows, or too much to one number.",
    ),
    row(
        30023,
        later(86_400),
        "The business has sent all that its registration allows for today.",
    ),
    row(
        30024,
        OurSetUp,
        "The business line is not set up at the recipient's carrier yet.",
    ),
    row(
        30027,
        later(86_400),
        "The business has sent all that T-Mobile lets it send today.",
    ),
    row(
        30032,
        OurSetUp,
        "The toll-free business line is not verified; submit the verification at Twilio.",
    ),
    row(
        30034,
        OurSetUp,
        "The business line is not registered for texting (A2P 10DLC); carriers block its texts until it is.",
    ),
    row(
        30035,
        OurSetUp,
        "The business line's registration is still being set up.",
    ),
    row(
        30036,
        Permanent,
        "The text waited too long to be sent and was dropped.",
    ),
    row(
        30410,
        MayHaveArrived,
        "The carrier did not answer in time; the text may have arrived.",
    ),
    row(
        30450,
        Permanent,
        "The text was blocked by a limit on the account.",
    ),
    row(
        30453,
        Permanent,
        "The same text was sent too often and was blocked.",
    ),
    row(
        30454,
        Permanent,
        "Too many texts went to this number and this one was blocked.",
    ),
    row(
        63038,
        later(86_400),
        "The account has sent all that it may send in 24 hours.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_so_that_every_row_is_found() {
        assert!(KNOWN.is_sorted_by(|a, b| a.code < b.code));
        for known in known() {
            assert_eq!(meaning(known.code), *known);
        }
    }

    #[test]
    fn every_meaning_is_a_sentence() {
        for known in known() {
            let text = known.meaning;
            assert!(
                text.ends_with('.') && text.starts_with(char::is_uppercase),
                "{}",
                known.code
            );
        }
    }

    #[test]
    fn codes_call_for_the_right_thing() {
        for (code, action) in [
            (30006, LANDLINE),
            (21614, NO_TEXTS),
            (21610, OptedOut),
            (30034, OurSetUp),
            (30032, OurSetUp),
            (20003, OurSetUp),
            (30007, Content),
            (30410, MayHaveArrived),
            (30036, Permanent),
            (20429, later(1)),
            (0, Permanent),
            (u32::MAX, Permanent),
        ] {
            assert_eq!(meaning(code).action, action, "{code}");
        }
    }
}
