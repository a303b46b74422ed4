//! A private PostgreSQL server, for tests and for `bench`: its own cluster, its own socket, no
//! port, and gone at the end, however that comes.

pub(crate) mod command;
mod programs;

use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use programs::Programs;
pub(crate) use programs::are_there;

use crate::repository;

/// The variable by which tests find it.
pub(crate) const VARIABLE: &str = "RINGBACK_TEST_POSTGRES";
/// How long it may take to start.
const START_SECONDS_MAX: u64 = 30;
/// A socket's path has at most 107 bytes, of which its name takes a few.
const SOCKET_DIRECTORY_BYTES_MAX: usize = 90;
/// What holds for every cluster of ours.
const ALWAYS: [&str; 4] = [
    // On the socket only.
    "listen_addresses=",
    "unix_socket_permissions=0777",
    "log_line_prefix=%m [%p] %d ",
    // Every test has a database of its own, and some start several replicas.
    "max_connections=400",
];
/// Nobody needs what a test stored once the machine has stopped.
const QUICK: [&str; 3] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
];

/// What a cluster is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Tests: nothing has to be on the disk.
    Tests,
    /// Measuring: as durable as it comes.
    Bench,
}

/// A running server. Dropped, it ends.
pub(crate) struct Cluster {
    server: Child,
    programs: Programs,
    data: PathBuf,
    socket: PathBuf,
}

impl Cluster {
    /// Makes a new cluster below the target directory and starts its server.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start, with the end of its log.
    pub(crate) fn start(purpose: Purpose) -> Result<Self> {
        let programs = Programs::find()?;
        let name = match purpose {
            Purpose::Tests => "postgres-tests",
            Purpose::Bench => "postgres-bench",
        };
        let place = place(&programs, name)?;
        let (data, socket) = (place.join("data"), place.join("socket"));
        make(&programs, &socket)?;
        let log = place.join("log");
        initialise(&programs, &data, &log)?;
        let mut command = programs.command("postgres");
        command.arg("-D").arg(&data).arg("-k").arg(&socket);
        let quick = QUICK.iter().filter(|_| purpose == Purpose::Tests);
        for setting in ALWAYS.iter().chain(quick) {
            command.args(["-c", setting]);
        }
        let output = std::fs::File::options().append(true).open(&log)?;
        let server = command
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output)
            .spawn()
            .context("cannot start postgres")?;
        let mut cluster = Self {
            server,
            programs,
            data,
            socket,
        };
        cluster.wait_until_ready(&log)?;
        Ok(cluster)
    }

    /// The address of a database of it.
    pub(crate) fn url(&self, database: &str) -> String {
        Self::url_at(&self.socket, database)
    }

    /// The address of a database behind a socket in this directory.
    pub(crate) fn url_at(socket: &Path, database: &str) -> String {
        let socket = socket.display();
        format!("postgres:///{database}?host={socket}&user=postgres")
    }

    /// The directory of its socket.
    pub(crate) fn socket(&self) -> &Path {
        &self.socket
    }

    /// The server's first process, parent of all others.
    pub(crate) fn process(&self) -> u32 {
        self.server.id()
    }

    /// Makes an empty database.
    ///
    /// # Errors
    /// When there is one by that name.
    pub(crate) fn create_database(&self, name: &str) -> Result<()> {
        let mut command = self.programs.command("createdb");
        let command = command.arg("-h").arg(&self.socket).args(["-U", "postgres"]);
        let output = command.arg(name).output().context("cannot run createdb")?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "createdb {name}: {said}");
        Ok(())
    }

    fn wait_until_ready(&mut self, log: &Path) -> Result<()> {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(START_SECONDS_MAX) {
            if let Some(status) = self.server.try_wait()? {
                bail!("postgres ended with {status}\n{}", end_of(log));
            }
            let mut ask = self.programs.command("pg_isready");
            let ask = ask.arg("-q").arg("-h").arg(&self.socket);
            if ask.status().is_ok_and(|status| status.success()) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!(
            "postgres was not ready within {START_SECONDS_MAX} s\n{}",
            end_of(log)
        )
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        stop(&self.programs, &self.data);
        let _ = self.server.kill();
        let _ = self.server.wait();
        if let Some(place) = self.data.parent() {
            let _ = std::fs::remove_dir_all(place);
        }
    }
}

/// An empty directory that the server's account can reach, this process's own: below the target
/// directory, or, where that is in somebody's home or its path too long for a socket, among the
/// temporary ones.
fn place(programs: &Programs, name: &str) -> Result<PathBuf> {
    let target = repository::target_dir();
    for parent in [target, std::env::temp_dir().join("ringback-postgres")] {
        std::fs::create_dir_all(&parent)?;
        clear(programs, &parent, name);
        let place = parent.join(format!("{name}-{}", std::process::id()));
        let is_short = place.as_os_str().len() <= SOCKET_DIRECTORY_BYTES_MAX;
        if is_short && make(programs, &place)? {
            return Ok(place);
        }
    }
    bail!(
        "no directory for PostgreSQL: set TMPDIR to one with a short path that everybody may enter"
    )
}

/// Ends what runs that were killed have left behind.
fn clear(programs: &Programs, parent: &Path, name: &str) {
    for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
        let left = entry.file_name().into_string().ok();
        let process = left
            .as_deref()
            .and_then(|left| left.strip_prefix(name)?.strip_prefix('-'));
        if process.is_some_and(|id| !Path::new("/proc").join(id).exists()) {
            stop(programs, &entry.path().join("data"));
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

fn make(programs: &Programs, directory: &Path) -> Result<bool> {
    std::fs::create_dir_all(directory)
        .with_context(|| format!("cannot make {}", directory.display()))?;
    programs.give(directory)
}

/// Its bytes order texts as SQLite does; nobody who can reach the socket needs a password.
fn initialise(programs: &Programs, data: &Path, log: &Path) -> Result<()> {
    let output = std::fs::File::create(log)?;
    let status = programs
        .command("initdb")
        .arg("-D")
        .arg(data)
        .args(["-U", "postgres", "-A", "trust", "-E", "UTF8"])
        .args(["--locale=C", "--no-sync"])
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output)
        .status()
        .context("cannot start initdb")?;
    ensure!(status.success(), "initdb: {status}\n{}", end_of(log));
    Ok(())
}

/// Ends the server of this cluster, if there is one.
fn stop(programs: &Programs, data: &Path) {
    if data.join("postmaster.pid").exists() {
        let mut command = programs.command("pg_ctl");
        let command = command.arg("-D").arg(data);
        let _ = command
            .args(["stop", "-s", "-w", "-m", "immediate"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }
}

fn end_of(log: &Path) -> String {
    let log = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_starts_listens_on_its_socket_only_and_ends() {
        if !are_there() {
            eprintln!("PostgreSQL is not installed: not tested");
            return;
        }
        let cluster = Cluster::start(Purpose::Bench).unwrap();
        let url = cluster.url("postgres");
        let socket = cluster.socket.join(".s.PGSQL.5432");
        assert!(url.contains(cluster.socket.to_str().unwrap()), "{url}");
        assert!(std::os::unix::net::UnixStream::connect(&socket).is_ok());
        drop(cluster);
        assert!(std::os::unix::net::UnixStream::connect(&socket).is_err());
    }
}
