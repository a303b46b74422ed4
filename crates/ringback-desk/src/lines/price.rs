//! What a text is taken to cost. A setting with its date, never a promise.

/// The price of one segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentPrice {
    /// In millionths of the currency unit.
    pub micros: i64,
    /// ISO 4217.
    pub currency: String,
    /// When somebody last looked it up, as `2026-11-23`.
    pub date: String,
}

impl Default for SegmentPrice {
    /// 0.0083 US$ and a carrier fee (Twilio's list prices by third parties).
    fn default() -> Self {
        Self {
            micros: 12_000,
            currency: "USD".to_owned(),
            date: "2026-11-23".to_owned(),
        }
    }
}

impl SegmentPrice {
    /// What so many segments cost, as `0.012`: without a sign, for where that stands depends on who
    /// reads it.
    #[must_use]
    pub fn of(&self, segments: usize) -> String {
        let micros = self
            .micros
            .saturating_mul(i64::try_from(segments).unwrap_or(i64::MAX));
        let (units, rest) = (micros / 1_000_000, micros % 1_000_000);
        let digits = format!("{rest:06}");
        let kept = digits.trim_end_matches('0');
        format!("{units}.{kept:0<2}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_money() {
        let price = |micros| SegmentPrice {
            micros,
            ..SegmentPrice::default()
        };
        for (micros, segments, expected) in [
            (12_000, 1, "0.012"),
            (12_000, 2, "0.024"),
            (12_500, 1, "0.0125"),
            (0, 3, "0.00"),
            (500_000, 1, "0.50"),
            (1_000_000, 2, "2.00"),
        ] {
            assert_eq!(price(micros).of(segments), expected);
        }
    }
}
