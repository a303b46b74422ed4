//! Delivery receipts: each text is sent, then delivered.

use std::sync::Arc;
use std::time::Duration;

use super::Carrier;
use super::ledger::Text;

/// What happens to a text, and how long after the step before.
const STEPS: [(&str, u64); 2] = [("sent", 20), ("delivered", 150)];

/// Posts the receipts of a text. One that finds nobody is lost, as it is at the real carrier.
pub(super) async fn post(carrier: Arc<Carrier>, text: Text) {
    for (status, delay_ms) in STEPS {
        tokio::time::sleep(Duration::from_millis(delay_ms)).await;
        let Some(request) = carrier.script.receipt(&text, status) else {
            return;
        };
        let _ = carrier.server.exchange(&request).await;
    }
}
