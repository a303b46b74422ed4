//! The frame around every page: the way about, how much waits, and what is still missing.

use ringback_store::{StoreError, Tx, texts, waiting};

use super::Scope;
use super::missing::{Missing, missing};
use crate::WebState;
use crate::held::Banner;

/// The way about counts no further than this.
const COUNT_MAX: u32 = 99;

/// Where a page stands in the way about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// What waits.
    Waiting,
    /// Conversations, and one of them.
    Conversations,
    /// Calls, and one of them.
    Calls,
    /// Settings.
    Settings,
    /// Anywhere else.
    Elsewhere,
}

/// What the frame shows. Every page's template has one as `shell`.
#[derive(Debug, Clone)]
pub(crate) struct Shell {
    /// The way back to the front page, in front of every link.
    pub(crate) root: String,
    /// `?business=N` where links need it, or nothing.
    pub(crate) query: String,
    /// The company's name.
    pub(crate) company: String,
    /// The first line's number, as people read it.
    pub(crate) number: String,
    /// What still keeps texts from leaving.
    pub(crate) missing: Vec<Missing>,
    /// The installation was restored from a backup and is held.
    pub(crate) held: Option<Banner>,
    here: Place,
    waiting: u32,
    /// Whether the visitor runs the installation.
    pub(crate) is_operator: bool,
    /// Whether somebody is logged in.
    pub(crate) is_person: bool,
}

impl Shell {
    /// The frame of a page, with what the database says of it.
    pub(crate) fn read(
        tx: &Tx<'_>,
        state: &WebState,
        scope: &Scope,
        here: Place,
    ) -> Result<Self, StoreError> {
        let unknown = texts::count_unknown(tx, scope.business, COUNT_MAX)?;
        let waiting = waiting::count(tx, scope.business, COUNT_MAX)?;
        Ok(Self {
            missing: missing(tx, state, scope)?,
            held: Banner::read(tx, state, &scope.visitor)?,
            waiting: (unknown + waiting).min(COUNT_MAX),
            ..Self::bare(scope, here)
        })
    }

    /// The frame of a page that the database could not be asked for.
    pub(crate) fn bare(scope: &Scope, here: Place) -> Self {
        Self {
            root: scope.root.clone(),
            query: scope.query.clone(),
            company: scope.company.clone(),
            number: scope.number().unwrap_or_else(|| "your number".to_owned()),
            missing: Vec::new(),
            held: None,
            here,
            waiting: 0,
            is_operator: scope.visitor.is_operator(),
            is_person: scope.visitor.person.is_some(),
        }
    }

    /// The front page's address from here.
    pub(crate) fn home(&self) -> String {
        let root = if self.root.is_empty() {
            "./"
        } else {
            &self.root
        };
        format!("{root}{}", self.query)
    }

    /// The query of a link with more to say than whose page it is, as `before=…`.
    pub(crate) fn with(&self, more: &str) -> String {
        if self.query.is_empty() {
            format!("?{more}")
        } else {
            format!("{}&{more}", self.query)
        }
    }

    /// How much waits, as a number that fits beside a word.
    pub(crate) fn waiting(&self) -> Option<String> {
        match self.waiting {
            0 => None,
            COUNT_MAX.. => Some(format!("{COUNT_MAX}+")),
            few => Some(few.to_string()),
        }
    }

    /// For `aria-current` of a link in the way about.
    pub(crate) fn current(&self, place: &str) -> &'static str {
        let is_here = match self.here {
            Place::Waiting => place == "waiting",
            Place::Conversations => place == "conversations",
            Place::Calls => place == "calls",
            Place::Settings => place == "settings",
            Place::Elsewhere => false,
        };
        if is_here { "page" } else { "false" }
    }
}
