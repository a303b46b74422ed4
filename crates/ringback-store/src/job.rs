//! A command or a query on its way to a connection, and the way back of what came of it.

use tokio::sync::oneshot;

use crate::error::StoreError;
use crate::tx::Tx;

/// Something that runs in a transaction.
pub(crate) trait Job: Send {
    /// Runs it. May be called again after a rollback.
    fn run(&mut self, tx: &Tx<'_>) -> Result<(), StoreError>;
    /// The transaction ended well: reply.
    fn succeeded(self: Box<Self>);
    /// Nothing was stored: reply.
    fn failed(self: Box<Self>, fault: StoreError);
}

/// Where the result of a job arrives.
pub(crate) type Reply<T> = oneshot::Receiver<Result<T, StoreError>>;

/// A job of `command`, and where its result arrives.
pub(crate) fn job<T, F>(command: F) -> (Box<dyn Job>, Reply<T>)
where
    T: Send + 'static,
    F: Fn(&Tx<'_>) -> Result<T, StoreError> + Send + 'static,
{
    let (reply, result) = oneshot::channel();
    let job = Command {
        command,
        result: None,
        reply,
    };
    (Box::new(job), result)
}

struct Command<T, F> {
    command: F,
    result: Option<T>,
    reply: oneshot::Sender<Result<T, StoreError>>,
}

impl<T: Send, F: Fn(&Tx<'_>) -> Result<T, StoreError> + Send> Job for Command<T, F> {
    fn run(&mut self, tx: &Tx<'_>) -> Result<(), StoreError> {
        self.result = Some((self.command)(tx)?);
        Ok(())
    }

    fn succeeded(self: Box<Self>) {
        if let Some(result) = self.result {
            // Whoever asked may have gone away; what was stored stays stored.
            let _ = self.reply.send(Ok(result));
        }
    }

    fn failed(self: Box<Self>, fault: StoreError) {
        let _ = self.reply.send(Err(fault));
    }
}
