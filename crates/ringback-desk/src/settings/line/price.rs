//! What a text is taken to cost.

use super::super::Reader;
use crate::lines::SegmentPrice;

pub(super) fn read(reader: &mut Reader<'_>) -> SegmentPrice {
    let default = SegmentPrice::default();
    SegmentPrice {
        micros: micros(reader.number("segment_price", 0.0..=100.0, 0.012)),
        currency: currency(reader).unwrap_or(default.currency),
        date: date(reader).unwrap_or(default.date),
    }
}

fn currency(reader: &mut Reader<'_>) -> Option<String> {
    let code = reader.text("currency")?.to_uppercase();
    if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Some(code);
    }
    let given = reader.given("currency")?;
    reader.fault(given, "is no currency", "Write three letters, as USD");
    None
}

fn date(reader: &mut Reader<'_>) -> Option<String> {
    let date = reader.text("price_date")?;
    if date.parse::<jiff::civil::Date>().is_ok() {
        return Some(date);
    }
    let given = reader.given("price_date")?;
    reader.fault(given, "is no date", "Write it as 2026-11-23");
    None
}

pub(super) fn micros(amount: f64) -> i64 {
    #[allow(clippy::cast_possible_truncation)]
    let micros = (amount * 1_000_000.0).round() as i64;
    micros
}
