//! Rust source with its comments and literals blanked out, so that a brace in a string ends no
//! function and a name in a comment is no name.

/// The same text, line for line and column for column, where what stands in comments, strings
/// and character literals is replaced by blanks.
pub(super) fn blanked(text: &str) -> String {
    let mut rest = text;
    let mut out = String::with_capacity(text.len());
    while let Some(next) = rest.chars().next() {
        let length = literal_or_comment(rest, out.chars().next_back());
        if length == 0 {
            out.push(next);
            rest = &rest[next.len_utf8()..];
        } else {
            let (blank, after) = rest.split_at(length);
            out.extend(blank.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
            rest = after;
        }
    }
    out
}

/// How many bytes the comment or literal is long that starts here; 0 where none starts.
fn literal_or_comment(text: &str, before: Option<char>) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return block_comment(text);
    }
    let in_a_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if !in_a_word && let Some(length) = raw_string(text) {
        return length;
    }
    match text.as_bytes().first() {
        Some(b'"') => string(text),
        Some(b'\'') => character(text),
        _ => 0,
    }
}

/// Block comments nest.
fn block_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    text.len()
}

fn raw_string(text: &str) -> Option<usize> {
    let after_letters = ["br", "cr", "r"]
        .iter()
        .find_map(|letters| text.strip_prefix(letters))?;
    let after_hashes = after_letters.trim_start_matches('#');
    let hashes = after_letters.len() - after_hashes.len();
    let body = after_hashes.strip_prefix('"')?;
    let opening = text.len() - body.len();
    let closing = format!("\"{}", "#".repeat(hashes));
    Some(
        body.find(&closing)
            .map_or(text.len(), |end| opening + end + closing.len()),
    )
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A quote opens a character only where one closes it: else it is a lifetime.
fn character(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => {
            // After the escaped character, whatever it is, the next quote closes.
            let after = characters
                .next()
                .map_or(text.len(), |(at, c)| at + c.len_utf8());
            text[after..].find('\'').map_or(0, |end| after + end + 1)
        }
        Some((at, c)) if text[at + c.len_utf8()..].starts_with('\'') => at + c.len_utf8() + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_and_comments_are_blanked_and_code_is_kept() {
        let rows = [
            ("let a = \"}\";", "let a =    ;"),
            ("a // }", "a     "),
            ("a /* { /* } */ */ b", "a                 b"),
            ("r#\"}\"\"# + x", "        + x"),
            ("for_r\"}\"", "for_r   "),
            ("'}' 'a '\\'' '\\u{7d}'", "    'a              "),
            ("\"\\\"}\" x", "      x"),
            ("fn f<'a>(x: &'a str) {}", "fn f<'a>(x: &'a str) {}"),
        ];
        for (text, expected) in rows {
            assert_eq!(blanked(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_stay_where_they_are() {
        let text = "a\n\"b\n}\"\n/* c\n*/\nd";
        assert_eq!(blanked(text), "a\n  \n  \n    \n  \nd");
    }
}
