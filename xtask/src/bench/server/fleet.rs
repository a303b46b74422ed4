//! The replicas of one server: one where the database is a file, several on PostgreSQL.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};

use super::{Server, Settings};
use crate::bench::http::Front;
use crate::bench::observe::metrics::Metrics;
use crate::bench::observe::process::ProcessFigures;

/// Replicas that work.
pub(crate) struct Fleet {
    binary: PathBuf,
    directory: PathBuf,
    settings: Settings,
    servers: Vec<Server>,
}

impl Fleet {
    /// Starts all replicas that the settings name a port for, one after the other.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub(crate) async fn start(
        binary: &Path,
        directory: &Path,
        settings: &Settings,
    ) -> Result<Self> {
        let mut fleet = Self {
            binary: binary.to_owned(),
            directory: directory.to_owned(),
            settings: settings.clone(),
            servers: Vec::new(),
        };
        for replica in 0..settings.ports.len() {
            let server = fleet.server(replica).await?;
            fleet.servers.push(server);
        }
        Ok(fleet)
    }

    async fn server(&self, replica: usize) -> Result<Server> {
        Server::start(&self.binary, &self.directory, &self.settings, replica).await
    }

    /// All of them, in turn.
    pub(crate) fn front(&self) -> Front {
        self.settings.front()
    }

    /// Kills one of them.
    ///
    /// # Errors
    /// When it had ended by itself.
    pub(crate) fn kill(&mut self, replica: usize) -> Result<()> {
        self.servers[replica].kill()
    }

    /// Starts one again that was killed; how long it took to be ready.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub(crate) async fn start_again(&mut self, replica: usize) -> Result<Duration> {
        self.servers[replica] = self.server(replica).await?;
        Ok(self.servers[replica].ready_after)
    }

    /// The longest time that one of them took to be ready.
    pub(crate) fn ready_after(&self) -> Duration {
        let each = self.servers.iter().map(|server| server.ready_after);
        each.max().unwrap_or_default()
    }

    /// What the system says of all their processes together.
    ///
    /// # Errors
    /// When one has ended.
    pub(crate) fn figures(&self) -> Result<ProcessFigures> {
        let mut all = ProcessFigures::default();
        for server in &self.servers {
            all.add(server.figures()?);
        }
        Ok(all)
    }

    /// What they count, all together.
    ///
    /// # Errors
    /// When one does not say.
    pub(crate) async fn metrics(&self) -> Result<Metrics> {
        let mut all = Metrics::default();
        for server in &self.servers {
            let mut connection = server.connect().await?;
            all.add(&Metrics::read(&mut connection, &self.settings).await?);
        }
        Ok(all)
    }

    /// Asks each to end; the longest that one took.
    ///
    /// # Errors
    /// As [`Server::terminate`].
    pub(crate) fn terminate(self) -> Result<Duration> {
        let mut longest = Duration::ZERO;
        for (number, server) in self.servers.into_iter().enumerate() {
            let took = server
                .terminate()
                .with_context(|| format!("replica {number}"))?;
            longest = longest.max(took);
        }
        Ok(longest)
    }
}
