//! Pictures and voicemails: where they are at the carrier, and as which file they are kept.

mod sql;

use std::collections::HashMap;

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id};

use crate::columns::{id, read_id, read_id_maybe, read_time, time};
use crate::value::{Row, params};
use crate::{StoreError, Tx};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// One picture or recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Media {
    /// Whose.
    pub business: BusinessId,
    /// Which.
    pub id: Id,
    /// The text that it came with.
    pub text: Option<Id>,
    /// The call that it was left on.
    pub call: Option<Id>,
    /// The carrier's id; the same one is stored once.
    pub carrier_id: String,
    /// Where it is at the carrier.
    pub url: String,
    /// MIME type, as the carrier says.
    pub content_type: String,
    /// Length of a recording.
    pub seconds: Option<u32>,
    /// The file's name, once it is fetched.
    pub file: Option<String>,
    /// How often fetching was tried.
    pub attempts: u32,
    /// Why it is not there.
    pub error: Option<String>,
    /// When to try again.
    pub wake_at: Option<Instant>,
}

/// Stores a link that is new; says whether it was.
///
/// # Errors
/// When the database cannot be written.
pub fn insert(tx: &Tx<'_>, media: &Media) -> Result<bool, StoreError> {
    let inserted = tx.exec(
        sql::INSERT,
        params![
            media.business.0,
            id(&media.id),
            media.text.as_ref().map(|text| text.as_bytes()),
            media.call.as_ref().map(|call| call.as_bytes()),
            media.carrier_id,
            media.url,
            media.content_type,
            media.seconds,
            time(media.wake_at),
        ],
    )?;
    Ok(inserted == 1)
}

/// What is to be fetched.
///
/// # Errors
/// When the database cannot be read.
pub fn due(tx: &Tx<'_>, now: Instant, limit: u32) -> Result<Vec<Media>, StoreError> {
    tx.all(sql::DUE, (now.0, limit), read)
}

/// Notes how fetching went.
///
/// # Errors
/// When the database cannot be written.
pub fn save(tx: &Tx<'_>, media: &Media, size_bytes: Option<u64>) -> Result<(), StoreError> {
    tx.put(
        sql::SAVE,
        params![
            media.business.0,
            id(&media.id),
            media.content_type,
            media.file,
            size_bytes.and_then(|size| i64::try_from(size).ok()),
            media.attempts,
            media.error,
            time(media.wake_at),
        ],
    )
}

/// One of them.
///
/// # Errors
/// When the database cannot be read.
pub fn get(tx: &Tx<'_>, business: BusinessId, media: &Id) -> Result<Option<Media>, StoreError> {
    tx.one(sql::GET, (business.0, id(media)), read)
}

/// What came with these texts, in order, read in one query over the span of their ids.
///
/// # Errors
/// When the database cannot be read.
pub fn of_texts(
    tx: &Tx<'_>,
    business: BusinessId,
    texts: &[Id],
) -> Result<HashMap<Id, Vec<Media>>, StoreError> {
    let (Some(first), Some(last)) = (texts.iter().min(), texts.iter().max()) else {
        return Ok(HashMap::new());
    };
    let mut by_text: HashMap<Id, Vec<Media>> = HashMap::new();
    for item in tx.all(sql::OF_TEXTS, (business.0, id(first), id(last)), read)? {
        if let Some(text) = item.text.filter(|text| texts.contains(text)) {
            by_text.entry(text).or_default().push(item);
        }
    }
    Ok(by_text)
}

/// What was left on a call, in order.
///
/// # Errors
/// When the database cannot be read.
pub fn of_call(tx: &Tx<'_>, business: BusinessId, call: &Id) -> Result<Vec<Media>, StoreError> {
    tx.all(sql::OF_CALL, (business.0, id(call)), read)
}

/// Those of these files that nothing refers to any more.
///
/// Files are named by their content, so two people may have sent the same one.
pub(crate) fn unused(tx: &Tx<'_>, files: Vec<Option<String>>) -> Result<Vec<String>, StoreError> {
    let mut unused = Vec::new();
    for file in files.into_iter().flatten() {
        if tx.one(sql::FILE_IN_USE, [&file], |_| Ok(()))?.is_none() {
            unused.push(file);
        }
    }
    Ok(unused)
}

fn read(row: &Row<'_>) -> Result<Media, StoreError> {
    Ok(Media {
        business: BusinessId(row.get(0)?),
        id: read_id(row, 1)?,
        text: read_id_maybe(row, 2)?,
        call: read_id_maybe(row, 3)?,
        carrier_id: row.get(4)?,
        url: row.get(5)?,
        content_type: row.get(6)?,
        seconds: row.get(7)?,
        file: row.get(8)?,
        attempts: row.get(9)?,
        error: row.get(10)?,
        wake_at: read_time(row, 11)?,
    })
}
