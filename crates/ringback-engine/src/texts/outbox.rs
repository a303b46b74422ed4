//! The way from a commit to the dispatcher.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ringback_desk::id::{BusinessId, Id};
use ringback_desk::mutants::Mutant;
use ringback_store::texts::StoredText;
use tokio::sync::{Semaphore, mpsc};

use super::recipients::Recipient;

/// Requests that may be out at the same time.
const OUT_MAX: u32 = 64;

/// What the dispatcher is told.
pub(crate) enum Handover {
    /// A text to be sent.
    Text(Box<StoredText>),
    /// The request to this recipient has ended.
    Done(Recipient),
    /// The carrier takes nothing of this business for this long.
    Pause(BusinessId, Duration),
    /// The carrier takes its texts again.
    Resume(BusinessId),
}

/// The sending end, and the count of what is out.
pub(crate) struct Outbox {
    handovers: mpsc::UnboundedSender<Handover>,
    /// Texts that the dispatcher has: handed over and not settled.
    held: Mutex<HashSet<Id>>,
    /// One permit for each request that may be out.
    pub permits: Semaphore,
}

impl Outbox {
    pub(crate) fn new(handovers: mpsc::UnboundedSender<Handover>) -> Self {
        Self {
            handovers,
            held: Mutex::default(),
            permits: Semaphore::new(OUT_MAX as usize),
        }
    }

    /// Hands a text to the dispatcher, unless it has it.
    pub(crate) fn hand_over(&self, text: StoredText) {
        let is_new = self
            .held
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(text.id);
        if is_new {
            // Without a dispatcher the engine is stopping; the row stays in the database.
            let _ = self.handovers.send(Handover::Text(Box::new(text)));
        }
    }

    /// The dispatcher is done with a text, for now or for good; the next one to its recipient may
    /// leave.
    pub(crate) fn done_with(&self, text: &Id, recipient: Recipient) {
        self.held
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(text);
        if !Mutant::KeepRecipient.is_on() {
            self.tell(Handover::Done(recipient));
        }
    }

    /// How many texts the dispatcher has.
    pub(crate) fn held(&self) -> usize {
        self.held
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .len()
    }

    /// Tells the dispatcher how the carrier is.
    pub(crate) fn tell(&self, handover: Handover) {
        let _ = self.handovers.send(handover);
    }

    /// Waits until no request is out.
    pub(crate) async fn drained(&self) {
        // Taking every permit means that nobody else has one.
        let _ = self.permits.acquire_many(OUT_MAX).await;
    }
}
