//! The database that the servers under test use: a file of their own, or a private PostgreSQL
//! server as durable as it comes, near or at a distance.

mod delay;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Result, ensure};
use clap::ValueEnum;

use super::options::Options;
use crate::postgres::{Cluster, Purpose};

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// A file beside the server.
    Sqlite,
    /// A private server on this machine.
    Postgres,
}

/// Where databases come from.
pub(crate) struct Databases {
    cluster: Option<Cluster>,
    /// A socket behind which the cluster is further away.
    distant: Option<PathBuf>,
    made: AtomicU32,
}

impl Databases {
    /// Starts the server that was asked for.
    ///
    /// # Errors
    /// When it cannot be started, or the options do not go together.
    pub(crate) fn start(options: &Options) -> Result<Self> {
        let is_postgres = options.database == Kind::Postgres;
        ensure!(
            is_postgres || options.replicas == 1 && options.round_trip_ms == 0,
            "--replicas and --round-trip-ms want --database postgres: a SQLite file has one server"
        );
        ensure!(options.replicas > 0, "--replicas is at least 1");
        let cluster = is_postgres
            .then(|| Cluster::start(Purpose::Bench))
            .transpose()?;
        let distant = match &cluster {
            Some(cluster) if options.round_trip_ms > 0 => {
                let directory = cluster.socket().with_file_name("distant");
                let to = cluster.socket().join(delay::SOCKET);
                delay::start(&directory, to, Duration::from_millis(options.round_trip_ms))?;
                Some(directory)
            }
            _ => None,
        };
        Ok(Self {
            cluster,
            distant,
            made: AtomicU32::new(0),
        })
    }

    /// The address of a new database; `None` for a file.
    ///
    /// # Errors
    /// When it cannot be made.
    pub(crate) fn fresh(&self) -> Result<Option<String>> {
        let Some(cluster) = &self.cluster else {
            return Ok(None);
        };
        let name = format!("bench_{}", self.made.fetch_add(1, Ordering::Relaxed));
        cluster.create_database(&name)?;
        let socket = self.distant.as_deref().unwrap_or(cluster.socket());
        Ok(Some(Cluster::url_at(socket, &name)))
    }

    /// CPU time that the database's own processes have used; 0 for a file.
    pub(crate) fn cpu_ms(&self) -> f64 {
        let of = |cluster: &Cluster| super::observe::process::family_cpu_ms(cluster.process());
        self.cluster.as_ref().map_or(0.0, of)
    }
}
