//! Slips of the finger in the words that stand around an opt-out: `remvoe me`, `texying`, `contcat`.
//!
//! Each word is known with one letter missing, doubled, swapped with the next, hit beside its key or
//! hit together with the key beside it (QWERTY). What such a slip makes another word is left alone.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The words that are mended. Those of the carriers' lists are mended in [`super::lookalike`].
const WORDS: &[&str] = &[
    "texting",
    "texted",
    "messaging",
    "message",
    "messages",
    "contact",
    "contacting",
    "remove",
    "removed",
    "delete",
    "number",
    "sending",
    "receive",
    "receiving",
    "please",
    "anymore",
    "again",
    "already",
    "calling",
    "bothering",
    "harassing",
    "harassment",
    "wrong",
    "interested",
    "stopping",
    "phone",
    "consent",
    "permission",
    "notifications",
    "notification",
    "reminders",
    "alerts",
    "texts",
    "text",
    "person",
    "list",
    "leave",
    "alone",
    "spam",
    "spamming",
    "never",
    "thanks",
    "communication",
    "consider",
    "request",
    "subscription",
    "immediately",
    "process",
    "stopped",
];

/// Slips that are words or names themselves (any of more than one in a hundred million words).
const OTHER_WORDS: &[&str] = &[
    "alert",
    "aline",
    "aloe",
    "bever",
    "contract",
    "contracting",
    "deleted",
    "deplete",
    "humber",
    "lave",
    "leaved",
    "leaver",
    "liat",
    "lis",
    "lit",
    "lost",
    "lust",
    "messaged",
    "neer",
    "neve",
    "person",
    "peron",
    "phoned",
    "pleased",
    "pleaser",
    "pone",
    "received",
    "receiver",
    "reminder",
    "remover",
    "removes",
    "salone",
    "sam",
    "sensing",
    "slam",
    "slamming",
    "sopping",
    "spa",
    "span",
    "spasm",
    "stooping",
    "tanks",
    "test",
    "tested",
    "testing",
    "tests",
    "tet",
    "tex",
    "texte",
    "wong",
    "wring",
    "leve",
    "alene",
    "culling",
    "last",
    "lest",
    "massage",
    "massages",
    "massaging",
    "naver",
    "parson",
    "perso",
    "phono",
    "sanding",
    "stepping",
    "subscribed",
    "thinks",
    "wrung",
    "textee",
    "texten",
    "stepped",
    "topped",
    "stopper",
];

/// What lies beside each key.
const BESIDE: [&str; 26] = [
    "qsz", "vng", "xvd", "sfe", "wrd", "dgr", "fht", "gjy", "uok", "hku", "jli", "kop", "nj",
    "bmh", "ipl", "ol", "wa", "etf", "adw", "ryg", "yij", "cbf", "qes", "zcs", "tuh", "xas",
];

static BY_SLIP: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    for word in WORDS {
        for slip in slips(word) {
            index.entry(slip).or_insert(*word);
        }
    }
    for word in WORDS.iter().chain(OTHER_WORDS) {
        index.remove(*word);
    }
    index
});

/// The word that `word` is a slip of.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    BY_SLIP.get(word).copied()
}

fn slips(word: &str) -> Vec<String> {
    let mut slips = Vec::new();
    for at in 0..word.len() {
        let (before, rest) = word.split_at(at);
        let (letter, after) = rest.split_at(1);
        // The first letter is seldom left out.
        if at > 0 {
            slips.push(format!("{before}{after}"));
        }
        slips.push(format!("{before}{letter}{letter}{after}"));
        if let Some(next) = after.get(..1) {
            slips.push(format!("{before}{next}{letter}{}", &after[1..]));
        }
        if "aeiou".contains(letter) {
            slips.extend(["a", "e", "i", "o", "u"].map(|vowel| format!("{before}{vowel}{after}")));
        }
        let key = usize::from(letter.as_bytes()[0] - b'a');
        for beside in BESIDE[key].chars() {
            slips.push(format!("{before}{beside}{after}"));
            slips.push(format!("{before}{beside}{letter}{after}"));
            slips.push(format!("{before}{letter}{beside}{after}"));
        }
    }
    slips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_a_slip_and_leaves_words() {
        for (slip, word) in [
            ("remvoe", "remove"),
            ("reomve", "remove"),
            ("texying", "texting"),
            ("mesages", "messages"),
            ("contcat", "contact"),
            ("numbet", "number"),
            ("delte", "delete"),
        ] {
            assert_eq!(meant(slip), Some(word), "{slip}");
        }
        for word in ["testing", "contract", "remove", "slam", "leak", "massage"] {
            assert_eq!(meant(word), None, "{word}");
        }
    }
}
