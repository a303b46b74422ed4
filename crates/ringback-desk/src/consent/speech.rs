//! A text as clauses of plain words, the form in which the rules read it.
//!
//! `Hi!! Pls don’t txt me anymore 🙏` becomes the clauses `hi` and `dont text me anymore`. Words are
//! folded as in [`super::fold`], slang and slips are spelt out ([`super::spelling`]), and words that
//! add only manners or temper are dropped, so that a rule says what is meant once.

use super::fold::{is_joiner, letters};
use super::{lookalike, spelling};

/// More words than this are not read: a text of that length opens with what it wants.
const WORDS_MAX: usize = 2_000;
/// A longer word is noise, and cut.
const WORD_CHARS_MAX: usize = 48;

/// What was said, part by part.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Speech {
    /// Between full stops, commas, line ends, `but`, `so`, `because` and `or`. None is empty.
    pub clauses: Vec<String>,
    /// Laughter, in words or as an emoji.
    pub laughs: bool,
}

/// What a character does to the words around it.
enum Sign {
    Letter,
    Joins,
    Parts,
    Ends,
    Emoji(&'static str),
}

/// Takes `text` apart.
pub(super) fn speech(text: &str) -> Speech {
    let mut speech = Speech::default();
    let mut words = 0;
    for clause in clauses(text) {
        words += clause.len();
        speech.take(clause);
        if words > WORDS_MAX {
            break;
        }
    }
    speech
}

impl Speech {
    fn take(&mut self, words: Vec<String>) {
        if words.is_empty() {
            return;
        }
        let words = spelling::spelt_out(lookalike::joined(&words));
        let (laughter, words): (Vec<String>, Vec<String>) = words
            .into_iter()
            .partition(|word| spelling::is_laughter(word));
        self.laughs |= !laughter.is_empty();
        let plain: Vec<&str> = (0..words.len())
            .filter(|&at| {
                let next = words.get(at + 1).map(String::as_str);
                !spelling::is_manners(&words[at])
                    || spelling::is_new_demand(&words[..at], &words[at], next)
            })
            .map(|at| words[at].as_str())
            .collect();
        let kept: Vec<&str> = if plain.is_empty() {
            words.iter().map(String::as_str).collect()
        } else {
            plain
        };
        let mut part: Vec<&str> = Vec::new();
        for (at, word) in kept.iter().enumerate() {
            // "Stop I'm not interested".
            let explains = at == 1
                && matches!(part.as_slice(), ["stop" | "unsubscribe" | "quit"])
                && matches!(
                    *word,
                    "im" | "i"
                        | "its"
                        | "dont"
                        | "thats"
                        | "ive"
                        | "ill"
                        | "we"
                        | "weve"
                        | "not"
                        | "wrong"
                        | "who"
                );
            if explains {
                self.end(&mut part);
            }
            if (*word == "please" && at > 0) || spelling::is_turn(word, kept.get(at + 1).copied()) {
                self.end(&mut part);
            } else {
                part.push(word);
            }
        }
        self.end(&mut part);
    }

    fn end(&mut self, part: &mut Vec<&str>) {
        // "Leave me alone thanks".
        if part.len() > 1 && part.last() == Some(&"thanks") {
            part.pop();
        }
        if !part.is_empty() {
            self.clauses.push(part.join(" "));
            part.clear();
        }
    }
}

/// The clauses' words as written, folded.
fn clauses(text: &str) -> Vec<Vec<String>> {
    let chars: Vec<char> = letters(text)
        .map(plain_letter)
        .take(WORDS_MAX * 16)
        .collect();
    let mut clauses = vec![Vec::new()];
    let mut word = String::new();
    for at in 0..chars.len() {
        let sign = sign(&chars, at);
        if matches!(sign, Sign::Letter) {
            if word.len() < WORD_CHARS_MAX {
                word.push(chars[at]);
            }
            continue;
        }
        if matches!(sign, Sign::Joins) {
            continue;
        }
        if let Some(last) = clauses.last_mut() {
            if !word.is_empty() {
                last.push(std::mem::take(&mut word));
            }
            if let Sign::Emoji(name) = sign {
                last.push(name.to_owned());
            }
        }
        // "No, thanks" is one thought.
        let is_no = |words: &Vec<String>| matches!(words.as_slice(), [only] if only == "no");
        if matches!(sign, Sign::Ends) && !(chars[at] == ',' && clauses.last().is_some_and(is_no)) {
            clauses.push(Vec::new());
        }
    }
    if let Some(last) = clauses.last_mut()
        && !word.is_empty()
    {
        last.push(word);
    }
    clauses
}

/// Letters with a stroke, which no decomposition takes off.
fn plain_letter(c: char) -> char {
    match c {
        'ł' => 'l',
        'đ' => 'd',
        'ø' => 'o',
        'ß' => 's',
        'ı' => 'i',
        c => c,
    }
}

fn sign(chars: &[char], at: usize) -> Sign {
    let c = chars[at];
    let before = at.checked_sub(1).map_or(' ', |at| chars[at]);
    let after = chars.get(at + 1).copied().unwrap_or(' ');
    let inside = before.is_alphanumeric() && after.is_alphanumeric();
    match c {
        c if c.is_alphanumeric() || c == '$' => Sign::Letter,
        c if is_joiner(c) => Sign::Joins,
        // f*ck, f***ing
        '*' if (before.is_alphanumeric() || before == '*')
            && (after.is_alphanumeric() || after == '*') =>
        {
            Sign::Joins
        }
        '.' | ',' | ':' if inside => {
            if before.is_numeric() && after.is_numeric() {
                Sign::Joins
            } else {
                Sign::Parts
            }
        }
        '.' | '!' | '?' | ';' | ',' | ':' | '\n' | '\r' | '(' | ')' | '…' | '¿' | '¡' | '。'
        | '！' | '？' | '，' | '、' | '؟' | '،' | '।' => Sign::Ends,
        '-' | '–' | '—' if !inside => Sign::Ends,
        // "wrong #"
        '#' if !after.is_alphanumeric() => Sign::Emoji("number"),
        '&' => Sign::Emoji("and"),
        c => emoji(c).map_or(Sign::Parts, Sign::Emoji),
    }
}

/// The emoji that say something about wanting texts.
fn emoji(c: char) -> Option<&'static str> {
    match c {
        '😂' | '🤣' | '😆' | '😅' | '😹' | '😝' | '😜' | '😄' | '😁' | '😉' => {
            Some("haha")
        }
        '😤' | '🙄' | '😒' | '🖕' | '🤬' | '😡' | '😠' | '🤮' | '👎' => {
            Some("rudesign")
        }
        '🛑' | '🚫' | '✋' | '⛔' | '🙅' | '🚷' | '❌' | '📵' => Some("stopsign"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_texts_apart() {
        let cases: &[(&str, &[&str])] = &[
            (
                "Hi!! Pls don’t txt me anymore 🙏",
                &["hi", "dont text me anymore"],
            ),
            ("Do not text me any more.", &["dont text me anymore"]),
            ("s.t.o.p.", &["stop"]),
            ("wrong # lol", &["wrong number"]),
            ("stop f*cking texting me", &["stop texting me"]),
            ("come at 10:30, not 3.30", &["come at 1030", "not 330"]),
            ("STOP 🛑", &["stop stopsign"]),
            ("jo@example.com", &["jo example com"]),
            ("st0p txtin me", &["stop texting me"]),
            ("please", &["please"]),
            ("STOP or I sue", &["stop", "i sue"]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(speech(text).clauses, *expected, "{text}");
        }
        assert!(speech("omg stop 😂").laughs && speech("lol stop").laughs);
    }
}
