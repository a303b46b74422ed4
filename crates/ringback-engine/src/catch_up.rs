//! Inbound texts whose webhook was lost: the carrier does not repeat it, so its list is read at
//! start and from time to time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use ringback_carriers::twilio::client::{ApiError, ListTexts, RemoteText, TwilioClient};
use ringback_desk::carrier_event::TextReceived;
use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_desk::mutants::Mutant;
use ringback_store::{StoreError, lines};

use crate::clock;
use crate::engine::Engine;
use crate::inbox::Origin;
use crate::restored;

/// How often the list is read.
const EVERY: Duration = Duration::from_secs(300);
/// How often a list that could not be read is tried again.
const AGAIN: Duration = Duration::from_secs(20);
/// How often it is asked whether it is this process's turn.
const OFF_DUTY: Duration = Duration::from_secs(1);
/// How far back the list is read at most.
const BACK: Duration = Duration::from_hours(24);
/// A text may be listed a little after it arrived, and clocks differ.
pub(crate) const OVERLAP: Duration = Duration::from_secs(120);
/// Texts in one reading.
const LISTED_MAX: usize = 5_000;
/// With more lines than this the account's list is read once, not once a line.
const LINES_MAX: usize = 20;

/// Runs until the engine stops.
pub(crate) async fn run(engine: Engine) {
    loop {
        // Another replica reads it.
        while !engine.is_on_duty() && !engine.is_closing() {
            tokio::time::sleep(OFF_DUTY).await;
        }
        // Before anything else, and again until it was read.
        let read = match restored::relist(&engine).await {
            Ok(()) => read_all(&engine).await,
            Err(fault) => Err(fault),
        };
        let wait = match read {
            Ok(()) => EVERY,
            Err(fault) => {
                tracing::warn!(
                    fault,
                    "the carrier's list of inbound texts could not be read"
                );
                AGAIN
            }
        };
        tokio::time::sleep(wait).await;
        if engine.is_closing() {
            return;
        }
    }
}

async fn read_all(engine: &Engine) -> Result<(), String> {
    // One account that cannot be asked must not keep the others' texts waiting.
    let mut fault = Ok(());
    if Mutant::ForgetCatchUp.is_on() {
        return fault;
    }
    for lines in by_account(engine) {
        if let Err(of_account) = read_account(engine, &lines).await {
            fault = Err(of_account);
        }
    }
    fault
}

/// The lines of each account.
fn by_account(engine: &Engine) -> Vec<Vec<Arc<Line>>> {
    let directory = engine.directory();
    let mut by_account: BTreeMap<&str, Vec<Arc<Line>>> = BTreeMap::new();
    for line in directory.lines().all() {
        if let Some(account) = directory.account_of(line.business) {
            let lines = by_account.entry(account.sid()).or_default();
            lines.push(Arc::clone(line));
        }
    }
    by_account.into_values().collect()
}

async fn read_account(engine: &Engine, lines: &[Arc<Line>]) -> Result<(), String> {
    if lines.len() > LINES_MAX {
        return read_list(engine, lines, None).await;
    }
    // What is wrong with one line's list must not keep the others' texts waiting.
    let mut fault = Ok(());
    for line in lines {
        let to = line.number.to_string();
        let read = read_list(engine, std::slice::from_ref(line), Some(to)).await;
        fault = fault.and(read);
    }
    fault
}

/// Reads one list, and takes in what is new, oldest first. The first line's mark stands for all.
async fn read_list(engine: &Engine, of: &[Arc<Line>], to: Option<String>) -> Result<(), String> {
    let Some(first) = of.first() else {
        return Ok(());
    };
    let began = clock::now();
    let since = since(engine, first, began)
        .await
        .map_err(|fault| fault.to_string())?;
    let filter = ListTexts {
        to,
        from: None,
        since,
        inbound_only: true,
        limit: LISTED_MAX,
    };
    let client = engine
        .client_of(first.business)
        .map_err(|fault| fault.to_string())?;
    let (listed, listed_at) = client
        .list_texts_at(&filter)
        .await
        .map_err(|fault| fault.to_string())?;
    if listed.len() >= LISTED_MAX {
        tracing::warn!(
            "more texts came in than one reading takes; the oldest of them may be missing"
        );
    }
    for remote in listed.into_iter().rev() {
        // Of this account only: another one's list says nothing about these lines.
        let Some(line) = of.iter().find(|line| line.number.as_str() == remote.to) else {
            continue;
        };
        let line = Arc::clone(line);
        if remote.created.is_some_and(|created| created < since) {
            continue;
        }
        let created = remote.created;
        let text = received(&client, remote).await?;
        let taken = engine
            .take_text_from(line, text, Origin::List, created)
            .await;
        if taken.map_err(|fault| fault.to_string())? {
            tracing::info!("a text was found in the carrier's list whose webhook never came");
        }
    }
    // Texts are dated by the carrier's clock. Were ours ahead of it, the next reading would begin
    // after texts that are not in this one.
    let mark = listed_at.map_or(began, |at| at.min(began));
    let (business, line) = (first.business, first.id);
    let marked = engine
        .store()
        .write(business, move |tx| {
            lines::set_listed_at(tx, business, line, mark)
        })
        .await;
    marked.map_err(|fault| fault.to_string())
}

async fn since(engine: &Engine, line: &Line, now: Instant) -> Result<Instant, StoreError> {
    let (business, id) = (line.business, line.id);
    let listed = engine
        .store()
        .read(move |tx| lines::listed_at(tx, business, id))
        .await?;
    let from = listed.map_or(engine.inner().installed_at, |at| at.minus(OVERLAP));
    // The list says whole seconds.
    let from = Instant(from.0.div_euclid(1_000) * 1_000);
    Ok(from.max(now.minus(BACK)))
}

pub(crate) async fn received(
    client: &TwilioClient,
    remote: RemoteText,
) -> Result<TextReceived, String> {
    let media = if remote.media_count == 0 {
        Vec::new()
    } else {
        match client.text_media(&remote.text).await {
            Ok(links) => links,
            // Deleted at the carrier, perhaps. The words count, and so do the texts after it.
            Err(ApiError::Refused(error)) => {
                tracing::warn!(%error, "the pictures of a text are not to be had");
                Vec::new()
            }
            Err(fault) => return Err(fault.to_string()),
        }
    };
    Ok(TextReceived {
        text: remote.text,
        from: remote.from,
        to: remote.to,
        body: remote.body,
        media,
        carrier_opt_out: None,
    })
}
