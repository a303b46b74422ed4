//! Any sequence of reports: the carrier's word never falls, what is over stays over, and only a
//! text that the carrier certainly did not take is sent again.

use proptest::prelude::*;

use super::*;

fn statuses() -> impl Strategy<Value = TextStatus> {
    prop::sample::select(vec![
        Accepted,
        TextStatus::Scheduled,
        Queued,
        Sending,
        Sent,
        Delivered,
        Undelivered,
        Failed,
        TextStatus::Canceled,
        Read,
        TextStatus::Unrecognised,
    ])
}

fn reports() -> impl Strategy<Value = Report> {
    let faults = || prop::sample::select(FAULTS.to_vec());
    let id = || prop_oneof![4 => Just(ID), 1 => Just("SM2")];
    prop_oneof![
        (id(), statuses()).prop_map(|(id, status)| Report::Accepted {
            carrier_id: id.to_owned(),
            status,
        }),
        faults().prop_map(|(code, fault)| refused(code, fault)),
        (0..200_u64).prop_map(|seconds| not_processed(after(seconds))),
        Just(Report::NoAnswer),
        Just(Report::NotFound),
        (id(), statuses(), prop::option::of(faults())).prop_map(|(id, status, failure)| {
            Report::Status {
                carrier_id: id.to_owned(),
                status,
                failure: failure.map(|(code, fault)| (code, "Words.".to_owned(), fault)),
            }
        }),
    ]
}

/// Whether a text may go from `from` to `to` by `report`.
fn may_go(from: Phase, to: Phase, report: &Report) -> bool {
    if from == to {
        return true;
    }
    match (from, to) {
        (Phase::Attempted, Phase::Pending) => matches!(report, Report::NotProcessed { .. }),
        (Phase::Attempted, Phase::Refused) => matches!(report, Report::Refused { .. }),
        (Phase::Attempted, Phase::Unknown) => {
            matches!(report, Report::NoAnswer | Report::NotFound)
        }
        (Phase::Attempted | Phase::Unknown, Phase::Accepted) => {
            matches!(report, Report::Accepted { .. } | Report::Status { .. })
        }
        // The carrier took an attempt that it had said it did not take.
        (Phase::Pending, Phase::Accepted) => matches!(report, Report::Status { .. }),
        _ => false,
    }
}

fn starts() -> impl Strategy<Value = Delivery> {
    prop_oneof![
        5 => Just(attempted()),
        1 => Just(Delivery::pending()),
        1 => Just(in_phase(Phase::Held)),
        1 => Just(in_phase(Phase::Received)),
    ]
}

proptest! {
    #[test]
    fn whatever_is_reported_a_text_moves_one_way(
        start in starts(),
        reports in prop::collection::vec((reports(), 0..100_u64), 1..30),
    ) {
        let mut text = start;
        let mut now = START;
        for (report, seconds) in &reports {
            now = now.plus(Duration::from_secs(*seconds));
            let before = text.clone();
            let moved = text.take(report, now);

            prop_assert!(may_go(before.phase, text.phase, report), "{before:?} {report:?}");
            let rank = |text: &Delivery| text.status.map_or(0, TextStatus::rank);
            prop_assert!(rank(&text) >= rank(&before), "{before:?} {report:?}");
            prop_assert!(before.carrier_id.is_none() || before.carrier_id == text.carrier_id);
            prop_assert_eq!(text.carrier_id.is_some(), text.phase == Phase::Accepted);
            prop_assert!(moved.changed || before == text, "a change that nobody stores");
            let told = !moved.happened.is_empty() || !moved.consequences.is_empty();
            prop_assert!(moved.changed || !told, "told of, and not stored");
            let waits = matches!(text.phase, Phase::Pending | Phase::Attempted);
            prop_assert!(!moved.changed || !waits || moved.wake_at.is_some(), "it is forgotten");
        }
    }

    #[test]
    fn a_text_that_is_looked_up_ends_within_its_two_minutes(
        losses in prop::collection::vec(any::<bool>(), 1..20),
    ) {
        let mut text = attempted();
        let mut next = text.take(&Report::NoAnswer, START).wake_at;
        let mut losses = losses.into_iter();
        let mut last = START;
        while let Some(at) = next {
            last = at;
            let report = if losses.next() == Some(true) { Report::NoAnswer } else { Report::NotFound };
            next = text.take(&report, at).wake_at;
        }
        prop_assert_eq!(text.phase, Phase::Unknown);
        prop_assert!(last.since(START) <= Duration::from_secs(120));
    }
}
