//! Connections that are kept open and lent out, one request at a time.

use std::io;
use std::sync::{Mutex, PoisonError};

use super::{Connection, Front, Message};

/// The connections that nobody uses at the moment.
pub(crate) struct Pool {
    front: Front,
    idle: Mutex<Vec<Connection>>,
}

impl Pool {
    /// A pool without connections.
    pub(crate) fn new(front: Front) -> Self {
        Self {
            front,
            idle: Mutex::default(),
        }
    }

    /// Takes a connection out, or opens one.
    ///
    /// # Errors
    /// When nobody listens.
    pub(crate) async fn take(&self) -> io::Result<Connection> {
        let kept = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        match kept {
            Some(connection) => Ok(connection),
            None => self.front.open().await,
        }
    }

    /// Puts a connection back that has had a whole answer.
    pub(crate) fn put_back(&self, connection: Connection) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(connection);
    }

    /// One request and its answer. A connection that broke is not put back.
    ///
    /// # Errors
    /// As [`Connection::exchange`]; nothing is tried again.
    pub(crate) async fn exchange(&self, request: &[u8]) -> io::Result<Message> {
        let mut connection = self.take().await?;
        let answer = connection.exchange(request).await?;
        self.put_back(connection);
        Ok(answer)
    }
}
