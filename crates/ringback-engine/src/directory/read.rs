//! Reading the directory: one snapshot of the database under the configuration.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use ringback_carriers::twilio::client::ApiError;
use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::lines::{Forwarding, Line};
use ringback_desk::settings::{self as keys, Fault, Given, LineSettings, Values};
use ringback_store::businesses::Business;
use ringback_store::held::Held;
use ringback_store::lines::StoredLine;
use ringback_store::{
    Scope, Store, StoreError, Tx, accounts, businesses, held, lines, registration, settings,
};
use secrecy::SecretString;

use super::configured::{Configured, ConfiguredAccount};
use super::{Account, Directory};
use crate::line_book::LineBook;

/// What the database says.
pub(crate) struct Stored {
    businesses: Vec<Business>,
    lines: Vec<StoredLine>,
    values: HashMap<(BusinessId, Option<LineId>), Values>,
    accounts: BTreeMap<BusinessId, ConfiguredAccount>,
    /// Lines whose texts carriers would block.
    unregistered: BTreeSet<(BusinessId, LineId)>,
    held: Option<Held>,
    revision: i64,
}

impl Stored {
    /// Reads it, in six statements however many businesses there are.
    pub(crate) fn read(tx: &Tx<'_>) -> Result<Self, StoreError> {
        let mut values: HashMap<_, Values> = HashMap::new();
        for setting in settings::all(tx)? {
            let Some(key) = keys::find(&setting.key) else {
                // Of a release that knew it; it may be started again.
                continue;
            };
            let of = values.entry((setting.business, setting.line)).or_default();
            of.insert(key.name, Given::text(key.name, setting.value));
        }
        let accounts = accounts::all(tx)?.into_iter().map(|account| {
            let given = ConfiguredAccount {
                sid: account.sid,
                token: SecretString::from(account.token),
                next_token: None,
            };
            (account.business, given)
        });
        let unregistered = registration::all(tx)?
            .into_iter()
            .filter(|(_, _, said)| !said.state.lets_texts_leave())
            .map(|(business, line, _)| (business, line));
        Ok(Self {
            businesses: businesses::all(tx)?,
            lines: lines::all(tx)?,
            values,
            accounts: accounts.collect(),
            unregistered: unregistered.collect(),
            held: held::get(tx)?,
            revision: settings::revision(tx)?,
        })
    }
}

impl Directory {
    /// The directory of a database that no engine works on; for `ringback check`. Lines of the
    /// configuration that the database has not met are taken in.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn open(store: &Store, configured: &Configured) -> Result<Self, StoreError> {
        let named = configured.names();
        let stored = store.write(Scope::Installation, move |tx| {
            for (company, number) in &named {
                lines::ensure(tx, company, number)?;
            }
            Stored::read(tx)
        });
        Ok(Self::new(configured, stored.await?, &Self::default()))
    }

    /// The directory of what is stored under what is configured. Accounts that did not change are
    /// taken over from `before`, with their connections.
    pub(crate) fn new(configured: &Configured, stored: Stored, before: &Self) -> Self {
        let mut directory = Self {
            revision: stored.revision,
            held: stored.held,
            businesses: stored
                .businesses
                .iter()
                .map(|business| (business.id, business.clone()))
                .collect(),
            ..Self::default()
        };
        directory.open_accounts(configured, &stored, before);
        let mut working = Vec::new();
        for line in &stored.lines {
            if let Some(line) = directory.line(configured, &stored, line) {
                working.push(line);
            }
        }
        directory.lines = Arc::new(LineBook::new(working));
        directory
    }

    fn open_accounts(&mut self, configured: &Configured, stored: &Stored, before: &Self) {
        let businesses: Vec<_> = self.businesses.keys().copied().collect();
        for business in businesses {
            let own = stored.accounts.get(&business);
            let Some(given) = own.or(configured.account.as_ref()) else {
                continue;
            };
            match self.account(given, configured, before) {
                Ok(account) => {
                    self.accounts.insert(business, account);
                }
                Err(fault) => {
                    tracing::error!(business = business.0, %fault, "an account cannot be used");
                }
            }
        }
    }

    /// The account as it is open already, here or in `before`; otherwise it is opened.
    fn account(
        &mut self,
        given: &ConfiguredAccount,
        configured: &Configured,
        before: &Self,
    ) -> Result<Arc<Account>, ApiError> {
        let known = |directory: &Self| {
            let same = directory.accounts_with(&given.sid).iter();
            same.clone().find(|account| account.is(given)).cloned()
        };
        if let Some(account) = known(self) {
            return Ok(account);
        }
        let account = match known(before) {
            Some(account) => account,
            None => Arc::new(Account::open(given, configured)?),
        };
        let same = self.by_sid.entry(given.sid.clone()).or_default();
        same.push(Arc::clone(&account));
        Ok(account)
    }

    /// The line, when it is complete and can work.
    fn line(&mut self, configured: &Configured, stored: &Stored, row: &StoredLine) -> Option<Line> {
        let from_file = configured.lines.get(&row.number);
        if from_file.is_none() && !row.is_set_up {
            return None;
        }
        let business = self.businesses.get(&row.business)?;
        let suspended = business.suspended_at.is_some();
        let from_file: Vec<&Values> = from_file
            .map(|line| line.layers.iter().map(AsRef::as_ref).collect())
            .unwrap_or_default();
        let mut own = stored
            .values
            .get(&(row.business, Some(row.id)))
            .cloned()
            .unwrap_or_default();
        own.insert(
            "line_number",
            Given::text("line_number", row.number.as_str()),
        );
        let mut shared = stored
            .values
            .get(&(row.business, None))
            .cloned()
            .unwrap_or_default();
        let company = Given::text("company", &business.company);
        shared.entry("company").or_insert(company);
        match read_line(&from_file, &mut own, &mut shared) {
            Ok(settings) if self.accounts.contains_key(&row.business) => {
                let mut line = settings.with_ids(row.business, row.id);
                line.test = row.test;
                line.is_held = stored.held.is_some();
                if row.forwarding != Forwarding::default() {
                    self.forwarding.insert(row.id, row.forwarding.clone());
                }
                if row.tested_at.is_some() {
                    self.tested.insert(row.id);
                }
                if stored.unregistered.contains(&(row.business, row.id)) {
                    line = line.unregistered();
                }
                Some(if suspended { line.suspended() } else { line })
            }
            Ok(_) => None,
            Err(faults) => {
                let of_business = self.faults.entry(row.business).or_default();
                of_business.extend(faults.into_iter().map(|fault| (row.id, fault)));
                None
            }
        }
    }
}

/// A stored value that this release does not understand must not silence a line that works without
/// it: it is left out and said.
fn read_line(
    from_file: &[&Values],
    own: &mut Values,
    shared: &mut Values,
) -> Result<LineSettings, Vec<Fault>> {
    let mut faults = Vec::new();
    match LineSettings::read(layers(from_file, own, shared), &mut faults) {
        Some(line) if faults.is_empty() => return Ok(line),
        _ => {}
    }
    for fault in faults.iter().filter(|fault| !fault.is_missing) {
        tracing::error!(
            key = fault.key,
            "a stored setting cannot be used and is left out: {fault}"
        );
        own.remove(fault.key.as_str());
        shared.remove(fault.key.as_str());
    }
    let mut left = Vec::new();
    match LineSettings::read(layers(from_file, own, shared), &mut left) {
        Some(line) if left.is_empty() => Ok(line),
        _ => Err(left),
    }
}

/// The layers in the order in which they count.
fn layers<'v>(from_file: &[&'v Values], own: &'v Values, shared: &'v Values) -> Vec<&'v Values> {
    from_file.iter().copied().chain([own, shared]).collect()
}
