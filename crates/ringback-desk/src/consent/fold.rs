//! A text as bare words: no case, no accents, no punctuation, no emoji, nothing invisible.

use unicode_normalization::UnicodeNormalization;

/// The words of `text`, lower case and without accents: `“Arrêt!” 🛑` gives `arret`.
///
/// NFKC's compatibility forms are resolved first, so that `ＳＴＯＰ`, `𝗦𝗧𝗢𝗣` and `Ⓢⓣⓞⓟ` are all
/// `stop`. Apostrophes join (`don't` is `dont`), everything else between letters separates. A `$`
/// stays, for people write `$top`.
pub(super) fn words(text: &str) -> Vec<String> {
    let plain: String = letters(text).filter(|&c| !is_joiner(c)).collect();
    plain
        .split(|c: char| !(c.is_alphanumeric() || c == '$'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The characters of `text` in lower case, without accents and ornaments.
pub(super) fn letters(text: &str) -> Box<dyn Iterator<Item = char> + '_> {
    if text.is_ascii() {
        return Box::new(text.chars().map(|c| c.to_ascii_lowercase()));
    }
    Box::new(
        text.chars()
            .filter(|&c| !is_ornament(c))
            .map(unboxed)
            .nfkd()
            .filter(|&c| !is_accent(c))
            .flat_map(char::to_lowercase)
            .nfc(),
    )
}

/// White letters on black circles and squares, which NFKC leaves as they are.
fn unboxed(c: char) -> char {
    let letter = match u32::from(c) {
        code @ 0x1f150..=0x1f169 => code - 0x1f150,
        code @ 0x1f170..=0x1f189 => code - 0x1f170,
        _ => return c,
    };
    u8::try_from(letter).map_or(c, |letter| char::from(b'a' + letter))
}

/// Signs that NFKC would spell out in letters, which phones add by themselves.
fn is_ornament(c: char) -> bool {
    matches!(c, '™' | '®' | '©' | '℠')
}

/// Accents of Latin, Greek and Cyrillic letters; in other scripts marks make another letter.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// What stands inside a word without parting it: apostrophes and characters nobody can see.
pub(super) fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        )
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}')
        || matches!(c, '\u{feff}' | '\u{e0000}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_bare_words() {
        let cases: &[(&str, &[&str])] = &[
            ("“Stop!!” 🛑", &["stop"]),
            ("\u{feff}S\u{200b}TOP\u{a0}", &["stop"]),
            ("ＳＴＯＰ 𝗦𝗧𝗢𝗣 Ⓢⓣⓞⓟ", &["stop", "stop", "stop"]),
            ("Arrêt", &["arret"]),
            ("don’t", &["dont"]),
            ("_opt-out_", &["opt", "out"]),
            ("$TOP", &["$top"]),
            ("退订", &["退订"]),
            ("STOP™", &["stop"]),
            ("👍🏽 ❤️", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(words(text), *expected, "{text:?}");
        }
    }
}
