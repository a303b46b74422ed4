//! A person's first name, as somebody typed it: it goes into texts, so that it has to be a name.

/// The longest first name, in characters.
pub const FIRST_NAME_CHARS_MAX: usize = 40;

/// What is wrong with a first name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FirstNameError {
    /// It is longer than [`FIRST_NAME_CHARS_MAX`].
    #[error("the first name has {0} characters; at most {FIRST_NAME_CHARS_MAX} fit")]
    TooLong(usize),
    /// It holds something that names have not.
    #[error("a first name has letters, blanks, - and '; leave out the {0:?}")]
    NotAName(char),
}

/// Reads a first name. `None` for an empty one, which takes the name away.
///
/// # Errors
/// See [`FirstNameError`].
pub fn read_first_name(typed: &str) -> Result<Option<String>, FirstNameError> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let chars = name.chars().count();
    if chars > FIRST_NAME_CHARS_MAX {
        return Err(FirstNameError::TooLong(chars));
    }
    let is_of_names = |c: char| {
        c.is_alphabetic()
            || unicode_normalization::char::is_combining_mark(c)
            || matches!(c, ' ' | '-' | '\'' | '’' | '.')
    };
    match name.chars().find(|c| !is_of_names(*c)) {
        Some(other) => Err(FirstNameError::NotAName(other)),
        None => Ok((!name.is_empty()).then_some(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_names_and_nothing_else() {
        for name in [
            "Dana", "Jean-Luc", "D'Arcy", "Mary Ann", "José", "李", "J.R.",
        ] {
            assert_eq!(read_first_name(name), Ok(Some(name.to_owned())));
        }
        assert_eq!(
            read_first_name("  Mary \n Ann "),
            Ok(Some("Mary Ann".to_owned()))
        );
        assert_eq!(read_first_name(" \t"), Ok(None));
        for (typed, other) in [
            ("<b>", '<'),
            ("{owner}", '{'),
            ("bit.ly/x", '/'),
            ("R2", '2'),
        ] {
            assert_eq!(read_first_name(typed), Err(FirstNameError::NotAName(other)));
        }
        let long = "x".repeat(41);
        assert_eq!(read_first_name(&long), Err(FirstNameError::TooLong(41)));
    }
}
