//! One missed call, from its first webhook to its text.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::Seen;
use crate::bench::carrier::Carrier;
use crate::bench::carrier::script::{self, MissedCall};
use crate::bench::http::{Connection, Message};

/// Longer than any text may take here; behind it, it counts as lost.
const TEXT_SECONDS_MAX: u64 = 30;

/// Plays the call over this connection and waits for its text.
///
/// # Errors
/// What broke: the connection, an answer that is no success or has no `Dial`, no text in time.
pub(crate) async fn play(
    carrier: &Carrier,
    connection: &mut Connection,
    call: &MissedCall,
    seen: &mut Seen,
) -> Result<()> {
    let answer = post(connection, &carrier.script.call_arrives(call), seen).await?;
    let action = script::dial_action(answer.text());
    let Some(action) = action else {
        bail!("no Dial with an action in the answer: {}", answer.text());
    };
    let request = carrier.script.dial_ended(call, &action);
    let text = carrier.ledger.first_text(call.index);
    let began = Instant::now();
    post(connection, &request, seen).await?;
    let arrived = tokio::time::timeout(Duration::from_secs(TEXT_SECONDS_MAX), text)
        .await
        .context("no text in time")?
        .context("the ledger is gone")?;
    seen.to_text.add(arrived.saturating_duration_since(began));
    seen.last_text = seen.last_text.max(Some(arrived));
    Ok(())
}

async fn post(connection: &mut Connection, request: &[u8], seen: &mut Seen) -> Result<Message> {
    let began = Instant::now();
    let answer = connection.exchange(request).await.context("webhook")?;
    seen.webhooks.add(began.elapsed());
    ensure!(answer.is_success(), "webhook: {}", answer.first_line());
    Ok(answer)
}
