//! Slips of the finger and letters that only look right: `stpo`, `STOOOP`, `S T O P`, `ST0P`,
//! `ЅТОР` in Cyrillic.

/// A word that is mended.
struct Mended {
    keyword: &'static str,
    /// The same without double letters, which are the commonest slip and never counted.
    squeezed: &'static str,
    /// How many letters may be wrong before it could be another word.
    slips_max: usize,
}

const fn mended(keyword: &'static str, squeezed: &'static str, slips_max: usize) -> Mended {
    Mended {
        keyword,
        squeezed,
        slips_max,
    }
}

const MENDED: [Mended; 8] = [
    mended("stop", "stop", 0),
    mended("stopall", "stopal", 0),
    mended("unsubscribe", "unsubscribe", 2),
    mended("cancel", "cancel", 1),
    mended("optout", "optout", 1),
    mended("quit", "quit", 0),
    mended("end", "end", 0),
    mended("revoke", "revoke", 1),
];

/// Slips in words too short to allow any one letter to be wrong (shop, step, suit, and).
const SHORT_SLIPS: &[(&str, &str)] = &[
    ("stpo", "stop"),
    ("sotp", "stop"),
    ("tsop", "stop"),
    ("sopt", "stop"),
    ("stp", "stop"),
    ("sop", "stop"),
    ("stpp", "stop"),
    ("stoo", "stop"),
    ("stopo", "stop"),
    ("stopl", "stop"),
    ("stiop", "stop"),
    ("stoip", "stop"),
    ("sdtop", "stop"),
    ("dtop", "stop"),
    ("syop", "stop"),
    ("sstop", "stop"),
    ("qiut", "quit"),
    ("quti", "quit"),
    ("qut", "quit"),
    ("qutt", "quit"),
    ("edn", "end"),
    // Cyrillic letters that look like STOP spell "ctop".
    ("ctop", "stop"),
    ("shtop", "stop"),
    ("stahp", "stop"),
    ("shtap", "stop"),
    ("stawp", "stop"),
    ("staph", "stop"),
    ("stohp", "stop"),
    ("ztop", "stop"),
    ("etop", "stop"),
    ("stgop", "stop"),
    ("stkop", "stop"),
    ("strop", "stop"),
    ("stpop", "stop"),
    ("quut", "quit"),
    ("qyit", "quit"),
    ("wuit", "quit"),
    ("ednd", "end"),
    ("edm", "end"),
    ("enmd", "end"),
    ("unscribe", "unsubscribe"),
    ("hepl", "help"),
    ("hlep", "help"),
    ("strat", "start"),
    ("satrt", "start"),
];

/// Words of their own that are one letter away from a keyword, or the very opposite.
const OTHER_WORDS: [&str; 12] = [
    "stoop",
    "cancer",
    "cancels",
    "chancel",
    "cancun",
    "evoke",
    "revokes",
    "invoke",
    "quite",
    "quiet",
    "subscribe",
    "resubscribe",
];

/// `words` with slips mended. What is no slip of a keyword stays as it is.
pub(super) fn corrected(words: &[String]) -> Vec<String> {
    let words = joined(words);
    let mut result = Vec::with_capacity(words.len());
    let mut rest = words.as_slice();
    while let [word, others @ ..] = rest {
        rest = others;
        if let Some(keyword) = mend(word) {
            result.push(keyword.to_owned());
        } else if let Some(keyword) = others.first().and_then(|next| mend_pair(word, next)) {
            result.push(keyword.to_owned());
            rest = &others[1..];
        } else {
            result.push(word.clone());
        }
    }
    result
}

/// `words` with letters that were spelt one by one put together: `s t o p please`.
pub(super) fn joined(words: &[String]) -> Vec<String> {
    let is_letter = |word: &String| word.chars().nth(1).is_none();
    words
        .chunk_by(|a, b| is_letter(a) && is_letter(b))
        .flat_map(|run| {
            if run.len() >= 3 {
                vec![run.concat()]
            } else {
                run.to_vec()
            }
        })
        .collect()
}

/// One word written in two: `opt ot`, `un subscribe`, `st op`.
fn mend_pair(word: &str, next: &str) -> Option<&'static str> {
    let whole = format!("{word}{next}");
    let exactly = || {
        MENDED
            .iter()
            .map(|mended| mended.keyword)
            .find(|keyword| *keyword == whole)
    };
    mend(&whole)
        .filter(|keyword| keyword.len() > 5)
        .or_else(exactly)
}

/// The keyword that `word` is a slip of.
pub(super) fn mend(word: &str) -> Option<&'static str> {
    if OTHER_WORDS.contains(&word) {
        return None;
    }
    // `stop1`: a slipped exclamation mark.
    let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let latin: String = word.chars().map(latin_look).collect();
    let latin = latin.as_str();
    if let Some((_, keyword)) = SHORT_SLIPS.iter().find(|(slip, _)| *slip == latin) {
        return Some(keyword);
    }
    let squeezed = squeeze(latin);
    let is_slip = |mended: &&Mended| {
        squeezed == mended.squeezed
            || is_repeated(latin, mended.keyword)
            || is_within(latin, mended.keyword, mended.slips_max)
    };
    MENDED.iter().find(is_slip).map(|mended| mended.keyword)
}

/// `stopstopstop`.
fn is_repeated(word: &str, keyword: &str) -> bool {
    word.len() > keyword.len() && word.starts_with(keyword) && word.replace(keyword, "").is_empty()
}

/// `said` with round signs as the letter that they stand for: `ST🛑P`.
pub(super) fn with_round_letters(said: &str) -> Option<String> {
    const ROUND: [char; 6] = ['🛑', '⭕', '🔴', '🚫', '⛔', '⚪'];
    said.contains(ROUND).then(|| said.replace(ROUND, "o"))
}

/// The Latin letter that `c` looks like, in Cyrillic, Greek, or figures.
fn latin_look(c: char) -> char {
    match c {
        '0' | 'о' | 'ο' | 'ᴏ' | 'օ' | 'ⲟ' | 'ꓳ' | 'ଠ' => 'o',
        '$' | '5' | 'ѕ' | 'σ' | 'ꜱ' | 'ꮪ' | 'Ꮪ' | 'ꓢ' => 's',
        '3' | 'е' | 'ε' => 'e',
        '7' | 'т' | 'τ' | 'ᴛ' | 'ꓔ' | 'Ꭲ' | 'ꭲ' | 'ⲧ' => 't',
        'р' | 'ρ' | 'ᴘ' | 'ꓑ' | 'Ꮲ' | 'ꮲ' | 'ⲣ' => 'p',
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
    let mut last = None;
    word.chars()
        .filter(|&c| last.replace(c) != Some(c))
        .collect()
}

/// The longest keyword with two slips more, and one for nothing.
const ROW: usize = 16;

/// Whether at most `slips_max` letters of `keyword` are wrong, missing, too many or swapped in
/// `word` (optimal string alignment distance).
fn is_within(word: &str, keyword: &str, slips_max: usize) -> bool {
    let (word, keyword) = (word.as_bytes(), keyword.as_bytes());
    if slips_max == 0
        || word.len().abs_diff(keyword.len()) > slips_max
        || keyword.len() + slips_max >= ROW
        || !begins_alike(word, keyword)
    {
        return false;
    }
    let mut before_last = [0; ROW];
    let mut last: [usize; ROW] = std::array::from_fn(|at| at);
    for i in 1..=word.len() {
        let mut row = [i; ROW];
        for j in 1..=keyword.len() {
            let wrong = usize::from(word[i - 1] != keyword[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + wrong);
            let swapped =
                i > 1 && j > 1 && word[i - 1] == keyword[j - 2] && word[i - 2] == keyword[j - 1];
            if swapped {
                row[j] = row[j].min(before_last[j - 2] + 1);
            }
        }
        before_last = last;
        last = row;
    }
    last[keyword.len()] <= slips_max
}

/// Whether the first letters have one in common: most words have none, and are looked at no
/// further.
fn begins_alike(word: &[u8], keyword: &[u8]) -> bool {
    let (Some(begins), [first, second, ..]) = (word.get(..2), keyword) else {
        return false;
    };
    begins.contains(first) || begins.contains(second)
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
            ("s t o p please", "stop please"),
            ("st op", "stop"),
            ("STOPSTOPSTOP", "stop"),
        ];
        for (text, expected) in cases {
            assert_eq!(corrected(&words(text)).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn squeezed_keywords_are_squeezed() {
        for mended in MENDED {
            assert_eq!(squeeze(mended.keyword), mended.squeezed);
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
