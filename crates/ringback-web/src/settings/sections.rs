//! Which settings stand where, what they are called there, and how they are asked for.

use ringback_desk::settings::{LINE_KEYS, find};

/// How a value is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Control {
    /// A word or a few.
    Words,
    /// Numbers of telephones, or other things with commas between.
    List,
    /// A number, in this unit.
    Number(&'static str),
    /// on or off.
    Switch,
    /// One of these: the value, and what it is called.
    Choice(&'static [(&'static str, &'static str)]),
    /// The words of a text.
    Text,
}

/// One setting on a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) key: &'static str,
    pub(super) label: &'static str,
    pub(super) control: Control,
    /// What the label leaves open, where the key's own sentence speaks of words in a file.
    pub(super) help: Option<&'static str>,
}

/// One page of settings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Section {
    /// In the address.
    pub(super) slug: &'static str,
    pub(super) title: &'static str,
    /// What it is about.
    pub(super) about: &'static str,
    fields: &'static [Asked],
}

const fn ask(key: &'static str, label: &'static str, control: Control) -> Asked {
    Asked {
        key,
        label,
        control,
        // A choice says what its values mean by itself.
        help: match control {
            Control::Choice(_) | Control::Switch => Some(""),
            _ => None,
        },
    }
}

impl Asked {
    const fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }
}

use Control::{Choice, List, Number, Switch, Text, Words};

/// The sections, in the order in which they are shown.
const SECTIONS: &[Section] = &[
    Section {
        slug: "company",
        title: "Company",
        about: "Who you are, as it stands in texts.",
        fields: &[
            ask("company", "Company", Words),
            ask("owner", "Your first name", Words),
            ask("trade", "Trade", Choice(TRADES)),
            ask("zone", "Time zone", Words),
            ask("region", "Country", Words),
        ],
    },
    Section {
        slug: "phones",
        title: "Phones & ringing",
        about: "Which phones ring, for how long, and what the caller hears when nobody takes it.",
        fields: &[
            ask("ring", "Phones that ring", List).help(
                "With the country code, commas between. What customers write \
                     goes to the first; any may answer.",
            ),
            ask("ring_seconds", "Ring for", Number("seconds")),
            ask("ring_order", "Several phones ring", Choice(RING_ORDER)),
            ask("acceptance", "A call is taken when", Choice(ACCEPTANCE))
                .help("A mailbox presses nothing, so that it never looks like an answer."),
            ask("after_miss", "After a missed call", Choice(AFTER_MISS)),
            ask("forwarded", "Calls are forwarded here", Switch)
                .help("From another line that nobody took, so that each of them is missed."),
            ask("team", "Your team's numbers", List),
            ask("blocked", "Blocked numbers", List),
        ],
    },
    Section {
        slug: "hours",
        title: "Hours",
        about: "When you are open. Outside these hours callers get another text.",
        fields: &[
            ask("hours", "Opening hours", Words),
            ask("holidays", "Holidays", List),
            ask("closed", "Closed dates and vacations", List),
            ask("special_hours", "Hours of single days", List),
            ask("night_replies", "Answer calls at night", Switch)
                .help("Off: the text waits for the morning, if it is still worth sending then."),
        ],
    },
    Section {
        slug: "texts",
        title: "Texts",
        about: "What callers read. Several wordings are kept apart by a line of three dashes.",
        fields: &[
            ask("texting", "Text missed calls", Switch),
            ask("text", "When you are open", Text).help(
                "{owner}, {company}, {number}, {first_name}, {opens} and {holiday} are \
                 filled in; what stands in [ ] is left out when its variable is empty.",
            ),
            ask("text_closed", "Outside your hours", Text),
            ask("text_holiday", "On a holiday", Text),
            ask("text_vacation", "During a vacation", Text),
            ask("text_known", "To somebody whose name you noted", Text),
            ask("text_voicemail", "After a voicemail", Text),
            ask("text_again", "On a second call in a short time", Text)
                .help("Empty: no text, and you are told instead."),
            ask(
                "repeat_wording",
                "To who read all of yours within a month",
                Choice(REPEAT_WORDING),
            ),
            ask("stop_line", "“Reply STOP to opt out.”", Choice(STOP_LINE)),
            ask("opt_out_text", "When somebody opts out", Text),
            ask("help_text", "When somebody asks for help", Text),
            ask("opt_in_text", "When somebody opts in again", Text),
            ask("window_hours", "One text per caller in", Number("hours")),
            ask(
                "live_minutes",
                "No automatic text for",
                Number("minutes after a person wrote"),
            ),
            ask(
                "voicemail_wait_seconds",
                "Wait for a voicemail",
                Number("seconds"),
            ),
            ask(
                "gave_up_seconds",
                "No text to callers who give up within",
                Number("seconds"),
            ),
            ask(
                "text_minutes",
                "A text is worth sending for",
                Number("minutes"),
            ),
            ask("countries", "Countries that may be texted", List),
            ask("never_text", "Numbers never to be texted", List),
        ],
    },
    Section {
        slug: "spanish",
        title: "Texts in Spanish",
        about: "For people whom you marked as Spanish. What is empty here is chosen by trade.",
        fields: &[
            ask("text_es", "When you are open", Text),
            ask("text_closed_es", "Outside your hours", Text),
            ask("text_holiday_es", "On a holiday", Text),
            ask("text_vacation_es", "During a vacation", Text),
            ask("text_known_es", "To somebody whose name you noted", Text),
            ask("text_voicemail_es", "After a voicemail", Text),
            ask("text_again_es", "On a second call in a short time", Text),
            ask("opt_out_text_es", "When somebody opts out", Text),
            ask("help_text_es", "When somebody asks for help", Text),
            ask("opt_in_text_es", "When somebody opts in again", Text),
        ],
    },
    Section {
        slug: "limits",
        title: "Limits",
        about: "Brakes on automatic texts, for the day when somebody plays tricks on your line.",
        fields: &[
            ask("brakes", "Brakes", Switch),
            ask("brake_month", "To all callers", Number("texts a month")),
            ask("brake_day", "To all callers", Number("texts a day")),
            ask("brake_hour", "To all callers", Number("texts an hour")),
            ask("brake_minute", "To all callers", Number("texts a minute")),
            ask("brake_caller_day", "To one caller", Number("texts a day")),
            ask(
                "brake_caller_hour",
                "To one caller",
                Number("texts an hour"),
            ),
            ask(
                "brake_prefix_day",
                "To numbers that look alike",
                Number("texts a day"),
            ),
            ask(
                "brake_prefix_minute",
                "To numbers that look alike",
                Number("texts a minute"),
            ),
            ask(
                "brake_spend_day",
                "Spend",
                Number("a day, in the account's currency"),
            ),
            ask(
                "brake_spend_month",
                "Spend",
                Number("a month, in the account's currency"),
            ),
            ask(
                "brake_owner_hour",
                "To your own phone",
                Number("texts an hour"),
            ),
            ask(
                "breaker_numbers",
                "A burst is very short calls from",
                Number("numbers"),
            ),
            ask("breaker_minutes", "Within", Number("minutes")),
            ask(
                "breaker_seconds",
                "Very short is less than",
                Number("seconds"),
            ),
            ask(
                "breaker_quiet_minutes",
                "A burst is over after",
                Number("quiet minutes"),
            ),
            ask(
                "segment_price",
                "One segment costs",
                Number("in the account's currency"),
            ),
        ],
    },
    Section {
        slug: "records",
        title: "Records",
        about: "How long what happened is kept. That somebody said stop is kept for ever.",
        fields: &[
            ask(
                "keep_texts_days",
                "Texts and calls are deleted after",
                Number("days"),
            ),
            ask(
                "keep_recordings_days",
                "Recordings are deleted after",
                Number("days"),
            ),
        ],
    },
    Section {
        slug: "carrier",
        title: "Carrier & lines",
        about: "The account that texts leave by, and your numbers.",
        fields: &[ask(
            "line_pace",
            "A number sends",
            Number("segments a second"),
        )],
    },
];

/// Keys that stand in no section: a line is its number.
const NOWHERE: &[&str] = &["line_number"];

const MORE: Section = Section {
    slug: "more",
    title: "More",
    about: "Everything else.",
    fields: &[],
};

const TRADES: &[(&str, &str)] = &[
    ("general", "Something else"),
    ("plumber", "Plumbing"),
    ("heating", "Heating and cooling"),
    ("electrician", "Electrical"),
    ("salon", "Salon or barber"),
    ("cleaner", "Cleaning"),
    ("garage", "Garage"),
    ("gardener", "Garden and lawn"),
    ("clinic", "Vet or clinic"),
];
const RING_ORDER: &[(&str, &str)] = &[("at_once", "together"), ("in_turn", "one after the other")];
const ACCEPTANCE: &[(&str, &str)] = &[
    ("key", "whoever picks up presses 1"),
    ("machine", "the carrier hears a person"),
    ("none", "anything picks up, a mailbox too"),
];
const AFTER_MISS: &[(&str, &str)] = &[
    ("voicemail", "a short message, then voicemail"),
    ("message", "a short message"),
    ("hang_up", "hang up"),
];
const REPEAT_WORDING: &[(&str, &str)] = &[
    ("on", "one of the built-in wordings"),
    ("off", "the oldest of yours once more"),
];
const STOP_LINE: &[(&str, &str)] = &[
    ("auto", "where the country asks for it"),
    ("on", "on the first text to a number"),
    ("off", "never"),
];

/// Every section that has something to set.
pub(super) fn sections() -> impl Iterator<Item = Section> {
    let more = (!unsorted().is_empty()).then_some(MORE);
    SECTIONS.iter().copied().chain(more)
}

/// The section of this address.
pub(super) fn section(slug: &str) -> Option<Section> {
    sections().find(|section| section.slug == slug)
}

impl Section {
    /// Its settings, as far as this release has them.
    pub(super) fn asked(&self) -> Vec<Asked> {
        if self.slug == MORE.slug {
            return unsorted();
        }
        let known = self.fields.iter().filter(|asked| find(asked.key).is_some());
        known.copied().collect()
    }
}

/// What has no place yet is shown all the same: a setting that nobody can reach is none.
fn unsorted() -> Vec<Asked> {
    let placed = |key: &str| {
        let mut fields = SECTIONS.iter().flat_map(|section| section.fields);
        NOWHERE.contains(&key) || fields.any(|asked| asked.key == key)
    };
    LINE_KEYS
        .iter()
        .filter(|key| !placed(key.name))
        .map(|key| ask(key.name, key.name, Words))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use ringback_desk::words::Trade;

    use super::*;

    #[test]
    fn every_setting_stands_in_one_place() {
        let asked: Vec<_> = sections().flat_map(|section| section.asked()).collect();
        let places: BTreeSet<_> = asked.iter().map(|asked| asked.key).collect();
        assert_eq!(places.len(), asked.len(), "a setting stands twice");
        for key in LINE_KEYS {
            assert_ne!(places.contains(key.name), NOWHERE.contains(&key.name));
        }
    }

    #[test]
    fn the_trades_are_all_there_are() {
        let known = Trade::ALL.map(|trade| (trade.code(), trade.label()));
        assert_eq!(TRADES, known);
    }
}
