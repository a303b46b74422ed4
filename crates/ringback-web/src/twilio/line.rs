//! Which of our lines a webhook is about, and whether the account that signed it may speak for it.

use std::sync::Arc;

use ringback_desk::lines::Line;
use ringback_engine::{Account, Directory, Engine, Refusal};
use ringback_store::calls;

use super::Rejection;
use crate::WebState;

/// What a signed webhook reaches: the lines of its own account, and no others.
pub(super) struct Ours<'a> {
    state: &'a WebState,
    directory: &'a Directory,
    signers: &'a [&'a Arc<Account>],
}

impl<'a> Ours<'a> {
    /// The lines of the account that signed and that it says it is.
    pub(super) fn of(
        state: &'a WebState,
        directory: &'a Directory,
        account: &str,
        signers: &'a [&'a Arc<Account>],
    ) -> Result<Self, Rejection> {
        if signers.iter().all(|signer| signer.sid() != account) {
            return Err(Refusal::AccountNotOurs.into());
        }
        Ok(Self {
            state,
            directory,
            signers,
        })
    }

    pub(super) fn engine(&self) -> &Engine {
        self.state.engine()
    }

    /// The line with this number.
    pub(super) fn by_number(&self, number: &str) -> Result<Arc<Line>, Rejection> {
        self.allowed(self.directory.lines().by_number(number))
    }

    /// The line of a call: what comes from a leg to an owner's phone does not name it.
    pub(super) async fn by_call(&self, call: &str) -> Result<Arc<Line>, Rejection> {
        let call = call.to_owned();
        let store = self.engine().store();
        let line = store.read(move |tx| calls::line_of(tx, &call)).await?;
        self.allowed(line.and_then(|line| self.directory.lines().by_id(line)))
    }

    fn allowed(&self, line: Option<&Arc<Line>>) -> Result<Arc<Line>, Rejection> {
        let line = line.ok_or(Refusal::NumberNotOurs)?;
        self.directory.check_line(line, self.signers)?;
        Ok(Arc::clone(line))
    }
}
