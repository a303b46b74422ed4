//! The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, section 6.2.1).

/// How many septets a character takes: 1 in the basic table, 2 behind the escape of the extension
/// table, `None` outside both.
pub(super) fn septets(c: char) -> Option<usize> {
    if is_basic(c) {
        Some(1)
    } else if is_extension(c) {
        Some(2)
    } else {
        None
    }
}

/// The 127 characters of the basic table; its 128th place is the escape.
fn is_basic(c: char) -> bool {
    const LATIN: &str = "£¥èéùìòÇØøÅåÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
    const GREEK: &str = "ΔΦΓΛΩΠΨΣΘΞ";
    matches!(c, '\n' | '\r' | ' '..='Z' | 'a'..='z' | '_') || LATIN.contains(c) || GREEK.contains(c)
}

fn is_extension(c: char) -> bool {
    matches!(
        c,
        '\u{c}' | '^' | '{' | '}' | '\\' | '[' | '~' | ']' | '|' | '€'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_have_the_standards_size() {
        let count = |size| {
            ('\0'..=char::MAX)
                .filter(|&c| septets(c) == Some(size))
                .count()
        };
        assert_eq!(count(1), 127);
        assert_eq!(count(2), 10);
    }

    #[test]
    fn near_misses_are_outside() {
        for c in [
            'ç', 'À', 'á', 'í', '`', '\t', '–', '’', '°', '\u{a0}', '\u{1b}',
        ] {
            assert_eq!(septets(c), None, "{c:?}");
        }
    }
}
