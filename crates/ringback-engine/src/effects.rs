//! What a command leaves to be done once it is committed.

use ringback_desk::id::LineId;
use ringback_desk::timeline::{Happened, Moment};
use ringback_store::calls::StoredCall;
use ringback_store::texts::StoredText;

use crate::feed::Change;

/// Collected inside the transaction, carried out after its commit.
#[derive(Debug, Default)]
pub(crate) struct Effects {
    /// Texts that were written and may leave. The rows are in the database: losing this list
    /// loses time, not texts.
    pub outbox: Vec<StoredText>,
    /// What the live feed is told.
    pub changes: Vec<Change>,
    /// The carrier is to be asked about the call.
    pub ask: bool,
    /// Pictures or recordings are to be fetched.
    pub fetch: bool,
    /// The carrier is to be asked whether this line is registered.
    pub ask_registration: Option<LineId>,
}

impl Effects {
    /// Does what `more` asks for as well.
    pub(crate) fn add(&mut self, more: Self) {
        self.outbox.extend(more.outbox);
        self.changes.extend(more.changes);
        self.ask |= more.ask;
        self.fetch |= more.fetch;
        self.ask_registration = self.ask_registration.or(more.ask_registration);
    }

    /// Tells the feed what happened to a call.
    pub(crate) fn of_call(&mut self, call: &StoredCall, moments: &[Moment]) {
        self.changes.extend(moments.iter().map(|moment| Change {
            business: call.business,
            call: Some(call.id),
            text: None,
            kind: None,
            party: call.caller.clone(),
            body: None,
            moment: moment.clone(),
        }));
    }

    /// Tells the feed what happened to a text.
    pub(crate) fn of_text(&mut self, text: &StoredText, moments: &[Moment]) {
        self.changes.extend(moments.iter().map(|moment| Change {
            business: text.business,
            call: text.call,
            text: Some(text.id),
            kind: Some(text.kind),
            party: Some(text.party.clone()),
            body: shows_body(&moment.happened).then(|| text.body.clone()),
            moment: moment.clone(),
        }));
    }

    /// Tells the feed of something that is neither.
    pub(crate) fn of_business(&mut self, change: Change) {
        self.changes.push(change);
    }
}

fn shows_body(happened: &Happened) -> bool {
    matches!(
        happened,
        Happened::TextQueued | Happened::TextReceived { .. }
    )
}

/// Moments that all happened now.
pub(crate) fn moments(
    at: ringback_desk::clock::Instant,
    happened: impl IntoIterator<Item = Happened>,
) -> Vec<Moment> {
    happened
        .into_iter()
        .map(|happened| Moment { at, happened })
        .collect()
}
