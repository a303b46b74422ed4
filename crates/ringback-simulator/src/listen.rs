//! The API's port: connections, and going down and up on the same port.
//!
//! hyper is used directly, because faults need what a plain server does not give: closing a
//! connection without an answer.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;

use crate::api;
use crate::core::Shared;

/// Binds an address without accepting connections on it yet.
pub(crate) fn reserve(address: SocketAddr) -> io::Result<(TcpSocket, SocketAddr)> {
    let socket = if address.is_ipv4() {
        TcpSocket::new_v4()?
    } else {
        TcpSocket::new_v6()?
    };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    let bound = socket.local_addr()?;
    Ok((socket, bound))
}

/// Whether the port is open, and the switch for it.
#[derive(Clone)]
pub(crate) struct Listening {
    wanted: Arc<watch::Sender<bool>>,
}

impl Listening {
    pub(crate) fn new() -> Self {
        Self {
            wanted: Arc::new(watch::Sender::new(true)),
        }
    }

    /// Starts to listen: here and not in the task, so that nobody comes too early.
    pub(crate) fn start(
        &self,
        core: &Shared,
        router: Router,
        socket: TcpSocket,
        address: SocketAddr,
    ) {
        let first = socket.listen(1024);
        let wanted = self.wanted.subscribe();
        core.spawn(serve(core.clone(), router, first, address, wanted));
    }

    pub(crate) fn go_down(&self) {
        self.wanted.send_replace(false);
    }

    pub(crate) fn come_up(&self) {
        self.wanted.send_replace(true);
    }

    pub(crate) fn is_up(&self) -> bool {
        *self.wanted.borrow()
    }
}

/// Accepts while the port is wanted open; holds it without listening while it is not, so that
/// connections are refused and nobody else takes it.
async fn serve(
    core: Shared,
    router: Router,
    first: io::Result<TcpListener>,
    address: SocketAddr,
    mut wanted: watch::Receiver<bool>,
) {
    let mut listener = first;
    loop {
        match listener {
            Ok(open) => {
                accept(&core, &router, &open, &mut wanted).await;
                drop(open);
            }
            Err(error) => {
                tracing::warn!(%address, %error, "the simulated carrier cannot listen");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        let held = reserve(address);
        if wanted.wait_for(|open| *open).await.is_err() {
            return;
        }
        listener = held.and_then(|(socket, _)| socket.listen(1024));
    }
}

async fn accept(
    core: &Shared,
    router: &Router,
    listener: &TcpListener,
    wanted: &mut watch::Receiver<bool>,
) {
    let open = wanted.clone();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((stream, _)) = accepted {
                    let open = open.clone();
                    core.spawn(converse(core.clone(), router.clone(), stream, open));
                }
            }
            _ = wanted.wait_for(|open| !*open) => return,
        }
    }
}

/// One connection, cut when the port goes down.
async fn converse(
    core: Shared,
    router: Router,
    stream: TcpStream,
    mut wanted: watch::Receiver<bool>,
) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| {
        let (core, router) = (core.clone(), router.clone());
        async move { api::handle(&core, router, request).await }
    });
    let connection =
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    tokio::select! {
        result = connection => {
            if let Err(error) = result {
                tracing::trace!(%error, "a connection ended");
            }
        }
        _ = wanted.wait_for(|open| !*open) => {}
    }
}
