//! Holidays against the calendars of the governments.

use jiff::civil::{Date, date};

use super::*;

/// Every day of a year on which a set is closed, as `MM-DD name`.
fn year(set: &str, year: i16) -> Vec<String> {
    let mut holidays = Holidays::none();
    assert!(holidays.keep(set));
    let first = date(year, 1, 1);
    first
        .series(jiff::Span::new().days(1))
        .take_while(|date| date.year() == year)
        .filter_map(|date: Date| {
            let name = holidays.on(date)?;
            Some(format!("{:02}-{:02} {name}", date.month(), date.day()))
        })
        .collect()
}

/// opm.gov/policy-data-oversight/pay-leave/federal-holidays has the days off; the weekend days on
/// which a holiday falls are closed as well.
#[test]
fn federal_holidays_of_the_united_states_are_those_of_the_calendar() {
    assert_eq!(
        year("us", 2026),
        [
            "01-01 New Year's Day",
            "01-19 Martin Luther King Jr. Day",
            "02-16 Presidents' Day",
            "05-25 Memorial Day",
            "06-19 Juneteenth",
            "07-03 Independence Day",
            "07-04 Independence Day",
            "09-07 Labor Day",
            "10-12 Columbus Day",
            "11-11 Veterans Day",
            "11-26 Thanksgiving Day",
            "12-25 Christmas Day",
        ]
    );
    // New Year's Day 2028 is a Saturday and taken in 2027; Christmas 2027 is one as well.
    assert_eq!(
        year("us", 2027),
        [
            "01-01 New Year's Day",
            "01-18 Martin Luther King Jr. Day",
            "02-15 Presidents' Day",
            "05-31 Memorial Day",
            "06-18 Juneteenth",
            "06-19 Juneteenth",
            "07-04 Independence Day",
            "07-05 Independence Day",
            "09-06 Labor Day",
            "10-11 Columbus Day",
            "11-11 Veterans Day",
            "11-25 Thanksgiving Day",
            "12-24 Christmas Day",
            "12-25 Christmas Day",
            "12-31 New Year's Day",
        ]
    );
}

#[test]
fn ontario_makes_up_for_christmas_and_boxing_day_on_a_weekend() {
    let december = |year_: i16| -> Vec<String> {
        let days = year("ca-on", year_).into_iter();
        days.filter(|day| day.starts_with("12-")).collect()
    };
    for (year, days) in [
        // Friday and Saturday.
        (
            2026,
            vec![
                "12-25 Christmas Day",
                "12-26 Boxing Day",
                "12-28 Boxing Day",
            ],
        ),
        // Saturday and Sunday.
        (
            2027,
            vec![
                "12-25 Christmas Day",
                "12-26 Boxing Day",
                "12-27 Christmas Day",
                "12-28 Boxing Day",
            ],
        ),
        // Monday and Tuesday.
        (2028, vec!["12-25 Christmas Day", "12-26 Boxing Day"]),
        // Sunday and Monday.
        (
            2033,
            vec![
                "12-25 Christmas Day",
                "12-26 Boxing Day",
                "12-27 Boxing Day",
            ],
        ),
    ] {
        assert_eq!(december(year), days, "{year}");
    }
}

#[test]
fn canadian_holidays_fall_where_the_law_says() {
    for (set, day) in [
        ("ca", "05-18 Victoria Day"),
        ("ca", "09-30 National Day for Truth and Reconciliation"),
        ("ca", "10-12 Thanksgiving Day"),
        ("ca-on", "02-16 Family Day"),
        ("ca-on", "04-03 Good Friday"),
        ("ca-qc", "05-18 National Patriots' Day"),
        ("ca-qc", "06-24 Fête nationale du Québec"),
        ("ca-bc", "08-03 British Columbia Day"),
        ("ca-yt", "08-17 Discovery Day"),
        ("ca-yt", "06-21 National Indigenous Peoples Day"),
        ("ca-yt", "06-22 National Indigenous Peoples Day"),
        ("ca-mb", "02-16 Louis Riel Day"),
        ("ca-pe", "11-11 Remembrance Day"),
    ] {
        assert!(year(set, 2026).contains(&day.to_owned()), "{set} {day}");
    }
    // Victoria Day is never on the 25th itself.
    assert!(year("ca", 2037).contains(&"05-18 Victoria Day".to_owned()));
    // Canada Day on a Sunday is taken on the Monday, on a Saturday it stays.
    assert!(year("ca", 2029).contains(&"07-02 Canada Day".to_owned()));
    assert!(!year("ca", 2028).iter().any(|day| day.starts_with("07-03")));
}

#[test]
fn every_set_is_made_of_holidays_that_there_are() {
    for set in SETS {
        let mut holidays = Holidays::none();
        assert!(holidays.keep(set.slug));
        assert_eq!(holidays.slugs().count(), set.holidays.len(), "{}", set.slug);
    }
    let mut slugs: Vec<_> = CATALOGUE.iter().map(|holiday| holiday.slug).collect();
    slugs.extend(SETS.iter().map(|set| set.slug));
    let count = slugs.len();
    slugs.sort_unstable();
    slugs.dedup();
    assert_eq!(slugs.len(), count);
}

#[test]
fn nothing_is_kept_twice_or_of_an_unknown_name() {
    let mut holidays = Holidays::none();
    assert!(holidays.keep("US"));
    assert!(holidays.keep("thanksgiving"));
    assert_eq!(holidays.slugs().count(), 11);
    assert!(!holidays.keep("festivus"));
    assert_eq!(Holidays::nearest("thanksgivin"), Some("thanksgiving"));
}

#[test]
fn the_ends_of_the_calendar_are_no_trouble() {
    let mut holidays = Holidays::none();
    for set in SETS {
        holidays.keep(set.slug);
    }
    for date in [Date::MIN, Date::MAX] {
        let _ = holidays.on(date);
    }
    assert_eq!(holidays.on(date(9999, 12, 25)), Some("Christmas Day"));
}
