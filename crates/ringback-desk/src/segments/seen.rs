//! What counts as one character: grapheme clusters, as Twilio's calculator forms them.
//!
//! It does so by the rules of Unicode 10 (UAX #29, revision 31). Since then Unicode has come to
//! keep more together: skin tones and joiners with any emoji, consonants of Indic scripts with the
//! one before. Our clusters are today's, taken apart again where those of Unicode 10 end.

use unicode_segmentation::UnicodeSegmentation;

/// The characters of `text`. A Windows line end is two, as it is billed.
pub(super) fn seen_characters(text: &str) -> impl Iterator<Item = &str> {
    text.graphemes(true).flat_map(Unicode10::new)
}

/// Takes one of today's clusters apart.
struct Unicode10<'a> {
    rest: &'a str,
}

impl<'a> Unicode10<'a> {
    fn new(cluster: &'a str) -> Self {
        Self { rest: cluster }
    }
}

impl<'a> Iterator for Unicode10<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let mut chars = self.rest.char_indices();
        let (_, first) = chars.next()?;
        let (mut base, mut last) = (first, first);
        let end = chars.find_map(|(at, c)| {
            if parts(base, last, c) {
                return Some(at);
            }
            if !is_extender(c) {
                base = c;
            }
            last = c;
            None
        });
        let (character, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        Some(character)
    }
}

/// Whether Unicode 10 parts `last` and `c`, which one of today's clusters holds together; `base`
/// is the last character that extends none.
fn parts(base: char, last: char, c: char) -> bool {
    match c {
        '\n' => last == '\r',
        SKIN_TONE_FIRST..=SKIN_TONE_LAST => !takes_skin_tone(base),
        _ if last == ZERO_WIDTH_JOINER => !is_extender(c) && !can_be_joined(c),
        // After a virama Unicode 15.1 goes on with the consonant (rule GB9c).
        _ => is_indic_letter(c) && !is_prepended(last),
    }
}

const ZERO_WIDTH_JOINER: char = '\u{200d}';
const SKIN_TONE_FIRST: char = '\u{1f3fb}';
const SKIN_TONE_LAST: char = '\u{1f3ff}';

/// What extends the character before it; only such as occur after emoji and joiners matter.
fn is_extender(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
        || matches!(
            c,
            '\u{e33}' | '\u{eb3}' | '\u{200c}' | ZERO_WIDTH_JOINER | '\u{fe00}'..='\u{fe0f}'
        )
        || matches!(c, '\u{e0020}'..='\u{e007f}' | SKIN_TONE_FIRST..=SKIN_TONE_LAST)
}

/// Letters of the scripts that rule GB9c is about.
fn is_indic_letter(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{d7f}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
        && c.is_alphabetic()
        && !is_extender(c)
}

/// Signs that stand before the letter they belong to.
fn is_prepended(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{8e2}' | '\u{d4e}'
    )
}

/// `E_Base` and `E_Base_GAZ` of Unicode 10.
fn takes_skin_tone(c: char) -> bool {
    is_person(c)
        || matches!(c, '☝' | '⛹' | '✊'..='✍' | '🎅' | '🏂'..='🏄' | '🏇' | '🏊'..='🏌')
        || matches!(c, '👂'..='👃' | '👆'..='👐' | '👮' | '👰'..='👸' | '👼' | '💁'..='💃')
        || matches!(c, '💅'..='💇' | '💪' | '🕴'..='🕵' | '🕺' | '🖐' | '🖕'..='🖖')
        || matches!(c, '🙅'..='🙇' | '🙋'..='🙏' | '🚣' | '🚴'..='🚶' | '🛀' | '🛌')
        || matches!(c, '🤘'..='🤜' | '🤞'..='🤟' | '🤦' | '🤰'..='🤹' | '🤽'..='🤾' | '🧑'..='🧝')
}

/// `Glue_After_Zwj` and `E_Base_GAZ` of Unicode 10.
fn can_be_joined(c: char) -> bool {
    is_person(c)
        || matches!(
            c,
            '♀' | '♂' | '⚕'..='⚖' | '✈' | '❤' | '🌈' | '🌾' | '🍳' | '🎓' | '🎤'
        )
        || matches!(
            c,
            '🎨' | '🏫' | '🏭' | '💋' | '💻'..='💼' | '🔧' | '🔬' | '🗨' | '🚀' | '🚒'
        )
}

/// `E_Base_GAZ` of Unicode 10: boy, girl, man, woman.
fn is_person(c: char) -> bool {
    matches!(c, '👦'..='👩')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_the_calculator_does() {
        let cases: &[(&str, usize)] = &[
            ("", 0),
            ("a\r\nb", 4),
            ("e\u{301}", 1),
            ("🇺🇸🇨🇦🇺", 3),
            ("👍🏽", 1),
            ("👨‍👩‍👧", 1),
            ("🏳️‍🌈", 1),
            ("1️⃣", 1),
            // Younger than the calculator's tables.
            ("🦸🏻", 2),
            ("👩‍🦰", 2),
            ("क्षि", 2),
            ("한각", 2),
        ];
        for (text, expected) in cases {
            let seen: Vec<&str> = seen_characters(text).collect();
            assert_eq!(seen.len(), *expected, "{text:?} {seen:?}");
            assert_eq!(seen.concat(), *text);
        }
    }
}
