//! Lists that are bound as one parameter, in JSON: `json_each(?2)`, and ids in it as hexadecimal
//! digits, `unhex(value)`.

use super::words::Word;

/// Rewrites a call of one of these functions; how many words were read.
pub(super) fn rewrite(words: &[Word<'_>], rewritten: &mut String) -> Option<usize> {
    match words {
        [
            Word::Name("json_each"),
            Word::Rest("("),
            Word::Parameter(number),
            Word::Rest(")"),
            ..,
        ] => {
            // Text first: that is what is bound.
            let call = format!("json_array_elements_text(${number}::text::json)");
            rewritten.push_str(&call);
            Some(4)
        }
        [
            Word::Name("unhex"),
            Word::Rest("("),
            Word::Name(column),
            Word::Rest(")"),
            ..,
        ] => {
            rewritten.push_str(&format!("decode({column}, 'hex')"));
            Some(4)
        }
        _ => None,
    }
}
