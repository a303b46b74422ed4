//! Stories that once broke a promise, as short as they were shrunk to.

use std::sync::Arc;
use std::time::Duration;

use ringback_trials::story::{Deed, Goes, Story, What};
use ringback_trials::{Installation, Lived, live};

/// Midnight in Chicago, Tuesday, 3 November 2026.
const MIDNIGHT_MS: i64 = 1_793_685_600_000;
const MINUTE: Duration = Duration::from_secs(60);

fn lived(settings: &[(usize, &'static str, &'static str)], deeds: &[(Duration, What)]) -> Lived {
    let deeds = deeds.iter().cloned().zip(0..);
    let story = Story {
        seed: 1_426,
        begins_at_ms: MIDNIGHT_MS,
        replicas: 1,
        settings: settings.to_vec(),
        deeds: deeds
            .map(|((after, what), id)| Deed { id, after, what })
            .collect(),
    };
    let installation = Arc::new(Installation::new(true).expect("a database in memory"));
    live(&installation, &story).expect("a world")
}

fn missed_call() -> What {
    What::Call {
        line: 0,
        caller: Some(2),
        goes: Goes::NoAnswer,
    }
}

#[test]
fn two_calls_in_one_night_are_one_text_in_the_morning() {
    let settings = [(0, "night_replies", "off"), (0, "window_hours", "1")];
    let deeds = [(MINUTE, missed_call()), (MINUTE * 110, missed_call())];
    let lived = lived(&settings, &deeds);
    assert_eq!(lived.broken, None, "{:#?}", lived.timeline);
    let to_the_caller =
        |line: &&String| line.contains("the carrier takes") && line.contains("0133:");
    assert_eq!(lived.timeline.iter().filter(to_the_caller).count(), 1);
}

#[test]
fn a_text_whose_webhook_was_lost_is_found_by_a_machine_whose_clock_is_ahead() {
    let jump = What::ClockJumps {
        replica: 0,
        by_ms: 7_200_000,
    };
    let refused = What::DiskFull {
        replica: 0,
        commits: 1,
    };
    let text = What::Text {
        line: 0,
        from: 3,
        says: "START",
    };
    let deeds = [
        (MINUTE * 3, jump),
        (MINUTE * 17, refused),
        (MINUTE * 17, text),
    ];
    let lived = lived(&[], &deeds);
    assert_eq!(lived.broken, None, "{:#?}", lived.timeline);
    assert!(
        lived.timeline.iter().any(|line| line.contains(": 503")),
        "it was refused"
    );
}
