//! The carrier accounts of businesses, their tokens sealed with the installation's key.

mod sql;

use ringback_desk::id::BusinessId;

use crate::value::Row;
use crate::{StoreError, Tx, settings};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// The account of a business at its carrier.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredAccount {
    /// Whose.
    pub business: BusinessId,
    /// The account's id at the carrier.
    pub sid: String,
    /// What opens it.
    pub token: String,
}

impl std::fmt::Debug for StoredAccount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredAccount")
            .field("business", &self.business)
            .field("sid", &self.sid)
            .finish_non_exhaustive()
    }
}

/// Stores the account of a business, in place of the one before.
///
/// # Errors
/// When the database cannot be written.
pub fn set(tx: &Tx<'_>, business: BusinessId, sid: &str, token: &str) -> Result<(), StoreError> {
    let sealed = tx.keys().seal(&owner(business), token)?;
    tx.put(sql::SET, (business.0, sid, sealed))?;
    settings::touch(tx)
}

/// The account of a business.
///
/// # Errors
/// When the database cannot be read, or the token does not open.
pub fn get(tx: &Tx<'_>, business: BusinessId) -> Result<Option<StoredAccount>, StoreError> {
    tx.one(sql::GET, [business.0], |row| read(tx, row))
}

/// All accounts whose tokens open. One that does not, from a damaged row, is the trouble of its
/// business only.
///
/// # Errors
/// When the database cannot be read.
pub fn all(tx: &Tx<'_>) -> Result<Vec<StoredAccount>, StoreError> {
    let found = tx.all(sql::ALL_OF_THEM, (), |row| match read(tx, row) {
        Ok(account) => Ok(Some(account)),
        Err(StoreError::Key(fault)) => {
            tracing::error!(fault, "an account is left out");
            Ok(None)
        }
        Err(fault) => Err(fault),
    })?;
    Ok(found.into_iter().flatten().collect())
}

fn read(tx: &Tx<'_>, row: &Row<'_>) -> Result<StoredAccount, StoreError> {
    let business = BusinessId(row.get(0)?);
    let sealed: Vec<u8> = row.get(2)?;
    Ok(StoredAccount {
        business,
        sid: row.get(1)?,
        token: tx.keys().unseal(&owner(business), &sealed)?,
    })
}

/// What a token is sealed for.
fn owner(business: BusinessId) -> String {
    format!("the carrier account of business {}", business.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Scope, Store};

    #[tokio::test]
    async fn a_damaged_token_is_the_trouble_of_its_business_only() {
        let store = Store::open_in_memory().expect("in memory");
        store
            .write(Scope::Installation, |tx| {
                set(tx, BusinessId(1), "AC1", "one")?;
                set(tx, BusinessId(2), "AC2", "two")?;
                tx.put(sql::SET, (1, "AC1", b"damaged".to_vec()))?;
                let read: Vec<_> = all(tx)?.into_iter().map(|account| account.sid).collect();
                assert_eq!(read, ["AC2"]);
                assert!(get(tx, BusinessId(1)).is_err());
                Ok(())
            })
            .await
            .expect("stored");
    }

    #[tokio::test]
    async fn a_token_comes_back_for_its_own_business_and_is_not_in_the_row() {
        let store = Store::open_in_memory().expect("in memory");
        store
            .write(Scope::Installation, |tx| {
                set(tx, BusinessId(1), "AC1", "old")?;
                set(tx, BusinessId(1), "AC1", "hunter2")?;
                let stored = get(tx, BusinessId(1))?.expect("stored");
                assert_eq!(
                    (stored.sid.as_str(), stored.token.as_str()),
                    ("AC1", "hunter2")
                );
                assert_eq!(get(tx, BusinessId(2))?, None);
                let raw = tx.one(sql::GET, [1], |row| row.get::<Vec<u8>>(2))?;
                let raw = raw.expect("a row");
                assert!(!raw.windows(7).any(|bytes| bytes == b"hunter2"));
                Ok(())
            })
            .await
            .expect("stored");
    }
}
