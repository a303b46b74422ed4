//! Duties: what one replica does for all of them, until it no longer says that it does.

mod sql;

use ringback_desk::clock::Instant;

use crate::{StoreError, Tx};

#[cfg(test)]
pub(crate) use sql::ALL as STATEMENTS;

/// Takes a duty, or goes on with it, until then; `false` when somebody else has it.
///
/// # Errors
/// When the database cannot be written.
pub fn take(
    tx: &Tx<'_>,
    name: &str,
    holder: &str,
    now: Instant,
    until: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.exec(sql::TAKE, (name, holder, now.0, until.0))? == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Scope, Store};

    #[tokio::test]
    async fn one_has_it_until_its_time_is_over() {
        let store = Store::open_in_memory().expect("in memory");
        let taken = store.write(Scope::Installation, |tx| {
            let take =
                |holder, now, until| take(tx, "timers", holder, Instant(now), Instant(until));
            Ok([
                take("a", 1, 4)?,
                take("b", 2, 5)?,
                take("a", 3, 6)?,
                take("b", 5, 8)?,
                take("b", 6, 9)?,
                take("a", 8, 11)?,
            ])
        });
        let expected = [true, false, true, false, true, false];
        assert_eq!(taken.await.expect("stored"), expected);
    }
}
