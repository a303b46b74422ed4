//! What phones and people put under a text.

use std::borrow::Cow;

/// Lines that a phone adds by itself.
const ADDED_BY_PHONE: &[&str] = &[
    "sent from",
    "sent via",
    "get outlook",
    "envoyé de",
    "enviado desde",
    "enviado de",
    "gesendet von",
    "von meinem",
];

/// `text` without quoted lines and without the signature under or behind what it says.
pub(super) fn without_signature(text: &str) -> Cow<'_, str> {
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('>'));
    let Some(first) = lines.next() else {
        return Cow::Borrowed("");
    };
    let rest: Vec<&str> = lines.take_while(|line| !begins_signature(line)).collect();
    let first = without_name(first);
    if rest.is_empty() || rest.iter().all(|line| is_closing(line)) {
        return Cow::Borrowed(first);
    }
    Cow::Owned(
        std::iter::once(first)
            .chain(rest)
            .collect::<Vec<_>>()
            .join("\n"),
    )
}

/// A line that opens a signature: `--`, `- Maria`, `Sent from my iPhone`.
fn begins_signature(line: &str) -> bool {
    let line = line.to_lowercase();
    line.starts_with("--")
        || line.starts_with(['—', '–'])
        || line.starts_with("- ")
        || ADDED_BY_PHONE.iter().any(|added| line.starts_with(added))
}

/// A closing line of its own: `Thanks,`, `Maria`, `Dan K.`
fn is_closing(line: &str) -> bool {
    let name = line.trim_matches(|c: char| !c.is_alphanumeric());
    let courtesy = [
        "thanks",
        "thank you",
        "thx",
        "regards",
        "best",
        "best regards",
    ];
    courtesy.contains(&name.to_lowercase().as_str()) || is_name(name)
}

/// Up to three words that each begin with a capital and are not all capitals.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    (1..=3).contains(&words.len())
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase))
        && text.contains(char::is_lowercase)
}

/// Takes a name behind a dash off the end of a line: `Stop. -Dan K.`
fn without_name(line: &str) -> &str {
    let Some(dash) = line.rfind(['-', '–', '—', '~']) else {
        return line;
    };
    let (said, name) = line.split_at(dash);
    let stands_apart = said.ends_with(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    let name = name.trim_start_matches(['-', '–', '—', '~']).trim();
    if stands_apart && is_name(name) && !said.trim().is_empty() {
        said.trim_end()
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_signatures_off() {
        let cases = [
            ("STOP\n\nSent from my iPhone", "STOP"),
            ("Stop\n--\nMaria", "Stop"),
            ("Stop. -Dan K.", "Stop."),
            ("stop - Maria Lopez", "stop"),
            ("Stop\nThanks,\nMaria", "Stop"),
            ("> Reply STOP to opt out\nYes 3pm works", "Yes 3pm works"),
            ("stop\nby the house", "stop\nby the house"),
            ("opt-out", "opt-out"),
            ("-stop-", "-stop-"),
            ("STOP - END", "STOP - END"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(without_signature(text), expected, "{text:?}");
        }
    }
}
