//! Emergency numbers and short codes, which the numbering-plan library does not know.

use super::Region;

/// Whether `digits` dialled in `region` reaches an emergency service.
pub(super) fn is_emergency(digits: &str, region: Region) -> bool {
    match region.as_str() {
        "US" | "CA" => matches!(digits, "911" | "112"),
        "AU" => matches!(digits, "000" | "106" | "112"),
        "NZ" => digits == "111",
        _ => matches!(digits, "112" | "999"),
    }
}

/// Whether `digits` is a short code or service number of `region`.
pub(super) fn is_short_code(digits: &str, region: Region) -> bool {
    match region.as_str() {
        "US" => {
            matches!(digits.len(), 4..=6) && !digits.starts_with(['0', '1'])
                || digits.ends_with("11") && digits.len() == 3
        }
        _ => digits.len() == 3 || (5..=6).contains(&digits.len()) && !digits.starts_with('0'),
    }
}
