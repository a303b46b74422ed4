//! What somebody types at the door to say who they are: an e-mail address, a phone number or a
//! name, whichever they remember.

use unicode_normalization::UnicodeNormalization;

/// As long as an e-mail address may be (RFC 5321, 4.5.3.1.3).
const CHARS_MAX: usize = 254;
const CHARS_MIN: usize = 2;

/// Why something cannot be a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LoginFault {
    /// Nothing, or a single letter.
    #[error("Write your e-mail address, phone number or a name of two letters or more.")]
    TooShort,
    /// Longer than any address.
    #[error("That is too long. At most 254 characters.")]
    TooLong,
    /// Line breaks and the like.
    #[error("That holds characters that cannot be typed. Write it again.")]
    Unreadable,
}

/// The one spelling of a login: so that it is found again however it is typed next time.
///
/// # Errors
/// When it cannot be one; the error is a sentence for the field.
///
/// ```
/// use ringback_desk::people::login::normalize;
/// assert_eq!(normalize(" Sam@Example.com ").unwrap(), "sam@example.com");
/// assert_eq!(normalize("(312) 555-0177").unwrap(), "3125550177");
/// ```
pub fn normalize(typed: &str) -> Result<String, LoginFault> {
    if typed.chars().count() > CHARS_MAX {
        return Err(LoginFault::TooLong);
    }
    let even: String = typed.nfkc().collect::<String>().to_lowercase();
    let words: Vec<_> = even.split_whitespace().collect();
    let even = words.join(" ");
    if even.chars().any(char::is_control) {
        return Err(LoginFault::Unreadable);
    }
    let even = if is_phone_number(&even) {
        digits_of(&even)
    } else {
        even
    };
    match even.chars().count() {
        0..CHARS_MIN => Err(LoginFault::TooShort),
        CHARS_MIN..=CHARS_MAX => Ok(even),
        _ => Err(LoginFault::TooLong),
    }
}

fn is_phone_number(even: &str) -> bool {
    let digits = even.chars().filter(char::is_ascii_digit).count();
    digits >= 7
        && even
            .chars()
            .all(|char| char.is_ascii_digit() || "+-(). /".contains(char))
}

/// The digits of a number. In North America the 1 before ten digits is left out as often as not.
fn digits_of(number: &str) -> String {
    let digits: String = number
        .chars()
        .filter(|char| char.is_ascii_digit() || *char == '+')
        .collect();
    let bare = digits.strip_prefix('+').unwrap_or(&digits);
    match bare.strip_prefix('1') {
        Some(rest) if rest.len() == 10 => rest.to_owned(),
        _ => digits,
    }
}

/// What a person is called until they say otherwise: the part before the `@`, or the login.
#[must_use]
pub fn first_name_for(login: &str) -> String {
    let name = login.split('@').next().unwrap_or(login);
    let mut chars = name.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_is_found_however_they_type_it() {
        for (typed, even) in [
            ("SAM@Example.COM", "sam@example.com"),
            ("  sam \t  smith ", "sam smith"),
            ("＋1 312 555 0177", "3125550177"),
            ("+1-312-555-0177", "3125550177"),
            ("1 (312) 555-0177", "3125550177"),
            ("+44 20 7946 0958", "+442079460958"),
            ("(312) 555.0177", "3125550177"),
            ("Zoe\u{308}", "zoë"),
            ("ZOË", "zoë"),
            ("unit 5", "unit 5"),
        ] {
            assert_eq!(normalize(typed).as_deref(), Ok(even), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_a_login_is_said_in_words() {
        for (typed, fault) in [
            ("", LoginFault::TooShort),
            (" \u{a0} ", LoginFault::TooShort),
            ("x", LoginFault::TooShort),
            ("a\u{0}b", LoginFault::Unreadable),
        ] {
            assert_eq!(normalize(typed), Err(fault), "{typed:?}");
        }
        assert_eq!(normalize(&"x".repeat(254)).map(|even| even.len()), Ok(254));
        assert_eq!(normalize(&"x".repeat(255)), Err(LoginFault::TooLong));
        // One character that NFKC makes eighteen of.
        assert_eq!(normalize(&"\u{fdfa}".repeat(200)), Err(LoginFault::TooLong));
    }

    #[test]
    fn a_name_is_guessed_from_the_login() {
        assert_eq!(first_name_for("sam@example.com"), "Sam");
        assert_eq!(first_name_for("éric"), "Éric");
        assert_eq!(first_name_for(""), "");
    }
}
