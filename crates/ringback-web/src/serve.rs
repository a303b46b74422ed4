//! The server's loop: connections with time limits, and an end that drains.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use ringback_https::ACME_TLS;
use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt;

use crate::TrustedProxies;

/// A client that sends its headers slower than this is let go (slow loris).
const HEADER_TIME: Duration = Duration::from_secs(10);
/// How long a TLS handshake may take.
const HANDSHAKE_TIME: Duration = Duration::from_secs(10);
/// How long requests under way may take when the server stops.
const DRAIN: Duration = Duration::from_secs(6);
/// After an accept that failed (no file descriptors left), the next one waits.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// One door: where connections come in, and what is believed of them.
pub struct Entrance {
    /// Where they come in.
    pub listener: TcpListener,
    /// For handshakes; without, requests come in the clear.
    pub tls: Option<Arc<ServerConfig>>,
    /// Who may say for whom it asks.
    pub proxies: TrustedProxies,
}

/// Serves until `stop` is done, then accepts nothing more and lets requests finish.
///
/// # Errors
/// None at present; a connection's failure is that connection's.
pub async fn serve(entrance: Entrance, router: Router, stop: impl Future<Output = ()>) {
    let graceful = GracefulShutdown::new();
    let tls = entrance.tls.map(TlsAcceptor::from);
    let server = Server::new(router, entrance.proxies, tls.is_some());
    let listener = entrance.listener;
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(fault) => {
                    tracing::warn!(%fault, "a connection could not be accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            },
            () = &mut stop => break,
        };
        // Small answers must not wait for more of them.
        let _ = stream.set_nodelay(true);
        let (server, watcher) = (server.clone(), graceful.watcher());
        match &tls {
            None => {
                tokio::spawn(server.answer(stream, peer, watcher));
            }
            Some(tls) => {
                let tls = tls.clone();
                tokio::spawn(async move {
                    if let Some(stream) = shake_hands(&tls, stream).await {
                        server.answer(stream, peer, watcher).await;
                    }
                });
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(DRAIN, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("some requests did not finish in time");
    }
}

/// The encrypted stream; nothing where the handshake fails or is all that was wanted.
async fn shake_hands(
    tls: &TlsAcceptor,
    stream: TcpStream,
) -> Option<tokio_rustls::server::TlsStream<TcpStream>> {
    // Whoever scans the net fails here all day: no news.
    let stream = tokio::time::timeout(HANDSHAKE_TIME, tls.accept(stream))
        .await
        .ok()?
        .ok()?;
    // An authority that looks at its challenge has seen it by now.
    let is_authority = stream.get_ref().1.alpn_protocol() == Some(ACME_TLS);
    (!is_authority).then_some(stream)
}

/// What answers on every connection of an entrance.
#[derive(Clone)]
struct Server {
    http: Arc<http1::Builder>,
    router: Router,
    proxies: Arc<TrustedProxies>,
    is_tls: bool,
}

impl Server {
    fn new(router: Router, proxies: TrustedProxies, is_tls: bool) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(HEADER_TIME);
        Self {
            http: Arc::new(http),
            router,
            proxies: Arc::new(proxies),
            is_tls,
        }
    }

    async fn answer<S>(self, stream: S, peer: SocketAddr, watcher: Watcher)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let (proxies, is_tls) = (self.proxies, self.is_tls);
        let seen = self.router.map_request(move |mut request: Request<_>| {
            proxies.see(&mut request, peer, is_tls);
            request
        });
        let service = TowerToHyperService::new(seen);
        let connection = self.http.serve_connection(TokioIo::new(stream), service);
        // A peer that goes away is no news.
        let _ = watcher.watch(connection).await;
    }
}
