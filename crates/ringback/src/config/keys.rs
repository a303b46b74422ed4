//! Every key of the installation; those of a line are `ringback_desk::settings::LINE_KEYS`.

use ringback_desk::settings::{Key, LINE_KEYS, find as find_of_line, nearest_of};

const fn key(name: &'static str, about: &'static str) -> Key {
    Key { name, about }
}

/// In the order in which they are shown.
pub(crate) const INSTALLATION_KEYS: &[Key] = &[
    key(
        "database",
        "Path of the SQLite file, or the address of a PostgreSQL database as \
         postgres://user@host/database. Default ringback.db",
    ),
    key(
        "key_file",
        "The installation's key, without which the database does not start; part of each backup. \
         Default: beside the database",
    ),
    key(
        "listen",
        "Address and port to listen on. Default 127.0.0.1:8080, with acme 0.0.0.0:443",
    ),
    key(
        "public_url",
        "Where the carrier reaches this server, as https://ring.example.com. With acme: from there",
    ),
    key(
        "acme",
        "Host name for which a certificate is fetched and renewed, as ring.example.com; it must \
         point here, and setting it accepts the terms of the authority. Default: none",
    ),
    key(
        "acme_contact",
        "E-mail address for the authority. Default: none",
    ),
    key(
        "acme_folder",
        "Folder for account and certificates. Default: certificates beside the database",
    ),
    key(
        "acme_directory",
        "Directory of another authority. Default: Let's Encrypt",
    ),
    key(
        "acme_root",
        "PEM file of who signed that authority's own certificate, where it is not public",
    ),
    key(
        "tls_cert",
        "PEM file of a certificate with its chain, instead of acme; read again when it changes",
    ),
    key("tls_key", "PEM file of that certificate's private key"),
    key(
        "listen_http",
        "Address for plain HTTP beside HTTPS, which leads to the public URL, as 0.0.0.0:80. \
         Default: none",
    ),
    key(
        "trusted_proxies",
        "Addresses and networks of proxies whose X-Forwarded-For, -Proto and -Host are believed, \
         separated by commas, as 127.0.0.1, 10.0.0.0/8. Default: none",
    ),
    key(
        "access_token",
        "Opens everything, for programs and whoever runs the installation; at least 16 characters. \
         Default: none, and people log in",
    ),
    key(
        "media",
        "Folder for pictures and voicemails. Default: beside the database",
    ),
    key(
        "backup_every_hours",
        "Takes a backup by itself every so many hours, 1 to 744. Default: never",
    ),
    key(
        "backup_folder",
        "Where those backups go. Default: backups, beside the database",
    ),
    key("backup_keep", "How many of them are kept. Default 14"),
    key(
        "log",
        "Log level: error, warn, info, debug, trace. Default info",
    ),
    key("log_format", "text or json. Default text"),
    key(
        "twilio_account_sid",
        "The account at Twilio, AC and 32 characters",
    ),
    key("twilio_auth_token", "The account's auth token"),
    key(
        "twilio_auth_token_next",
        "The next auth token while it is changed over; it may sign, too",
    ),
    key(
        "zone_data",
        "Directory of compiled time zones (TZif), as /usr/share/zoneinfo. Default: built in",
    ),
    key(
        "quiet_rules",
        "File with the hours in which the law lets a business write, as `explain quiet-rules` shows \
         it. Default: built in",
    ),
    key("twilio_api_url", "Twilio's API. Default: the public one"),
];

/// All keys, in the order in which they are shown.
pub(crate) fn all() -> impl Iterator<Item = &'static Key> {
    INSTALLATION_KEYS.iter().chain(LINE_KEYS)
}

/// The key of this name, outside a `[[line]]` table.
pub(crate) fn find(name: &str) -> Option<&'static Key> {
    INSTALLATION_KEYS
        .iter()
        .find(|key| key.name == name)
        .or_else(|| find_of_line(name))
}

/// The name that is nearest to a misspelt one.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    nearest_of(name, all().map(|key| key.name))
}
