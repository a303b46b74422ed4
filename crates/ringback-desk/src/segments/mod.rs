//! How a text travels: its encoding, its segments, and the form in which it costs least.
//!
//! Carriers bill per segment. A segment carries 160 septets of the GSM 7-bit alphabet or 70 UTF-16
//! units of anything else, so that one curly quote can double the price of a text.

mod gsm7;
mod limit;
mod measure;
mod outgoing;
mod seen;
mod smart;

pub use limit::{CHARS_MAX, TooLong, check_length};
pub use measure::{Encoding, Measure, measure};
pub use outgoing::to_gsm7_text;
pub use smart::smart;

#[cfg(test)]
mod tests {
    //! Twilio's calculator has answered the cases; see `tests/data/README.md`.
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Kit {
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        id: String,
        text: String,
        encoding: Encoding,
        segments: usize,
        units: usize,
        chars: usize,
        message_bits: usize,
        smart: Smart,
    }

    #[derive(Deserialize)]
    struct Smart {
        encoding: Encoding,
        segments: usize,
    }

    fn cases() -> Vec<Case> {
        let kit = include_str!("../../../../tests/data/twilio/segments.json");
        serde_json::from_str::<Kit>(kit).unwrap().cases
    }

    #[test]
    fn measures_as_twilio_does() {
        for case in cases() {
            let Case {
                encoding,
                segments,
                units,
                chars,
                message_bits,
                ..
            } = case;
            let expected = Measure {
                encoding,
                segments,
                units,
                chars,
                message_bits,
            };
            assert_eq!(measure(&case.text), expected, "{} {:?}", case.id, case.text);
        }
    }

    #[test]
    fn measures_smart_encoding_as_twilio_does() {
        for case in cases() {
            let Measure {
                encoding, segments, ..
            } = measure(&smart(&case.text));
            let expected = (case.smart.encoding, case.smart.segments);
            assert_eq!(
                (encoding, segments),
                expected,
                "{} {:?}",
                case.id,
                case.text
            );
        }
    }

    #[test]
    fn what_leaves_costs_no_more_than_smart_encoding() {
        for case in cases() {
            let leaves = measure(&to_gsm7_text(&case.text));
            assert!(
                leaves.segments <= case.smart.segments,
                "{} {:?}",
                case.id,
                case.text
            );
        }
    }

    #[test]
    fn fills_segments_to_the_last_bit() {
        let cases = [
            ("a".repeat(160), 1),
            ("a".repeat(161), 2),
            ("a".repeat(153 * 2), 2),
            ("a".repeat(153 * 2 + 1), 3),
            // The euro sign is two septets and is not cut in two: 152 and a half do not count.
            (format!("{}€{}", "a".repeat(152), "a".repeat(152)), 3),
            ("ж".repeat(70), 1),
            ("ж".repeat(71), 2),
            ("ж".repeat(67 * 2 + 1), 3),
            ("😀".repeat(35), 1),
            // 33 pairs to a segment, for 67 units are odd.
            ("😀".repeat(66), 2),
            ("😀".repeat(67), 3),
        ];
        for (text, segments) in cases {
            assert_eq!(measure(&text).segments, segments, "{text}");
        }
    }

    proptest! {
        #[test]
        fn counts_add_up(text in "[a-z€{~éç—😀\u{301}\r\n ]{0,400}") {
            let size = measure(&text);
            prop_assert_eq!(size.units, text.chars().count());
            let room = if size.segments == 1 { 1120 } else { size.segments * 1072 };
            prop_assert!(size.message_bits <= room);
        }

        #[test]
        fn what_leaves_is_settled_and_costs_no_more(text in "[a-z€ éç—’…\u{a0}😀\t]{0,400}") {
            let leaves = to_gsm7_text(&text);
            prop_assert_eq!(&to_gsm7_text(&leaves), &leaves);
            prop_assert!(measure(&leaves).segments <= measure(&text).segments);
        }
    }
}
