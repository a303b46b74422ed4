//! The server's settings: one TOML file with thousands of lines, each of another business.

use std::fmt::Write;
use std::net::TcpListener;
use std::path::Path;

use anyhow::{Context, Result};

use crate::bench::http::Front;
use crate::bench::numbers;
use crate::bench::options::Options;

/// What the server and this process agree upon.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// The carrier's account.
    pub(crate) account: String,
    /// The key that signs webhooks and opens the API.
    pub(crate) auth_token: String,
    /// The key to the server's own figures.
    pub(crate) access_token: String,
    /// Where the server's replicas listen.
    pub(crate) ports: Vec<u16>,
    /// The address of a database, or the path of a file; without one it is a file beside the
    /// settings.
    pub(crate) database: Option<String>,
    /// Where the carrier listens.
    pub(crate) carrier_port: u16,
    /// How many lines.
    pub(crate) lines: u32,
    /// Segments a second that each may send.
    pub(crate) pace: u32,
    /// Variables of the server's environment.
    pub(crate) environment: Vec<(String, String)>,
}

impl Settings {
    /// Settings with a free port for each replica of the server.
    ///
    /// # Errors
    /// When there is none.
    pub(crate) fn new(
        carrier_port: u16,
        options: &Options,
        database: Option<String>,
    ) -> Result<Self> {
        let ports = (0..options.replicas).map(|_| free_port());
        Ok(Self {
            ports: ports.collect::<Result<_>>()?,
            database,
            pace: options.pace,
            ..Self::of(carrier_port, options.lines)
        })
    }

    /// Settings without a port of the server's.
    pub(crate) fn of(carrier_port: u16, lines: u32) -> Self {
        Self {
            account: "AC0000000000000000000000000000bec4".to_owned(),
            auth_token: "a-token-that-only-this-bench-knows".to_owned(),
            access_token: "a-key-to-the-figures-of-this-bench".to_owned(),
            ports: Vec::new(),
            database: None,
            carrier_port,
            lines,
            pace: 100,
            environment: Vec::new(),
        }
    }

    /// The replicas, in turn.
    pub(crate) fn front(&self) -> Front {
        Front::of(&self.ports)
    }

    /// What the carrier calls the server.
    pub(crate) fn public_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.ports[0])
    }

    /// The file that this replica reads. All of them are called by the first one's address, as
    /// behind a load balancer, and share what is kept in files.
    pub(super) fn to_toml(&self, directory: &Path, replica: usize) -> String {
        let here = |name: &str| directory.join(name).display().to_string();
        let database = match &self.database {
            None => format!("database = \"{}\"\n", here("ringback.db")),
            Some(path) if path.starts_with('/') => format!("database = \"{path}\"\n"),
            Some(url) => format!(
                "database = \"{url}\"\nkey_file = \"{}\"\nmedia = \"{}\"\n",
                here("ringback.key"),
                here("media")
            ),
        };
        let mut toml = format!(
            "{database}listen = \"127.0.0.1:{}\"\npublic_url = \"{}\"\n\
             twilio_account_sid = \"{}\"\ntwilio_auth_token = \"{}\"\n\
             twilio_api_url = \"http://127.0.0.1:{}\"\nbrakes = \"on\"\n",
            self.ports[replica],
            self.public_url(),
            self.account,
            self.auth_token,
            self.carrier_port,
        );
        for index in 0..self.lines {
            let _ = write!(
                toml,
                "\n[[line]]\nnumber = \"{}\"\ncompany = \"Company {index}\"\nowner = \"Sam\"\n\
                 ring = [\"{}\"]\nzone = \"America/Chicago\"\npace = {}\n",
                numbers::line(index),
                numbers::owners_phone(index),
                self.pace,
            );
        }
        toml
    }
}

/// A port that was free a moment ago. The server's address must be known before it starts,
/// since it stands in what it tells the carrier.
///
/// # Errors
/// When none is free.
pub(crate) fn free_port() -> Result<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").context("no free port")?;
    Ok(listener.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_stands_in_the_file_with_the_keys_that_are_documented() {
        let mut settings = Settings::of(9, 2);
        settings.ports = vec![80, 81];
        let toml = settings.to_toml(Path::new("/tmp/here"), 0);
        assert_eq!(toml.matches("[[line]]").count(), 2);
        let line = "number = \"+14152201001\"\ncompany = \"Company 1\"\nowner = \"Sam\"\n\
                    ring = [\"+15032201001\"]\nzone = \"America/Chicago\"\npace = 100\n";
        assert!(toml.ends_with(line), "{toml}");
        assert!(
            toml.starts_with("database = \"/tmp/here/ringback.db\"\n"),
            "{toml}"
        );
        assert!(
            toml.contains("twilio_api_url = \"http://127.0.0.1:9\"\n"),
            "{toml}"
        );
        settings.database = Some("postgres:///b".to_owned());
        let toml = settings.to_toml(Path::new("/tmp/here"), 1);
        let first = "database = \"postgres:///b\"\nkey_file = \"/tmp/here/ringback.key\"\n\
                     media = \"/tmp/here/media\"\nlisten = \"127.0.0.1:81\"\n\
                     public_url = \"http://127.0.0.1:80\"\n";
        assert!(toml.starts_with(first), "{toml}");
    }
}
