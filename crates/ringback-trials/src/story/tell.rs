//! A story in words.

use std::fmt;
use std::time::Duration;

use super::people::{BUSINESSES, CALLERS, LINES};
use super::{Death, Deed, Goes, Story, What};

/// A span since the beginning, as in `0:04:31.250`.
#[must_use]
pub fn clock(after: Duration) -> String {
    let seconds = after.as_secs();
    format!(
        "{}:{:02}:{:02}.{:03}",
        seconds / 3_600,
        seconds / 60 % 60,
        seconds % 60,
        after.subsec_millis()
    )
}

impl fmt::Display for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let begins = jiff::Timestamp::from_millisecond(self.begins_at_ms).unwrap_or_default();
        writeln!(f, "begins {begins}, {} process(es)", self.replicas)?;
        for (line, key, value) in &self.settings {
            writeln!(f, "  {} has {key} = {value:?}", LINES[*line].number)?;
        }
        for deed in &self.deeds {
            writeln!(f, "  {deed}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Deed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}  {}", clock(self.after), self.what)
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call { line, caller, goes } => {
                let caller = caller.map_or("somebody unknown", |caller| CALLERS[caller]);
                write!(f, "{caller} calls {}: {goes}", LINES[*line].number)
            }
            Self::Text { line, from, says } => {
                write!(
                    f,
                    "{} texts {}: {says:?}",
                    CALLERS[*from], LINES[*line].number
                )
            }
            Self::OwnerText { line, says } => {
                write!(f, "the owner texts {}: {says:?}", LINES[*line].number)
            }
            Self::PageAnswer { business, to } => {
                let company = BUSINESSES[*business].0;
                write!(f, "{company} answers {} on a page", CALLERS[*to])
            }
            Self::Settle { arrived: true } => write!(f, "somebody says: it arrived"),
            Self::Settle { arrived: false } => write!(f, "somebody says: send it again"),
            Self::Forged {
                line,
                says,
                by_neighbour,
            } => {
                let who = if *by_neighbour {
                    "the neighbour"
                } else {
                    "a stranger"
                };
                write!(f, "{who} forges a {says:?} for {}", LINES[*line].number)
            }
            Self::Weather { kind, lasts } => write!(f, "the carrier: {kind:?} for {lasts:?}"),
            Self::Dies {
                replica,
                when,
                lasts,
            } => write!(f, "process {replica} dies {when}, is back after {lasts:?}"),
            Self::DiskFull { replica, commits } => {
                write!(
                    f,
                    "commit {commits} of process {replica} from now is refused"
                )
            }
            Self::ClockJumps { replica, by_ms } => {
                write!(f, "the clock of process {replica} jumps by {by_ms} ms")
            }
            Self::Sets { line, key, value } => {
                write!(f, "{} is set to {key} = {value:?}", LINES[*line].number)
            }
        }
    }
}

impl fmt::Display for Goes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAnswer => write!(f, "nobody picks up"),
            Self::GivesUp { after, .. } => write!(f, "hangs up after {after:?}"),
            Self::Taken { talk } => write!(f, "is taken, they talk for {talk:?}"),
            Self::Mailbox => write!(f, "a mailbox picks up"),
            Self::Busy => write!(f, "busy"),
        }
    }
}

impl fmt::Display for Death {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Now => write!(f, "at once"),
            Self::BeforeCommit(nth) => write!(f, "before commit {nth} from now"),
            Self::AfterCommit(nth) => write!(f, "after commit {nth} from now"),
            Self::InRequest => write!(f, "in the next request"),
        }
    }
}
