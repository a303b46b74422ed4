//! `application/x-www-form-urlencoded`, both ways (WHATWG URL standard, section 5).

/// Fields as a body.
pub(super) fn encode(fields: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(fields.len() * 32);
    for (name, value) in fields {
        if !out.is_empty() {
            out.push('&');
        }
        escape(name, &mut out);
        out.push('=');
        escape(value, &mut out);
    }
    out
}

fn escape(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                out.push(char::from(byte));
            }
            b' ' => out.push('+'),
            _ => {
                out.push('%');
                out.push(char::from(HEX[usize::from(byte >> 4)]));
                out.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
}

/// The value of a field in a body or query; what is not UTF-8 is replaced.
pub(super) fn value(form: &str, name: &str) -> Option<String> {
    form.split('&').find_map(|field| {
        let (known, value) = field.split_once('=')?;
        (unescape(known) == name).then(|| unescape(value))
    })
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = (first == b'%')
            .then(|| text_of(after.get(..2)?).and_then(|hex| u8::from_str_radix(hex, 16).ok()))
            .flatten();
        match (hex, first) {
            (Some(byte), _) => bytes.push(byte),
            (None, b'+') => bytes.push(b' '),
            (None, byte) => bytes.push(byte),
        }
        rest = if hex.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn text_of(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_were() {
        let fields = [("To", "+13125550131"), ("Body", "Hey, 50% & more — a=b?")];
        let form = encode(&fields);
        assert!(
            form.starts_with("To=%2B13125550131&Body=Hey%2C+50%25+%26+more+%E2%80%94"),
            "{form}"
        );
        for (name, expected) in fields {
            assert_eq!(value(&form, name).as_deref(), Some(expected));
        }
        assert_eq!(value(&form, "From"), None);
        assert_eq!(value("a=%zz%4", "a").as_deref(), Some("%zz%4"));
    }
}
