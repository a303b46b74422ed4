//! The address of a PostgreSQL server, as it stands in the setting `database`.

use std::path::PathBuf;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};

use crate::error::StoreError;

/// A server that is not there is found out about within this.
const CONNECT_MAX: Duration = Duration::from_millis(1_500);
/// A connection of which nothing is heard any more.
const SILENCE_MAX: Duration = Duration::from_secs(10);

/// Where the server is, and how to talk to it.
#[derive(Clone)]
pub(crate) struct Address {
    pub(super) config: Config,
    /// Certificate authorities to trust instead of the system's (PEM).
    pub(super) roots: Option<PathBuf>,
    /// As it may be shown: without password.
    pub(super) shown: String,
}

/// Whether this is the address of a PostgreSQL server and not the path of a file.
#[must_use]
pub fn is_address(database: &str) -> bool {
    database.starts_with("postgres://") || database.starts_with("postgresql://")
}

/// An address as it may be shown: without its password, and without its parameters.
#[must_use]
pub fn without_password(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let rest = rest.split('?').next().unwrap_or_default();
    let shown = match rest.rsplit_once('@') {
        Some((who, place)) => {
            let user = who.split(':').next().unwrap_or_default();
            format!("{user}@{place}")
        }
        None => rest.to_owned(),
    };
    format!("{scheme}://{shown}")
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    /// [`StoreError::Open`] says what is wrong with it, without the password.
    pub(crate) fn read(address: &str) -> Result<Self, StoreError> {
        let shown = without_password(address);
        let wrong = |fault: String| StoreError::Open {
            path: shown.clone(),
            fault,
        };
        let (before, parameters) = address.split_once('?').unwrap_or((address, ""));
        let (mut roots, mut has_mode, mut kept) = (None, false, Vec::new());
        for parameter in parameters.split('&').filter(|given| !given.is_empty()) {
            match parameter.split_once('=') {
                Some(("sslrootcert", path)) => roots = Some(PathBuf::from(path)),
                // Whoever asks for TLS has the certificate verified.
                Some(("sslmode", "verify-full" | "verify-ca")) => {
                    has_mode = true;
                    kept.push("sslmode=require");
                }
                Some(("sslmode", _)) => {
                    has_mode = true;
                    kept.push(parameter);
                }
                _ => kept.push(parameter),
            }
        }
        let plain = format!("{before}?{}", kept.join("&"));
        let mut config: Config = plain.parse().map_err(|fault| wrong(in_words(&fault)))?;
        if config.get_hosts().is_empty() {
            return Err(wrong(
                "it names no server; write postgres://user@host/database, or \
                 postgres:///database?host=/var/run/postgresql"
                    .to_owned(),
            ));
        }
        if !has_mode {
            config.ssl_mode(if config.get_hosts().iter().all(is_near) {
                SslMode::Disable
            } else {
                SslMode::Require
            });
        }
        if config.get_hosts().len() > 1 {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        config
            .connect_timeout(CONNECT_MAX)
            .tcp_user_timeout(SILENCE_MAX)
            .keepalives_idle(SILENCE_MAX);
        Ok(Self {
            config,
            roots,
            shown,
        })
    }
}

/// Of an error of the parser, which says what it means in its source.
fn in_words(fault: &tokio_postgres::Error) -> String {
    std::error::Error::source(fault).map_or(fault.to_string(), ToString::to_string)
}

/// On this machine, where nobody listens in between.
fn is_near(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost"
                || name
                    .parse::<std::net::IpAddr>()
                    .is_ok_and(|address| address.is_loopback())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(address: &str) -> SslMode {
        Address::read(address)
            .expect("readable")
            .config
            .get_ssl_mode()
    }

    #[test]
    fn passwords_are_never_shown() {
        let shown = without_password("postgres://me:s3cret@db.example/desk?password=s3cret");
        assert_eq!(shown, "postgres://me@db.example/desk");
        let at_sign = without_password("postgres://me:s3@cret@db.example/desk");
        assert_eq!(at_sign, "postgres://me@db.example/desk");
        let fault = Address::read("postgres://me:s3cret@db.example:port/desk").map(|_| ());
        let fault = fault.expect_err("no port").to_string();
        assert!(
            !fault.contains("s3cret") && fault.contains("port"),
            "{fault}"
        );
    }

    #[test]
    fn servers_elsewhere_are_spoken_to_in_private() {
        assert_eq!(mode("postgres://me@db.example/desk"), SslMode::Require);
        assert_eq!(mode("postgres://me@127.0.0.1/desk"), SslMode::Disable);
        assert_eq!(mode("postgres:///desk?host=/run/pg"), SslMode::Disable);
        let asked = "postgres://me@db.example/desk?sslmode=verify-full&sslrootcert=/ca.pem";
        assert_eq!(mode(asked), SslMode::Require);
        let read = Address::read(asked).expect("readable");
        assert_eq!(read.roots, Some(PathBuf::from("/ca.pem")));
        assert_eq!(
            mode("postgres://me@db.example/desk?sslmode=disable"),
            SslMode::Disable
        );
    }

    #[test]
    fn what_is_wrong_is_said() {
        let none = Address::read("postgres:///desk").map(|_| ());
        let none = none.expect_err("no server").to_string();
        assert!(none.contains("host=/var/run/postgresql"), "{none}");
    }
}
