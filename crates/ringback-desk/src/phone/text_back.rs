//! Whether a caller may be texted at all, by what kind of number it is and where it belongs.

use serde::{Deserialize, Serialize};

use super::{Class, Classified, PhoneNumber, Region};

/// Why a number cannot or must not be texted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NotTextable {
    /// [`Class::Withheld`].
    #[error("the caller withheld the number")]
    Withheld,
    /// [`Class::Emergency`].
    #[error("this is an emergency number")]
    Emergency,
    /// [`Class::ShortCode`].
    #[error("this is a short code, which takes no texts from phones")]
    ShortCode,
    /// [`Class::TollFree`].
    #[error("this is a toll-free number of a business")]
    TollFree,
    /// [`Class::SpecialRate`].
    #[error("this is a premium or special-rate number")]
    SpecialRate,
    /// [`Class::FixedLine`].
    #[error("this is a landline, which takes no texts")]
    Landline,
    /// [`Class::Invalid`].
    #[error("this is not a number that exists")]
    Invalid,
    /// A number that could be texted, in a region that is not allowed.
    #[error("texts to this country are not allowed")]
    CountryNotAllowed,
}

/// The number to text, or why not. `allowed` are the regions that texts may go to: `+1` alone says
/// nothing, for Jamaica and Puerto Rico share it.
///
/// # Errors
/// The one reason, the kind of number before the country.
pub fn text_back(caller: &Classified, allowed: &[Region]) -> Result<PhoneNumber, NotTextable> {
    let refused = match caller.class {
        Class::Withheld => NotTextable::Withheld,
        Class::Emergency => NotTextable::Emergency,
        Class::ShortCode => NotTextable::ShortCode,
        Class::TollFree => NotTextable::TollFree,
        Class::SpecialRate => NotTextable::SpecialRate,
        Class::FixedLine => NotTextable::Landline,
        Class::Invalid => NotTextable::Invalid,
        Class::Voip | Class::MobileOrUnknown => {
            let is_allowed = caller
                .region
                .is_some_and(|region| allowed.contains(&region));
            return match caller.number {
                Some(number) if is_allowed => Ok(number),
                Some(_) => Err(NotTextable::CountryNotAllowed),
                None => Err(NotTextable::Invalid),
            };
        }
    };
    Err(refused)
}

/// Whether the caller may be texted; see [`text_back`] for the reason.
#[must_use]
pub fn may_text_back(caller: &Classified, allowed: &[Region]) -> bool {
    text_back(caller, allowed).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::classify;
    use super::*;

    #[test]
    fn gives_one_reason() {
        let allowed = [Region::US, Region::CA];
        let cases = [
            ("+13125550131", Ok("+13125550131")),
            ("+14165550131", Ok("+14165550131")),
            // +1 is not a country.
            ("+18765550131", Err(NotTextable::CountryNotAllowed)),
            ("+17877210000", Err(NotTextable::CountryNotAllowed)),
            ("+447400123456", Err(NotTextable::CountryNotAllowed)),
            // The kind of number comes before its country.
            ("+442079460018", Err(NotTextable::Landline)),
            ("+18003569377", Err(NotTextable::TollFree)),
            ("+19002345678", Err(NotTextable::SpecialRate)),
            ("Restricted", Err(NotTextable::Withheld)),
            ("911", Err(NotTextable::Emergency)),
            ("898211", Err(NotTextable::ShortCode)),
            ("+15551234567", Err(NotTextable::Invalid)),
        ];
        for (raw, expected) in cases {
            let caller = classify(raw, Some(Region::US));
            let found = text_back(&caller, &allowed).map(|number| number.to_string());
            assert_eq!(found, expected.map(str::to_owned), "{raw}");
            assert_eq!(may_text_back(&caller, &allowed), expected.is_ok());
        }
    }
}
