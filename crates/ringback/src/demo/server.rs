//! The real server: `ringback serve` as a child process, which can be killed and started again.

use std::fs::{File, OpenOptions};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use tokio::process::{Child, Command};

use super::people;

/// How long the server may take to become ready.
const READY_WITHIN: Duration = Duration::from_secs(20);
/// Pause between two questions whether it is ready.
const READY_PAUSE: Duration = Duration::from_millis(15);
/// How long it may take to end by itself when the demo ends.
const END_WITHIN: Duration = Duration::from_secs(10);
/// Segments a second, so that a visitor does not wait for the pace of a US long number.
pub(super) const LINE_PACE: f64 = 10.0;

/// How the server is to be started, every time the same.
pub(super) struct ServerSetup {
    /// `http://127.0.0.1:port`
    pub(super) base: String,
    /// Opens its pages and feed.
    pub(super) token: String,
    /// Its database.
    pub(super) database: PathBuf,
    /// Where its log goes; the folder is its working directory.
    pub(super) log: PathBuf,
    /// Address of the simulated carrier's API.
    pub(super) carrier_url: String,
    /// Account at the carrier.
    pub(super) account_sid: String,
    /// Its secret.
    pub(super) auth_token: String,
}

impl ServerSetup {
    fn environment(&self) -> Vec<(&'static str, String)> {
        let listen = self.base.trim_start_matches("http://").to_owned();
        vec![
            ("RINGBACK_DATABASE", self.database.display().to_string()),
            ("RINGBACK_LISTEN", listen),
            ("RINGBACK_PUBLIC_URL", self.base.clone()),
            ("RINGBACK_ACCESS_TOKEN", self.token.clone()),
            ("RINGBACK_TWILIO_ACCOUNT_SID", self.account_sid.clone()),
            ("RINGBACK_TWILIO_AUTH_TOKEN", self.auth_token.clone()),
            ("RINGBACK_TWILIO_API_URL", self.carrier_url.clone()),
            ("RINGBACK_LINE_NUMBER", people::LINE.to_owned()),
            ("RINGBACK_COMPANY", people::COMPANY.to_owned()),
            ("RINGBACK_OWNER", people::OWNER.to_owned()),
            ("RINGBACK_RING", people::OWNER_PHONE.to_owned()),
            ("RINGBACK_ZONE", people::ZONE.to_owned()),
            ("RINGBACK_LINE_PACE", LINE_PACE.to_string()),
        ]
    }

    fn command(&self) -> anyhow::Result<Command> {
        let program = std::env::current_exe().context("where is this program?")?;
        let log = open_log(&self.log)?;
        let mut command = Command::new(program);
        command
            .arg("serve")
            .stdin(Stdio::null())
            // The way in, which is not for a log; the demo has its own.
            .stdout(Stdio::null())
            .stderr(log);
        command.kill_on_drop(true);
        // A terminal's Ctrl-C is for the demo, which then asks the server to end.
        #[cfg(unix)]
        command.process_group(0);
        // A visitor's own settings are for a real server and must not reach this one.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("RINGBACK_") {
                command.env_remove(name);
            }
        }
        if let Some(folder) = self.log.parent() {
            command.current_dir(folder);
        }
        command.envs(self.environment());
        Ok(command)
    }

    /// The last line of the log, for whoever has to find out.
    fn last_words(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let last = log.lines().rev().find(|line| !line.trim().is_empty());
        last.unwrap_or("It said nothing.")
            .chars()
            .take(300)
            .collect()
    }
}

/// The process, if it runs.
pub(super) struct Server {
    setup: ServerSetup,
    http: reqwest::Client,
    child: Mutex<Option<Child>>,
}

impl Server {
    pub(super) fn new(setup: ServerSetup, http: reqwest::Client) -> Self {
        Self {
            setup,
            http,
            child: Mutex::new(None),
        }
    }

    /// Starts the process and waits until it says that it is ready; returns how long that took.
    ///
    /// # Errors
    /// When it cannot be started, ends, or does not get ready; with the log's last line.
    pub(super) async fn start(&self) -> anyhow::Result<Duration> {
        let began = Instant::now();
        let child = self
            .setup
            .command()?
            .spawn()
            .context("the server could not be started")?;
        *self.child() = Some(child);
        while began.elapsed() < READY_WITHIN {
            if let Some(how) = self.ended() {
                bail!(how);
            }
            let asked = self
                .http
                .get(format!("{}/readyz", self.setup.base))
                .send()
                .await;
            if asked.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(began.elapsed());
            }
            tokio::time::sleep(READY_PAUSE).await;
        }
        self.kill().await;
        bail!(
            "not ready after {} s. {}",
            READY_WITHIN.as_secs(),
            self.setup.last_words()
        )
    }

    /// How the process ended by itself, in words; `None` while it runs or when it was killed.
    pub(super) fn ended(&self) -> Option<String> {
        let mut child = self.child();
        let status: ExitStatus = child.as_mut()?.try_wait().ok().flatten()?;
        *child = None;
        Some(format!(
            "The server ended by itself ({status}). {}",
            self.setup.last_words()
        ))
    }

    /// Kills the process (SIGKILL where there are signals), in the middle of whatever it does.
    pub(super) async fn kill(&self) {
        let child = self.child().take();
        if let Some(mut child) = child {
            let _ = child.kill().await;
        }
    }

    /// Asks the process to end, and makes it when it does not.
    pub(super) async fn end(&self) {
        let child = self.child().take();
        let Some(mut child) = child else { return };
        ask_to_end(&child);
        let ended = tokio::time::timeout(END_WITHIN, child.wait()).await;
        if ended.is_err() {
            let _ = child.kill().await;
        }
    }

    fn child(&self) -> MutexGuard<'_, Option<Child>> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// SIGTERM: finish what is in flight, leave the rest in the database.
#[cfg(unix)]
fn ask_to_end(child: &Child) {
    use rustix::process::{Pid, Signal, kill_process};
    let id = child.id().and_then(|id| i32::try_from(id).ok());
    if let Some(pid) = id.and_then(Pid::from_raw) {
        let _ = kill_process(pid, Signal::TERM);
    }
}

#[cfg(not(unix))]
fn ask_to_end(_child: &Child) {}

/// A loopback port that is free now.
///
/// # Errors
/// When no port is free.
pub(super) fn free_port() -> anyhow::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no free loopback port")?;
    Ok(listener.local_addr()?.port())
}

fn open_log(path: &Path) -> anyhow::Result<File> {
    let log = OpenOptions::new().create(true).append(true).open(path);
    log.with_context(|| format!("cannot write {}", path.display()))
}
