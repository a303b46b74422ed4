//! `ringback demo`: the whole of Ringback on one machine, without account, key or network.
//!
//! This process is the simulated carrier and the page with the two phones. The server is not
//! simulated: it is this same program, started as `ringback serve` in a process of its own, told
//! about the carrier by the settings that a real one would get. So it can be killed in earnest.
//!
//! The demo listens on loopback only, and no part of it is reachable from `serve`.

mod assets;
mod board;
mod carrier_watch;
mod deeds;
mod entries;
mod feed;
mod guard;
mod life;
mod page;
mod people;
mod server;
mod server_events;
mod stage;

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, ensure};
use ringback_simulator::{Delivery, LineSetup, Phone, Simulator, SimulatorConfig, SimulatorHandle};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use board::Board;
use feed::FeedSource;
use server::{Server, ServerSetup};

/// How to run the demo.
#[derive(Debug, Clone)]
pub(crate) struct DemoOptions {
    /// Where the page listens: a loopback address; port 0 takes a free one.
    pub(crate) listen: SocketAddr,
    /// A database to keep; without one the demo's is gone when it ends.
    pub(crate) database: Option<PathBuf>,
    /// Time-lapse at the start, 1 to 100: how much faster than life phones ring.
    pub(crate) speed: f64,
}

/// All parts of a running demo.
struct Demo {
    board: Board,
    carrier: SimulatorHandle,
    server: Server,
    feed: FeedSource,
    feed_task: Mutex<Option<JoinHandle<()>>>,
    /// Whether the visitor named a database, which is then not the demo's to remove.
    keeps_database: bool,
    folder: TempDir,
}

/// Runs the demo until Ctrl-C or SIGTERM; prints the one URL that is needed.
///
/// # Errors
/// When `listen` is not loopback, an address cannot be taken, or the server does not start.
pub(crate) async fn run(options: DemoOptions) -> anyhow::Result<()> {
    ensure!(
        options.listen.ip().is_loopback(),
        "the demo listens on loopback addresses only, such as 127.0.0.1:0"
    );
    ensure!(
        (1.0..=100.0).contains(&options.speed),
        "the speed is between 1 and 100"
    );
    let listener = TcpListener::bind(options.listen)
        .await
        .with_context(|| format!("cannot listen on {}", options.listen))?;
    let address = listener.local_addr()?;
    let carrier = start_carrier(options.speed).await?;
    let demo = Arc::new(Demo::new(&options, carrier.handle())?);
    if life::bring_up(&demo).await.is_none()
        && let board::ServerState::Failed(why) = &demo.board.lock().server
    {
        anyhow::bail!("the server does not start: {why}");
    }
    life::start_feed(&demo);
    announce(address)?;
    serve(&demo, listener).await?;
    demo.server.end().await;
    Ok(())
}

async fn serve(demo: &Arc<Demo>, listener: TcpListener) -> anyhow::Result<()> {
    let page = axum::serve(listener, page::router(Arc::clone(demo)));
    tokio::select! {
        ended = async { page.await } => ended.context("the page's server ended"),
        () = carrier_watch::watch(demo) => Ok(()),
        () = life::watch(demo) => Ok(()),
        () = demo.board.tell_states() => Ok(()),
        () = asked_to_end() => Ok(()),
    }
}

async fn start_carrier(speed: f64) -> anyhow::Result<Simulator> {
    let config = SimulatorConfig {
        speed,
        control_api: false,
        delivery: Delivery {
            sent_after: Duration::from_millis(120),
            final_after: Duration::from_millis(400),
            ..Delivery::default()
        },
        ..SimulatorConfig::default()
    };
    let carrier = Simulator::start(config)
        .await
        .context("the simulated carrier")?;
    for person in &people::PEOPLE {
        carrier.add_phone(Phone::new(person.number).kind(person.handset.phone_kind()));
    }
    carrier.add_phone(Phone::new(people::OWNER_PHONE));
    Ok(carrier)
}

impl Demo {
    fn new(options: &DemoOptions, carrier: SimulatorHandle) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("ringback-demo-")
            .tempdir()?;
        let base = format!("http://127.0.0.1:{}", server::free_port()?);
        let webhooks = LineSetup::new(people::LINE).webhooks(&format!("{base}/twilio"));
        carrier.add_line(webhooks.pace(server::LINE_PACE));
        let token = hex_token();
        // A server that is started and killed needs no TLS, but the client wants to be able to.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().build()?;
        let setup = ServerSetup {
            base: base.clone(),
            token: token.clone(),
            database: database_path(options, &folder)?,
            log: folder.path().join("serve.log"),
            carrier_url: carrier.base_url().to_owned(),
            account_sid: carrier.account_sid().to_owned(),
            auth_token: carrier.auth_token().to_owned(),
        };
        Ok(Self {
            board: Board::new(options.speed),
            server: Server::new(setup, http.clone()),
            feed: FeedSource { http, base, token },
            feed_task: Mutex::new(None),
            keeps_database: options.database.is_some(),
            carrier,
            folder,
        })
    }

    /// Removes the demo's own database, and whatever the server keeps beside it.
    fn clear_database(&self) -> std::io::Result<()> {
        let data = self.folder.path().join("data");
        std::fs::remove_dir_all(&data)?;
        std::fs::create_dir(&data)
    }

    fn feed_task(&self) -> MutexGuard<'_, Option<JoinHandle<()>>> {
        self.feed_task
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

fn database_path(options: &DemoOptions, folder: &TempDir) -> anyhow::Result<PathBuf> {
    if let Some(path) = &options.database {
        // The server runs in a folder of its own, so a relative path is made whole here.
        return std::path::absolute(path).with_context(|| format!("{}", path.display()));
    }
    let data = folder.path().join("data");
    std::fs::create_dir(&data)?;
    Ok(data.join("ringback.db"))
}

fn hex_token() -> String {
    rand::random::<[u8; 24]>()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn announce(address: SocketAddr) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "Ringback demo: http://{address}/   (Ctrl-C ends it)")?;
    Ok(out.flush()?)
}

#[cfg(unix)]
async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        },
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}

#[cfg(not(unix))]
async fn asked_to_end() {
    let _ = tokio::signal::ctrl_c().await;
}
