//! What may be a password: long enough, and not the first thing that a stranger tries.
//!
//! No rules about capitals and signs, which make passwords worse and not better
//! (NIST SP 800-63B-4, 3.1.1.2); length counts, and what everybody takes is refused.

use unicode_normalization::UnicodeNormalization;

/// Fewer characters than this are guessed.
pub const CHARS_MIN: usize = 10;
/// More than anybody types; what is longer costs time to hash.
const CHARS_MAX: usize = 256;

/// What stands in front of the number in the passwords that everybody takes.
const COMMON: &[&str] = &[
    "abc",
    "admin",
    "administrator",
    "asdf",
    "asdfgh",
    "asdfghjkl",
    "baseball",
    "changeme",
    "dragon",
    "football",
    "hello",
    "iloveyou",
    "letmein",
    "login",
    "monkey",
    "pass",
    "passw",
    "passwd",
    "password",
    "passwort",
    "princess",
    "qwer",
    "qwert",
    "qwerty",
    "qwertyuiop",
    "qwertz",
    "ringback",
    "secret",
    "sunshine",
    "superman",
    "test",
    "trustno",
    "welcome",
    "zxcvbnm",
];

/// Why something cannot be a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Too few characters.
    #[error("Use at least 10 characters. A few words in a row are easy to remember.")]
    TooShort,
    /// Too many characters.
    #[error("That is too long. At most 256 characters.")]
    TooLong,
    /// One of those that everybody tries first.
    #[error("That is one of the first that a stranger would try. A few words in a row are better.")]
    TooEasy,
    /// The login, or the company's name.
    #[error("That is your login or the company's name. Use something that is not on the sign.")]
    IsKnown,
}

/// The password as it is hashed: the same letters however a keyboard composes them.
#[must_use]
pub fn normalize(typed: &str) -> String {
    typed.nfkc().collect()
}

/// Whether this may be somebody's new password. `known` is what everybody can know of them: login,
/// name, company.
///
/// # Errors
/// When it may not; the error is a sentence for the field.
///
/// ```
/// use ringback_desk::people::password::{PasswordFault, check};
/// assert_eq!(check("four plain short words", &["sam"]), Ok(()));
/// assert_eq!(check("Password123!", &["sam"]), Err(PasswordFault::TooEasy));
/// ```
pub fn check(typed: &str, known: &[&str]) -> Result<(), PasswordFault> {
    match typed.chars().count() {
        0..CHARS_MIN => return Err(PasswordFault::TooShort),
        CHARS_MIN..=CHARS_MAX => {}
        _ => return Err(PasswordFault::TooLong),
    }
    if known.iter().any(|known| is_same(typed, known)) {
        return Err(PasswordFault::IsKnown);
    }
    if is_easy(typed) {
        return Err(PasswordFault::TooEasy);
    }
    Ok(())
}

/// Whether nothing but numbers and signs sets them apart.
fn is_same(typed: &str, known: &str) -> bool {
    let bare = letters(known);
    !bare.is_empty() && letters(typed) == bare
}

fn is_easy(typed: &str) -> bool {
    let bare = letters(typed);
    let distinct: std::collections::BTreeSet<_> = typed.to_lowercase().chars().collect();
    // Digits alone are phone numbers, dates and counting.
    bare.is_empty() && typed.chars().any(|char| char.is_ascii_digit())
        || distinct.len() < 4
        || COMMON.iter().any(|common| {
            bare.strip_prefix(common)
                .is_some_and(|rest| rest.is_empty() || COMMON.contains(&rest))
        })
}

/// The letters alone, with the digits that stand for letters read as such.
fn letters(text: &str) -> String {
    let read: String = text
        .to_lowercase()
        .chars()
        .map(|char| match char {
            '@' => 'a',
            '$' => 's',
            other => other,
        })
        .collect();
    // A zero within letters is an o; one at the end counts up.
    let trimmed = read.trim_end_matches(|char: char| !char.is_alphabetic());
    trimmed
        .replace('0', "o")
        .replace('1', "i")
        .replace('3', "e")
        .chars()
        .filter(|char| char.is_alphabetic())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[&str] = &["sam@example.com", "Riverside Plumbing"];

    #[test]
    fn length_is_all_that_is_asked_for() {
        for typed in [
            "four plain short words",
            "correct horse battery",
            "kitchen-sink-4711",
            "ünïcödé wörter",
            "密码是一个很长的句子吗",
            "aB3$aB3$xyQ9",
        ] {
            assert_eq!(check(typed, KNOWN), Ok(()), "{typed}");
        }
    }

    #[test]
    fn what_a_stranger_tries_first_is_refused() {
        for (typed, fault) in [
            ("123456789", PasswordFault::TooShort),
            ("密码是一个", PasswordFault::TooShort),
            ("1234567890", PasswordFault::TooEasy),
            ("2026-11-24", PasswordFault::TooEasy),
            ("+13125550177", PasswordFault::TooEasy),
            ("aaaaaaaaaaaa", PasswordFault::TooEasy),
            ("password123", PasswordFault::TooEasy),
            ("P@$$w0rd2026!", PasswordFault::TooEasy),
            ("qwertyuiop", PasswordFault::TooEasy),
            ("letmein12345", PasswordFault::TooEasy),
            ("RingbackAdmin1", PasswordFault::TooEasy),
            ("sam@example.com", PasswordFault::IsKnown),
            ("riverside plumbing 1", PasswordFault::IsKnown),
        ] {
            assert_eq!(check(typed, KNOWN), Err(fault), "{typed}");
        }
        assert_eq!(
            check(&"xy z1".repeat(52), KNOWN),
            Err(PasswordFault::TooLong)
        );
        assert_eq!(check("anything at all", &[""]), Ok(()));
    }

    #[test]
    fn two_keyboards_make_one_password() {
        assert_eq!(normalize("cafe\u{301}"), normalize("café"));
        assert_eq!(normalize(" spaces stay "), " spaces stay ");
    }
}
