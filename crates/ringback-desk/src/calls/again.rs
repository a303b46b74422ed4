//! Somebody who was texted calls again: no second text, but the owner should know, and at once when
//! the calls come in a row.

use std::time::Duration;

use crate::clock::Instant;

/// Calls that follow each other within this time are in a row.
const ROW: Duration = Duration::from_mins(10);
/// Which calls of a row are told of: not each, for the phone in the owner's pocket buzzes each time.
const TOLD: [usize; 5] = [2, 3, 5, 10, 20];

/// What to tell the owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalledAgain {
    /// What, without whom: "called 3 times in 10 minutes".
    pub sentence: String,
    /// Whether it is worth a buzz.
    pub is_urgent: bool,
    /// The same key is told once.
    pub key: String,
}

/// `missed_before` are the times of the caller's missed calls since a person last spoke to them,
/// newest first, without this one. `None` where it has been said already.
#[must_use]
pub fn called_again(missed_before: &[Instant], now: Instant) -> Option<CalledAgain> {
    let first_before = *missed_before.first()?;
    let in_row = |at: &&Instant| now.since(**at) < ROW;
    let row: Vec<&Instant> = missed_before.iter().take_while(in_row).collect();
    let slot = now
        .0
        .div_euclid(ROW.as_millis().try_into().unwrap_or(i64::MAX));
    let Some(first) = row.last() else {
        return Some(CalledAgain {
            sentence: format!(
                "called again, {} after the call before",
                span(now.since(first_before))
            ),
            is_urgent: false,
            key: format!("later:{slot}"),
        });
    };
    let calls = row.len() + 1;
    TOLD.contains(&calls).then(|| CalledAgain {
        sentence: format!("called {} in {}", times(calls), span(now.since(**first))),
        is_urgent: true,
        key: format!("row:{calls}:{slot}"),
    })
}

fn times(calls: usize) -> String {
    if calls == 2 {
        "twice".to_owned()
    } else {
        format!("{calls} times")
    }
}

/// Whole minutes or hours, rounded up to what people say.
fn span(span: Duration) -> String {
    let minutes = span.as_secs().div_ceil(60).max(1);
    match minutes {
        1 => "a minute".to_owned(),
        2..=119 => format!("{minutes} minutes"),
        _ => format!("{} hours", minutes / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant(1_795_446_000_000);

    fn told(seconds_ago: &[u64]) -> Option<(String, bool)> {
        let before: Vec<Instant> = seconds_ago
            .iter()
            .map(|seconds| NOW.minus(Duration::from_secs(*seconds)))
            .collect();
        called_again(&before, NOW).map(|again| (again.sentence, again.is_urgent))
    }

    #[test]
    fn says_how_often_and_in_which_time() {
        let cases: [(&[u64], &str, bool); 6] = [
            (&[30], "called twice in a minute", true),
            (&[240], "called twice in 4 minutes", true),
            (&[241, 599], "called 3 times in 10 minutes", true),
            (&[10, 20, 30, 40], "called 5 times in a minute", true),
            (
                &[600],
                "called again, 10 minutes after the call before",
                false,
            ),
            (
                &[3 * 3_600 + 5],
                "called again, 3 hours after the call before",
                false,
            ),
        ];
        for (before, sentence, is_urgent) in cases {
            assert_eq!(
                told(before),
                Some((sentence.to_owned(), is_urgent)),
                "{before:?}"
            );
        }
    }

    #[test]
    fn does_not_say_each_time() {
        assert_eq!(told(&[]), None, "a first call");
        assert_eq!(told(&[1, 2, 3]), None, "the fourth call");
        assert_eq!(
            told(&[5, 700]),
            Some(("called twice in a minute".to_owned(), true))
        );
        let key = |before: &[Instant], now| called_again(before, now).map(|again| again.key);
        let before = [NOW];
        let later = NOW.plus(Duration::from_secs(5));
        assert_eq!(
            key(&before, later),
            key(&before, later.plus(Duration::from_secs(5)))
        );
    }
}
