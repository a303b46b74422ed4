//! The live feed: what was just stored, told to whoever watches.

use std::sync::Arc;

use ringback_desk::id::{BusinessId, Id};
use ringback_desk::texts::TextKind;
use ringback_desk::timeline::Moment;
use tokio::sync::broadcast;

/// Businesses that changed elsewhere; all of them where it is not known which.
pub(crate) type Elsewhere = Option<Arc<[BusinessId]>>;

/// Changes that a slow watcher may be behind before it has to read the page again.
const BACKLOG: usize = 1_024;

/// One line of a journal that was just committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Whose.
    pub business: BusinessId,
    /// The call that it belongs to.
    pub call: Option<Id>,
    /// The text that it belongs to.
    pub text: Option<Id>,
    /// What the text is for.
    pub kind: Option<TextKind>,
    /// The other side's number.
    pub party: Option<String>,
    /// What a text says, where the moment is the text's first.
    pub body: Option<String>,
    /// What happened.
    pub moment: Moment,
}

/// Where changes are told and heard.
#[derive(Debug, Clone)]
pub struct Feed {
    changes: broadcast::Sender<Arc<Change>>,
    elsewhere: broadcast::Sender<Elsewhere>,
}

impl Default for Feed {
    fn default() -> Self {
        Self {
            changes: broadcast::channel(BACKLOG).0,
            elsewhere: broadcast::channel(BACKLOG).0,
        }
    }
}

impl Feed {
    /// Hears every change from now on.
    #[must_use]
    pub fn watch(&self) -> broadcast::Receiver<Arc<Change>> {
        self.changes.subscribe()
    }

    /// Hears of which businesses another replica stored something, from now on.
    #[must_use]
    pub fn watch_elsewhere(&self) -> broadcast::Receiver<Option<Arc<[BusinessId]>>> {
        self.elsewhere.subscribe()
    }

    /// Tells that another replica stored something of these businesses; of any, where there are none.
    pub(crate) fn tell_elsewhere(&self, businesses: Option<Vec<BusinessId>>) {
        // Nobody watches: nobody misses it.
        let _ = self.elsewhere.send(businesses.map(Arc::from));
    }

    /// Tells of changes that are committed.
    pub(crate) fn tell(&self, changes: Vec<Change>) {
        if self.changes.receiver_count() == 0 {
            return;
        }
        for change in changes {
            // Nobody watches any more: nobody misses it.
            let _ = self.changes.send(Arc::new(change));
        }
    }
}
