//! Connecting: with TLS where it is asked for, set up as every connection is.

use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use rustls::ClientConfig;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::ring::default_provider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::{AsyncMessage, Client, Connection, Error, NoTls, Socket};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::address::Address;
use super::link::Link;
use super::sql;
use crate::error::StoreError;

/// Connecting and setting up together.
const CONNECT_MAX: Duration = Duration::from_millis(1_800);
/// How long after the first attempt that failed the next one is made; twice as long each time.
const BACKOFF: Duration = Duration::from_millis(25);
const BACKOFF_MAX: Duration = Duration::from_millis(400);

/// Makes connections.
pub(super) struct Connector {
    address: Address,
    tls: Option<MakeRustlsConnect>,
}

/// Moves a connection's bytes.
pub(super) enum Driver {
    Plain(Box<Connection<Socket, tokio_postgres::tls::NoTlsStream>>),
    Tls(Box<Connection<Socket, <MakeRustlsConnect as MakeTlsConnect<Socket>>::Stream>>),
}

impl Driver {
    pub(super) fn poll_message(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<AsyncMessage, Error>>> {
        match self {
            Self::Plain(connection) => connection.poll_message(cx),
            Self::Tls(connection) => connection.poll_message(cx),
        }
    }

    async fn run(self) {
        // What ended it is said by whatever was asked on it.
        let _ = match self {
            Self::Plain(connection) => (*connection).await,
            Self::Tls(connection) => (*connection).await,
        };
    }
}

impl Connector {
    /// Ready to connect to `address`.
    ///
    /// # Errors
    /// When the certificate authorities cannot be read.
    pub(super) fn new(address: Address) -> Result<Self, StoreError> {
        let tls = (address.config.get_ssl_mode() != SslMode::Disable)
            .then(|| tls(&address))
            .transpose()?;
        Ok(Self { address, tls })
    }

    /// The address, without its password.
    pub(super) fn shown(&self) -> &str {
        &self.address.shown
    }

    /// A connection of its own, for `purpose`.
    pub(super) async fn connect(&self, purpose: &str) -> Result<Link, String> {
        let (link, driver) = self.open(purpose).await?;
        tokio::task::spawn_local(driver.run());
        match tokio::time::timeout(CONNECT_MAX, link.client().batch_execute(sql::SET_UP)).await {
            Ok(Ok(())) => Ok(link),
            Ok(Err(fault)) => Err(in_words(&fault)),
            Err(_) => Err(self.no_answer()),
        }
    }

    /// The first connection, with nothing set up, and what drives it.
    pub(super) async fn first(&self) -> Result<(Client, impl Future<Output = ()> + use<>), String> {
        let (link, driver) = self.open("start").await?;
        Ok((link.into_client(), driver.run()))
    }

    /// Waits between attempts.
    pub(super) fn backoff(&self) -> Backoff {
        Backoff(BACKOFF)
    }

    /// A connection that hears what others tell; whoever drives it hears it.
    pub(super) async fn listen(&self) -> Result<(Link, Driver), String> {
        let (link, mut driver) = self.open("listener").await?;
        {
            let mut asked = std::pin::pin!(link.client().batch_execute("LISTEN ringback"));
            let driven = std::future::poll_fn(|cx| driver.poll_message(cx));
            let mut driven = std::pin::pin!(driven);
            tokio::select! {
                listening = &mut asked => listening.map_err(|fault| in_words(&fault))?,
                _ = &mut driven => return Err("the connection ended".to_owned()),
                () = tokio::time::sleep(CONNECT_MAX) => return Err(self.no_answer()),
            }
        }
        Ok((link, driver))
    }

    async fn open(&self, purpose: &str) -> Result<(Link, Driver), String> {
        let name = format!("ringback {purpose} {}", uuid::Uuid::now_v7().simple());
        let mut config = self.address.config.clone();
        config.application_name(&name);
        let opened = tokio::time::timeout(CONNECT_MAX, async {
            Ok::<_, Error>(match &self.tls {
                Some(tls) => {
                    let (client, connection) = config.connect(tls.clone()).await?;
                    (client, Driver::Tls(Box::new(connection)))
                }
                None => {
                    let (client, connection) = config.connect(NoTls).await?;
                    (client, Driver::Plain(Box::new(connection)))
                }
            })
        });
        let opened: (Client, Driver) = opened
            .await
            .map_err(|_| self.no_answer())?
            .map_err(|fault| in_words(&fault))?;
        Ok((Link::new(opened.0, name), opened.1))
    }

    fn no_answer(&self) -> String {
        format!("{} does not answer", self.shown())
    }
}

/// What PostgreSQL says, or why it says nothing.
pub(crate) fn in_words(fault: &Error) -> String {
    if let Some(said) = fault.as_db_error() {
        return format!("{} ({})", said.message(), said.code().code());
    }
    match std::error::Error::source(fault) {
        Some(source) => format!("{fault}: {source}"),
        None => fault.to_string(),
    }
}

/// Waits between attempts.
pub(super) struct Backoff(Duration);

impl Backoff {
    pub(super) async fn wait(&mut self) {
        tokio::time::sleep(self.0).await;
        self.0 = (self.0 * 2).min(BACKOFF_MAX);
    }
}

fn tls(address: &Address) -> Result<MakeRustlsConnect, StoreError> {
    let wrong = |fault: &dyn std::fmt::Display| StoreError::Open {
        path: address.shown.clone(),
        fault: format!("the certificate authorities cannot be used: {fault}"),
    };
    let provider = Arc::new(default_provider());
    let verifier: Arc<dyn ServerCertVerifier> = match &address.roots {
        None => Arc::new(
            rustls_platform_verifier::Verifier::new(Arc::clone(&provider))
                .map_err(|fault| wrong(&fault))?,
        ),
        Some(file) => {
            let mut roots = rustls::RootCertStore::empty();
            for root in CertificateDer::pem_file_iter(file).map_err(|fault| wrong(&fault))? {
                let root = root.map_err(|fault| wrong(&fault))?;
                roots.add(root).map_err(|fault| wrong(&fault))?;
            }
            let verifier = rustls::client::WebPkiServerVerifier::builder_with_provider(
                Arc::new(roots),
                Arc::clone(&provider),
            );
            verifier.build().map_err(|fault| wrong(&fault))?
        }
    };
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|fault| wrong(&fault))?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
