//! The whole configuration, checked.

use std::net::SocketAddr;
use std::path::PathBuf;

use ringback_carriers::public_url::PublicUrl;
use ringback_carriers::twilio::config::{DEFAULT_API_URL, TwilioConfig};
use ringback_desk::settings::{Fault, LineSettings, Reader};
use secrecy::SecretString;
use url::Url;

use super::load::Layers;
use crate::logging::Format;

/// From little to much.
const LOG_LEVELS: [&str; 5] = ["error", "warn", "info", "debug", "trace"];
/// The shortest access token that is worth its name.
const ACCESS_TOKEN_CHARS_MIN: usize = 16;

/// Everything that `serve` needs.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) database: PathBuf,
    pub(crate) media: PathBuf,
    pub(crate) listen: SocketAddr,
    pub(crate) access_token: Option<SecretString>,
    pub(crate) log: &'static str,
    pub(crate) log_format: Format,
    pub(crate) twilio: TwilioConfig,
    pub(crate) next_auth_token: Option<SecretString>,
    pub(crate) lines: Vec<LineSettings>,
}

impl Settings {
    /// Checks what was given.
    ///
    /// # Errors
    /// Every fault at once.
    pub(crate) fn read(layers: &Layers) -> Result<Self, Vec<Fault>> {
        let mut faults = layers.faults.clone();
        let mut reader = Reader::new(vec![&layers.values]);
        let database = database(layers);
        let listen = listen(&mut reader);
        let access_token = access_token(&mut reader);
        let twilio = twilio(&mut reader);
        let next_auth_token = reader
            .text("twilio_auth_token_next")
            .map(SecretString::from);
        let log = reader.choice("log", &LOG_LEVELS.map(|level| (level, level)), "info");
        let log_format = reader.choice(
            "log_format",
            &[("text", Format::Text), ("json", Format::Json)],
            Format::Text,
        );
        let media = reader
            .text("media")
            .map_or_else(|| beside(&database), PathBuf::from);
        faults.append(&mut reader.faults);
        let lines = lines(layers, &mut faults);
        directory_exists(&database, &mut faults);
        match (listen, twilio) {
            (Some(listen), Some(twilio)) if faults.is_empty() => Ok(Self {
                database,
                media,
                listen,
                access_token,
                log,
                log_format,
                twilio,
                next_auth_token,
                lines,
            }),
            _ => Err(faults),
        }
    }
}

/// The database's path; `why` needs no more than this.
pub(crate) fn database(layers: &Layers) -> PathBuf {
    let mut reader = Reader::new(vec![&layers.values]);
    reader
        .text("database")
        .map_or_else(|| PathBuf::from("ringback.db"), PathBuf::from)
}

fn beside(database: &std::path::Path) -> PathBuf {
    database.with_file_name("media")
}

fn directory_exists(database: &std::path::Path, faults: &mut Vec<Fault>) {
    let shown = database.display().to_string();
    if shown.contains("://") {
        let what = format!(
            "`{}` is an address, and only SQLite files are supported",
            shown_scheme(&shown)
        );
        return faults.push(Fault::new("database", what, "Set the path of a file"));
    }
    let directory = match database.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => std::path::Path::new("."),
    };
    if !directory.is_dir() {
        let what = format!(
            "the directory {} does not exist or cannot be reached",
            directory.display()
        );
        faults.push(Fault::new(
            "database",
            what,
            "Create it, or set another path",
        ));
    } else if database.is_dir() {
        let what = format!("{shown} is a directory");
        faults.push(Fault::new("database", what, "Set the path of a file in it"));
    }
}

/// An address may hold a password.
fn shown_scheme(address: &str) -> String {
    format!("{}://…", address.split("://").next().unwrap_or_default())
}

fn listen(reader: &mut Reader<'_>) -> Option<SocketAddr> {
    let text = reader
        .text("listen")
        .unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    match text.parse() {
        Ok(address) => Some(address),
        Err(_) => {
            if let Some(given) = reader.given("listen") {
                let fix = "Write it as 127.0.0.1:8080, or 0.0.0.0:8080 for all addresses";
                reader.fault(
                    given,
                    format!("`{text}` is not an address with a port"),
                    fix,
                );
            }
            None
        }
    }
}

fn access_token(reader: &mut Reader<'_>) -> Option<SecretString> {
    let token = reader.text("access_token")?;
    let is_fit = token.len() >= ACCESS_TOKEN_CHARS_MIN
        && token
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    if !is_fit && let Some(given) = reader.given("access_token") {
        let fix = "Use at least 16 letters, digits, - or _";
        reader.fault(
            given,
            "is too short, or holds other characters than may be used",
            fix,
        );
    }
    Some(SecretString::from(token))
}

fn twilio(reader: &mut Reader<'_>) -> Option<TwilioConfig> {
    let account_sid = reader.required(
        "twilio_account_sid",
        "Set the account SID from Twilio's console",
    );
    let auth_token = reader.required(
        "twilio_auth_token",
        "Set the auth token from Twilio's console",
    );
    let public_url = reader.required(
        "public_url",
        "Set the address under which Twilio reaches this server",
    );
    let api_url = reader
        .text("twilio_api_url")
        .unwrap_or_else(|| DEFAULT_API_URL.to_owned());
    let public_url = public_url.and_then(|text| match PublicUrl::parse(&text) {
        Ok(url) => Some(url),
        Err(fault) => {
            if let Some(given) = reader.given("public_url") {
                reader.fault(
                    given,
                    format!("cannot be used: {fault}"),
                    "Write it as https://ring.example.com",
                );
            }
            None
        }
    });
    let api_url = match Url::parse(&api_url) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Some(url),
        _ => {
            if let Some(given) = reader.given("twilio_api_url") {
                reader.fault(
                    given,
                    "is not a web address",
                    "Leave it out for Twilio's own",
                );
            }
            None
        }
    };
    Some(TwilioConfig {
        account_sid: account_sid?,
        auth_token: SecretString::from(auth_token?),
        api_url: api_url?,
        public_url: public_url?,
    })
}

/// The `[[line]]` tables, each over the top level's values; without any, the top level is the one
/// line.
fn lines(layers: &Layers, faults: &mut Vec<Fault>) -> Vec<LineSettings> {
    let sets: Vec<_> = if layers.lines.is_empty() {
        vec![vec![&layers.values]]
    } else {
        layers
            .lines
            .iter()
            .map(|line| vec![line, &layers.values])
            .collect()
    };
    let lines: Vec<_> = sets
        .into_iter()
        .filter_map(|sets| LineSettings::read(sets, faults))
        .collect();
    let mut numbers: Vec<_> = lines.iter().map(|line| *line.number()).collect();
    numbers.sort_unstable();
    if let Some(twice) = numbers.windows(2).find(|pair| pair[0] == pair[1]) {
        let what = format!("the number {} is set for two lines", twice[0].as_str());
        faults.push(Fault::new("line", what, "Give each line its own number"));
    }
    lines
}
