//! Every key that a line has: the list that unknown keys are checked against, and that help shows.

use super::nearest_of;

/// One key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name; in the environment `RINGBACK_` and the name in capitals.
    pub name: &'static str,
    /// What it sets, with unit, bounds and default.
    pub about: &'static str,
}

const fn key(name: &'static str, about: &'static str) -> Key {
    Key { name, about }
}

/// In the order in which they are shown.
pub const LINE_KEYS: &[Key] = &[
    key(
        "line_number",
        "The number that people dial and texts leave from, as +13125550100. In [[line]]: number",
    ),
    key("company", "The company's name, as it stands in texts"),
    key("owner", "The owner's first name, as it stands in texts"),
    key(
        "ring",
        "The owner's phones, separated by commas. Relays go to the first, any may answer",
    ),
    key("zone", "IANA time zone of the business. Default UTC"),
    key(
        "hours",
        "When the business is open: mon-fri 8:00-17:00; sat 9:00-13:00, or 24h. Default: always",
    ),
    key(
        "holidays",
        "Holidays on which it is closed, separated by commas: us, us-major, ca, ca-on …, or names",
    ),
    key(
        "closed",
        "Closed dates and vacations, separated by commas: 2026-12-24..2027-01-02 vacation",
    ),
    key(
        "special_hours",
        "Hours of single dates, separated by commas: 2026-12-24 9:00-12:00. They go before all else",
    ),
    key(
        "night_replies",
        "on or off: whether the answer to a call may leave in the caller's night. Default on",
    ),
    key(
        "line_pace",
        "Segments a second that may leave from the number. Default 1. In [[line]]: pace",
    ),
    key(
        "region",
        "Country of the business, two letters. Default: the number's",
    ),
    key(
        "ring_seconds",
        "How long the caller hears ringing, 10 to 60. Default 25",
    ),
    key("ring_order", "at_once or in_turn. Default at_once"),
    key(
        "acceptance",
        "What counts as taking the call: key (press 1), machine, none. Default key",
    ),
    key(
        "after_miss",
        "voicemail, message or hang_up. Default voicemail",
    ),
    key(
        "forwarded",
        "true: calls are forwarded here from another line, so that each is missed. Default false",
    ),
    key(
        "texting",
        "false: missed calls are not texted. Default true",
    ),
    key(
        "trade",
        "Chooses the starting texts: general, plumber, heating, electrician, salon, cleaner, \
         garage, gardener, clinic. Default general",
    ),
    key(
        "text",
        "The text, with {owner}, {company}, {number}, {first_name}, {opens}, {holiday}. What \
         stands in [ ] is left out when its variable is empty. Several wordings: a list, or a line \
         of --- between them. Default: by trade",
    ),
    key(
        "text_closed",
        "The text outside opening hours. Default: by trade",
    ),
    key("text_holiday", "The text on holidays. Default: by trade"),
    key(
        "text_vacation",
        "The text during a vacation. Default: by trade",
    ),
    key(
        "text_known",
        "The text for callers whose first name is known. Default: your text, or by trade",
    ),
    key(
        "text_again",
        "The text for a second call within the window. Default: none, the owner is told",
    ),
    key(
        "text_voicemail",
        "The text after a voicemail, where the line waits for it. Default: by trade",
    ),
    key(
        "text_es",
        "The text for people marked as Spanish. Default: by trade",
    ),
    key("text_closed_es", "text_closed in Spanish"),
    key("text_holiday_es", "text_holiday in Spanish"),
    key("text_vacation_es", "text_vacation in Spanish"),
    key("text_known_es", "text_known in Spanish"),
    key("text_again_es", "text_again in Spanish"),
    key("text_voicemail_es", "text_voicemail in Spanish"),
    key(
        "opt_out_text",
        "The one text after an opt-out that the carrier does not answer itself; names {company}, \
         one segment, sells nothing. Default: built in",
    ),
    key(
        "opt_in_text",
        "The text after START, where the carrier does not answer it; says STOP. Default: built in",
    ),
    key(
        "help_text",
        "The text after HELP, where the carrier does not answer it: who this is, how to reach \
         you, and STOP. Default: built in",
    ),
    key(
        "opt_out_text_es",
        "opt_out_text in Spanish. Default: built in",
    ),
    key(
        "opt_in_text_es",
        "opt_in_text in Spanish. Default: built in",
    ),
    key("help_text_es", "help_text in Spanish. Default: built in"),
    key(
        "repeat_wording",
        "on or off: who read all of your own wordings of a text within a month gets a built-in one. \
         Default on",
    ),
    key(
        "stop_line",
        "on, off or auto: the first text to a number ends with the line on how to opt out. Default \
         auto: on for numbers of the United States",
    ),
    key(
        "voicemail_wait_seconds",
        "How long the text waits for a voicemail, 0 to 60. Default 0: it does not wait",
    ),
    key(
        "hold_unregistered",
        "on or off: hold texts while carriers would block them as unregistered. Default on",
    ),
    key(
        "window_hours",
        "One text per caller in this time, 0 to 720. Default 24",
    ),
    key(
        "live_minutes",
        "No automatic text when a person wrote in this time, 0 to 1440. Default 30",
    ),
    key(
        "gave_up_seconds",
        "Callers who give up sooner are not texted, 0 to 60. Default 0: all are",
    ),
    key(
        "text_minutes",
        "A missed-call text older than this is not sent, 1 to 600. Default 15",
    ),
    key(
        "countries",
        "Countries that may be texted, separated by commas. Default: the region",
    ),
    key(
        "never_text",
        "Numbers never to be texted, separated by commas",
    ),
    key("blocked", "Blocked numbers, separated by commas"),
    key("team", "The team's own numbers, separated by commas"),
    key(
        "keep_texts_days",
        "Days after which texts, pictures, calls and notices are deleted, 31 to 36500. Default 1095",
    ),
    key(
        "keep_recordings_days",
        "Days after which recordings of callers are deleted, 1 to 36500. Default 90",
    ),
    key("brakes", "on or off: limits on automatic texts. Default on"),
    key(
        "brake_caller_hour",
        "Texts to one caller an hour. Default 3",
    ),
    key("brake_caller_day", "Texts to one caller a day. Default 5"),
    key(
        "brake_prefix_minute",
        "Texts to one prefix (number without its last four digits) a minute. Default 30",
    ),
    key("brake_prefix_day", "Texts to one prefix a day. Default 100"),
    key("brake_minute", "Texts to all callers a minute. Default 30"),
    key("brake_hour", "Texts to all callers an hour. Default 100"),
    key("brake_day", "Texts to all callers a day. Default 300"),
    key("brake_month", "Texts to all callers a month. Default 3000"),
    key(
        "brake_spend_day",
        "Spend on texts a day, in the account's currency. Default 10",
    ),
    key(
        "brake_spend_month",
        "Spend on texts a month, in the account's currency. Default 100",
    ),
    key(
        "brake_owner_hour",
        "Relays and notices to your own phone an hour; what is more stands on the page. Default 60",
    ),
    key(
        "breaker_numbers",
        "Different numbers whose very short calls pause automatic texts, 3 to 60. Default 10",
    ),
    key(
        "breaker_seconds",
        "Callers gone sooner than this many seconds made a very short call, 0.5 to 30. Default 4",
    ),
    key(
        "breaker_minutes",
        "Within how many minutes those have to come, 1 to 60. Default 10",
    ),
    key(
        "breaker_quiet_minutes",
        "Minutes without a very short call that end the pause, 1 to 1440. Default 15",
    ),
    key(
        "segment_price",
        "What one segment costs, in the account's currency. Default 0.012",
    ),
    key(
        "currency",
        "The account's currency, three letters. Default USD",
    ),
    key(
        "price_date",
        "When the price was looked up, shown beside it. Default 2026-11-23",
    ),
];

/// Names that a `[[line]]` table uses for keys that are called otherwise outside it.
const SHORT_NAMES: [(&str, &str); 2] = [("number", "line_number"), ("pace", "line_pace")];

/// The key of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Key> {
    LINE_KEYS.iter().find(|key| key.name == name)
}

/// The key of this name inside a `[[line]]` table.
#[must_use]
pub fn find_in_line(name: &str) -> Option<&'static Key> {
    let long = SHORT_NAMES
        .iter()
        .find(|(short, _)| *short == name)
        .map(|(_, long)| *long);
    find(long.unwrap_or(name))
}

/// The name that is nearest to a misspelt one in a `[[line]]` table.
#[must_use]
pub fn nearest_in_line(name: &str) -> Option<&'static str> {
    let short = SHORT_NAMES.iter().map(|(short, _)| *short);
    nearest_of(name, short.chain(LINE_KEYS.iter().map(|key| key.name)))
}
