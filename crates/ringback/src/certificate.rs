//! Telling the owner of a certificate that ends or is not renewed.

use std::time::Duration;

use ringback_engine::Engine;
use ringback_engine::clock::now;
use ringback_https::Https;

/// How often it is looked at; it is told of once a day at most.
const LOOK_EVERY: Duration = Duration::from_hours(1);

/// Looks after it from now on.
pub(crate) fn watch(engine: Engine, https: Https) {
    tokio::spawn(async move {
        loop {
            if let Some(words) = https.status().trouble(now()) {
                let sentence = format!("Ringback's HTTPS needs you. {words}");
                if let Err(fault) = engine.tell_operator("certificate", sentence).await {
                    tracing::warn!(%fault, "the owner could not be told of the certificate");
                }
            }
            tokio::time::sleep(LOOK_EVERY).await;
        }
    });
}
