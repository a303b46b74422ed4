//! What the owner was told, each thing once.

mod sql;

use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id};

use crate::columns::{id, read_id, read_id_maybe};
use crate::value::params;
use crate::{StoreError, Tx};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// Something that the owner has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whose.
    pub business: BusinessId,
    /// Which.
    pub id: Id,
    /// Two notices with the same key are one.
    pub key: String,
    /// When.
    pub at: Instant,
    /// What.
    pub sentence: String,
    /// The call that it is about.
    pub call: Option<Id>,
    /// The text that it is about.
    pub text: Option<Id>,
}

/// Stores a notice; says whether it was new.
///
/// # Errors
/// When the database cannot be written.
pub fn insert(tx: &Tx<'_>, notice: &Notice) -> Result<bool, StoreError> {
    let inserted = tx.exec(
        sql::INSERT,
        params![
            notice.business.0,
            id(&notice.id),
            notice.key,
            notice.at.0,
            notice.sentence,
            notice.call.as_ref().map(|call| call.as_bytes()),
            notice.text.as_ref().map(|text| text.as_bytes()),
        ],
    )?;
    Ok(inserted == 1)
}

/// The newest notices, newest first.
///
/// # Errors
/// When the database cannot be read.
pub fn recent(tx: &Tx<'_>, business: BusinessId, limit: u32) -> Result<Vec<Notice>, StoreError> {
    tx.all(sql::RECENT, (business.0, limit), |row| {
        Ok(Notice {
            business: BusinessId(row.get(0)?),
            id: read_id(row, 1)?,
            key: row.get(2)?,
            at: Instant(row.get(3)?),
            sentence: row.get(4)?,
            call: read_id_maybe(row, 5)?,
            text: read_id_maybe(row, 6)?,
        })
    })
}
