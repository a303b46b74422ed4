//! A statement as words: names, parameters, and the rest. What stands in quotes or behind `--` is
//! of the rest.

/// A part of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word<'a> {
    /// A keyword, a type or a name.
    Name(&'a str),
    /// `?1`: its number.
    Parameter(&'a str),
    /// Space, punctuation, numbers, literals and comments.
    Rest(&'a str),
}

impl Word<'_> {
    /// Whether it is nothing but white space.
    pub(super) fn is_space(&self) -> bool {
        matches!(self, Word::Rest(text) if text.trim().is_empty())
    }
}

/// The words of a statement, in order; put together they are the statement.
pub(super) fn words(sql: &str) -> impl Iterator<Item = Word<'_>> {
    let mut rest = sql;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let (word, length) = match first {
            '?' => {
                let digits = run(&rest[1..], |c| c.is_ascii_digit());
                (Word::Parameter(&rest[1..=digits]), digits + 1)
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                let length = run(rest, |c| c.is_ascii_alphanumeric() || c == '_');
                (Word::Name(&rest[..length]), length)
            }
            _ => {
                let length = rest_length(rest, first);
                (Word::Rest(&rest[..length]), length)
            }
        };
        rest = &rest[length..];
        Some(word)
    })
}

fn rest_length(sql: &str, first: char) -> usize {
    let inside = &sql[first.len_utf8()..];
    match first {
        // A doubled quote inside is two literals side by side, which is as good.
        '\'' | '"' => inside.find(first).map_or(sql.len(), |end| end + 2),
        '-' if inside.starts_with('-') => sql.find('\n').unwrap_or(sql.len()),
        '0'..='9' => run(sql, |c| c.is_ascii_alphanumeric()),
        _ if first.is_whitespace() => run(sql, char::is_whitespace),
        _ => first.len_utf8(),
    }
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_put_together_are_the_statement() {
        for sql in [
            "SELECT a.b, 'it''s' || ?1 FROM \"c d\" -- ?2\n WHERE x<>10 AND é = 'ü",
            "?",
            "'",
            "--",
            "",
        ] {
            let together: String = words(sql)
                .map(|word| match word {
                    Word::Name(text) | Word::Rest(text) => text.to_owned(),
                    Word::Parameter(number) => format!("?{number}"),
                })
                .collect();
            assert_eq!(together, sql);
        }
        assert_eq!(
            words("a?12").collect::<Vec<_>>(),
            [Word::Name("a"), Word::Parameter("12")]
        );
    }
}
