//! Whether a caller just left without a word: what the breaker measures.

use super::call::Call;
use super::missed::MissedWhy;
use super::outcome::Outcome;
use crate::lines::{AfterMiss, Line};

/// Whether the caller just left by themselves, so that how long they stayed says something.
///
/// `decided` is what this fact decided; `had_ended` whether the call's end was known before it. A
/// caller who is not rung for can only leave the greeting of the mailbox: where the line hangs up
/// after its message, the end says nothing of them.
#[must_use]
pub fn is_left_by_caller(
    call: &Call,
    line: &Line,
    decided: Option<Outcome>,
    had_ended: bool,
) -> bool {
    let Outcome::Missed { why } = call.outcome else {
        return false;
    };
    match why {
        MissedWhy::GaveUp => decided.is_some(),
        MissedWhy::Forwarded | MissedWhy::NobodyToRing => {
            !had_ended
                && call.end.is_some()
                && line.after_miss == AfterMiss::Voicemail
                && call.voicemail != Some(true)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calls::CallEnd;
    use crate::calls::sample_line::line_with_phones;
    use crate::carrier_event::{Attestation, LegStatus};
    use crate::clock::Instant;

    fn missed(why: MissedWhy) -> Call {
        Call {
            outcome: Outcome::Missed { why },
            end: Some(CallEnd {
                status: LegStatus::Completed,
                at: Instant(0),
            }),
            ..Call::new(String::new(), Attestation::Absent)
        }
    }

    #[test]
    fn only_who_leaves_by_themselves_is_counted_and_once() {
        let line = line_with_phones(1);
        let left = |call: &Call, line: &Line, decides: bool, had_ended| {
            is_left_by_caller(call, line, decides.then_some(call.outcome), had_ended)
        };
        let gave_up = missed(MissedWhy::GaveUp);
        assert!(left(&gave_up, &line, true, false));
        assert!(!left(&gave_up, &line, false, false), "it was counted");
        let forwarded = missed(MissedWhy::Forwarded);
        assert!(left(&forwarded, &line, false, false));
        assert!(!left(&forwarded, &line, false, true), "it was counted");
        let spoke = Call {
            voicemail: Some(true),
            ..forwarded.clone()
        };
        assert!(!left(&spoke, &line, false, false));
        let hangs_up = Line {
            after_miss: AfterMiss::HangUp,
            ..line.clone()
        };
        assert!(!left(&forwarded, &hangs_up, false, false), "we hung up");
        assert!(!left(&missed(MissedWhy::NoAnswer), &line, true, false));
        let open = Call::new(String::new(), Attestation::Absent);
        assert!(!left(&open, &line, false, false));
    }
}
