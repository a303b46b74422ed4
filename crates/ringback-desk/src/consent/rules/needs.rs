//! What a pattern cannot match without, so that a text meets only the few patterns that it may
//! match: `(?:stop|quit) texting me` needs `stop` or `quit`.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, HirKind};

/// The pieces of which a match of `pattern` holds at least one; `None` where there are none, or
/// where the pattern cannot be read.
pub(super) fn needs(pattern: &str) -> Option<Vec<String>> {
    let hir = ParserBuilder::new()
        .unicode(false)
        .build()
        .parse(pattern)
        .ok()?;
    needs_of(&hir).filter(|needs| !needs.is_empty())
}

fn needs_of(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let piece = String::from_utf8(literal.0.to_vec()).ok()?;
            Some(vec![piece])
        }
        HirKind::Capture(capture) => needs_of(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needs_of(&repetition.sub),
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.extend(needs_of(part)?);
            }
            Some(all)
        }
        HirKind::Concat(parts) => parts
            .iter()
            .filter_map(needs_of)
            .max_by_key(|pieces| worth(pieces)),
        _ => None,
    }
}

/// Long pieces are rare, and few pieces are met rarely.
fn worth(pieces: &[String]) -> (usize, std::cmp::Reverse<usize>) {
    let shortest = pieces.iter().map(|piece| piece.trim().len()).min();
    (
        shortest.unwrap_or(0).min(4),
        std::cmp::Reverse(pieces.len()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_match_must_hold() {
        let cases: &[(&str, Option<&[&str]>)] = &[
            ("(?:stop|quit) (?:the )?texting me", Some(&["texting me"])),
            ("^(?:ok )*(?:stop|quit)$", Some(&["stop", "quit"])),
            ("(?:a|of) list", Some(&[" list"])),
            ("(?:stop)?", None),
            ("(?u:[^ ]+)", None),
            ("(?u:(?:退订|拒收))", Some(&["退订", "拒收"])),
        ];
        for (pattern, expected) in cases {
            let expected =
                expected.map(|pieces| pieces.iter().map(|&piece| piece.to_owned()).collect());
            assert_eq!(needs(pattern), expected, "{pattern}");
        }
    }
}
