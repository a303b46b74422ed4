//! Hours as people write them, and what is refused.

use jiff::civil::{Date, Weekday, date};

use super::*;
use crate::hours::{ClosureKind, Period, Weekly};

fn day(weekly: &Weekly, day: Weekday) -> String {
    let periods: Vec<_> = weekly.on(day).iter().map(ToString::to_string).collect();
    periods.join(" ")
}

#[test]
fn weeks_are_read_as_people_write_them_and_written_back_the_same() {
    for (written, back) in [
        (
            "mon-fri 8:00-17:00; sat 9:00-13:00",
            "mon-fri 8:00-17:00; sat 9:00-13:00",
        ),
        ("Mon-Fri 8am-5pm", "mon-fri 8:00-17:00"),
        ("monday to friday 8:30 am - 5:30 p.m.", "mon-fri 8:30-17:30"),
        ("weekdays 8-17", "mon-fri 8:00-17:00"),
        (
            "Weekdays: 8:00–12:00, 13:00–17:00",
            "mon-fri 8:00-12:00, 13:00-17:00",
        ),
        ("thu-sat 18:00-2:00", "thu-sat 18:00-2:00"),
        ("24h", "24h"),
        ("24/7", "24h"),
        ("daily 24h; sun closed", "mon-sat 0:00-24:00"),
        ("mon 24h", "mon 0:00-24:00"),
        ("daily 0:00-24:00", "24h"),
        (
            "sat-mon noon-midnight",
            "mon 12:00-0:00; sat-sun 12:00-0:00",
        ),
        (
            "mon, wed & fri 9.00-17.30",
            "mon 9:00-17:30; wed 9:00-17:30; fri 9:00-17:30",
        ),
        (
            "tues 9a-5p; thurs 12pm-12am",
            "tue 9:00-17:00; thu 12:00-0:00",
        ),
        ("mon 8h-12h30 and 14h-18h", "mon 8:00-12:30, 14:00-18:00"),
        ("never", "never"),
        ("mon 8:00:30-9:00", "mon 8:00:30-9:00"),
        ("mon 13:00-17:00, 8:00-12:00", "mon 8:00-12:00, 13:00-17:00"),
    ] {
        let read = weekly(written).unwrap_or_else(|fault| panic!("{written}: {fault}"));
        assert_eq!(read.to_string(), back, "{written}");
        assert_eq!(weekly(back).unwrap(), read, "{back}");
    }
}

#[test]
fn what_can_be_meant_in_two_ways_is_refused_with_the_words_in_question() {
    for (written, what) in [
        ("mon-fri", "no times are given"),
        ("8:00-17:00", "no day is given"),
        ("mon-fri 9-5", "`9-5` would close before it opens"),
        ("mon-fri 8:00", "`8:00` is not a period"),
        ("mon 8:00-25:00", "`8:00-25:00` is not a period"),
        ("mon 8:60-9:00", "is not a period"),
        ("mon 24:00-9:00", "is not a period"),
        ("mon 13pm-15pm", "is not a period"),
        ("mun 8:00-17:00", "`mun` is not a day"),
        ("t 8:00-17:00", "`t` is not a day"),
        ("mon-fri 8:00-17:00; fri 8:00-12:00", "fri is given twice"),
        (
            "mon 8:00-12:00, 11:00-17:00",
            "`8:00-12:00` and 11:00-17:00 overlap",
        ),
        ("mon 0:00-24:00, 8:00-9:00", "overlap"),
        (&"x".repeat(100_000), "x…` is not a day"),
    ] {
        let fault = weekly(written).unwrap_err();
        assert!(fault.what.contains(what), "{what}: {fault}");
        assert!(fault.fix.len() > 20 && fault.what.len() < 200);
    }
}

#[test]
fn a_period_that_begins_in_the_night_is_of_its_own_day() {
    let read = weekly("mon 18:00-2:00, 1:00-3:00").unwrap();
    assert_eq!(day(&read, Weekday::Monday), "1:00-3:00 18:00-2:00");
    assert_eq!(day(&read, Weekday::Tuesday), "");
}

#[test]
fn closures_are_dates_and_ranges_with_their_words() {
    let read = closures([
        "2026-12-24",
        "2026-12-24..2027-01-02 vacation",
        "2027-05-01 Company picnic",
        "2027-05-02 vacation",
        "2027-07-01..2027-07-02",
    ])
    .unwrap();
    let kinds: Vec<_> = read.iter().map(|closure| &closure.kind).collect();
    let picnic = ClosureKind::Named("Company picnic".to_owned());
    assert_eq!(
        kinds,
        [
            &ClosureKind::Plain,
            &ClosureKind::Vacation,
            &picnic,
            &ClosureKind::Vacation,
            &ClosureKind::Vacation
        ]
    );
    assert_eq!(read[1].first, date(2026, 12, 24));
    assert_eq!(read[1].last, date(2027, 1, 2));
    for (wrong, what) in [
        ("24.12.2026", "`24.12.2026` is not a date"),
        ("2026-12-32", "is not a date"),
        ("2027-01-02..2026-12-24", "ends before it begins"),
        ("2026-12-24T09:00", "is not a date"),
        ("", "is not a date"),
        ("vacation", "`vacation` is not a date"),
    ] {
        let fault = closures([wrong]).unwrap_err();
        assert!(fault.what.contains(what), "{wrong}: {fault}");
    }
}

#[test]
fn dates_have_hours_of_their_own() {
    let read = special([
        "2026-12-24 9:00-12:00",
        "13:00-15:00",
        "2026-12-27..2026-12-28 10am-2pm",
        "2026-12-31 closed",
    ])
    .unwrap();
    let of = |date: Date| -> Vec<String> { read[&date].iter().map(Period::to_string).collect() };
    assert_eq!(of(date(2026, 12, 24)), ["9:00-12:00", "13:00-15:00"]);
    assert_eq!(of(date(2026, 12, 28)), ["10:00-14:00"]);
    assert!(of(date(2026, 12, 31)).is_empty());
    assert_eq!(read.len(), 4);
    for (wrong, what) in [
        ("2026-12-24", "no times are given"),
        ("9:00-12:00", "is not a date"),
        ("2026-12-24 morning", "`morning` is not a period"),
        ("0001-01-01..9999-12-31 9:00-12:00", "is longer than a year"),
    ] {
        let fault = special([wrong]).unwrap_err();
        assert!(fault.what.contains(what), "{wrong}: {fault}");
    }
}

proptest::proptest! {
    /// Whatever somebody pastes into the field: read or refused.
    #[test]
    fn nothing_that_can_be_typed_is_a_panic(text in "\\PC{0,60}") {
        let _ = weekly(&text);
        let _ = special([text.as_str()]);
        let _ = closures([text.as_str()]);
    }

    /// As above, of pieces that get further.
    #[test]
    fn nothing_that_looks_like_hours_is_a_panic(
        pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "mon", "-", "fri", " ", "8", ":", "00", "24h", ",", ";", "pm", "closed", "noon",
                "2026-12-24", "..", "and", "é", "12", "to", "&", "midnight", "a.m.",
            ]),
            0..12,
        )
    ) {
        let text = pieces.concat();
        let _ = weekly(&text);
        let _ = special([text.as_str()]);
        let _ = closures([text.as_str()]);
    }

    /// What is shown is what can be typed.
    #[test]
    fn every_week_is_read_back_as_it_is_written(
        times in proptest::collection::vec((0..7_u32, 0..47_u32, 1..48_u32), 0..12)
    ) {
        let mut week = Weekly::never();
        for (day, open, length) in times {
            let time = |halves: u32| crate::hours::TimeOfDay::new(halves / 2, halves % 2 * 30, 0);
            let close = open + length;
            let close = if close > 48 { close - 48 } else { close };
            let period = Period::new(time(open).unwrap(), time(close).unwrap()).unwrap();
            let day = Weekday::from_monday_zero_offset(i8::try_from(day).unwrap()).unwrap();
            let before = week.clone();
            week.add(day, period);
            // Two that overlap are refused when they are typed.
            if weekly(&week.to_string()).is_err() {
                week = before;
            }
        }
        proptest::prop_assert_eq!(weekly(&week.to_string()).unwrap(), week);
    }
}
