//! How many texts the owner's own phone gets. A flood reaches the page, not their pocket.

/// How many relays and notices went to the owner's phone, or would have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OwnerTexts {
    /// In this hour, with the one that is asked about.
    pub this_hour: u32,
    /// In the hour before this one in which there were any.
    pub hour_before: u32,
}

/// What becomes of one more text to the owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToOwner {
    /// It leaves.
    Leaves,
    /// It leaves, and so does a word of how many were kept back in the hour before.
    LeavesWith {
        /// How many.
        kept_back: u32,
    },
    /// It stands on the page only, and the owner is told that more do.
    FirstKeptBack,
    /// It stands on the page only.
    KeptBack,
}

impl OwnerTexts {
    /// What becomes of the text that `this_hour` counts last.
    #[must_use]
    pub fn verdict(self, hour_max: u32) -> ToOwner {
        let kept_back = self.hour_before.saturating_sub(hour_max);
        if self.this_hour > hour_max {
            if self.this_hour == hour_max.saturating_add(1) {
                return ToOwner::FirstKeptBack;
            }
            return ToOwner::KeptBack;
        }
        if self.this_hour == 1 && kept_back > 0 {
            return ToOwner::LeavesWith { kept_back };
        }
        ToOwner::Leaves
    }
}

impl ToOwner {
    /// Whether it leaves for the phone.
    #[must_use]
    pub fn leaves(self) -> bool {
        matches!(self, Self::Leaves | Self::LeavesWith { .. })
    }

    /// What the owner is told beside it, if anything.
    #[must_use]
    pub fn words(self) -> Option<String> {
        match self {
            Self::Leaves | Self::KeptBack => None,
            Self::FirstKeptBack => Some(
                "So many texts came for you within an hour that the rest of them stand on \
                 Ringback's page only. Nothing is lost."
                    .to_owned(),
            ),
            Self::LeavesWith { kept_back: 1 } => {
                Some("And 1 more was kept from your phone before; it is on Ringback's page.".into())
            }
            Self::LeavesWith { kept_back } => Some(format!(
                "And {kept_back} more were kept from your phone before; they are on Ringback's page."
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thousand_texts_are_a_few_and_one_word_about_the_rest() {
        let verdict = |this_hour, hour_before| {
            OwnerTexts {
                this_hour,
                hour_before,
            }
            .verdict(60)
        };
        let told = (1..=1_000).filter(|count| {
            let verdict = verdict(*count, 0);
            verdict.leaves() || verdict.words().is_some()
        });
        assert_eq!(told.count(), 61);
        assert_eq!(verdict(60, 0), ToOwner::Leaves);
        assert_eq!(verdict(61, 0), ToOwner::FirstKeptBack);
        assert_eq!(verdict(62, 0), ToOwner::KeptBack);
        assert_eq!(verdict(1, 60), ToOwner::Leaves);
        assert_eq!(verdict(1, 97), ToOwner::LeavesWith { kept_back: 37 });
        assert!(verdict(1, 97).words().unwrap().starts_with("And 37 more"));
        assert_eq!(verdict(2, 97), ToOwner::Leaves);
        assert_eq!(
            OwnerTexts {
                this_hour: 1,
                hour_before: 0
            }
            .verdict(0),
            ToOwner::FirstKeptBack
        );
    }
}
