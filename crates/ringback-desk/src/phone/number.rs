//! One phone number in E.164, and how people read it.

use std::fmt;
use std::str::FromStr;

use rlibphonenumber::{PHONE_NUMBER_UTIL, ParseError as PlanError, PhoneNumberFormat};
use serde::{Deserialize, Serialize};

use super::Region;

/// A phone number as ITU-T E.164 writes it: `+` and 7 to 15 digits, the first not 0.
///
/// `Debug` shows the ends only (`+1…31`), because logs must not hold people's numbers; `Display`
/// shows all of it. Order is that of the text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber {
    /// `+` and the digits, filled up with zero bytes.
    text: [u8; 16],
}

/// Why a text is not E.164.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a phone number is written as + and 7 to 15 digits, such as +13125550131")]
pub struct NotE164;

/// Why a text is not a phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// There is nothing in it that could be a phone number.
    #[error("this is not a phone number")]
    NotANumber,
    /// It has no `+` and no region was given, or no country has this calling code.
    #[error("the country cannot be told; write the number with + and the country code")]
    UnknownCountry,
    /// There are fewer digits than any number of its country has.
    #[error("the number is too short")]
    TooShort,
    /// There are more digits than any number of its country has.
    #[error("the number is too long")]
    TooLong,
    /// The length is right, and its country gives out no such numbers.
    #[error("no such number is given out in its country")]
    NotInPlan,
}

impl PhoneNumber {
    /// Takes E.164 as it stands, without asking whether the plan knows the number.
    ///
    /// This is the way in for what a carrier wrote: numbering plans change faster than any
    /// library, and a number that called us exists.
    ///
    /// # Errors
    /// [`NotE164`] unless `text` is `+` and 7 to 15 ASCII digits, the first not 0.
    pub fn from_e164(text: &str) -> Result<Self, NotE164> {
        let digits = text.strip_prefix('+').ok_or(NotE164)?.as_bytes();
        let fits = (7..=15).contains(&digits.len())
            && digits.iter().all(u8::is_ascii_digit)
            && digits.first() != Some(&b'0');
        if !fits {
            return Err(NotE164);
        }
        let mut number = Self { text: [0; 16] };
        for (to, from) in number.text.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        Ok(number)
    }

    /// Reads a number as a person of `region` would write it, `(312) 555-0131` or
    /// `+44 7400 123456`, and asks the plan whether it exists. An extension is dropped.
    ///
    /// # Errors
    /// See [`ParseError`].
    pub fn parse(raw: &str, region: Option<Region>) -> Result<Self, ParseError> {
        let number = PHONE_NUMBER_UTIL
            .parse(raw, region.map(Region::plan))
            .map_err(|e| match e {
                PlanError::InvalidCountryCode => ParseError::UnknownCountry,
                PlanError::NotANumber(_) => ParseError::NotANumber,
                PlanError::TooShortAfterIdd | PlanError::TooShortNsn => ParseError::TooShort,
                PlanError::TooLongNsn => ParseError::TooLong,
            })?;
        if PHONE_NUMBER_UTIL.is_valid_number(&number) {
            let e164 = PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164);
            return Self::from_e164(&e164).map_err(|NotE164| ParseError::NotANumber);
        }
        Err(
            match PHONE_NUMBER_UTIL.is_possible_number_with_reason(&number) {
                Err(rlibphonenumber::ValidationError::TooShort) => ParseError::TooShort,
                Err(rlibphonenumber::ValidationError::TooLong) => ParseError::TooLong,
                Ok(rlibphonenumber::NumberLengthType::IsPossibleLocalOnly) => ParseError::TooShort,
                _ => ParseError::NotInPlan,
            },
        )
    }

    /// The number in E.164.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.text)
            .unwrap_or_default()
            .trim_end_matches('\0')
    }

    /// The number the way people of `home` read it: `(312) 555-0131` to somebody who shares its
    /// calling code, otherwise `+44 7400 123456`.
    ///
    /// Numbers that no plan knows are grouped like their neighbours; what cannot be grouped at all
    /// stays E.164.
    #[must_use]
    pub fn display_for(&self, home: Region) -> String {
        let Ok(number) = PHONE_NUMBER_UTIL.parse(self.as_str(), None) else {
            return self.to_string();
        };
        // The plan library drops a trunk 0 that stands after the calling code; then its grouping
        // would show another number than the one that is dialled.
        if PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164) != self.as_str() {
            return self.to_string();
        }
        let at_home = home
            .calling_code()
            .is_some_and(|code| i32::from(code) == number.country_code);
        let format = if at_home {
            PhoneNumberFormat::National
        } else {
            PhoneNumberFormat::International
        };
        PHONE_NUMBER_UTIL.format(&number, format).into_owned()
    }

    /// Every way in which [`PhoneNumber::display_for`] may have written the number, and E.164: for
    /// finding it in sentences that were written for people.
    #[must_use]
    pub fn spellings(&self) -> [String; 3] {
        let plain = self.to_string();
        let Ok(number) = PHONE_NUMBER_UTIL.parse(self.as_str(), None) else {
            return [plain.clone(), plain.clone(), plain];
        };
        let [at_home, abroad] = [
            PhoneNumberFormat::National,
            PhoneNumberFormat::International,
        ]
        .map(|format| PHONE_NUMBER_UTIL.format(&number, format).into_owned());
        [plain, at_home, abroad]
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.as_str();
        let (start, end) = (text.get(..2), text.get(text.len().saturating_sub(2)..));
        write!(
            f,
            "{}…{}",
            start.unwrap_or_default(),
            end.unwrap_or_default()
        )
    }
}

impl FromStr for PhoneNumber {
    type Err = NotE164;

    /// [`PhoneNumber::from_e164`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_e164(text)
    }
}

impl AsRef<str> for PhoneNumber {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Serialize for PhoneNumber {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for PhoneNumber {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(from)?;
        Self::from_e164(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> PhoneNumber {
        PhoneNumber::from_e164(text).unwrap()
    }

    #[test]
    fn takes_e164_and_nothing_else() {
        for text in [
            "+13125550131",
            "+4930123456",
            "+1234567",
            "+123456789012345",
        ] {
            assert_eq!(number(text).as_str(), text);
        }
        for text in [
            "",
            "+",
            "13125550131",
            "+123456",
            "+1234567890123456",
            "+0123456789",
            "+1 312 555 0131",
            "+1312555013a",
            "+１３１２５５５０１３１",
            "tel:+13125550131",
        ] {
            assert_eq!(PhoneNumber::from_e164(text), Err(NotE164), "{text:?}");
        }
    }

    #[test]
    fn debug_hides_all_but_the_ends() {
        assert_eq!(format!("{:?}", number("+13125550131")), "+1…31");
        assert_eq!(
            format!("{:?}", Some(number("+447400123456"))),
            "Some(+4…56)"
        );
    }

    #[test]
    fn reads_as_people_of_the_place_do() {
        let gb = "GB".parse().unwrap();
        let cases = [
            ("+13125550131", Region::US, "(312) 555-0131"),
            ("+13125550131", Region::CA, "(312) 555-0131"),
            ("+13125550131", gb, "+1 312-555-0131"),
            ("+447400123456", Region::US, "+44 7400 123456"),
            ("+447400123456", gb, "07400 123456"),
            ("+442079460018", gb, "020 7946 0018"),
            ("+390669857000", Region::US, "+39 06 6985 7000"),
            // Not given out, still grouped.
            ("+15551234567", Region::US, "(555) 123-4567"),
            // Nothing to group by.
            ("+9991234567", Region::US, "+9991234567"),
            ("+610412345678", Region::US, "+610412345678"),
        ];
        for (text, home, expected) in cases {
            assert_eq!(number(text).display_for(home), expected, "{text}");
        }
    }

    #[test]
    fn says_why_a_text_is_no_number() {
        let cases = [
            ("(312) 555-0131", Ok("+13125550131")),
            ("+44 (0)7400 123456", Ok("+447400123456")),
            ("plumber", Err(ParseError::NotANumber)),
            ("+999 123 4567", Err(ParseError::UnknownCountry)),
            ("555-0131", Err(ParseError::TooShort)),
            ("312 555 01311", Err(ParseError::TooLong)),
            ("555 123 4567", Err(ParseError::NotInPlan)),
        ];
        for (raw, expected) in cases {
            let read = PhoneNumber::parse(raw, Some(Region::US));
            assert_eq!(read, expected.map(number), "{raw}");
        }
        assert_eq!(
            PhoneNumber::parse("3125550131", None),
            Err(ParseError::UnknownCountry)
        );
    }

    #[test]
    fn is_a_string_in_json() {
        let json = serde_json::to_string(&number("+13125550131")).unwrap();
        assert_eq!(json, "\"+13125550131\"");
        assert_eq!(
            serde_json::from_str::<PhoneNumber>(&json).unwrap(),
            number("+13125550131")
        );
        assert!(serde_json::from_str::<PhoneNumber>("\"3125550131\"").is_err());
    }

    proptest! {
        #[test]
        fn shows_every_digit_from_abroad(text in "\\+[1-9][0-9]{6,14}") {
            let shown = number(&text).display_for("GB".parse().unwrap());
            prop_assume!(!text.starts_with("+44"));
            let digits: String = shown.chars().filter(|c| *c == '+' || c.is_ascii_digit()).collect();
            prop_assert_eq!(digits, text);
        }
    }
}
