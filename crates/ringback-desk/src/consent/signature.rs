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

/// What a person may have said in `text`, without quoted lines and signatures: first all of it, then
/// what stands over a closing such as `Thanks,` and `Maria`.
pub(super) fn without_signature(text: &str) -> Vec<Cow<'_, str>> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|line| is_worth_reading(line))
        .enumerate()
        .take_while(|(at, line)| *at == 0 || !begins_signature(line))
        .map(|(_, line)| without_name(without_phones_line(line)))
        .collect();
    match lines.as_slice() {
        [] => Vec::new(),
        [only] => vec![Cow::Borrowed(*only)],
        [first, rest @ ..] => {
            let over_closing = rest.iter().all(|line| is_closing(line));
            let all = Cow::Owned(lines.join("\n"));
            if over_closing {
                vec![all, Cow::Borrowed(*first)]
            } else {
                vec![all]
            }
        }
    }
}

/// Neither a quoted line nor one without words; the `--` over a signature counts.
fn is_worth_reading(line: &str) -> bool {
    let is_quote = line.starts_with('>') && !line.ends_with('<');
    !is_quote && (line.contains(char::is_alphanumeric) || begins_signature(line))
}

/// Takes what a phone added to the line itself: `STOP Sent from my iPhone`.
fn without_phones_line(line: &str) -> &str {
    let at = line.to_ascii_lowercase().find(" sent from my ");
    at.map_or(line, |at| &line[..at])
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
    courtesy.contains(&name.to_lowercase().as_str()) || is_name(name) || is_number(name)
}

/// A telephone number of its own.
fn is_number(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 7 && !text.contains(char::is_alphabetic)
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

/// What signs behind a dash without a blank: `-dan`, `^JM`, `-mgmt`.
fn is_initials(text: &str) -> bool {
    const LETTERS_MAX: usize = 6;
    (1..=LETTERS_MAX).contains(&text.len())
        && text.chars().all(char::is_alphabetic)
        && !matches!(
            text.to_lowercase().as_str(),
            "stop" | "end" | "quit" | "cancel" | "help"
        )
}

/// Takes a name behind a dash off the end of a line: `Stop. -Dan K.`
fn without_name(line: &str) -> &str {
    let Some(dash) = line.rfind(['-', '–', '—', '~', '^']) else {
        return line;
    };
    let (said, name) = line.split_at(dash);
    let stands_apart = said.ends_with(|c: char| c.is_whitespace() || c.is_ascii_punctuation());
    let name = name.trim_start_matches(['-', '–', '—', '~', '^']);
    let is_close = said.ends_with(' ') && !name.starts_with(' ');
    let name = name.trim();
    if stands_apart
        && (is_name(name) || (is_close && is_initials(name)))
        && said.contains(char::is_alphanumeric)
    {
        said.trim_end()
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn takes_signatures_off() {
        let cases = [
            ("STOP\n\nSent from my iPhone", "STOP"),
            ("STOP Sent from my iPhone", "STOP"),
            ("Stop\n--\nMaria", "Stop"),
            ("Stop. -Dan K.", "Stop."),
            ("stop - Maria Lopez", "stop"),
            ("stop ^JM", "stop"),
            ("Stop -mgmt", "Stop"),
            ("stop -stop", "stop -stop"),
            ("Stop\nThanks,\nMaria", "Stop"),
            ("Hi\nStop", "Hi"),
            ("> Reply STOP to opt out\nYes 3pm works", "Yes 3pm works"),
            ("stop\nby the house", "stop\nby the house"),
            ("opt-out", "opt-out"),
            ("STOP —", "STOP —"),
            ("stop –dan", "stop"),
            ("-stop-", "-stop-"),
            ("STOP - END", "STOP - END"),
        ];
        for (text, expected) in cases {
            assert_eq!(
                without_signature(text).last().unwrap(),
                expected,
                "{text:?}"
            );
        }
        assert_eq!(without_signature("Hi\nStop").first().unwrap(), "Hi\nStop");
        assert!(without_signature("🛑\n> quoted").is_empty());
    }
}
