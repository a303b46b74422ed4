//! Slips of the finger and letters that only look right: `stpo`, `STOOOP`, `S T O P`, `ST0P`,
//! `ЅТОР` in Cyrillic.

/// Words that are mended, when they are that word but for a slip.
const MENDED: &[&str] = &[
    "stop",
    "stopall",
    "unsubscribe",
    "cancel",
    "optout",
    "quit",
    "end",
    "revoke",
];

/// Slips in STOP, which is too short to allow any one letter to be wrong (shop, step, spot).
const STOP_SLIPS: &[&str] = &[
    "stpo", "sotp", "tsop", "sopt", "stp", "stopo", "stopl", "stiop", "stoip", "sdtop", "dtop",
    "stpp",
];

/// Words of their own, one letter away from a keyword.
const OTHER_WORDS: &[&str] = &[
    "stoop",
    "cancer",
    "cancels",
    "chancel",
    "canceled",
    "evoke",
    "subscribe",
    "resubscribe",
    "revokes",
    "quite",
    "quiet",
];

/// `words` with slips mended. What is no slip of a keyword stays as it is.
pub(super) fn corrected(words: &[String]) -> Vec<String> {
    let spelt_out = words.len() >= 3 && words.iter().all(|word| word.chars().count() == 1);
    if spelt_out {
        return vec![mended(&words.concat())];
    }
    let mut result = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let pair = words.get(at + 1).map(|next| format!("{word}{next}"));
        // `opt ot`, `un subscribe`, `optt out`: one word in two.
        match pair
            .as_deref()
            .and_then(mend)
            .filter(|whole| whole.len() > 5)
        {
            Some(whole) if mend(word).is_none() => {
                result.push(whole.to_owned());
                at += 2;
            }
            _ => {
                result.push(mended(word));
                at += 1;
            }
        }
    }
    result
}

fn mended(word: &str) -> String {
    mend(word).map_or_else(|| word.to_owned(), str::to_owned)
}

/// The keyword that `word` is a slip of.
fn mend(word: &str) -> Option<&'static str> {
    if OTHER_WORDS.contains(&word) {
        return None;
    }
    let latin: String = word.chars().map(latin_look).collect();
    // `stop1`: a slipped exclamation mark.
    let latin = latin.trim_end_matches(|c: char| c.is_ascii_digit());
    if STOP_SLIPS.contains(&latin) {
        return Some("stop");
    }
    let squeezed = squeeze(latin);
    MENDED.iter().copied().find(|keyword| {
        squeezed == squeeze(keyword)
            || slips_allowed(keyword) >= 1 && slips(latin, keyword) <= slips_allowed(keyword)
    })
}

/// How many letters of a keyword may be wrong before it could be another word.
fn slips_allowed(keyword: &str) -> usize {
    match keyword {
        "unsubscribe" => 2,
        "cancel" | "optout" | "revoke" => 1,
        _ => 0,
    }
}

/// The Latin letter that `c` looks like, in Cyrillic, Greek, or figures.
fn latin_look(c: char) -> char {
    match c {
        '0' | 'о' | 'ο' => 'o',
        '$' | '5' | 'ѕ' => 's',
        '3' | 'е' | 'ε' => 'e',
        'т' | 'τ' => 't',
        'р' | 'ρ' => 'p',
        'с' => 'c',
        'а' | 'α' => 'a',
        'и' | 'υ' => 'u',
        'і' | 'ι' => 'i',
        'п' => 'n',
        'в' => 'b',
        'к' | 'κ' => 'k',
        'ν' => 'v',
        'ԁ' => 'd',
        _ => c,
    }
}

/// `word` with each run of one letter as one: `stooopp` is `stop`.
fn squeeze(word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Optimal string alignment distance: letters wrong, missing, too many, or two of them swapped.
fn slips(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 2 {
        return usize::MAX;
    }
    let mut before_last: Vec<usize> = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let wrong = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + wrong);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::super::fold::words;
    use super::*;

    #[test]
    fn mends_slips() {
        let cases = [
            ("STOOOOOP", "stop"),
            ("stop1", "stop"),
            ("S T O P", "stop"),
            ("U N S U B S C R I B E", "unsubscribe"),
            ("ЅТОР", "stop"),
            ("$T0P", "stop"),
            ("un subscribe", "unsubscribe"),
            ("unsuscribe", "unsubscribe"),
            ("opt ot", "optout"),
            ("optt out", "optout"),
            ("cansel texts", "cancel texts"),
            ("quiit", "quit"),
        ];
        for (text, expected) in cases {
            assert_eq!(corrected(&words(text)).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn leaves_other_words_alone() {
        for text in [
            "stoop",
            "shop",
            "step",
            "cancer",
            "subscribe",
            "quite",
            "a b",
            "and",
            "spot on",
        ] {
            assert_eq!(corrected(&words(text)).join(" "), text);
        }
    }
}
