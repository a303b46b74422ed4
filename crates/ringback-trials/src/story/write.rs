//! Making a story up from a seed.

use std::time::Duration;

use super::people::{BUSINESSES, CALLERS, LINES};
use super::{Death, Deed, Forgery, Goes, Story, Weather, What};
use crate::chance::Chance;

/// How long things go on happening.
const LASTS: Duration = Duration::from_hours(2);
/// Monday, 2 November 2026, midnight in UTC: the day after clocks were set back in America.
const BASE_MS: i64 = 1_793_577_600_000;

const WORDS: [&str; 9] = [
    "Hello, my sink leaks. Can you come today?",
    "Yes please, after five.",
    "STOP",
    "START",
    "stop by at 5 if you can",
    "please stop texting me",
    "Thanks!",
    "HELP",
    "Who is this?",
];
const OWNER_WORDS: [&str; 5] = ["I can be there at five.", "1", "On my way", "STOP", "START"];
const SETTINGS: [(&str, &[&str]); 9] = [
    ("voicemail_wait_seconds", &["20", "40"]),
    ("after_miss", &["message", "hang_up", "voicemail"]),
    ("acceptance", &["key", "none", "key"]),
    ("night_replies", &["off", "on"]),
    (
        "text_again",
        &["{company} again: we still have you on the list."],
    ),
    ("gave_up_seconds", &["5"]),
    ("window_hours", &["0", "1", "24"]),
    ("brakes", &["off"]),
    ("live_minutes", &["0", "30"]),
];
const ZONES: [&str; 4] = [
    "America/Chicago",
    "America/New_York",
    "America/Los_Angeles",
    "Pacific/Auckland",
];

/// Settings that all lines of a business have alike.
const OF_BUSINESS: [&str; 3] = ["window_hours", "text_again", "night_replies"];

fn is_neighbour(one: usize, other: usize) -> bool {
    LINES[one].business == LINES[other].business
}

/// The story of a seed.
#[must_use]
pub fn write(seed: u64) -> Story {
    let root = Chance::of(seed);
    let mut shape = root.about("shape", 0);
    let hour_ms = 3_600_000;
    let begins_at_ms =
        BASE_MS + i64::try_from(shape.below(7 * 24) * hour_ms + shape.below(hour_ms)).unwrap_or(0);
    let replicas = if shape.percent(30) { 2 } else { 1 };
    let mut settings = Vec::new();
    for line in 0..LINES.len() {
        for (key, values) in SETTINGS {
            if shape.percent(20) {
                let value = shape.pick(values);
                // What a caller may get is one matter of all lines of a business.
                if OF_BUSINESS.contains(&key) {
                    let same = (0..LINES.len()).filter(|other| is_neighbour(*other, line));
                    settings.extend(same.map(|other| (other, key, value)));
                } else {
                    settings.push((line, key, value));
                }
            }
        }
    }
    let mut deeds = Vec::new();
    let busy = shape.between(6, 22);
    for id in 0..busy {
        let mut chance = root.about("deed", id);
        let what = everyday(&mut chance);
        deeds.push(Deed {
            id,
            after: moment(&mut chance),
            what,
        });
    }
    let calm = shape.percent(15);
    let faults = if calm { 0 } else { shape.between(1, 9) };
    for id in 0..faults {
        let mut chance = root.about("fault", id);
        // Faults that hit nothing teach nothing: most come just before or after something.
        let near = deeds
            .get(chance.index(deeds.len().max(1)))
            .map(|deed| deed.after);
        let after = match near {
            Some(near) if chance.percent(80) => (near
                + Duration::from_millis(chance.below(90_000)))
            .saturating_sub(Duration::from_secs(10)),
            _ => moment(&mut chance),
        };
        deeds.push(Deed {
            id: 1_000 + id,
            after,
            what: fault(&mut chance, replicas),
        });
    }
    deeds.sort_by_key(|deed| (deed.after, deed.id));
    Story {
        seed,
        begins_at_ms,
        replicas,
        settings,
        deeds,
    }
}

fn moment(chance: &mut Chance) -> Duration {
    let lasts = u64::try_from(LASTS.as_millis()).unwrap_or(u64::MAX);
    // Much of it at once now and then: the first minutes are crowded.
    let end = if chance.percent(50) { 300_000 } else { lasts };
    Duration::from_millis(chance.below(end))
}

fn everyday(chance: &mut Chance) -> What {
    let line = chance.pick(&[0, 0, 0, 0, 1, 2]);
    match chance.below(100) {
        0..60 => What::Call {
            line,
            caller: (!chance.percent(4)).then(|| chance.index(CALLERS.len())),
            goes: goes(chance),
        },
        60..82 => What::Text {
            line,
            from: chance.index(CALLERS.len()),
            says: chance.pick(&WORDS),
        },
        82..90 => What::OwnerText {
            line,
            says: chance.pick(&OWNER_WORDS),
        },
        90..94 => What::PageAnswer {
            business: chance.index(BUSINESSES.len()),
            to: chance.index(CALLERS.len()),
        },
        94..97 => What::Settle {
            arrived: chance.percent(50),
        },
        _ => What::Sets {
            line,
            key: "zone",
            value: chance.pick(&ZONES),
        },
    }
}

fn goes(chance: &mut Chance) -> Goes {
    match chance.below(100) {
        0..45 => Goes::NoAnswer,
        45..65 => Goes::GivesUp {
            after: Duration::from_millis(chance.between(200, 28_000)),
            reports_dial: chance.percent(50),
        },
        65..80 => Goes::Taken {
            talk: Duration::from_secs(chance.between(1, 300)),
        },
        80..92 => Goes::Mailbox,
        _ => Goes::Busy,
    }
}

fn fault(chance: &mut Chance, replicas: usize) -> What {
    let replica = chance.index(replicas);
    match chance.below(100) {
        0..35 => What::Dies {
            replica,
            when: match chance.below(10) {
                0..2 => Death::Now,
                2..5 => Death::BeforeCommit(chance.between(1, 9)),
                5..8 => Death::AfterCommit(chance.between(1, 9)),
                _ => Death::InRequest,
            },
            lasts: Duration::from_millis(chance.between(200, 40_000)),
        },
        35..40 => What::DiskFull {
            replica,
            commits: chance.between(1, 9),
        },
        40..46 => What::ClockJumps {
            replica,
            by_ms: chance.pick(&[-3_600_000, 3_600_000, -45_000, 45_000, -1_000, 7_200_000]),
        },
        46..52 => What::Forged {
            line: chance.index(LINES.len()),
            says: chance.pick(&[
                Forgery::Call,
                Forgery::Text,
                Forgery::Stop,
                Forgery::Receipt,
            ]),
            by_neighbour: chance.percent(50),
        },
        _ => What::Weather {
            kind: chance.pick(&WEATHERS),
            lasts: Duration::from_millis(chance.between(500, 240_000)),
        },
    }
}

const WEATHERS: [Weather; 17] = [
    Weather::Refuses,
    Weather::LosesRequests,
    Weather::LosesAnswers,
    Weather::Breaks,
    Weather::TooMany,
    Weather::Unavailable,
    Weather::Fault,
    Weather::FaultAfter,
    Weather::RefusesTexts(21610),
    Weather::RefusesTexts(21211),
    Weather::Slow,
    Weather::ListsLag,
    Weather::WebhooksLost,
    Weather::WebhooksTwice,
    Weather::WebhooksLate,
    Weather::Undelivered(30006),
    Weather::ReceiptsLost,
];
