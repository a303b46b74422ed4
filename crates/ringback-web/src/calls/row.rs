//! A call as one row of a list or of a conversation.

use ringback_desk::calls::Outcome;
use ringback_desk::carrier_event::TextStatus;
use ringback_desk::phone::Region;
use ringback_desk::texts::Phase;
use ringback_store::calls::{CallStory, StoredCall};
use ringback_store::texts::StoredText;
use ringback_store::{StoreError, Tx, texts};

use crate::inbox::Names;

/// One call in a list.
pub(crate) struct CallRow {
    pub id: String,
    pub who: String,
    /// The number in E.164, for links; empty for withheld callers.
    pub number: String,
    pub at: String,
    pub word: &'static str,
    pub class: &'static str,
    pub sentence: String,
}

impl CallRow {
    /// `text` is the text that answers the call, where there is one.
    pub(super) fn new(story: &CallStory, text: Option<&StoredText>, names: &Names) -> Self {
        let call = &story.call;
        let (word, class) = badge(call, text);
        let at = call.facts.arrived_at.or(call.decided_at);
        Self {
            id: call.id.to_string(),
            who: who(call, names),
            number: call.caller.clone().unwrap_or_default(),
            at: at
                .map(ringback_desk::clock::Instant::to_rfc3339)
                .unwrap_or_default(),
            word,
            class,
            sentence: summary(story, text, names.home()),
        }
    }
}

fn who(call: &StoredCall, names: &Names) -> String {
    call.caller
        .as_deref()
        .map_or_else(|| "Withheld number".to_owned(), |caller| names.of(caller))
}

/// The callers of these calls.
pub(crate) fn callers(stories: &[CallStory]) -> impl Iterator<Item = &str> {
    stories
        .iter()
        .filter_map(|story| story.call.caller.as_deref())
}

/// Rows for these calls, with one query for all their texts.
pub(crate) fn call_rows(
    tx: &Tx<'_>,
    stories: &[CallStory],
    names: &Names,
) -> Result<Vec<CallRow>, StoreError> {
    let Some(first) = stories.first() else {
        return Ok(Vec::new());
    };
    let wanted: Vec<_> = stories.iter().filter_map(|story| story.call.text).collect();
    let texts = texts::these(tx, first.call.business, &wanted)?;
    Ok(stories
        .iter()
        .map(|story| CallRow::new(story, story.call.text.and_then(|id| texts.get(&id)), names))
        .collect())
}

fn badge(call: &StoredCall, text: Option<&StoredText>) -> (&'static str, &'static str) {
    match (call.facts.outcome, call.held) {
        (Outcome::Open, _) => ("ringing", "wait"),
        (Outcome::Answered, _) => ("answered", "good"),
        (Outcome::Missed { .. }, Some(_)) => ("not texted", "hold"),
        (Outcome::Missed { .. }, None) => text.map_or(("texted", "good"), badge_of_text),
    }
}

fn badge_of_text(text: &StoredText) -> (&'static str, &'static str) {
    match (text.delivery.phase, text.delivery.status) {
        (Phase::Pending | Phase::Attempted, _) => ("texting", "wait"),
        (Phase::Unknown, _) => ("nobody knows", "bad"),
        (Phase::Refused, _) => ("not texted", "bad"),
        (Phase::Held, _) => ("not texted", "hold"),
        (_, Some(TextStatus::Undelivered | TextStatus::Failed | TextStatus::Canceled)) => {
            ("did not arrive", "bad")
        }
        (Phase::Accepted | Phase::Received, _) => ("texted", "good"),
    }
}

/// What says most of the outcome.
fn summary(story: &CallStory, text: Option<&StoredText>, home: Region) -> String {
    let held = story.call.held.or(text.and_then(|text| text.delivery.held));
    match (held, story.call.facts.outcome) {
        (Some(held), _) => held.sentence().to_owned(),
        (None, Outcome::Missed { why }) => why.sentence().to_owned(),
        _ => story
            .journal
            .last()
            .map(|moment| moment.happened.sentence(home))
            .unwrap_or_default(),
    }
}
