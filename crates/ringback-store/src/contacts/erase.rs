//! Erasing a person: everything of theirs goes, but that they said stop.

use ringback_desk::id::BusinessId;
use ringback_desk::waiting::Waiting;

use super::{load, sql};
use crate::{StoreError, Tx, waiting};

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Erased {
    /// A text to them is on its way: its answer has to come back first.
    UnderWay,
    /// Gone.
    Done {
        /// Texts that were erased.
        texts: usize,
        /// Calls that were erased.
        calls: usize,
        /// They had said stop, and that is kept as a keyed hash.
        is_suppressed: bool,
        /// Names of media files that nothing refers to any more.
        files: Vec<String>,
    },
}

/// Erases all that a business knows of `number` (E.164). Whether they said stop stays, as a hash
/// that only the installation's key can make.
///
/// # Errors
/// When the database cannot be read or written.
pub fn erase(tx: &Tx<'_>, business: BusinessId, number: &str) -> Result<Erased, StoreError> {
    let of = (business.0, number);
    if tx.one(sql::UNDER_WAY, of, |_| Ok(()))?.is_some() {
        return Ok(Erased::UnderWay);
    }
    let opted_out_at = load(tx, business, number)?.opted_out_at;
    let hash = tx.keys().hash(business.0, number);
    match opted_out_at {
        Some(at) => tx.put(sql::SUPPRESS, (business.0, hash, at.0))?,
        None => tx.put(sql::UNSUPPRESS, (business.0, hash))?,
    };
    let mut files = tx.all(sql::ERASE_TEXT_MEDIA, of, |row| row.get(0))?;
    files.extend(tx.all(sql::ERASE_CALL_MEDIA, of, |row| row.get(0))?);
    tx.put(sql::ERASE_NOTICES, of)?;
    let texts = tx.exec(sql::ERASE_TEXTS, of)?;
    // What they wrote was passed on to the owner's phone in so many words.
    tx.put(sql::ERASE_RELAYS, of)?;
    let calls = tx.exec(sql::ERASE_CALLS, of)?;
    waiting::done_with(tx, business, number)?;
    waiting::done(tx, business, &Waiting::Consent(number.to_owned()))?;
    tx.put(sql::ERASE, of)?;
    Ok(Erased::Done {
        texts,
        calls,
        is_suppressed: opted_out_at.is_some(),
        files: unused(tx, files)?,
    })
}

/// Files are named by their content, so two people may have sent the same one.
fn unused(tx: &Tx<'_>, files: Vec<Option<String>>) -> Result<Vec<String>, StoreError> {
    let mut unused = Vec::new();
    for file in files.into_iter().flatten() {
        if tx.one(sql::FILE_IN_USE, [&file], |_| Ok(()))?.is_none() {
            unused.push(file);
        }
    }
    Ok(unused)
}

#[cfg(test)]
mod tests {
    use ringback_desk::clock::Instant;
    use ringback_desk::contacts::Contact;
    use ringback_desk::id::{Id, LineId};
    use ringback_desk::texts::{Delivery, TextKind};

    use super::super::save;
    use super::*;
    use crate::texts::{self, StoredText};
    use crate::{Scope, Store};

    const STOPPED: &str = "+13125550131";
    const FRIEND: &str = "+13125550132";

    #[tokio::test]
    async fn who_said_stop_is_not_texted_after_their_data_is_gone() {
        let store = Store::open_in_memory().expect("in memory");
        let (ours, theirs) = (BusinessId(1), BusinessId(2));
        store
            .write(Scope::Installation, move |tx| {
                let stopped = Contact {
                    opted_out_at: Some(Instant(5)),
                    ..Contact::default()
                };
                save(tx, ours, STOPPED, &stopped)?;
                save(tx, ours, FRIEND, &Contact::default())?;
                for number in [STOPPED, FRIEND] {
                    assert!(matches!(erase(tx, ours, number)?, Erased::Done { .. }));
                }
                assert_eq!(load(tx, ours, STOPPED)?.opted_out_at, Some(Instant(5)));
                assert_eq!(load(tx, ours, FRIEND)?, Contact::default());
                assert_eq!(load(tx, theirs, STOPPED)?, Contact::default());
                Ok(())
            })
            .await
            .expect("stored");
    }

    #[tokio::test]
    async fn a_start_after_the_erasure_counts_and_a_second_erasure_keeps_it() {
        let store = Store::open_in_memory().expect("in memory");
        let ours = BusinessId(1);
        store
            .write(Scope::Installation, move |tx| {
                let stopped = Contact {
                    opted_out_at: Some(Instant(5)),
                    ..Contact::default()
                };
                save(tx, ours, STOPPED, &stopped)?;
                erase(tx, ours, STOPPED)?;
                let mut again = load(tx, ours, STOPPED)?;
                again.opted_out_at = None;
                again.received_at = Some(Instant(9));
                save(tx, ours, STOPPED, &again)?;
                assert_eq!(load(tx, ours, STOPPED)?.opted_out_at, None);
                erase(tx, ours, STOPPED)?;
                assert_eq!(load(tx, ours, STOPPED)?.opted_out_at, None);
                Ok(())
            })
            .await
            .expect("stored");
    }

    /// A text to the owner's phone about somebody.
    fn relay_of(about: &str) -> StoredText {
        StoredText {
            business: BusinessId(1),
            id: Id::from_bytes([7; 16]),
            line: LineId(1),
            kind: TextKind::Relay,
            party: "+13125550199".to_owned(),
            body: "(312) 555-0131: my door is open".to_owned(),
            segments: 1,
            delivery: Delivery::pending(),
            deadline: None,
            wake_at: None,
            call: None,
            about: Some(about.to_owned()),
        }
    }

    #[tokio::test]
    async fn what_they_wrote_goes_from_the_owners_phones_and_questions_as_well() {
        let store = Store::open_in_memory().expect("in memory");
        let ours = BusinessId(1);
        store
            .write(Scope::Installation, move |tx| {
                let (theirs, other) = (relay_of(STOPPED), relay_of(FRIEND));
                let other = StoredText {
                    id: Id::from_bytes([8; 16]),
                    ..other
                };
                for relay in [&theirs, &other] {
                    texts::insert(tx, relay, &[])?;
                }
                let matter = Waiting::Consent(STOPPED.to_owned());
                waiting::put(tx, ours, &matter, (None, None), Instant(1))?;
                erase(tx, ours, STOPPED)?;
                assert_eq!(waiting::get(tx, ours, &matter)?, None);
                assert_eq!(texts::load(tx, ours, &theirs.id)?, None);
                assert!(texts::load(tx, ours, &other.id)?.is_some());
                Ok(())
            })
            .await
            .expect("stored");
    }
}
