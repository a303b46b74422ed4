//! The lines of the installation, found by their number or id.

use std::collections::HashMap;
use std::sync::Arc;

use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::lines::Line;

/// All lines. Built at start, never changed.
#[derive(Debug, Default)]
pub struct LineBook {
    by_number: HashMap<String, Arc<Line>>,
    by_id: HashMap<LineId, Arc<Line>>,
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
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Line>> {
        let mut lines: Vec<_> = self.by_id.values().cloned().collect();
        lines.sort_by_key(|line| line.id);
        lines
    }

    /// Every business, in the order of their ids.
    #[must_use]
    pub fn businesses(&self) -> Vec<BusinessId> {
        let mut ids: Vec<_> = self.by_id.values().map(|line| line.business).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
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
