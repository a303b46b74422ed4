//! "Not Mike": two words that say that somebody else is reached.

/// What people write with a capital behind "not" that is no name.
const NO_NAMES: &[&str] = &[
    "yet",
    "today",
    "sure",
    "now",
    "really",
    "interested",
    "working",
    "home",
    "here",
    "ok",
    "okay",
    "bad",
    "good",
    "ready",
    "available",
    "tomorrow",
    "tonight",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "urgent",
    "anymore",
    "necessary",
    "needed",
    "necessarily",
    "me",
    "much",
    "cool",
    "true",
    "possible",
    "exactly",
    "quite",
    "fixed",
    "done",
];

/// Whether `text` is a "not" and a name with its capital.
pub(super) fn denies_a_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (Some(not), Some(name), None) = (words.next(), words.next(), words.next()) else {
        return false;
    };
    let name = name.trim_end_matches(|c: char| !c.is_alphabetic());
    not.eq_ignore_ascii_case("not")
        && name.starts_with(char::is_uppercase)
        && name.chars().skip(1).all(char::is_lowercase)
        && name.chars().nth(1).is_some()
        && !NO_NAMES.contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_names_from_other_words() {
        for text in ["not Mike", "Not Karen."] {
            assert!(denies_a_name(text), "{text}");
        }
        for text in [
            "not sure",
            "Not Yet",
            "NOT NOW",
            "not",
            "not Mike sorry",
            "Mike not",
        ] {
            assert!(!denies_a_name(text), "{text}");
        }
    }
}
