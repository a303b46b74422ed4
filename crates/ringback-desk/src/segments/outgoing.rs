//! The form in which our own texts leave: GSM-7 where that loses nothing, in as few segments as it
//! can be.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::measure::{Encoding, measure};
use super::smart::{replace_with, replacement};

/// The text to send for `text`.
///
/// Look-alikes that would force the whole text into UCS-2 are exchanged (`—` for `-`, `’` for `'`),
/// letters put together (`e` and an accent to `é`), blanks made ordinary blanks. Where a character
/// remains that GSM-7 has nothing for, an emoji or the `ç` of a name, the exchange would buy
/// nothing, and the text is left as it was written, save for characters that nobody can see. No
/// letter is ever exchanged for another.
#[must_use]
pub fn to_gsm7_text(text: &str) -> String {
    let plain = replace_with(&composed(text), outgoing).into_owned();
    let plain_size = measure(&plain);
    let seen = replace_with(text, unseen);
    let is_plain_best = plain_size.encoding == Encoding::Gsm7
        && (plain_size.segments == 1 || plain_size.segments <= measure(&seen).segments);
    if is_plain_best {
        plain
    } else {
        seen.into_owned()
    }
}

/// Letters and their accents put together (NFC), so that `ñ` in two parts is not taken for `n~`.
fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// Smart encoding without its waste of room, and with a few more look-alikes.
fn outgoing(c: char) -> Option<&'static str> {
    match c {
        '\t' => Some(" "),
        '\u{2011}' | '\u{2012}' | '\u{2212}' => Some("-"),
        '\u{2032}' => Some("'"),
        '\u{2033}' => Some("\""),
        '×' => Some("x"),
        '№' => Some("No."),
        '™' => Some("(TM)"),
        '®' => Some("(R)"),
        '©' => Some("(C)"),
        '→' => Some("->"),
        _ => unseen(c).or_else(|| replacement(c)).map(one_blank),
    }
}

/// Smart encoding writes two blanks for one wide one; nobody misses the second.
fn one_blank(with: &'static str) -> &'static str {
    if with == "  " { " " } else { with }
}

/// Drops what cannot be seen: zero-width blanks, soft hyphens, byte order marks, bidi marks in
/// texts that have no use for them. Joiners stay, for they hold emoji and letters together.
fn unseen(c: char) -> Option<&'static str> {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}').then_some("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_in_the_fewest_segments() {
        let cases = [
            (
                "Sorry we missed your call — what can we help with?",
                "Sorry we missed your call - what can we help with?",
            ),
            ("It’s “Rene\u{301}’s”…", "It's \"René's\"..."),
            ("10\u{a0}am\t(10\u{2011}11)", "10 am (10-11)"),
            // The mark belongs to its letter: not "man~ana".
            ("man\u{303}ana", "mañana"),
            // Staying UCS-2 anyway: as written, but for what cannot be seen.
            ("François’ — \u{200b}café", "François’ — café"),
            ("See you — soon 👍🏽", "See you — soon 👍🏽"),
            ("x\u{303} — y", "x~ - y"),
            ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(to_gsm7_text(text), expected, "{text:?}");
        }
    }

    #[test]
    fn does_not_buy_gsm7_with_another_segment() {
        let dots = "…".repeat(70);
        assert_eq!(measure(&dots).segments, 1);
        assert_eq!(to_gsm7_text(&dots), dots);
    }
}
