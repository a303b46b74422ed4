//! The list of conversations: who, since when somebody waits, and the last words.

use ringback_desk::carrier_event::TextStatus;
use ringback_desk::clock::Instant;
use ringback_desk::id::BusinessId;
use ringback_desk::texts::{Phase, TextKind};

use super::sql;
use crate::columns::{read_time, unreadable};
use crate::texts::{phase_from, status_from};
use crate::value::Row;
use crate::{StoreError, Tx};

/// One conversation in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// The other side, in E.164 (a short code as it was spelt).
    pub number: String,
    /// When the last text went, either way.
    pub text_at: Instant,
    /// Whether they said stop.
    pub is_opted_out: bool,
    /// Since when they wait for an answer.
    pub waiting_since: Option<Instant>,
    /// The last text.
    pub last: Option<LastText>,
}

/// The last text of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastText {
    /// What for.
    pub kind: TextKind,
    /// What it says.
    pub body: String,
    /// How far it got.
    pub phase: Phase,
    /// The carrier's last word of it.
    pub status: Option<TextStatus>,
}

/// Where a page of the list ends, and the next one begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadCursor {
    /// [`Thread::text_at`] of the last one.
    pub text_at: Instant,
    /// [`Thread::number`] of the last one.
    pub number: String,
}

/// Conversations after `cursor`, the one with the newest text first.
///
/// # Errors
/// When the database cannot be read.
pub fn threads(
    tx: &Tx<'_>,
    business: BusinessId,
    cursor: Option<&ThreadCursor>,
    limit: u32,
) -> Result<Vec<Thread>, StoreError> {
    let (text_at, number) = cursor.map_or((i64::MAX, ""), |cursor| {
        (cursor.text_at.0, cursor.number.as_str())
    });
    tx.all(sql::THREADS, (business.0, text_at, number, limit), read)
}

/// Conversations that wait for an answer, the longest first.
///
/// # Errors
/// When the database cannot be read.
pub fn waiting_threads(
    tx: &Tx<'_>,
    business: BusinessId,
    limit: u32,
) -> Result<Vec<Thread>, StoreError> {
    tx.all(sql::WAITING_THREADS, (business.0, limit), read)
}

fn read(row: &Row<'_>) -> Result<Thread, StoreError> {
    let kind: Option<String> = row.get(4)?;
    Ok(Thread {
        number: row.get(0)?,
        text_at: read_time(row, 1)?.unwrap_or(Instant(0)),
        is_opted_out: row.get(2)?,
        waiting_since: read_time(row, 3)?,
        last: kind.map(|kind| read_last(row, &kind)).transpose()?,
    })
}

fn read_last(row: &Row<'_>, kind: &str) -> Result<LastText, StoreError> {
    let phase: String = row.get(6)?;
    let status: Option<String> = row.get(7)?;
    Ok(LastText {
        kind: TextKind::from_code(kind).ok_or_else(|| unreadable("text kind", kind))?,
        body: row.get(5)?,
        phase: phase_from(&phase)?,
        status: status.map(status_from).transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use ringback_desk::contacts::Contact;

    use super::*;
    use crate::{Scope, Store, contacts};

    /// Nine people wrote, two of them at the same instant.
    async fn nine() -> Store {
        let store = Store::open_in_memory().expect("in memory");
        store
            .write(Scope::Installation, |tx| {
                for person in 0..9_i64 {
                    let contact = Contact {
                        person_wrote_at: Some(Instant(person)),
                        text_at: Some(Instant(person / 2)),
                        ..Contact::default()
                    };
                    let number = format!("+1312555013{person}");
                    contacts::save(tx, BusinessId(1), &number, &contact)?;
                }
                Ok(())
            })
            .await
            .expect("stored");
        store
    }

    #[tokio::test]
    async fn pages_follow_each_other_without_a_gap_and_without_repeating() {
        let seen = nine()
            .await
            .read(|tx| {
                let (mut seen, mut cursor) = (Vec::new(), None);
                loop {
                    let page = threads(tx, BusinessId(1), cursor.as_ref(), 2)?;
                    let Some(last) = page.last() else {
                        return Ok(seen);
                    };
                    cursor = Some(ThreadCursor {
                        text_at: last.text_at,
                        number: last.number.clone(),
                    });
                    seen.extend(page.into_iter().map(|thread| thread.number));
                }
            })
            .await
            .expect("read");
        let expected: Vec<_> = (0..9)
            .rev()
            .map(|person| format!("+1312555013{person}"))
            .collect();
        assert_eq!(seen, expected);
    }

    #[tokio::test]
    async fn another_business_has_other_conversations() {
        let store = nine().await;
        let read = store.read(|tx| threads(tx, BusinessId(2), None, 9)).await;
        assert_eq!(read.expect("read"), []);
    }
}
