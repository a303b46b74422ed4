//! What the numbers of a burst look like.

use serde::{Deserialize, Serialize};

use super::prefix_of;
use crate::phone::PhoneNumber;

/// Neighbours in a sequence are at most this far apart.
const STEP_MAX: u64 = 10;

/// What the numbers of a burst have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// They follow one another, as SMS pumping draws them from a block.
    Sequential,
    /// Most have one prefix, which is the same trick shuffled.
    OnePrefix,
    /// Nothing: forged from everywhere.
    Scattered,
}

impl Pattern {
    /// Two thirds decide: a few strangers always call in between.
    #[must_use]
    pub fn of(numbers: &[PhoneNumber]) -> Self {
        if most(longest_sequence(numbers), numbers.len()) {
            return Self::Sequential;
        }
        let of_one = numbers.iter().map(|one| {
            let same = numbers
                .iter()
                .filter(|other| prefix_of(one) == prefix_of(other));
            same.count()
        });
        if most(of_one.max().unwrap_or(0), numbers.len()) {
            return Self::OnePrefix;
        }
        Self::Scattered
    }

    /// In the words of an alarm.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Sequential => "one after the other like SMS pumping",
            Self::OnePrefix => "mostly of one prefix like SMS pumping",
            Self::Scattered => "from all over like forged caller ids",
        }
    }
}

fn most(some: usize, all: usize) -> bool {
    some >= 3 && some * 3 >= all * 2
}

fn longest_sequence(numbers: &[PhoneNumber]) -> usize {
    let mut values: Vec<u64> = numbers
        .iter()
        .filter_map(|number| number.as_str().trim_start_matches('+').parse().ok())
        .collect();
    values.sort_unstable();
    let (mut longest, mut length) = (usize::from(!values.is_empty()), 1);
    for pair in values.windows(2) {
        length = if pair[1] - pair[0] <= STEP_MAX {
            length + 1
        } else {
            1
        };
        longest = longest.max(length);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(numbers: &[&str]) -> Pattern {
        let numbers: Vec<_> = numbers
            .iter()
            .map(|number| PhoneNumber::from_e164(number).unwrap())
            .collect();
        Pattern::of(&numbers)
    }

    #[test]
    fn sequences_prefixes_and_strangers_are_told_apart() {
        let sequence = [
            "+17735550110",
            "+17735550113",
            "+17735550111",
            "+13035550142",
        ];
        assert_eq!(pattern(&sequence), Pattern::Sequential);
        let prefix = [
            "+17735550110",
            "+17735554113",
            "+17735558111",
            "+13035550142",
        ];
        assert_eq!(pattern(&prefix), Pattern::OnePrefix);
        let scattered = [
            "+17735550110",
            "+12125550113",
            "+13035550142",
            "+17735550111",
        ];
        assert_eq!(pattern(&scattered), Pattern::Scattered);
        assert_eq!(pattern(&["+17735550110"]), Pattern::Scattered);
        assert_eq!(pattern(&[]), Pattern::Scattered);
    }
}
