//! What each report does to a text's delivery: in its time, late, twice and out of order.

use super::*;
use TextStatus::{Accepted, Delivered, Failed, Queued, Read, Sending, Sent, Undelivered};

#[path = "delivery_tests/any_order.rs"]
mod any_order;
#[path = "delivery_tests/lost_answers.rs"]
mod lost_answers;
#[path = "delivery_tests/receipts.rs"]
mod receipts;

const START: Instant = Instant(1_795_446_000_000);
const ID: &str = "SM1";

fn after(seconds: u64) -> Instant {
    START.plus(Duration::from_secs(seconds))
}

/// A text whose request left at the start.
fn attempted() -> Delivery {
    Delivery {
        phase: Phase::Attempted,
        attempt: 1,
        attempted_at: Some(START),
        ..Delivery::pending()
    }
}

/// A text that the carrier has, in this state.
fn accepted(status: TextStatus) -> Delivery {
    Delivery {
        phase: Phase::Accepted,
        carrier_id: Some(ID.to_owned()),
        status: Some(status),
        ..attempted()
    }
}

fn in_phase(phase: Phase) -> Delivery {
    Delivery {
        phase,
        ..attempted()
    }
}

fn took(status: TextStatus) -> Report {
    Report::Accepted {
        carrier_id: ID.to_owned(),
        status,
    }
}

fn says(status: TextStatus) -> Report {
    Report::Status {
        carrier_id: ID.to_owned(),
        status,
        failure: None,
    }
}

fn fails(status: TextStatus, code: u32, fault: Fault) -> Report {
    Report::Status {
        carrier_id: ID.to_owned(),
        status,
        failure: Some((code, "Words.".to_owned(), fault)),
    }
}

fn refused(code: u32, fault: Fault) -> Report {
    Report::Refused {
        code,
        meaning: "Words.".to_owned(),
        fault,
    }
}

fn not_processed(retry_at: Instant) -> Report {
    Report::NotProcessed { retry_at }
}

/// What must follow from a fault, whether the carrier tells of it at once or in a receipt.
fn following(code: u32, fault: Fault) -> Vec<Consequence> {
    match fault {
        Fault::OptedOut => vec![Consequence::OptOut],
        Fault::Landline => vec![Consequence::Landline],
        Fault::OurSetUp => vec![
            Consequence::FreeWindow,
            Consequence::Alarm {
                code,
                meaning: "Words.".to_owned(),
            },
        ],
        Fault::Final => Vec::new(),
    }
}

/// Codes as Twilio gives them, with whose fault each is.
const FAULTS: [(u32, Fault); 4] = [
    (21_610, Fault::OptedOut),
    (30_006, Fault::Landline),
    (30_034, Fault::OurSetUp),
    (30_003, Fault::Final),
];

#[test]
fn the_carrier_takes_an_attempted_text() {
    let mut text = attempted();
    let moved = text.take(&took(Queued), after(1));
    assert_eq!(text, accepted(Queued));
    assert!(moved.changed);
    assert_eq!(moved.happened, [Happened::TextAccepted]);
    assert_eq!(
        moved.wake_at,
        Some(after(1 + 3_600)),
        "asked about after an hour"
    );
    assert!(moved.consequences.is_empty());
}

#[test]
fn the_carrier_refuses_an_attempted_text_for_good() {
    for (code, fault) in FAULTS {
        let mut text = attempted();
        let moved = text.take(&refused(code, fault), after(1));
        assert_eq!(text.phase, Phase::Refused);
        assert_eq!(text.error_code, Some(code));
        assert_eq!(moved.wake_at, None, "nothing more is expected");
        assert_eq!(moved.consequences, following(code, fault), "{code}");
        let meaning = "Words.".to_owned();
        assert_eq!(moved.happened, [Happened::TextRefused { code, meaning }]);
    }
}

#[test]
fn what_the_carrier_did_not_take_is_pending_again() {
    let mut text = attempted();
    let moved = text.take(&not_processed(after(7)), after(2));
    assert_eq!(text.phase, Phase::Pending);
    assert_eq!(text.attempt, 1, "the next attempt is the second");
    assert_eq!(moved.wake_at, Some(after(7)));
    assert_eq!(moved.happened, [Happened::TextDelayed { delay_ms: 5_000 }]);
}

/// Reports about a request, none of which says anything to a text that is not on its way.
fn answers() -> [Report; 6] {
    [
        took(Queued),
        refused(30_003, Fault::Final),
        refused(30_034, Fault::OurSetUp),
        not_processed(after(5)),
        Report::NoAnswer,
        Report::NotFound,
    ]
}

#[test]
fn a_text_that_is_held_refused_or_came_in_never_comes_back() {
    for phase in [Phase::Held, Phase::Refused, Phase::Received] {
        let receipts = [
            says(Sent),
            says(Delivered),
            fails(Failed, 21_610, Fault::OptedOut),
        ];
        for report in answers().iter().chain(&receipts) {
            let mut text = in_phase(phase);
            let moved = text.take(report, after(3));
            assert_eq!(text, in_phase(phase), "{report:?}");
            assert_eq!(moved, Moved::default(), "{report:?}");
        }
    }
}

#[test]
fn a_text_that_waits_is_moved_by_no_answer() {
    for report in answers() {
        let mut text = Delivery::pending();
        let moved = text.take(&report, after(3));
        assert_eq!(text, Delivery::pending(), "{report:?}");
        assert_eq!(moved, Moved::default(), "{report:?}");
    }
}

#[test]
fn the_answer_that_comes_after_the_receipt_changes_nothing() {
    for report in answers() {
        let mut text = accepted(Delivered);
        let moved = text.take(&report, after(3));
        assert_eq!(text, accepted(Delivered), "{report:?}");
        assert!(!moved.changed && moved.consequences.is_empty());
        assert_eq!(moved.wake_at, None, "a final state is not asked about");
    }
}

#[test]
fn a_text_that_is_unknown_is_sent_again_by_nothing() {
    for report in answers() {
        let mut text = in_phase(Phase::Unknown);
        text.take(&report, after(500));
        let found = report == took(Queued);
        let phase = if found {
            Phase::Accepted
        } else {
            Phase::Unknown
        };
        assert_eq!(text.phase, phase, "{report:?}");
    }
}

#[test]
fn phases_are_read_as_they_are_stored() {
    for phase in [
        Phase::Pending,
        Phase::Attempted,
        Phase::Accepted,
        Phase::Refused,
        Phase::Unknown,
        Phase::Held,
        Phase::Received,
    ] {
        assert_eq!(Phase::from_code(phase.code()), Some(phase));
    }
    assert_eq!(Phase::from_code("lost"), None);
}

#[test]
fn waiting_doubles_up_to_a_quarter_of_a_minute_and_is_spread() {
    for (attempt, ceiling_ms) in [
        (0, 500),
        (1, 500),
        (2, 1_000),
        (3, 2_000),
        (5, 8_000),
        (6, 15_000),
        (40, 15_000),
        (u32::MAX, 15_000),
    ] {
        let least = backoff(attempt, 0.0).as_millis();
        let most = backoff(attempt, 1.0).as_millis();
        assert_eq!((least, most), (ceiling_ms / 2, ceiling_ms), "{attempt}");
    }
    assert_eq!(backoff(1, 7.0), backoff(1, 1.0));
    assert_eq!(backoff(1, f64::NAN), backoff(1, 0.0));
}
