//! Callers whom a brake left without a text are decided again, when a person says so.

use std::sync::Arc;
use std::time::Duration;

use ringback_desk::brakes::Brake;
use ringback_desk::calls::HoldReason;
use ringback_desk::id::BusinessId;
use ringback_store::{StoreError, calls};

use crate::calls::reconsider;
use crate::clock;
use crate::engine::Engine;

/// Calls of one line and one brake in one go.
const CALLS_MAX: u32 = 200;
/// A text that is decided on now should still have time to leave.
const TO_LEAVE: Duration = Duration::from_secs(30);

impl Engine {
    /// Decides the held calls of a business again that are not too old to be texted. Where a brake
    /// holds still, nothing happens.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn release_braked(&self, business: BusinessId) -> Result<(), StoreError> {
        let book = self.lines();
        let lines = book.all().filter(|line| line.business == business);
        for line in lines.map(Arc::clone).collect::<Vec<_>>() {
            let since = clock::now().minus(line.text_deadline.saturating_sub(TO_LEAVE));
            let id = line.id;
            let held = self.store().read(move |tx| {
                let mut held = Vec::new();
                for brake in Brake::ALL {
                    let reason = HoldReason::Brake(brake);
                    held.extend(calls::held_since(
                        tx, business, id, reason, since, CALLS_MAX,
                    )?);
                }
                Ok(held)
            });
            for call in held.await? {
                reconsider(self, &line, call).await?;
            }
        }
        Ok(())
    }
}
