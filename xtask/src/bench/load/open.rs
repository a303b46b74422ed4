//! Open loop: calls come when they come, whether the ones before are answered or not. How long
//! a text takes is what comes out.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::time::Instant;

use super::{Seen, call};
use crate::bench::carrier::Carrier;
use crate::bench::http::{Front, Pool};

/// Plays `rate` missed calls a second for so many seconds.
///
/// # Errors
/// When a task of the load panicked; calls that break off are counted.
pub(crate) async fn run(
    carrier: &Arc<Carrier>,
    front: Front,
    rate: u32,
    seconds: u32,
) -> Result<Seen> {
    let pool = Arc::new(Pool::new(front));
    let began = Instant::now();
    let mut calls = Vec::new();
    for index in 0..rate * seconds {
        let due = began + Duration::from_secs_f64(f64::from(index) / f64::from(rate));
        tokio::time::sleep_until(due).await;
        calls.push(tokio::spawn(play(
            Arc::clone(carrier),
            Arc::clone(&pool),
            index,
        )));
    }
    let mut seen = Seen::default();
    for call in calls {
        seen.add(call.await.context("a caller of the load panicked")?);
    }
    Ok(seen)
}

async fn play(carrier: Arc<Carrier>, pool: Arc<Pool>, index: u32) -> Seen {
    let mut seen = Seen::default();
    let call = carrier.script.call(index);
    let outcome = async {
        let mut connection = pool.take().await?;
        call::play(&carrier, &mut connection, &call, &mut seen).await?;
        pool.put_back(connection);
        anyhow::Ok(())
    };
    if let Err(error) = outcome.await {
        seen.failures.insert(format!("{error:#}"), 1);
    }
    seen
}
