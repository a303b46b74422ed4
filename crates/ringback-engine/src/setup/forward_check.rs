//! The check that forwarding works: somebody dials the number that people know, and the call is seen
//! to arrive here.

use std::sync::Arc;

use ringback_desk::carrier_event::CallArrived;
use ringback_desk::clock::Instant;
use ringback_desk::lines::{FORWARD_CHECK_WITHIN, ForwardedCall, Line};
use ringback_store::{StoreError, lines};

use crate::clock;
use crate::engine::Engine;

impl Engine {
    /// Begins a check of a line's forwarding, and says when.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn begin_forward_check(&self, line: &Line) -> Result<Instant, StoreError> {
        let (business, id, since) = (line.business, line.id, clock::now());
        let until = since.plus(FORWARD_CHECK_WITHIN);
        self.store()
            .write(business, move |tx| {
                lines::begin_forward_check(tx, business, id, until)
            })
            .await?;
        self.reload().await?;
        Ok(since)
    }

    /// Notes that a call arrived, where that says something of the line's forwarding. After the
    /// call itself was stored: a check may be begun again, a call may not be lost.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn note_forwarded(
        &self,
        line: &Arc<Line>,
        arrived: &CallArrived,
    ) -> Result<(), StoreError> {
        if !line.forwarded {
            return Ok(());
        }
        let now = clock::now();
        let known = self.directory().forwarding_of(line.id);
        if !known.is_worth_noting(arrived.forwarded_from.as_deref(), now) {
            return Ok(());
        }
        let call = ForwardedCall {
            at: now,
            caller: arrived.from.clone(),
            from: arrived.forwarded_from.clone(),
        };
        let (business, id) = (line.business, line.id);
        self.store()
            .write(business, move |tx| {
                lines::set_forwarded(tx, business, id, &call)
            })
            .await?;
        self.reload().await
    }
}
