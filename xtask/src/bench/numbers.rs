//! Telephone numbers of lines, owners' phones and callers: valid by plan, and told back into
//! the index that they were made of, so that a text is matched with its call without a table.

/// Area codes all over the United States, so that a limit by prefix does not see one place.
const AREAS: [u32; 48] = [
    201, 203, 205, 206, 208, 209, 210, 212, 213, 214, 215, 216, 217, 219, 225, 228, 239, 240, 248,
    251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 281, 301, 303, 304, 305, 307, 308, 309, 312,
    313, 314, 315, 316, 317, 318, 319, 320, 321, 323,
];

/// Exchanges that are nowhere reserved: not N11, not 555.
const EXCHANGES: std::ops::Range<u32> = 220..310;

/// The first subscriber number, so that none begins with 0.
const SUBSCRIBER: u32 = 1000;

/// Owners' phones and lines come from area codes that no caller has.
const LINE_AREA: u32 = 415;
const PHONE_AREA: u32 = 503;

/// The line of this index, below 10,000 × 80.
pub(crate) fn line(index: u32) -> String {
    format!(
        "+1{LINE_AREA}{}{:04}",
        220 + index / 9000,
        SUBSCRIBER + index % 9000
    )
}

/// The owner's phone behind this line.
pub(crate) fn owners_phone(index: u32) -> String {
    format!(
        "+1{PHONE_AREA}{}{:04}",
        220 + index / 9000,
        SUBSCRIBER + index % 9000
    )
}

/// The caller of this index; neighbours live far apart.
pub(crate) fn caller(index: u32) -> String {
    let areas = AREAS.len() as u32;
    let exchanges = EXCHANGES.end - EXCHANGES.start;
    let area = AREAS[(index % areas) as usize];
    let exchange = EXCHANGES.start + index / areas % exchanges;
    let subscriber = SUBSCRIBER + index / areas / exchanges;
    format!("+1{area}{exchange}{subscriber:04}")
}

/// The index of a caller's number; `None` for a number that is no caller's.
pub(crate) fn caller_index(number: &str) -> Option<u32> {
    let digits = number
        .strip_prefix("+1")
        .filter(|digits| digits.len() == 10)?;
    let area: u32 = digits.get(..3)?.parse().ok()?;
    let exchange: u32 = digits.get(3..6)?.parse().ok()?;
    let subscriber: u32 = digits.get(6..)?.parse().ok()?;
    let area = AREAS.iter().position(|known| *known == area)? as u32;
    let exchange = exchange
        .checked_sub(EXCHANGES.start)
        .filter(|_| EXCHANGES.contains(&exchange))?;
    let block = subscriber.checked_sub(SUBSCRIBER)?;
    let exchanges = EXCHANGES.end - EXCHANGES.start;
    Some((block * exchanges + exchange) * AREAS.len() as u32 + area)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callers_are_told_apart_and_told_back() {
        for index in (0..100_000).chain([1_000_000, 30_000_000]) {
            let number = caller(index);
            assert_eq!(number.len(), 12, "{number}");
            assert_eq!(caller_index(&number), Some(index), "{number}");
        }
    }

    #[test]
    fn lines_and_phones_are_nobody_who_calls() {
        assert_eq!(line(0), "+14152201000");
        assert_eq!(line(9001), "+14152211001");
        for number in [
            line(4999),
            owners_phone(4999),
            "+44".to_owned(),
            "anonymous".to_owned(),
        ] {
            assert_eq!(caller_index(&number), None, "{number}");
        }
    }

    #[test]
    fn no_exchange_is_a_service_code() {
        assert!(
            EXCHANGES
                .clone()
                .filter(|exchange| exchange % 100 == 11)
                .count()
                == 0
        );
    }
}
