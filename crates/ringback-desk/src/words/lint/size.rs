//! How the text travels: its length, its segments, and the character that makes it dear.

use super::finding::{Finding, Rule};
use crate::segments::{self, CHARS_MAX, Encoding};

/// What a segment holds by itself.
const GSM_MAX: usize = 160;
const UCS2_MAX: usize = 70;
/// How many costly characters are named.
const NAMED_MAX: usize = 5;

/// Findings about a text as it leaves.
pub(super) fn find(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Err(too_long) = segments::check_length(text) {
        found.push(Finding::whole(
            Rule::TooLong,
            format!(
                "The text has {} characters, and a carrier takes {CHARS_MAX} at once: shorten it.",
                too_long.chars
            ),
        ));
    }
    let size = segments::measure(text);
    if size.encoding == Encoding::Ucs2 {
        found.push(Finding::whole(Rule::Ucs2, ucs2_sentence(text)));
    }
    if size.segments > 1 {
        let (used, fits) = match size.encoding {
            Encoding::Gsm7 => (size.chars, GSM_MAX),
            Encoding::Ucs2 => (size.message_bits / 16, UCS2_MAX),
        };
        found.push(Finding::whole(
            Rule::Segments,
            format!(
                "The text takes {} segments, and each is paid for: {used} characters, where {fits} \
                 fit into one.",
                size.segments
            ),
        ));
    }
    found
}

fn ucs2_sentence(text: &str) -> String {
    let mut costly: Vec<char> = Vec::new();
    for c in text.chars() {
        let alone = segments::measure(c.encode_utf8(&mut [0; 4]));
        if alone.encoding == Encoding::Ucs2 && !costly.contains(&c) && costly.len() < NAMED_MAX {
            costly.push(c);
        }
    }
    let shown: Vec<String> = costly.iter().map(|c| format!("\"{c}\"")).collect();
    format!(
        "{} makes the whole text travel in 16 bits, so that only {UCS2_MAX} characters fit into a \
         segment.",
        shown.join(", ")
    )
}
