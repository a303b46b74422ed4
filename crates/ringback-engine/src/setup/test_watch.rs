//! The test missed call: what has happened of it so far, for a live check list.

use ringback_desk::calls::{HoldReason, Outcome};
use ringback_desk::carrier_event::TextStatus;
use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::phone::PhoneNumber;
use ringback_store::{Store, StoreError, calls, texts};

/// How far a test call has come. Each step implies those before it, but for ringing: a line that
/// rings no phone misses the call at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TestWatch {
    /// The call is known here.
    pub arrived: bool,
    /// A phone was rung.
    pub rang: bool,
    /// Somebody took it: then nothing is texted.
    pub answered: bool,
    /// It was missed.
    pub missed: bool,
    /// Why no text leaves, if none does.
    pub held: Option<HoldReason>,
    /// The carrier has the text.
    pub sent: bool,
    /// The phone has the text.
    pub delivered: bool,
    /// The carrier's code, should the text have failed.
    pub error_code: Option<u32>,
}

/// What has become of the first call from this phone since then.
///
/// # Errors
/// When the database cannot be read.
pub async fn test_watch(
    store: &Store,
    business: BusinessId,
    line: LineId,
    caller: &PhoneNumber,
    since: Instant,
) -> Result<TestWatch, StoreError> {
    let caller = *caller;
    store
        .read(move |tx| {
            let recent = calls::recent(tx, business, RECENT)?;
            // Newest first; the test is the oldest of those that came after it was begun.
            let found = recent.into_iter().rev().find(|story| {
                story.call.line == line
                    && story.call.caller.as_deref() == Some(caller.as_str())
                    && story.call.facts.arrived_at.is_some_and(|at| at >= since)
            });
            let Some(story) = found else {
                return Ok(TestWatch::default());
            };
            let text = match &story.call.text {
                Some(text) => texts::load(tx, business, text)?,
                None => None,
            };
            Ok(watch(&story.call, text.as_ref()))
        })
        .await
}

/// A test is among the latest calls, even on a busy morning.
const RECENT: u32 = 100;

fn watch(call: &calls::StoredCall, text: Option<&texts::StoredText>) -> TestWatch {
    let status = text.and_then(|text| text.delivery.status);
    TestWatch {
        arrived: true,
        rang: call.facts.round > 0,
        answered: call.facts.outcome == Outcome::Answered,
        missed: matches!(call.facts.outcome, Outcome::Missed { .. }),
        held: call.held,
        sent: status.is_some(),
        delivered: status == Some(TextStatus::Delivered),
        error_code: text.and_then(|text| text.delivery.error_code),
    }
}
