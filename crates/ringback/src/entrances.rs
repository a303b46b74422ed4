//! Where requests come in: one address for everything, and plain HTTP beside HTTPS that leads there.

use std::io::ErrorKind;
use std::net::SocketAddr;

use anyhow::{Context, anyhow};
use ringback_carriers::public_url::PublicUrl;
use ringback_https::Https;
use ringback_web::{Entrance, TrustedProxies, WebState};
use tokio::net::TcpListener;

use crate::config::HttpsSettings;

/// The addresses that the server listens on, and the certificate that it shows there.
pub(crate) struct Entrances {
    main: TcpListener,
    plain: Option<TcpListener>,
    https: Option<Https>,
    proxies: TrustedProxies,
}

impl Entrances {
    /// Listens. A certificate that is not there yet is asked for from now on.
    ///
    /// # Errors
    /// When an address is taken or not allowed, or the certificate's files cannot be used.
    pub(crate) async fn open(listen: SocketAddr, settings: HttpsSettings) -> anyhow::Result<Self> {
        let main = bind("listen", listen).await?;
        let plain = match settings.listen_http {
            Some(address) => Some(bind("listen_http", address).await?),
            None => None,
        };
        let https = settings.source.map(Https::start).transpose();
        Ok(Self {
            main,
            plain,
            https: https.context("HTTPS")?,
            proxies: settings.proxies,
        })
    }

    /// Where the server really listens.
    pub(crate) fn address(&self) -> std::io::Result<SocketAddr> {
        self.main.local_addr()
    }

    /// The certificate, where HTTPS is served here.
    pub(crate) fn https(&self) -> Option<&Https> {
        self.https.as_ref()
    }

    /// Answers until `state` is closed, and lets what is under way finish.
    pub(crate) async fn serve(self, state: &WebState, public_url: PublicUrl) {
        let main = Entrance {
            listener: self.main,
            tls: self.https.as_ref().map(Https::server_config),
            proxies: self.proxies,
        };
        let router = ringback_web::router(state.clone());
        let main = ringback_web::serve(main, router, state.closed());
        let (Some(listener), Some(https)) = (self.plain, self.https) else {
            return main.await;
        };
        let plain = Entrance {
            listener,
            tls: None,
            proxies: TrustedProxies::default(),
        };
        let router = ringback_web::redirect(public_url, https);
        tokio::join!(main, ringback_web::serve(plain, router, state.closed()));
    }
}

async fn bind(key: &str, address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|fault| {
        let why = match fault.kind() {
            ErrorKind::PermissionDenied => {
                "this user may not: with systemd add AmbientCapabilities=CAP_NET_BIND_SERVICE, \
                 else `setcap cap_net_bind_service=+ep` on the program"
            }
            ErrorKind::AddrInUse => "another program has it",
            ErrorKind::AddrNotAvailable => "this machine does not have that address",
            _ => "is it taken?",
        };
        anyhow!(fault).context(format!("{key}: cannot listen on {address}: {why}"))
    })
}
