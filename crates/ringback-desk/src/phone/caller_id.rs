//! What carriers write where a caller's number should stand: SIP addresses, and the many ways to
//! say that the caller withheld it.

use std::borrow::Cow;

/// Words for a withheld number, lower case, blanks taken out.
///
/// SIP networks write `anonymous`, `restricted`, `unavailable` (RFC 3323, RFC 3325, and the
/// trunks of most carriers); phones and PBXs add the rest.
const WITHHELD_WORDS: &[&str] = &[
    "anonymous",
    "asserted",
    "blocked",
    "blockednumber",
    "callerunknown",
    "hidden",
    "hiddennumber",
    "nocallerid",
    "nonumber",
    "numberunavailable",
    "numberwithheld",
    "outofarea",
    "private",
    "privatecaller",
    "privatenumber",
    "restricted",
    "restrictednumber",
    "unavailable",
    "unknown",
    "unknowncaller",
    "unknownnumber",
    "withheld",
    "withheldnumber",
];

/// The same words spelt on a keypad, as Twilio reports them: ANONYMOUS, RESTRICTED, UNKNOWN,
/// UNAVAILABLE, BLOCKED; and numbers that are all zeros.
const WITHHELD_DIGITS: &[&str] = &[
    "266696687",
    "7378742833",
    "8656696",
    "86282452253",
    "2562533",
    "0",
    "0000000000",
    "10000000000",
];

/// The part of a caller id that names the caller, and whether it came out of a SIP address.
///
/// `"JOHN DOE" <sip:+12127365000@carrier.example>` gives `+12127365000`; a text that is no SIP
/// address comes back as it was. `tel:` is left to the numbering plan, which knows RFC 3966.
pub(super) fn user_part(raw: &str) -> (&str, bool) {
    let address = match (raw.rfind('<'), raw.rfind('>')) {
        (Some(open), Some(close)) if open < close => &raw[open + 1..close],
        _ => raw,
    }
    .trim();
    let Some((scheme, rest)) = address.split_once(':') else {
        return (raw, false);
    };
    if scheme.eq_ignore_ascii_case("tel") {
        return (address, false);
    }
    if !scheme.eq_ignore_ascii_case("sip") && !scheme.eq_ignore_ascii_case("sips") {
        return (raw, false);
    }
    // RFC 3261: sip:user;parameters:password@host;parameters?headers
    let user = rest.split_once('@').map_or(rest, |(user, _host)| user);
    let end = user.find([';', ':', '?']).unwrap_or(user.len());
    (&user[..end], true)
}

/// Whether a caller id says that the caller withheld the number.
pub(super) fn is_withheld(spelt: &str) -> bool {
    let key = without_blanks(spelt);
    let digits = key.strip_prefix('+').unwrap_or(&key);
    key.is_empty()
        || WITHHELD_DIGITS.contains(&digits)
        || WITHHELD_WORDS
            .iter()
            .any(|word| word.eq_ignore_ascii_case(&key))
}

/// `text` without blanks and characters that cannot be seen.
fn without_blanks(text: &str) -> Cow<'_, str> {
    let unseen = |c: char| c.is_whitespace() || c.is_control() || is_invisible(c);
    if text.contains(unseen) {
        Cow::Owned(text.chars().filter(|&c| !unseen(c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Zero-width characters and bidi marks, which come along when numbers are pasted.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_user_out_of_sip_addresses() {
        let cases = [
            ("sip:+12127365000@203.0.113.5", "+12127365000", true),
            (
                "SIPS:2127365000@example.com:5061;transport=tls",
                "2127365000",
                true,
            ),
            (
                "\"JOHN <DOE>\" <sip:+12127365000@carrier.example>;tag=1",
                "+12127365000",
                true,
            ),
            (
                "sip:+12127365000;phone-context=x:pw@h",
                "+12127365000",
                true,
            ),
            ("sip:anonymous@anonymous.invalid", "anonymous", true),
            ("<tel:+12127365000>", "tel:+12127365000", false),
            (
                "tel:7365000;phone-context=+1-212",
                "tel:7365000;phone-context=+1-212",
                false,
            ),
            ("+12127365000", "+12127365000", false),
            ("client:alice", "client:alice", false),
            ("", "", false),
            ("<", "<", false),
        ];
        for (raw, user, from_sip) in cases {
            assert_eq!(user_part(raw), (user, from_sip), "{raw}");
        }
    }

    #[test]
    fn knows_withheld_callers() {
        for spelt in [
            "",
            "  ",
            "Anonymous",
            "No Caller ID",
            "+266696687",
            "7378742833",
            "PRIVATE",
        ] {
            assert!(is_withheld(spelt), "{spelt:?}");
        }
        for spelt in ["000-000-0000", "+12127365000", "N/A", "unknowns", "1"] {
            assert!(!is_withheld(spelt), "{spelt:?}");
        }
    }
}
