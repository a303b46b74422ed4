//! The whole configuration, checked.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use ringback_carriers::public_url::PublicUrl;
use ringback_carriers::twilio::config::DEFAULT_API_URL;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::settings::{Fault, LINE_KEYS, LineSettings, Reader, Values};
use ringback_engine::{BackupPlan, Configured, ConfiguredAccount, ConfiguredLine};
use ringback_store::KeyPlace;
use secrecy::SecretString;
use url::Url;

use super::backups;
use super::https::{self, HttpsSettings};
use super::load::Layers;
use super::places::{can_be_used, database, key_place, media_folder};
use crate::logging::Format;

/// From little to much.
const LOG_LEVELS: [&str; 5] = ["error", "warn", "info", "debug", "trace"];
/// The shortest access token that is worth its name.
const ACCESS_TOKEN_CHARS_MIN: usize = 16;

/// Everything that `serve` needs.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) database: PathBuf,
    pub(crate) key: KeyPlace,
    pub(crate) media: PathBuf,
    /// The backups that the server takes by itself.
    pub(crate) backups: Option<BackupPlan>,
    pub(crate) listen: SocketAddr,
    pub(crate) https: HttpsSettings,
    pub(crate) access_token: Option<SecretString>,
    pub(crate) log: &'static str,
    pub(crate) log_format: Format,
    pub(crate) configured: Configured,
    /// What is allowed of the configured lines and still unwise.
    pub(crate) warnings: Vec<String>,
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
        let https = https::read(&mut reader, &database);
        let access_token = access_token(&mut reader);
        let is_given = has_lines(layers) || has_account(&reader);
        let account = is_given.then(|| account(&mut reader)).flatten();
        let public_url = public_url(&mut reader, is_given, listen);
        let api_url = api_url(&mut reader);
        let log = reader.choice("log", &LOG_LEVELS.map(|level| (level, level)), "info");
        let log_format = reader.choice(
            "log_format",
            &[("text", Format::Text), ("json", Format::Json)],
            Format::Text,
        );
        let media = media_folder(layers);
        let key = key_place(layers);
        let backups = backups::read(&mut reader, &database, &key);
        faults.append(&mut reader.faults);
        let (lines, warnings) = lines(layers, &mut faults);
        can_be_used(&database, &key, &mut faults);
        if let Some(url) = &public_url {
            https::must_fit(&https, url, &mut faults);
        }
        match (listen, public_url, api_url) {
            (Some(listen), Some(public_url), Some(api_url)) if faults.is_empty() => Ok(Self {
                database,
                key,
                media,
                backups,
                listen,
                https,
                access_token,
                log,
                log_format,
                configured: Configured {
                    lines,
                    account,
                    api_url,
                    public_url,
                },
                warnings,
            }),
            _ => Err(faults),
        }
    }
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

/// Whether the configuration names a line; without, lines are set up in the database.
fn has_lines(layers: &Layers) -> bool {
    !layers.lines.is_empty()
        || LINE_KEYS
            .iter()
            .any(|key| layers.values.contains_key(key.name))
}

fn has_account(reader: &Reader<'_>) -> bool {
    let keys = ["twilio_account_sid", "twilio_auth_token"];
    keys.iter().any(|key| reader.given(key).is_some())
}

fn account(reader: &mut Reader<'_>) -> Option<ConfiguredAccount> {
    let sid = reader.required(
        "twilio_account_sid",
        "Set the account SID from Twilio's console",
    );
    let token = reader.required(
        "twilio_auth_token",
        "Set the auth token from Twilio's console",
    );
    let next_token = reader.text("twilio_auth_token_next");
    Some(ConfiguredAccount {
        sid: sid?,
        token: SecretString::from(token?),
        next_token: next_token.map(SecretString::from),
    })
}

/// Where the carrier reaches the server. Until an account is used nobody has to.
fn public_url(
    reader: &mut Reader<'_>,
    is_needed: bool,
    listen: Option<SocketAddr>,
) -> Option<PublicUrl> {
    let text = if is_needed {
        reader.required(
            "public_url",
            "Set the address under which Twilio reaches this server",
        )?
    } else {
        let here = || listen.map(|listen| format!("http://{listen}"));
        reader.text("public_url").or_else(here)?
    };
    match PublicUrl::parse(&text) {
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
    }
}

fn api_url(reader: &mut Reader<'_>) -> Option<Url> {
    let text = reader
        .text("twilio_api_url")
        .unwrap_or_else(|| DEFAULT_API_URL.to_owned());
    match Url::parse(&text) {
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
    }
}

/// The `[[line]]` tables, each over the top level's values; without any, the top level is the one
/// line.
fn lines(
    layers: &Layers,
    faults: &mut Vec<Fault>,
) -> (BTreeMap<PhoneNumber, ConfiguredLine>, Vec<String>) {
    let mut lines = BTreeMap::new();
    let mut warnings = Vec::new();
    if !has_lines(layers) {
        return (lines, warnings);
    }
    let shared = Arc::new(layers.values.clone());
    let sets: Vec<Vec<Arc<Values>>> = if layers.lines.is_empty() {
        vec![vec![shared]]
    } else {
        let own = layers.lines.iter().cloned().map(Arc::new);
        own.map(|own| vec![own, Arc::clone(&shared)]).collect()
    };
    for layers in sets {
        let views = layers.iter().map(AsRef::as_ref).collect();
        let Some(mut line) = LineSettings::read(views, faults) else {
            continue;
        };
        warnings.append(&mut line.warnings);
        let configured = ConfiguredLine {
            company: line.company().to_owned(),
            layers,
        };
        if lines.insert(*line.number(), configured).is_some() {
            let what = format!("the number {} is set for two lines", line.number().as_str());
            faults.push(Fault::new("line", what, "Give each line its own number"));
        }
    }
    (lines, warnings)
}
