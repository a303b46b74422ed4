//! Emergency numbers and short codes, which the numbering-plan library does not know.

mod emergency;
mod plans;

use super::Region;

pub(super) use plans::is_possible_short_code;

/// A number of more digits than this is short nowhere.
const DIGITS_MAX: usize = 8;

/// Regions where more digits behind an emergency number make it another number.
const EXACT_ONLY: [&str; 3] = ["BR", "CL", "NI"];

/// Whether `digits`, dialled in `region`, are an emergency number.
pub(super) fn is_emergency(digits: &str, region: Region) -> bool {
    digits.len() <= DIGITS_MAX && emergency::numbers_of(region).any(|number| number == digits)
}

/// Whether dialling `digits` in `region` reaches an emergency service, though more digits follow.
pub(super) fn connects_to_emergency(digits: &str, region: Region) -> bool {
    if EXACT_ONLY.contains(&region.as_str()) {
        return is_emergency(digits, region);
    }
    emergency::numbers_of(region).any(|number| digits.starts_with(number))
}

/// Whether `digits` are a short code or service number in `region`.
pub(super) fn is_short_code(digits: &str, region: Region) -> bool {
    digits.len() <= DIGITS_MAX
        && (plans::is_short_code(digits, region.as_str()) || is_emergency(digits, region))
}

/// Whether a call to `digits` costs nothing in `region`.
pub(super) fn is_free(digits: &str, region: Region) -> bool {
    is_emergency(digits, region) || plans::is_free(digits, region.as_str())
}
