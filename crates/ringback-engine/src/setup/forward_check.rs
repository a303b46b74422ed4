//! The check that forwarding works: somebody dials the number that people know, and the call is seen
//! to arrive here.

use ringback_desk::carrier_event::CallArrived;
use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::lines::{FORWARD_CHECK_WITHIN, ForwardedCall, Line};
use ringback_store::{StoreError, lines};

use crate::engine::Engine;
use crate::{clock, process};

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

    /// Notes that a call arrived, where that says something of the line's forwarding. Behind the
    /// call itself, which waits for nothing of it: a check may be begun again, a call may not be
    /// lost.
    pub fn note_forwarded(&self, line: &Line, arrived: &CallArrived) {
        if !line.forwarded {
            return;
        }
        let now = clock::now();
        let known = self.directory().forwarding_of(line.id);
        if !known.is_worth_noting(arrived.forwarded_from.as_deref(), now) {
            return;
        }
        let call = ForwardedCall {
            at: now,
            caller: arrived.from.clone(),
            from: arrived.forwarded_from.clone(),
        };
        let (engine, business, id) = (self.clone(), line.business, line.id);
        process::spawn(async move {
            if let Err(fault) = engine.store_forwarded(business, id, call).await {
                tracing::warn!(%fault, "a forwarded call could not be noted");
            }
        });
    }

    async fn store_forwarded(
        &self,
        business: BusinessId,
        line: LineId,
        call: ForwardedCall,
    ) -> Result<(), StoreError> {
        self.store()
            .write(business, move |tx| {
                lines::set_forwarded(tx, business, line, &call)
            })
            .await?;
        self.reload().await
    }
}
