//! Reading the carrier's lists of a line's texts, both ways, from the backup on.

use std::sync::Arc;

use ringback_carriers::twilio::client::{ListTexts, RemoteText, TwilioClient};
use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_store::held;

use super::outbound;
use crate::catch_up::{OVERLAP, received};
use crate::clock;
use crate::engine::Engine;
use crate::inbox::Origin;

/// A list as long as this is taken to have no end.
const LISTED_MAX: usize = 1_000_000;

/// Reads what has not been read yet, while the installation is held.
///
/// A list that could not be read to its end counts for nothing; it is read again.
pub(crate) async fn relist(engine: &Engine) -> Result<(), String> {
    let Some(held) = engine.directory().held() else {
        return Ok(());
    };
    let in_words = |fault: ringback_store::StoreError| fault.to_string();
    let read = engine
        .store()
        .read(held::relisted)
        .await
        .map_err(in_words)?;
    let mut done = Ok(());
    for line in engine.lines().all().filter(|line| !read.contains(&line.id)) {
        // One account that cannot be asked must not keep the others waiting.
        if let Err(fault) = of_line(engine, line, held.backup_at.minus(OVERLAP)).await {
            done = Err(fault);
        }
    }
    done
}

async fn of_line(engine: &Engine, line: &Arc<Line>, since: Instant) -> Result<(), String> {
    let client = engine
        .client_of(line.business)
        .map_err(|fault| fault.to_string())?;
    let began = clock::now();
    let number = line.number.to_string();
    // Ours first: they only keep texts from leaving.
    let sent = list(&client, since, None, Some(number.clone())).await?;
    let texts: Vec<_> = sent.into_iter().filter(|text| !text.inbound).collect();
    let sent = outbound::take(engine, line, texts)
        .await
        .map_err(|fault| fault.to_string())?;
    let mut came = 0_u32;
    for remote in list(&client, since, Some(number), None).await? {
        if !remote.inbound || remote.to != line.number.as_str() {
            continue;
        }
        let at = remote.created.unwrap_or(began).min(began);
        let text = received(&client, remote).await?;
        let taken = engine
            .take_text_from(Arc::clone(line), text, Origin::Restored(at), None)
            .await;
        came += u32::from(taken.map_err(|fault| fault.to_string())?);
    }
    let (business, id) = (line.business, line.id);
    let marked = engine.store().write(business, move |tx| {
        held::set_relisted(tx, business, id, began)
    });
    marked.await.map_err(|fault| fault.to_string())?;
    tracing::info!(
        line = id.0,
        came,
        sent,
        "read what a line's texts were since the backup"
    );
    Ok(())
}

/// A list, oldest first.
async fn list(
    client: &TwilioClient,
    since: Instant,
    to: Option<String>,
    from: Option<String>,
) -> Result<Vec<RemoteText>, String> {
    let filter = ListTexts {
        inbound_only: to.is_some(),
        to,
        from,
        since,
        limit: LISTED_MAX,
    };
    let mut listed = client
        .list_texts(&filter)
        .await
        .map_err(|fault| fault.to_string())?;
    if listed.len() >= LISTED_MAX {
        return Err("the carrier's list of texts since the backup has no end".to_owned());
    }
    listed.reverse();
    Ok(listed)
}
