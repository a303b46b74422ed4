//! The longest text that a carrier takes.

/// Longest body in one send request, in UTF-16 units (Twilio, error 21617).
pub const CHARS_MAX: usize = 1600;

/// A text is longer than [`CHARS_MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text has {chars} characters; at most {CHARS_MAX} can be sent at once")]
pub struct TooLong {
    /// How long it is, in UTF-16 units.
    pub chars: usize,
}

/// Checks that a text can be sent in one request.
///
/// # Errors
/// [`TooLong`] with the length.
pub fn check_length(text: &str) -> Result<(), TooLong> {
    let chars = text.encode_utf16().count();
    if chars > CHARS_MAX {
        Err(TooLong { chars })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_the_carrier_does() {
        assert_eq!(check_length(&"x".repeat(1600)), Ok(()));
        assert_eq!(
            check_length(&"x".repeat(1601)),
            Err(TooLong { chars: 1601 })
        );
        assert_eq!(check_length(&"😀".repeat(800)), Ok(()));
        assert_eq!(
            check_length(&"😀".repeat(801)),
            Err(TooLong { chars: 1602 })
        );
    }
}
