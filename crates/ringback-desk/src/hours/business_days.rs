//! Business days: Monday to Friday but for federal holidays of the United States.
//!
//! A request to stop has to be honoured within ten of them (47 CFR 64.1200(a)(10)); the day on
//! which it arrives is day 0.

use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

use super::holidays::Holidays;

static FEDERAL: LazyLock<Holidays> = LazyLock::new(|| {
    let mut holidays = Holidays::none();
    holidays.keep("us");
    holidays
});

/// Whether a date is a business day.
#[must_use]
pub fn is_business_day(date: Date) -> bool {
    let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    !is_weekend && FEDERAL.on(date).is_none()
}

/// The business day that is so many after a date; `None` at the end of the calendar.
#[must_use]
pub fn business_day_after(date: Date, days: usize) -> Option<Date> {
    let mut later = date.series(jiff::Span::new().days(1));
    later.next();
    match days {
        0 => Some(date),
        _ => later.filter(|date| is_business_day(*date)).nth(days - 1),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn the_tenth_business_day_is_that_of_the_kit() {
        let kit = include_str!("../../../../tests/data/times.json");
        let kit: Value = serde_json::from_str(kit).unwrap();
        for row in kit["business_days"].as_array().unwrap() {
            let received = row["received"].as_str().unwrap().parse().unwrap();
            let tenth = business_day_after(received, 10).unwrap().to_string();
            assert_eq!(json!(tenth), row["tenth_business_day"], "{row}");
        }
    }

    #[test]
    fn the_end_of_the_calendar_has_no_day_after_it() {
        assert_eq!(business_day_after(Date::MAX, 1), None);
        assert_eq!(business_day_after(Date::MAX, 0), Some(Date::MAX));
    }
}
