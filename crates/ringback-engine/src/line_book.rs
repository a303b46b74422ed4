//! The lines of the installation, found by number, id or business.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::lines::Line;

/// All lines that work, as of one reading of the settings.
#[derive(Debug, Default)]
pub struct LineBook {
    by_number: HashMap<String, Arc<Line>>,
    by_id: BTreeMap<LineId, Arc<Line>>,
    /// The first line of each business.
    by_business: BTreeMap<BusinessId, Arc<Line>>,
}

impl LineBook {
    /// A book of these lines.
    #[must_use]
    pub fn new(lines: impl IntoIterator<Item = Line>) -> Self {
        let mut book = Self::default();
        for line in lines {
            let line = Arc::new(line);
            book.by_number
                .insert(line.number.as_str().to_owned(), Arc::clone(&line));
            book.by_id.insert(line.id, line);
        }
        for line in book.by_id.values() {
            let first = book.by_business.entry(line.business);
            first.or_insert_with(|| Arc::clone(line));
        }
        book
    }

    /// The line with this number, in E.164.
    #[must_use]
    pub fn by_number(&self, number: &str) -> Option<&Arc<Line>> {
        self.by_number.get(number.trim())
    }

    /// The line with this id.
    #[must_use]
    pub fn by_id(&self, id: LineId) -> Option<&Arc<Line>> {
        self.by_id.get(&id)
    }

    /// Every line, in the order of their ids.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Line>> {
        self.by_id.values()
    }

    /// The first line of a business; of the first business where none is named.
    #[must_use]
    pub fn of_business(&self, business: Option<BusinessId>) -> Option<&Arc<Line>> {
        match business {
            Some(business) => self.by_business.get(&business),
            None => self.by_business.values().next(),
        }
    }

    /// How many lines there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }
}
