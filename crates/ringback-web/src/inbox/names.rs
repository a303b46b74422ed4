//! What people are called: by the first name that somebody noted, with the number beside it.

use std::collections::HashMap;

use ringback_desk::phone::{PhoneNumber, Region};
use ringback_store::{StoreError, Tx, contacts};

use crate::pages::Scope;

/// The names of the people on one page.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    names: HashMap<String, String>,
    home: Region,
}

impl Names {
    /// The names of these numbers, in one query.
    pub(crate) fn read<'n>(
        tx: &Tx<'_>,
        scope: &Scope,
        numbers: impl IntoIterator<Item = &'n str>,
    ) -> Result<Self, StoreError> {
        Ok(Self {
            names: contacts::names(tx, scope.business, numbers)?,
            home: scope.home(),
        })
    }

    /// A number as people read it; as spelt where it is none.
    pub(crate) fn plain(scope: &Scope, number: &str) -> String {
        let none = Self {
            names: HashMap::new(),
            home: scope.home(),
        };
        none.of(number)
    }

    /// Whoever has this number: a name and the number, or the number alone; as spelt where it is
    /// none.
    pub(crate) fn of(&self, number: &str) -> String {
        let shown = PhoneNumber::from_e164(number)
            .map_or_else(|_| number.to_owned(), |read| read.display_for(self.home));
        match self.names.get(number) {
            Some(name) => format!("{name}, {shown}"),
            None => shown,
        }
    }

    /// The region whose people read the numbers.
    pub(crate) fn home(&self) -> Region {
        self.home
    }
}
