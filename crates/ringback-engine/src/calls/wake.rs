//! A call whose time has come.

use std::sync::Arc;

use ringback_desk::calls::Fact;
use ringback_desk::carrier_event::Attestation;
use ringback_desk::lines::Line;

use super::IncomingFact;
use crate::engine::Engine;

/// The time came that a call was waiting for.
pub(crate) async fn wake(engine: Engine, line: Arc<Line>, call: String) {
    let fact = IncomingFact {
        line,
        call,
        from: String::new(),
        attestation: Attestation::Absent,
        fact: Fact::Woke,
    };
    if let Err(fault) = engine.take_fact(fact).await {
        tracing::warn!(%fault, "a call's timer could not be stored; it is tried again");
    }
}
