//! Words written as one: `stoptextingme`, `takemeoff`.

/// What such a word begins with.
const OPENS: &[&str] = &[
    "please",
    "stop",
    "quit",
    "dont",
    "donot",
    "remove",
    "delete",
    "take",
    "leave",
    "lose",
    "nomore",
    "never",
    "unsubscribe",
    "cancel",
    "end",
];

/// What it may go on with.
const WORDS: &[&str] = &[
    "please",
    "pls",
    "stop",
    "quit",
    "dont",
    "remove",
    "delete",
    "take",
    "leave",
    "lose",
    "no",
    "more",
    "texting",
    "texts",
    "text",
    "txting",
    "txts",
    "txt",
    "messaging",
    "messages",
    "message",
    "msgs",
    "msg",
    "sms",
    "sending",
    "contacting",
    "contact",
    "calling",
    "spamming",
    "bothering",
    "me",
    "us",
    "my",
    "number",
    "this",
    "these",
    "it",
    "now",
    "off",
    "alone",
    "from",
    "your",
    "list",
    "the",
    "all",
    "unsubscribe",
    "again",
    "already",
    "anymore",
    "thanks",
    "spam",
];

/// Longer words are no demand.
const CHARS_MAX: usize = 32;

/// The words that `word` is made of; `None` where it is one word, or is made of anything else.
pub(super) fn parts(word: &str) -> Option<Vec<&str>> {
    if word.len() > CHARS_MAX {
        return None;
    }
    let open = OPENS.iter().find(|open| word.starts_with(**open))?;
    let mut parts = vec![&word[..open.len()]];
    (word.len() > open.len() && lay_out(&word[open.len()..], &mut parts)).then_some(parts)
}

/// Lays `rest` out with [`WORDS`]; what fits is left in `parts`. At most 32 letters, so that no word
/// takes long.
fn lay_out<'a>(rest: &'a str, parts: &mut Vec<&'a str>) -> bool {
    if rest.is_empty() {
        return true;
    }
    for word in WORDS {
        if let Some(after) = rest.strip_prefix(word) {
            parts.push(&rest[..word.len()]);
            if lay_out(after, parts) {
                return true;
            }
            parts.pop();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_words_apart() {
        let cases = [
            ("stoptextingme", Some("stop texting me")),
            ("donttextme", Some("dont text me")),
            ("nomoretexts", Some("nomore texts")),
            ("takemeoff", Some("take me off")),
            ("stop", None),
            ("stopper", None),
            ("endless", None),
            ("cancellation", None),
            ("removeit", Some("remove it")),
        ];
        for (word, expected) in cases {
            let parts = parts(word).map(|parts| parts.join(" "));
            assert_eq!(parts.as_deref(), expected, "{word}");
        }
    }
}
