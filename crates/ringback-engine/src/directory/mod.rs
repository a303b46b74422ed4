//! Who is here: the businesses with their lines, settings and carrier accounts.
//!
//! It is read from the configuration and from the database, the configuration going first, and
//! kept in memory as one value that never changes; when something was set, a new one takes its
//! place. What holds an old one goes on with it until it is done.

mod account;
mod configured;
mod read;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::lines::{Forwarding, Line};
use ringback_desk::mutants::Mutant;
use ringback_desk::settings::Fault;
use ringback_store::businesses::Business;
use ringback_store::held::Held;

pub use account::Account;
pub use configured::{Configured, ConfiguredAccount, ConfiguredLine};
pub(crate) use read::Stored;

use crate::engine::Refusal;
use crate::line_book::LineBook;

/// The businesses, their lines and accounts, as of one revision of the settings.
#[derive(Debug, Default)]
pub struct Directory {
    lines: Arc<LineBook>,
    businesses: BTreeMap<BusinessId, Business>,
    accounts: BTreeMap<BusinessId, Arc<Account>>,
    by_sid: HashMap<String, Vec<Arc<Account>>>,
    /// What keeps a line from working, by business.
    faults: BTreeMap<BusinessId, Vec<(LineId, Fault)>>,
    /// Lines that were seen to work: a missed call was texted, and the text arrived.
    tested: BTreeSet<LineId>,
    /// What is known of forwarding, of lines of which anything is.
    forwarding: BTreeMap<LineId, Forwarding>,
    held: Option<Held>,
    revision: i64,
}

impl Directory {
    /// The lines that work: complete, and with an account.
    #[must_use]
    pub fn lines(&self) -> &Arc<LineBook> {
        &self.lines
    }

    /// Every business, in the order in which they were added.
    pub fn businesses(&self) -> impl Iterator<Item = &Business> {
        self.businesses.values()
    }

    /// One business.
    #[must_use]
    pub fn business(&self, business: BusinessId) -> Option<&Business> {
        self.businesses.get(&business)
    }

    /// The business that is meant where none is named.
    #[must_use]
    pub fn first(&self) -> Option<BusinessId> {
        self.businesses.keys().next().copied()
    }

    /// The carrier account that a business uses: its own, or the configuration's.
    #[must_use]
    pub fn account_of(&self, business: BusinessId) -> Option<&Arc<Account>> {
        self.accounts.get(&business)
    }

    /// The accounts with this id at the carrier; several only where two businesses share one.
    #[must_use]
    pub fn accounts_with(&self, sid: &str) -> &[Arc<Account>] {
        self.by_sid.get(sid).map_or(&[], Vec::as_slice)
    }

    /// Every account, one for each id.
    pub fn accounts(&self) -> impl Iterator<Item = &Arc<Account>> {
        self.by_sid.values().filter_map(|same| same.first())
    }

    /// What keeps lines of a business from working.
    #[must_use]
    pub fn faults_of(&self, business: BusinessId) -> &[(LineId, Fault)] {
        self.faults.get(&business).map_or(&[], Vec::as_slice)
    }

    /// Whether a missed call to the line, a test or a real one, was texted and its text delivered.
    #[must_use]
    pub fn is_tested(&self, line: LineId) -> bool {
        self.tested.contains(&line)
    }

    /// What is known of the calls that are forwarded to a line.
    #[must_use]
    pub fn forwarding_of(&self, line: LineId) -> Forwarding {
        self.forwarding.get(&line).cloned().unwrap_or_default()
    }

    /// Whether the line's business uses one of these accounts, whose token signed: nobody may speak
    /// for somebody else's line, whatever they can sign. The id alone does not count, for it is no
    /// secret, and who once had an account's token may still have the old one.
    ///
    /// # Errors
    /// [`Refusal::NumberNotOurs`].
    pub fn check_line(&self, line: &Line, signers: &[&Arc<Account>]) -> Result<(), Refusal> {
        if Mutant::TrustNeighbour.is_on() {
            return Ok(());
        }
        match self.account_of(line.business) {
            Some(own) if signers.iter().any(|signer| Arc::ptr_eq(signer, own)) => Ok(()),
            _ => Err(Refusal::NumberNotOurs),
        }
    }

    /// Whether the installation was restored from a backup and waits to be released.
    #[must_use]
    pub fn held(&self) -> Option<Held> {
        self.held
    }

    /// The revision of the settings that this was read from.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision
    }
}
