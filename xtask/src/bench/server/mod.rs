//! The server under test: started on a fresh database or on one that it left behind, watched
//! until it is ready, asked to end or killed.

mod fleet;
mod settings;

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use super::http::Connection;
use super::observe::process::ProcessFigures;
use crate::program::Program;

pub(crate) use fleet::Fleet;
pub(crate) use settings::{Settings, free_port};

/// How long it may take to start, before something must be wrong.
const START_SECONDS_MAX: u64 = 30;

/// A running server.
pub(crate) struct Server {
    child: Child,
    directory: PathBuf,
    port: u16,
    /// From the start of the process to its first "ready".
    pub(crate) ready_after: Duration,
}

impl Server {
    /// Writes the settings into `directory`, starts the binary there and waits until this replica is ready.
    /// What it prints goes to `server.log` beside them.
    ///
    /// # Errors
    /// When it ends instead, or is not ready in time: with the end of its log.
    pub(crate) async fn start(
        binary: &Path,
        directory: &Path,
        settings: &Settings,
        replica: usize,
    ) -> Result<Self> {
        // The first one's is where commands look for the settings.
        let own = match replica {
            0 => directory.to_owned(),
            _ => directory.join(format!("replica-{replica}")),
        };
        std::fs::create_dir_all(&own)?;
        std::fs::write(own.join(SETTINGS), settings.to_toml(directory, replica))?;
        let log = log(&own)?;
        let began = Instant::now();
        let child = command(binary, "serve", &own, settings)
            .envs(settings.environment.iter().cloned())
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let mut server = Self {
            child,
            directory: own,
            port: settings.ports[replica],
            ready_after: Duration::ZERO,
        };
        server.wait_until_ready(began).await?;
        server.ready_after = began.elapsed();
        Ok(server)
    }

    /// A connection to it.
    ///
    /// # Errors
    /// When it does not listen.
    pub(crate) async fn connect(&self) -> Result<Connection> {
        Ok(Connection::open(self.port).await?)
    }

    /// Its process id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// What the system says of the process.
    ///
    /// # Errors
    /// When it has ended.
    pub(crate) fn figures(&self) -> Result<ProcessFigures> {
        ProcessFigures::read(&self.child.id().to_string())
    }

    /// Asks it to end, as a service manager does, and waits; returns how long it took.
    ///
    /// # Errors
    /// When it does not end within 10 s, or not with 0.
    pub(crate) fn terminate(mut self) -> Result<Duration> {
        let began = Instant::now();
        Program::new("kill")
            .with(["-TERM", &self.child.id().to_string()])
            .run()?;
        while began.elapsed() < Duration::from_secs(10) {
            if let Some(status) = self.child.try_wait()? {
                ensure!(
                    status.success(),
                    "the server ended with {status}\n{}",
                    self.log_end()
                );
                return Ok(began.elapsed());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        bail!("the server did not end within 10 s\n{}", self.log_end())
    }

    /// Kills it as the kernel does when memory runs out: nothing of it runs any more.
    ///
    /// # Errors
    /// When it has ended before.
    pub(crate) fn kill(&mut self) -> Result<()> {
        if let Some(status) = self.child.try_wait()? {
            bail!(
                "the server had ended by itself with {status}\n{}",
                self.log_end()
            );
        }
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    async fn wait_until_ready(&mut self, began: Instant) -> Result<()> {
        let request = "GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
        while began.elapsed() < Duration::from_secs(START_SECONDS_MAX) {
            if let Some(status) = self.child.try_wait()? {
                bail!(
                    "the server ended with {status} instead of starting\n{}",
                    self.log_end()
                );
            }
            if let Ok(mut connection) = Connection::open(self.port).await
                && let Ok(answer) = connection.exchange(request.as_bytes()).await
                && answer.is_success()
            {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        bail!(
            "the server was not ready within {START_SECONDS_MAX} s\n{}",
            self.log_end()
        )
    }

    fn log_end(&self) -> String {
        let log = std::fs::read_to_string(self.directory.join(LOG)).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }
}

/// A measurement that breaks off leaves no server behind.
impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const SETTINGS: &str = "ringback.toml";
const LOG: &str = "server.log";

/// One of the binary's commands, with the settings of this directory.
pub(crate) fn command(binary: &Path, name: &str, directory: &Path, settings: &Settings) -> Command {
    let mut command = Command::new(binary);
    // What the person at the keyboard has set for a server of theirs is not meant for this one.
    for (name, _) in std::env::vars_os() {
        if name
            .to_str()
            .is_some_and(|name| name.starts_with("RINGBACK_"))
        {
            command.env_remove(name);
        }
    }
    command
        .env("RINGBACK_ACCESS_TOKEN", &settings.access_token)
        .arg(name)
        .arg("--config")
        .arg(directory.join(SETTINGS));
    command
}

fn log(directory: &Path) -> Result<File> {
    let path = directory.join(LOG);
    OpenOptions::new()
        .create(true)
        .append(true)
        .open(&path)
        .with_context(|| format!("cannot write {}", path.display()))
}
