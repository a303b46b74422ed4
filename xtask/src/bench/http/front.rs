//! Several ports behind which the same is to be had: what a load balancer is in life, without a
//! process that copies bytes.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Connection;

/// The ports, taken in turn.
#[derive(Debug, Clone)]
pub(crate) struct Front {
    ports: Arc<[u16]>,
    next: Arc<AtomicUsize>,
}

impl Front {
    /// In front of these ports.
    pub(crate) fn of(ports: &[u16]) -> Self {
        Self {
            ports: ports.into(),
            next: Arc::default(),
        }
    }

    /// A connection to the next port at which somebody listens.
    ///
    /// # Errors
    /// When nobody listens at any of them.
    pub(crate) async fn open(&self) -> io::Result<Connection> {
        let mut fault = io::Error::from(io::ErrorKind::NotConnected);
        for _ in 0..self.ports.len() {
            let next = self.next.fetch_add(1, Ordering::Relaxed) % self.ports.len();
            match Connection::open(self.ports[next]).await {
                Ok(connection) => return Ok(connection),
                Err(refused) => fault = refused,
            }
        }
        Err(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_port_at_which_nobody_listens_is_passed_over() {
        let listen = || std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let (one, gone, other) = (listen(), listen(), listen());
        let ports = [&one, &gone, &other].map(|listener| listener.local_addr().unwrap().port());
        drop(gone);
        let front = Front::of(&ports);
        for _ in 0..4 {
            front.open().await.unwrap();
        }
        one.set_nonblocking(true).unwrap();
        let taken = std::iter::from_fn(|| one.accept().ok()).count();
        assert_eq!(taken, 2);
        drop((one, other));
        assert!(front.open().await.is_err());
    }
}
