//! What waits for a person, one row for each matter.

mod sql;

use ringback_desk::calls::HoldReason;
use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id};
use ringback_desk::waiting::Waiting;

use crate::columns::{read_id_maybe, unreadable};
use crate::value::{Row, params};
use crate::{StoreError, Tx};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// A matter that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// Which.
    pub waiting: Waiting,
    /// Since when.
    pub since: Instant,
    /// When it came up last.
    pub latest: Instant,
    /// How often it came up.
    pub times: u32,
    /// The last call about it.
    pub call: Option<Id>,
    /// The last text about it.
    pub text: Option<Id>,
}

/// A matter that waits, with what is said of it on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingStory {
    /// The matter.
    pub row: WaitingRow,
    /// Why the call was not texted.
    pub held: Option<HoldReason>,
    /// What the text says.
    pub body: Option<String>,
}

/// Puts a matter before a person. One that waits already goes on waiting since then.
///
/// # Errors
/// When the database cannot be written.
pub fn put(
    tx: &Tx<'_>,
    business: BusinessId,
    waiting: &Waiting,
    (call, text): (Option<Id>, Option<Id>),
    now: Instant,
) -> Result<(), StoreError> {
    tx.put(
        sql::PUT,
        params![
            business.0,
            waiting.to_string(),
            now.0,
            call.as_ref().map(Id::as_bytes),
            text.as_ref().map(Id::as_bytes),
        ],
    )
}

/// It is dealt with; says whether it waited.
///
/// # Errors
/// When the database cannot be written.
pub fn done(tx: &Tx<'_>, business: BusinessId, waiting: &Waiting) -> Result<bool, StoreError> {
    Ok(tx.exec(sql::DONE, (business.0, waiting.to_string()))? == 1)
}

/// Somebody spoke or wrote to this number: whatever waited for that is dealt with.
///
/// # Errors
/// When the database cannot be written.
pub fn done_with(tx: &Tx<'_>, business: BusinessId, number: &str) -> Result<(), StoreError> {
    let [answer, call] = [Waiting::Answer, Waiting::CallBack].map(|of| of(number.to_owned()));
    tx.put(
        sql::DONE_WITH,
        (business.0, answer.to_string(), call.to_string()),
    )
}

/// How many matters wait; counts no further than `most`.
///
/// # Errors
/// When the database cannot be read.
pub fn count(tx: &Tx<'_>, business: BusinessId, most: u32) -> Result<u32, StoreError> {
    let counted = tx.all(sql::COUNT, (business.0, most), |_| Ok(()))?.len();
    Ok(u32::try_from(counted).unwrap_or(most))
}

/// One matter, if it waits.
///
/// # Errors
/// When the database cannot be read.
pub fn get(
    tx: &Tx<'_>,
    business: BusinessId,
    waiting: &Waiting,
) -> Result<Option<WaitingRow>, StoreError> {
    tx.one(sql::GET, (business.0, waiting.to_string()), read)
}

/// What waits, the longest first.
///
/// # Errors
/// When the database cannot be read.
pub fn list(
    tx: &Tx<'_>,
    business: BusinessId,
    limit: u32,
) -> Result<Vec<WaitingStory>, StoreError> {
    tx.all(sql::LIST, (business.0, limit), |row| {
        let held: Option<String> = row.get(6)?;
        Ok(WaitingStory {
            row: read(row)?,
            held: held
                .map(|held| serde_json::from_str(&held))
                .transpose()
                .map_err(|fault| unreadable("hold reason", fault))?,
            body: row.get(7)?,
        })
    })
}

fn read(row: &Row<'_>) -> Result<WaitingRow, StoreError> {
    let key: String = row.get(0)?;
    Ok(WaitingRow {
        waiting: key
            .parse()
            .map_err(|_| unreadable("matter that waits", &key))?,
        since: Instant(row.get(1)?),
        latest: Instant(row.get(2)?),
        times: row.get(3)?,
        call: read_id_maybe(row, 4)?,
        text: read_id_maybe(row, 5)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Scope, Store};

    #[tokio::test]
    async fn one_matter_waits_once_since_its_beginning_and_only_for_its_business() {
        let store = Store::open_in_memory().expect("in memory");
        let dana = Waiting::Answer("+13125550131".to_owned());
        let call_back = Waiting::CallBack("+13125550131".to_owned());
        let (ours, theirs) = (BusinessId(1), BusinessId(2));
        let (waits, left, counts) = store
            .write(Scope::Installation, move |tx| {
                put(tx, ours, &dana, (None, None), Instant(5))?;
                put(tx, ours, &call_back, (None, None), Instant(6))?;
                put(tx, ours, &dana, (None, None), Instant(9))?;
                let waits = list(tx, ours, 10)?;
                let counts = [
                    count(tx, ours, 10)?,
                    count(tx, ours, 1)?,
                    count(tx, theirs, 10)?,
                ];
                assert!(!done(tx, theirs, &dana)?, "it waits for somebody else");
                assert!(done(tx, ours, &dana)? && !done(tx, ours, &dana)?);
                done_with(tx, ours, "+13125550131")?;
                Ok((waits, list(tx, ours, 10)?, counts))
            })
            .await
            .expect("stored");
        let told: Vec<_> = waits
            .iter()
            .map(|story| (story.row.since.0, story.row.latest.0, story.row.times))
            .collect();
        assert_eq!(told, [(5, 9, 2), (6, 6, 1)]);
        assert_eq!(counts, [2, 1, 0]);
        assert!(left.is_empty());
    }
}
