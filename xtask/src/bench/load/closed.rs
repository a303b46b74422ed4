//! Closed loop: a number of callers at once, each of whom calls again as soon as the text of
//! the call before is there. The rate is what comes out.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result};

use super::{Seen, call};
use crate::bench::carrier::Carrier;
use crate::bench::http::{Connection, Front};

/// Plays `calls` missed calls with `in_flight` at once.
///
/// # Errors
/// When the server cannot be reached at all; calls that break off are counted.
pub(crate) async fn run(
    carrier: &Arc<Carrier>,
    front: &Front,
    in_flight: usize,
    calls: u32,
) -> Result<Seen> {
    let next = Arc::new(AtomicU32::new(0));
    let mut workers = Vec::new();
    for _ in 0..in_flight {
        let connection = front.open().await?;
        let (carrier, next) = (Arc::clone(carrier), Arc::clone(&next));
        workers.push(tokio::spawn(work(
            carrier,
            connection,
            front.clone(),
            next,
            calls,
        )));
    }
    let mut seen = Seen::default();
    for worker in workers {
        seen.add(worker.await.context("a caller of the load panicked")?);
    }
    Ok(seen)
}

async fn work(
    carrier: Arc<Carrier>,
    mut connection: Connection,
    front: Front,
    next: Arc<AtomicU32>,
    calls: u32,
) -> Seen {
    let mut seen = Seen::default();
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        if index >= calls {
            return seen;
        }
        let call = carrier.script.call(index);
        if let Err(error) = call::play(&carrier, &mut connection, &call, &mut seen).await {
            *seen.failures.entry(format!("{error:#}")).or_default() += 1;
            // What is left of the broken call must not be read as the answer to the next.
            match front.open().await {
                Ok(fresh) => connection = fresh,
                Err(_) => return seen,
            }
        }
    }
}
