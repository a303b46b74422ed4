//! Twilio's identifiers: two letters that say what it is, and 32 hexadecimal digits.

/// A fresh id with this prefix (`CA` call, `SM` text, `MM` text with media, `RE` recording …).
pub(crate) fn fresh(prefix: &str) -> String {
    format!("{prefix}{:032x}", rand::random::<u128>())
}

/// Whether `text` is an id with this prefix.
pub(crate) fn is(prefix: &str, text: &str) -> bool {
    text.len() == 34
        && text.starts_with(prefix)
        && text.as_bytes()[2..].iter().all(u8::is_ascii_hexdigit)
}
