//! Erasing a person: everything of theirs goes, but that they said stop, or may have.

use ringback_desk::id::BusinessId;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::waiting::Waiting;

use super::{load, sql};
use crate::{StoreError, Tx, brakes, inbox, waiting};

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
        /// What they wrote may mean stop and nobody had decided; that is kept in the same way.
        is_paused: bool,
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
    let contact = load(tx, business, number)?;
    let is_suppressed = contact.opted_out_at.is_some();
    let is_paused = !is_suppressed && contact.paused_at.is_some();
    let hash = tx.keys().hash(business.0, number);
    match contact.opted_out_at.or(contact.paused_at) {
        Some(at) => tx.put(
            sql::SUPPRESS,
            (business.0, hash, at.0, i64::from(is_paused)),
        )?,
        None => tx.put(sql::UNSUPPRESS, (business.0, hash))?,
    };
    let mut files = tx.all(sql::ERASE_TEXT_MEDIA, of, |row| row.get(0))?;
    files.extend(tx.all(sql::ERASE_CALL_MEDIA, of, |row| row.get(0))?);
    tx.put(sql::ERASE_NOTICES, of)?;
    let texts = tx.exec(sql::ERASE_TEXTS, of)?;
    // Their row stays, without the words: the carrier lists it, and would be believed that it is new.
    tx.put(sql::REDACT_OWNERS_WORDS, of)?;
    // What they wrote was passed on to the owner's phone in so many words.
    tx.put(sql::ERASE_RELAYS, of)?;
    erase_naming(tx, business, number)?;
    let calls = tx.exec(sql::ERASE_CALLS, of)?;
    waiting::done_with(tx, business, number)?;
    waiting::done(tx, business, &Waiting::Consent(number.to_owned()))?;
    let mut guard = brakes::guard(tx, business)?;
    if guard.breaker.forget(number) {
        brakes::save_guard(tx, business, &guard)?;
    }
    tx.put(sql::ERASE, of)?;
    Ok(Erased::Done {
        texts,
        calls,
        is_suppressed,
        is_paused,
        files: crate::media::unused(tx, files)?,
    })
}

/// What the owner was told or asked names people by their numbers, in one of three spellings.
fn erase_naming(tx: &Tx<'_>, business: BusinessId, number: &str) -> Result<(), StoreError> {
    let Ok(known) = PhoneNumber::from_e164(number) else {
        return Ok(());
    };
    let [plain, at_home, abroad] = known.spellings().map(|spelt| format!("%{spelt}%"));
    let naming = (
        business.0,
        plain.as_str(),
        at_home.as_str(),
        abroad.as_str(),
    );
    tx.put(sql::ERASE_NAMING_NOTICES, naming)?;
    tx.put(sql::ERASE_NAMING_TEXTS, naming)?;
    inbox::forget(tx, business, &known)
}
#[cfg(test)]
#[path = "erase_tests.rs"]
mod tests;
