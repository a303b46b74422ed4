//! Asking the carrier how a call ended, when nobody told us.

use std::pin::Pin;
use std::time::Duration;

use ringback_carriers::twilio::client::{ApiError, TwilioClient};
use ringback_desk::calls::{CarrierView, Fact};
use ringback_desk::carrier_event::LegStatus;

use super::command::IncomingFact;
use crate::engine::Engine;

/// How long after a refusal to store the answer the answer is offered again.
const AGAIN: Duration = Duration::from_secs(1);

/// Asks, and takes the answer in as a fact.
///
/// Boxed, because taking a fact in may lead here again.
pub(crate) fn ask(
    engine: Engine,
    asked_for: IncomingFact,
) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    Box::pin(async move {
        let view = match engine.client_of(asked_for.line.business) {
            Ok(client) => look(&client, &asked_for.call).await,
            Err(_) => CarrierView::Unreachable,
        };
        let fact = IncomingFact {
            fact: Fact::Asked(view),
            ..asked_for
        };
        while let Err(fault) = engine.take_fact(fact.clone()).await {
            tracing::warn!(%fault, "the carrier's answer about a call could not be stored");
            if engine.is_closing() {
                return;
            }
            tokio::time::sleep(AGAIN).await;
        }
    })
}

async fn look(client: &TwilioClient, call: &str) -> CarrierView {
    let remote = match client.fetch_call(call).await {
        Ok(remote) => remote,
        Err(ApiError::Refused(error)) if error.http_status == 404 => return CarrierView::NotFound,
        Err(fault) => {
            tracing::warn!(%fault, "the carrier could not be asked about a call");
            return CarrierView::Unreachable;
        }
    };
    if !remote.status.is_final() {
        return CarrierView::Known {
            status: remote.status,
            phone_talked: false,
        };
    }
    let legs = match client.child_calls(call).await {
        Ok(legs) => legs,
        Err(_) => return CarrierView::Unreachable,
    };
    let phone_talked = legs.iter().any(|leg| {
        leg.status == LegStatus::Completed && leg.seconds.is_some_and(|seconds| seconds > 0)
    });
    CarrierView::Known {
        status: remote.status,
        phone_talked,
    }
}
