//! What stands on the door when somebody calls, in words that fit into a text.

use jiff::civil::{DateTime, Weekday};

use super::language::Language;
use crate::clock::Instant;
use crate::hours::OpenState;
use crate::lines::Line;
use crate::phone::Region;
use crate::zones::zone::timestamp;

/// Whether the business is open, and when it opens again, written for the caller.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Door {
    /// Open, or a line without hours.
    #[default]
    Open,
    /// Closed, as on any day at this time.
    Closed {
        /// When it opens, as `Tue 8 AM`; empty when that is not in sight.
        opens: String,
    },
    /// Closed for a day with a name.
    Holiday {
        /// The name.
        name: String,
        /// When it opens, as `Tue 8 AM`; empty when that is not in sight.
        opens: String,
    },
    /// Closed for a vacation.
    Vacation {
        /// When it opens, as `Jan 4`; empty when that is not in sight.
        opens: String,
    },
}

impl Door {
    /// What a caller finds at `now`, written in their language.
    #[must_use]
    pub fn at(line: &Line, language: Language, now: Instant) -> Self {
        let Some(hours) = &line.hours else {
            return Self::Open;
        };
        let state = hours.state(now);
        let opens = state
            .opens_at()
            .map(|opens_at| spell(line, language, now, opens_at))
            .unwrap_or_default();
        match state {
            OpenState::Open { .. } => Self::Open,
            OpenState::Closed { .. } => Self::Closed { opens },
            OpenState::Holiday { name, .. } => Self::Holiday { name, opens },
            OpenState::Vacation { .. } => Self::Vacation { opens },
        }
    }

    /// `{opens}`.
    #[must_use]
    pub fn opens(&self) -> &str {
        match self {
            Self::Open => "",
            Self::Closed { opens } | Self::Holiday { opens, .. } | Self::Vacation { opens } => {
                opens
            }
        }
    }

    /// `{holiday}`.
    #[must_use]
    pub fn holiday(&self) -> &str {
        match self {
            Self::Holiday { name, .. } => name,
            Self::Open | Self::Closed { .. } | Self::Vacation { .. } => "",
        }
    }
}

/// Further away than this the weekday says nothing, and the date does.
const WEEKDAY_DAYS_MAX: i32 = 6;

/// When it opens: `8 AM` on the same day, `Tue 8 AM` in the same week, `Jan 4` after that.
fn spell(line: &Line, language: Language, now: Instant, opens_at: Instant) -> String {
    let (Some(now), Some(opens_at)) = (timestamp(now), timestamp(opens_at)) else {
        return String::new();
    };
    let (today, opens) = (line.zone.wall(now), line.zone.wall(opens_at));
    let days = (opens.date() - today.date()).get_days();
    let time = clock_time(opens, line.region);
    match language {
        Language::En if days == 0 => time,
        Language::En if days <= WEEKDAY_DAYS_MAX => format!("{} {time}", english(opens.weekday())),
        Language::En => opens.strftime("%b %-d").to_string(),
        Language::Es if days == 0 => format!("hoy {time}"),
        Language::Es if days <= WEEKDAY_DAYS_MAX => {
            format!("el {} {time}", spanish(opens.weekday()))
        }
        Language::Es => {
            let month = usize::from(opens.month().unsigned_abs()).saturating_sub(1);
            format!(
                "el {} {}",
                opens.day(),
                SPANISH_MONTHS.get(month).unwrap_or(&"")
            )
        }
    }
}

/// `8 AM`, `8:30 AM`, `noon`, or `8:30` where clocks count to 24.
fn clock_time(at: DateTime, region: Region) -> String {
    let counts_to_12 = [Region::US, Region::CA].contains(&region)
        || ["AU", "NZ", "PH", "IN"].contains(&region.as_str());
    match (counts_to_12, at.hour(), at.minute()) {
        (false, ..) => at.strftime("%-H:%M").to_string(),
        (true, 12, 0) => "noon".to_owned(),
        (true, _, 0) => at.strftime("%-I %p").to_string(),
        (true, ..) => at.strftime("%-I:%M %p").to_string(),
    }
}

fn english(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

fn spanish(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "lun",
        Weekday::Tuesday => "mar",
        Weekday::Wednesday => "mie",
        Weekday::Thursday => "jue",
        Weekday::Friday => "vie",
        Weekday::Saturday => "sab",
        Weekday::Sunday => "dom",
    }
}

const SPANISH_MONTHS: [&str; 12] = [
    "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic",
];
