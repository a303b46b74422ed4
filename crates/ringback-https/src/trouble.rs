//! When the certificate is a matter for a person: it ends, and whoever should renew it does not.

use std::time::Duration;

use ringback_desk::clock::Instant;

use crate::https::Status;

/// A renewal that fails for less long may still mend itself: authorities and networks have bad days.
const FAILS_FOR: Duration = Duration::from_hours(48);
/// A first certificate that does not come is told of sooner, for nothing works without it.
const NONE_FOR: Duration = Duration::from_hours(1);
/// What is left of a long-lived one when it should have been renewed weeks ago.
const LEFT_MAX: Duration = Duration::from_hours(10 * 24);
/// And of a short-lived one, as a part of its life.
const LEFT_PART: u32 = 6;

impl Status {
    /// What somebody has to know, in words; nothing while all is well or may mend itself.
    #[must_use]
    pub fn trouble(&self, now: Instant) -> Option<String> {
        let fails_for = self.failing_since.map(|since| now.since(since));
        let why = self.fault.as_deref().unwrap_or_default();
        let Some(facts) = &self.facts else {
            fails_for.filter(|span| *span >= NONE_FOR)?;
            return Some(
                format!("There is no certificate yet. {why}")
                    .trim()
                    .to_owned(),
            );
        };
        let name = facts.names.first().map_or("this server", String::as_str);
        let until: String = facts.ends_at.to_rfc3339().chars().take(10).collect();
        let left = facts.ends_at.since(now);
        let life = facts.ends_at.since(facts.begins_at);
        let what = if left.is_zero() {
            format!("The certificate for {name} ended on {until}: calls and texts don't arrive.")
        } else if let Some(span) = fails_for.filter(|span| *span >= FAILS_FOR) {
            let (failed, left) = (days(span), days(left));
            format!(
                "The certificate for {name} could not be renewed for {failed}; it ends in {left}."
            )
        } else if left <= LEFT_MAX.min(life / LEFT_PART) {
            format!(
                "The certificate for {name} ends in {}, on {until}.",
                days(left)
            )
        } else {
            return None;
        };
        Some(format!("{what} {why}").trim().to_owned())
    }
}

fn days(span: Duration) -> String {
    match span.as_secs() / 86_400 {
        0 => format!("{} hours", span.as_secs() / 3_600),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Facts;

    const HOUR: i64 = 3_600_000;
    const DAY: i64 = 24 * HOUR;

    fn status(life_days: i64, failing_since: Option<i64>) -> Status {
        Status {
            facts: Some(Facts {
                names: vec!["ring.example.com".to_owned()],
                issuer: String::new(),
                begins_at: Instant(0),
                ends_at: Instant(life_days * DAY),
            }),
            renews_at: None,
            fault: failing_since.map(|_| "Port 443 is closed.".to_owned()),
            failing_since: failing_since.map(Instant),
        }
    }

    #[test]
    fn a_renewal_that_fails_for_two_days_is_told_and_one_bad_day_is_not() {
        let status = status(90, Some(60 * DAY));
        assert_eq!(status.trouble(Instant(62 * DAY - 1)), None);
        assert_eq!(
            status.trouble(Instant(63 * DAY)).unwrap(),
            "The certificate for ring.example.com could not be renewed for 3 days; it ends in 27 \
             days. Port 443 is closed."
        );
    }

    #[test]
    fn one_that_nobody_renews_is_told_of_before_it_ends_and_after() {
        let long = status(90, None);
        assert_eq!(long.trouble(Instant(80 * DAY - 1)), None);
        let soon = long.trouble(Instant(80 * DAY)).unwrap();
        assert!(soon.ends_with("ends in 10 days, on 1970-04-01."), "{soon}");
        let over = long.trouble(Instant(90 * DAY)).unwrap();
        assert!(over.contains("ended on 1970-04-01"), "{over}");
        let short = status(6, None);
        assert_eq!(short.trouble(Instant(4 * DAY)), None);
        let soon = short.trouble(Instant(5 * DAY + HOUR)).unwrap();
        assert!(soon.contains("ends in 23 hours"), "{soon}");
    }

    #[test]
    fn a_first_certificate_that_does_not_come_is_told_of_after_an_hour() {
        let none = Status {
            facts: None,
            ..status(1, Some(0))
        };
        assert_eq!(none.trouble(Instant(HOUR - 1)), None);
        let told = none.trouble(Instant(HOUR)).unwrap();
        assert_eq!(told, "There is no certificate yet. Port 443 is closed.");
    }
}
