//! Twilio's smart encoding: look-alikes of GSM-7 characters, and what stands in for them.
//!
//! The list is the one that Twilio publishes and its calculator applies
//! (<https://www.twilio.com/docs/messaging/services#smart-encoding>): quotes, dashes, blanks,
//! brackets and the like from all over Unicode. It is kept exactly, oddities included (a tab
//! becomes seven blanks), because it answers what the carrier would do. What we ourselves send is
//! decided in [`super::to_gsm7_text`].

use std::borrow::Cow;

/// All printable ASCII, to cut one-character strings from.
const ASCII: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";

/// The text as it leaves a carrier that has smart encoding switched on.
#[must_use]
pub fn smart(text: &str) -> Cow<'_, str> {
    replace_with(text, replacement)
}

/// `text` with each character exchanged that `replacement` has something for.
pub(super) fn replace_with(
    text: &str,
    replacement: impl Fn(char) -> Option<&'static str>,
) -> Cow<'_, str> {
    let Some(first) = text.find(|c| replacement(c).is_some()) else {
        return Cow::Borrowed(text);
    };
    let (same, rest) = text.split_at(first);
    let mut replaced = String::with_capacity(text.len());
    replaced.push_str(same);
    for c in rest.chars() {
        match replacement(c) {
            Some(with) => replaced.push_str(with),
            None => replaced.push(c),
        }
    }
    Cow::Owned(replaced)
}

/// What smart encoding writes for `c`; `None` leaves it alone.
pub(super) fn replacement(c: char) -> Option<&'static str> {
    match c {
        '`' => Some("'"),
        ' '..='~' | '\n' | '\r' => None,
        '\u{ff01}'..='\u{ff3f}' | '\u{ff5b}'..='\u{ff5e}' => full_width(c),
        _ => blank(c)
            .or_else(|| quote_or_dash(c))
            .or_else(|| sign(c))
            .or_else(|| small_capital(c)),
    }
}

/// Full-width forms stand in the order of ASCII.
fn full_width(c: char) -> Option<&'static str> {
    let at = (u32::from(c) - 0xff00) as usize;
    ASCII.get(at..=at)
}

fn blank(c: char) -> Option<&'static str> {
    Some(match c {
        '\t' => "       ",
        '\0' | '\u{3}' | '\u{4}' | '\u{10}'..='\u{14}' | '\u{17}' | '\u{19}' => "",
        '\u{200b}' | '\u{200c}' | '\u{2060}' | '\u{feff}' => "",
        '\u{2001}' | '\u{2028}' | '\u{2029}' => " ",
        '\u{80}' | '\u{8d}' | '\u{90}' | '\u{9b}' | '\u{9f}' | '\u{a0}' => "  ",
        '\u{2000}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => "  ",
        _ => return None,
    })
}

fn quote_or_dash(c: char) -> Option<&'static str> {
    Some(match c {
        '«' | '»' | '\u{2ba}' | '\u{2ee}' | '“'..='‟' | '❝' | '❞' | '〝' | '〞' => "\"",
        '´' | '\u{2b9}' | '\u{2bb}'..='\u{2bd}' | '\u{2c8}' | '\u{2ca}' | '\u{2cb}' => "'",
        '\u{313}' | '\u{314}' | '‘' | '’' | '‛' | '❛' | '❜' | '\u{fe10}' | '\u{fe11}' => {
            "'"
        }
        '‐' | '–'..='―' | '•' | '⁃' | '\u{23bc}' | '\u{23bd}' | '\u{fe63}' => "-",
        '\u{332}' | '‗' => "_",
        '‹' | '\u{fe64}' => "<",
        '›' | '\u{fe65}' => ">",
        '‚' | '\u{326}' | '、' | '\u{fe50}' | '\u{fe51}' | '\u{ff64}' => ",",
        '。' | '\u{fe52}' | '\u{ff61}' => ".",
        '…' => "...",
        '‼' => "!!",
        _ => return None,
    })
}

fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '¼' => "1/4",
        '½' => "1/2",
        '¾' => "3/4",
        '÷' | '\u{337}' | '\u{338}' | '⁄' | '∕' | '⧸' => "/",
        '\u{20e5}' | '⧵' | '⧹' | '\u{fe68}' => "\\",
        '\u{20d2}' | '\u{20d3}' | '∣' | '\u{239c}' | '\u{239f}' | '\u{23b8}' | '\u{23b9}' => "|",
        '\u{23d0}' => "|",
        '\u{fe6b}' => "@",
        '\u{fe69}' => "$",
        'ǃ' | '\u{fe15}' | '\u{fe57}' => "!",
        '\u{fe5f}' => "#",
        '\u{fe6a}' => "%",
        '\u{fe60}' => "&",
        '❨' | '❪' | '⟮' | '⦅' | '\u{fe59}' => "(",
        '❩' | '❫' | '⟯' | '⦆' | '\u{fe5a}' => ")",
        '⁎' | '∗' | '⊛' | '✢'..='✥' | '✱'..='✳' | '✺'..='✽' | '❃' | '❉'..='❋' => {
            "*"
        }
        '⧆' | '\u{fe61}' => "*",
        '\u{2d6}' | '\u{fe62}' => "+",
        '\u{2d0}' | '\u{2f8}' | '⦂' | '\u{a789}' | '\u{fe13}' => ":",
        '⁏' | '\u{fe14}' | '\u{fe54}' => ";",
        '\u{347}' | '\u{a78a}' | '\u{fe66}' => "=",
        '\u{fe16}' | '\u{fe56}' => "?",
        '\u{2c6}' | '\u{302}' | '\u{1dcd}' => "^",
        '❴' | '\u{fe5b}' => "{",
        '❵' | '\u{fe5c}' => "}",
        '\u{2dc}' | '\u{2f7}' | '\u{303}' | '\u{330}' | '\u{334}' | '∼' => "~",
        _ => return None,
    })
}

fn small_capital(c: char) -> Option<&'static str> {
    let capital = match c {
        'ᴀ' => 'A',
        'ʙ' => 'B',
        'ᴄ' => 'C',
        'ᴅ' => 'D',
        'ᴇ' => 'E',
        'ꜰ' => 'F',
        'ɢ' => 'G',
        'ʜ' => 'H',
        'ɪ' => 'I',
        'ᴊ' => 'J',
        'ᴋ' => 'K',
        'ʟ' => 'L',
        'ᴍ' => 'M',
        'ɴ' => 'N',
        'ᴏ' => 'O',
        'ᴘ' => 'P',
        'ʀ' => 'R',
        'ꜱ' => 'S',
        'ᴛ' => 'T',
        'ᴜ' => 'U',
        'ᴠ' => 'V',
        'ᴡ' => 'W',
        'ʏ' => 'Y',
        'ᴢ' => 'Z',
        _ => return None,
    };
    let at = ASCII.find(capital)?;
    ASCII.get(at..=at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_look_alikes() {
        let cases = [
            ("plain", "plain"),
            ("call — what", "call - what"),
            ("“it’s” …", "\"it's\" ..."),
            ("Ｃａll ０１？", "Cａll 01?"),
            ("½ off\tnow", "1/2 off       now"),
            ("ꜱᴀʟᴇ", "SALE"),
            ("a\u{200b}b\u{a0}c", "ab  c"),
            ("{`}~^", "{'}~^"),
            ("日本 😀", "日本 😀"),
        ];
        for (text, expected) in cases {
            assert_eq!(smart(text), expected, "{text:?}");
        }
    }

    #[test]
    fn the_list_has_its_published_length() {
        let count = ('\0'..=char::MAX)
            .filter(|&c| replacement(c).is_some())
            .count();
        assert_eq!(count, 271);
    }
}
