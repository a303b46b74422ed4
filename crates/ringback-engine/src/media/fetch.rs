//! Fetching one file, and keeping it under the hash of its content.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ringback_carriers::twilio::client::MediaStream;
use ringback_store::media::{self, Media};
use sha2::{Digest, Sha256};

use crate::clock;
use crate::engine::Engine;
use crate::process;

/// How often a file is tried for.
const ATTEMPTS_MAX: u32 = 8;

/// Fetches what is due, and notes how it went.
pub(crate) async fn fetch(engine: Engine, mut item: Media) {
    let Some(_busy) = engine.busy_with(item.id) else {
        return;
    };
    item.attempts += 1;
    let fetched = fetch_file(&engine, &item).await;
    let size = match fetched {
        Ok(Fetched {
            file,
            size,
            content_type,
        }) => {
            item.file = Some(file);
            item.error = None;
            item.wake_at = None;
            item.content_type = content_type.unwrap_or(item.content_type);
            Some(size)
        }
        Err(fault) => {
            tracing::warn!(media = %item.id, fault, "a file could not be fetched");
            item.error = Some(fault);
            item.wake_at = (item.attempts < ATTEMPTS_MAX)
                .then(|| clock::now().plus(again_after(item.attempts)));
            None
        }
    };
    if let Err(fault) = engine
        .store()
        .write(item.business, move |tx| media::save(tx, &item, size))
        .await
    {
        tracing::warn!(%fault, "a fetched file could not be noted; it is fetched again");
    }
}

/// 2 s, 8 s, 32 s, … up to an hour.
fn again_after(attempts: u32) -> Duration {
    Duration::from_secs((2_u64 << (2 * attempts.saturating_sub(1)).min(12)).min(3_600))
}

struct Fetched {
    file: String,
    size: u64,
    content_type: Option<String>,
}

async fn fetch_file(engine: &Engine, item: &Media) -> Result<Fetched, String> {
    let client = engine
        .client_of(item.business)
        .map_err(|fault| fault.to_string())?;
    let stream = if item.call.is_some() {
        client.fetch_recording(&item.url).await
    } else {
        client.fetch_media(&item.url).await
    };
    let stream = stream.map_err(|fault| fault.to_string())?;
    let content_type = stream.content_type.clone();
    let directory = engine.media_directory().to_owned();
    let (file, size) = keep(&directory, stream).await?;
    Ok(Fetched {
        file,
        size,
        content_type,
    })
}

async fn keep(directory: &Path, mut stream: MediaStream) -> Result<(String, u64), String> {
    std::fs::create_dir_all(directory).map_err(|fault| fault.to_string())?;
    let part = Part(directory.join(format!(".part-{}", clock::new_id())));
    let mut file = File::create(&part.0).map_err(|fault| fault.to_string())?;
    let mut hash = Sha256::new();
    let mut size = 0;
    while let Some(chunk) = stream
        .next_chunk()
        .await
        .map_err(|fault| fault.to_string())?
    {
        hash.update(&chunk);
        size += chunk.len() as u64;
        file.write_all(&chunk).map_err(|fault| fault.to_string())?;
    }
    let name = hex::encode(hash.finalize());
    let whole = directory.join(&name);
    // Waiting for the disk here would hold up whatever else runs on this thread.
    let settled = process::apart(move || settle(&file, &part, &whole)).await;
    settled
        .map_err(|fault| fault.to_string())?
        .map_err(|fault| fault.to_string())?;
    Ok((name, size))
}

/// The file is on the disk under its own name when this returns, and only then may a row say so.
fn settle(file: &File, part: &Part, whole: &Path) -> std::io::Result<()> {
    file.sync_all()?;
    std::fs::rename(&part.0, whole)?;
    match whole.parent() {
        Some(directory) => File::open(directory)?.sync_all(),
        None => Ok(()),
    }
}

/// A file that is still being written; it goes when it was not renamed.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
