//! Every key there is: the list that unknown keys are checked against, and that `--help` shows.

/// One key.
pub(crate) struct Key {
    /// Its name in the file; in the environment `RINGBACK_` and the name in capitals.
    pub(crate) name: &'static str,
    /// What it sets, with unit, bounds and default.
    pub(crate) about: &'static str,
    /// Whether a `[[line]]` table may have it, too.
    pub(crate) of_line: bool,
}

const fn of_all(name: &'static str, about: &'static str) -> Key {
    Key {
        name,
        about,
        of_line: false,
    }
}

const fn of_line(name: &'static str, about: &'static str) -> Key {
    Key {
        name,
        about,
        of_line: true,
    }
}

/// In the order in which they are shown.
pub(crate) const KEYS: &[Key] = &[
    of_all("database", "Path of the SQLite file. Default ringback.db"),
    of_all(
        "listen",
        "Address and port to listen on. Default 127.0.0.1:8080",
    ),
    of_all(
        "public_url",
        "Where the carrier reaches this server, as https://ring.example.com",
    ),
    of_all(
        "access_token",
        "Opens the pages, at least 16 characters. Default: a new one at each start",
    ),
    of_all(
        "media",
        "Folder for pictures and voicemails. Default: beside the database",
    ),
    of_all(
        "log",
        "Log level: error, warn, info, debug, trace. Default info",
    ),
    of_all("log_format", "text or json. Default text"),
    of_all(
        "twilio_account_sid",
        "The account at Twilio, AC and 32 characters",
    ),
    of_all("twilio_auth_token", "The account's auth token"),
    of_all(
        "twilio_auth_token_next",
        "The next auth token while it is changed over; it may sign, too",
    ),
    of_all("twilio_api_url", "Twilio's API. Default: the public one"),
    of_line(
        "line_number",
        "The number that people dial and texts leave from, as +13125550100. In [[line]]: number",
    ),
    of_line("company", "The company's name, as it stands in texts"),
    of_line("owner", "The owner's first name, as it stands in texts"),
    of_line(
        "ring",
        "The owner's phones, separated by commas. Relays go to the first, any may answer",
    ),
    of_line("zone", "IANA time zone of the business. Default UTC"),
    of_line(
        "line_pace",
        "Segments a second that may leave from the number. Default 1. In [[line]]: pace",
    ),
    of_line(
        "region",
        "Country of the business, two letters. Default: the number's",
    ),
    of_line(
        "ring_seconds",
        "How long the caller hears ringing, 10 to 60. Default 25",
    ),
    of_line("ring_order", "at_once or in_turn. Default at_once"),
    of_line(
        "acceptance",
        "What counts as taking the call: key (press 1), machine, none. Default key",
    ),
    of_line(
        "after_miss",
        "voicemail, message or hang_up. Default voicemail",
    ),
    of_line(
        "forwarded",
        "true: calls are forwarded here from another line, so that each is missed. Default false",
    ),
    of_line(
        "texting",
        "false: missed calls are not texted. Default true",
    ),
    of_line("text", "The text, with {owner}, {company} and {number}"),
    of_line(
        "window_hours",
        "One text per caller in this time, 0 to 720. Default 24",
    ),
    of_line(
        "live_minutes",
        "No automatic text when a person wrote in this time, 0 to 1440. Default 30",
    ),
    of_line(
        "gave_up_seconds",
        "Callers who give up sooner are not texted, 0 to 60. Default 0: all are",
    ),
    of_line(
        "text_minutes",
        "A missed-call text older than this is not sent, 1 to 600. Default 15",
    ),
    of_line(
        "countries",
        "Countries that may be texted, separated by commas. Default: the region",
    ),
    of_line(
        "never_text",
        "Numbers never to be texted, separated by commas",
    ),
    of_line("blocked", "Blocked numbers, separated by commas"),
    of_line("team", "The team's own numbers, separated by commas"),
    of_line("brakes", "on or off: limits on automatic texts. Default on"),
    of_line("brake_caller_day", "Texts to one caller a day. Default 3"),
    of_line(
        "brake_prefix_minute",
        "Texts to one prefix (number without its last four digits) a minute. Default 30",
    ),
    of_line("brake_prefix_day", "Texts to one prefix a day. Default 100"),
    of_line("brake_minute", "Texts to all callers a minute. Default 30"),
    of_line("brake_day", "Texts to all callers a day. Default 300"),
    of_line(
        "brake_spend_day",
        "Spend on texts a day, in the account's currency. Default 10",
    ),
    of_line(
        "segment_price",
        "What one segment costs, in the account's currency. Default 0.012",
    ),
];

/// Names that a `[[line]]` table uses for keys that are called otherwise outside it.
const SHORT_NAMES: [(&str, &str); 2] = [("number", "line_number"), ("pace", "line_pace")];

/// The key of this name, outside a `[[line]]` table.
pub(crate) fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// The key of this name inside a `[[line]]` table.
pub(crate) fn find_in_line(name: &str) -> Option<&'static Key> {
    let long = SHORT_NAMES
        .iter()
        .find(|(short, _)| *short == name)
        .map(|(_, long)| *long);
    find(long.unwrap_or(name)).filter(|key| key.of_line)
}

/// The name that is nearest to a misspelt one.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    nearest_of(name, KEYS.iter().map(|key| key.name))
}

/// The name that is nearest to a misspelt one in a `[[line]]` table.
pub(crate) fn nearest_in_line(name: &str) -> Option<&'static str> {
    let of_line = KEYS.iter().filter(|key| key.of_line).map(|key| key.name);
    nearest_of(
        name,
        SHORT_NAMES.iter().map(|(short, _)| *short).chain(of_line),
    )
}

fn nearest_of(name: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    known
        .map(|known| (distance(name, known), known))
        .filter(|(distance, _)| *distance <= 3)
        .min()
        .map(|(_, name)| name)
}

/// Levenshtein distance, by rows.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, &against) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != against);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
