//! What becomes of a text that is about to leave, or is being written.

use super::decide::{Quiet, quiet_until};
use crate::clock::Instant;
use crate::lines::Line;
use crate::texts::{TextClass, TextKind};
use crate::zones::Zone;

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leave {
    /// It may leave.
    Now,
    /// It waits until then.
    At(Instant, Quiet),
    /// By then it is not worth sending any more.
    Never,
}

/// Whether a text of this kind can be kept from leaving by quiet hours at all.
#[must_use]
pub fn may_wait(line: &Line, kind: TextKind) -> bool {
    match kind.class() {
        None => false,
        Some(TextClass::Reply) => !line.night_replies,
        Some(_) => true,
    }
}

/// Decides by the quiet hours of the recipient. `place` is their zone, where it is known;
/// `deadline` is the text's, where it has one yet.
#[must_use]
pub fn leave(
    line: &Line,
    kind: TextKind,
    number: &str,
    place: Option<&Zone>,
    deadline: Option<Instant>,
    now: Instant,
) -> Leave {
    let Some(class) = kind.class() else {
        return Leave::Now;
    };
    let night_replies = line.night_replies;
    let Some(quiet) = quiet_until(class, number, place, &line.zone, night_replies, now) else {
        return Leave::Now;
    };
    match quiet.until {
        Some(until) if deadline.is_none_or(|deadline| until < deadline) => Leave::At(until, quiet),
        _ => Leave::Never,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::calls::sample_line::{CALLER, MORNING, line_with_phones};

    /// 2026-11-24T05:30:00Z, half past eleven at night in Chicago.
    const NIGHT: Instant = Instant(1_795_498_200_000);
    /// Eight in the morning there.
    const EIGHT: Instant = Instant(1_795_528_800_000);

    fn ask(night_replies: bool, kind: TextKind, deadline: Option<Instant>, now: Instant) -> Leave {
        let mut line = line_with_phones(1);
        line.night_replies = night_replies;
        leave(&line, kind, CALLER, None, deadline, now)
    }

    #[test]
    fn the_answer_to_a_call_waits_only_where_the_owner_keeps_it_for_the_morning() {
        let call = TextKind::MissedCall;
        assert_eq!(ask(true, call, None, NIGHT), Leave::Now);
        assert_eq!(ask(false, call, None, MORNING), Leave::Now);
        assert!(matches!(ask(false, call, None, NIGHT), Leave::At(EIGHT, _)));
    }

    #[test]
    fn a_zone_that_was_noted_goes_before_that_of_the_number() {
        let mut line = line_with_phones(1);
        line.night_replies = false;
        let tokyo = crate::zones::find("Asia/Tokyo").unwrap();
        let ask = |place| leave(&line, TextKind::MissedCall, CALLER, place, None, NIGHT);
        assert!(matches!(ask(None), Leave::At(..)));
        assert_eq!(ask(Some(&tokyo)), Leave::Now, "half past two there");
        let london = crate::zones::find("Europe/London").unwrap();
        let Leave::At(until, quiet) = ask(Some(&london)) else {
            panic!("half past five there");
        };
        assert_eq!(until, NIGHT.plus(Duration::from_mins(150)));
        assert!(quiet.is_noted);
        for (night_replies, kind, may) in [
            (true, TextKind::MissedCall, false),
            (false, TextKind::MissedCall, true),
            (false, TextKind::Answer, false),
        ] {
            line.night_replies = night_replies;
            assert_eq!(may_wait(&line, kind), may, "{kind:?}");
        }
    }

    #[test]
    fn what_a_person_writes_and_what_the_owner_reads_waits_for_nothing() {
        for kind in [TextKind::Answer, TextKind::Relay, TextKind::Notice] {
            assert_eq!(ask(false, kind, None, NIGHT), Leave::Now);
        }
    }

    /// [`crate::calls::HoldReason::QuietHours`]: a text that was to leave in the evening and could
    /// not.
    #[test]
    fn holds_quiet_hours() {
        let call = TextKind::MissedCall;
        let at = |span| ask(false, call, Some(EIGHT.plus(span)), NIGHT);
        assert_eq!(at(Duration::ZERO), Leave::Never);
        assert!(matches!(at(Duration::from_millis(1)), Leave::At(EIGHT, _)));
        let deadline = NIGHT.plus(Duration::from_mins(15));
        assert_eq!(ask(false, call, Some(deadline), NIGHT), Leave::Never);
    }
}
