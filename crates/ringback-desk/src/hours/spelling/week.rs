//! A whole week, read and written back.

use std::fmt;

use super::days::{self, DAYS};
use super::{Misspelt, shown, time};
use crate::hours::{Period, Weekly};

/// Reads a week: rules separated by semicolons or lines, each with days and periods.
///
/// # Errors
/// What is wrong, with the words in question.
pub fn weekly(text: &str) -> Result<Weekly, Misspelt> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "24h" | "24/7" | "always" | "24 hours" => return Ok(Weekly::daily(&[Period::DAY])),
        "never" | "closed" => return Ok(Weekly::never()),
        _ => {}
    }
    let mut week: [Option<Vec<Period>>; 7] = Default::default();
    let rules = text.split([';', '\n']).map(str::trim);
    for rule in rules.filter(|rule| !rule.is_empty()) {
        read_rule(rule, &mut week)?;
    }
    let mut weekly = Weekly::never();
    for ((_, day), periods) in DAYS.into_iter().zip(week) {
        for period in periods.unwrap_or_default() {
            weekly.add(day, period);
        }
    }
    Ok(weekly)
}

fn read_rule(rule: &str, week: &mut [Option<Vec<Period>>; 7]) -> Result<(), Misspelt> {
    let (days, times) = halves(rule);
    let days = days::days(days)?;
    let periods = time::periods(times)?;
    overlap(&periods)?;
    for day in days {
        // `daily 8:00-17:00; sun closed` takes a day out again.
        if week[day].is_some() && !periods.is_empty() {
            let name = DAYS[day].0;
            return Err(Misspelt::new(
                format!("{name} is given twice"),
                format!("Write its periods together, as {name} 8:00-12:00, 13:00-17:00"),
            ));
        }
        week[day] = Some(periods.clone());
    }
    Ok(())
}

/// The days and the times of a rule: the times begin with the first digit, or with a word that
/// stands for one.
fn halves(rule: &str) -> (&str, &str) {
    let words = ["closed", "noon", "midnight", "all day"];
    let digit = rule.find(|c: char| c.is_ascii_digit());
    let word = words.iter().filter_map(|word| rule.find(word)).min();
    match digit.into_iter().chain(word).min() {
        Some(at) => rule.split_at(at),
        None => (rule, ""),
    }
}

/// Two periods of a day that overlap are one that somebody mistyped.
fn overlap(periods: &[Period]) -> Result<(), Misspelt> {
    let clash = periods.windows(2).find(|pair| pair[0].reaches(pair[1]));
    match clash {
        None => Ok(()),
        Some(pair) => Err(Misspelt::new(
            format!("{} and {} overlap", shown(&pair[0].to_string()), pair[1]),
            "Let the second begin where the first ends, or later",
        )),
    }
}

impl fmt::Display for Weekly {
    /// As it is written in settings: days with the same periods together, closed days left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_never() {
            return f.write_str("never");
        }
        if DAYS.iter().all(|(_, day)| self.on(*day) == [Period::DAY]) {
            return f.write_str("24h");
        }
        let mut first = 0;
        let mut separator = "";
        while first < DAYS.len() {
            let periods = self.on(DAYS[first].1);
            let same = DAYS[first..]
                .iter()
                .take_while(|(_, day)| self.on(*day) == periods);
            let last = first + same.count() - 1;
            if !periods.is_empty() {
                f.write_str(separator)?;
                separator = "; ";
                f.write_str(DAYS[first].0)?;
                if last > first {
                    write!(f, "-{}", DAYS[last].0)?;
                }
                for (index, period) in periods.iter().enumerate() {
                    write!(f, "{} {period}", if index == 0 { "" } else { "," })?;
                }
            }
            first = last + 1;
        }
        Ok(())
    }
}
