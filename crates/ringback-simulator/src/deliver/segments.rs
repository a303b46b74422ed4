//! How many segments a text takes: GSM 03.38 when every character is in its alphabet, else UCS-2
//! (3GPP TS 23.038 and 23.040).

const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡\
ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

/// Segments of a text; an empty one still takes one.
pub(crate) fn segments(text: &str) -> u32 {
    // Seventy ASCII characters fit in whatever alphabet they need.
    if text.is_ascii() && text.len() <= 70 {
        return 1;
    }
    gsm_segments(text).unwrap_or_else(|| ucs2_segments(text))
}

fn gsm_segments(text: &str) -> Option<u32> {
    let mut widths = Vec::with_capacity(text.len());
    for c in text.chars() {
        widths.push(match c {
            ' '..='Z' | 'a'..='z' => 1,
            _ if BASIC.contains(c) => 1,
            _ if EXTENDED.contains(c) => 2,
            _ => return None,
        });
    }
    Some(fill(&widths, 160, 153))
}

fn ucs2_segments(text: &str) -> u32 {
    let widths: Vec<usize> = text.chars().map(char::len_utf16).collect();
    fill(&widths, 70, 67)
}

/// Fills segments without splitting a character over two.
fn fill(widths: &[usize], alone: usize, joined: usize) -> u32 {
    if widths.iter().sum::<usize>() <= alone {
        return 1;
    }
    let (mut count, mut used) = (1, 0);
    for width in widths {
        if used + width > joined {
            count += 1;
            used = 0;
        }
        used += width;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_the_standard_does() {
        for (text, expected) in [
            (String::new(), 1),
            ("a".repeat(160), 1),
            ("a".repeat(161), 2),
            ("a".repeat(306), 2),
            ("a".repeat(307), 3),
            ("€".repeat(80), 1),
            ("€".repeat(81), 2),
            ("é".repeat(160), 1),
            ("—".repeat(70), 1),
            ("—".repeat(71), 2),
            ("😀".repeat(35), 1),
            ("😀".repeat(36), 2),
            ("`".repeat(71), 2),
            ("a".repeat(1600), 11),
        ] {
            assert_eq!(
                segments(&text),
                expected,
                "{} × {:?}",
                text.len(),
                text.chars().next()
            );
        }
    }

    /// The counts of Twilio's own calculator.
    #[test]
    fn counts_as_twilios_calculator_does() {
        let kit = include_str!("../../../../tests/data/twilio/segments.json");
        let kit: serde_json::Value = serde_json::from_str(kit).expect("JSON");
        let cases = kit["cases"].as_array().expect("cases");
        assert!(cases.len() > 50);
        for case in cases {
            let text = case["text"].as_str().expect("text");
            assert_eq!(
                Some(u64::from(segments(text))),
                case["segments"].as_u64(),
                "{}",
                case["id"]
            );
        }
    }
}
