//! How long what happened is kept.

use std::time::Duration;

/// Days after which rows go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// Texts with their pictures, calls and notices.
    pub texts_days: u32,
    /// Recordings of what callers said.
    pub recordings_days: u32,
}

impl Default for Keep {
    /// Three years, in which most disputes over a job come up, and three months for voices.
    fn default() -> Self {
        Self {
            texts_days: 3 * 365,
            recordings_days: 90,
        }
    }
}

impl Keep {
    /// As long as the one or the other keeps it: several lines of a business share what is kept.
    #[must_use]
    pub fn longest(self, other: Self) -> Self {
        Self {
            texts_days: self.texts_days.max(other.texts_days),
            recordings_days: self.recordings_days.max(other.recordings_days),
        }
    }

    /// How long texts are kept.
    #[must_use]
    pub fn texts(&self) -> Duration {
        days(self.texts_days)
    }

    /// How long recordings are kept: never longer than the calls that they are of.
    #[must_use]
    pub fn recordings(&self) -> Duration {
        days(self.recordings_days.min(self.texts_days))
    }
}

fn days(days: u32) -> Duration {
    Duration::from_hours(24 * u64::from(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_counts_and_recordings_go_with_their_calls() {
        let one = Keep {
            texts_days: 30,
            recordings_days: 90,
        };
        let other = Keep {
            texts_days: 60,
            recordings_days: 10,
        };
        let both = one.longest(other);
        assert_eq!((both.texts_days, both.recordings_days), (60, 90));
        assert_eq!(both.recordings(), Duration::from_hours(24 * 60));
        assert_eq!(Keep::default().texts(), Duration::from_hours(24 * 1_095));
    }
}
