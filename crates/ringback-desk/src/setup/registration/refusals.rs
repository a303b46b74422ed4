//! Why a registration was refused: what the carrier's codes mean, and what to mend.
//!
//! Source: Twilio's error dictionary (<https://www.twilio.com/docs/api/errors>), read 2026-11-24.
//! A code that is not here is shown with the address of its page and the carrier's own words.

/// What a code of a refusal means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The carrier's code.
    pub code: u32,
    /// What is the matter, as a sentence.
    pub meaning: &'static str,
    /// What to do, as a sentence.
    pub fix: &'static str,
}

/// The meaning of a code, if it is known.
#[must_use]
pub fn refusal(code: u32) -> Option<&'static Refusal> {
    let index = KNOWN.binary_search_by_key(&code, |known| known.code).ok()?;
    KNOWN.get(index)
}

/// Every code that is known, in ascending order.
#[must_use]
pub fn known() -> &'static [Refusal] {
    KNOWN
}

const fn row(code: u32, meaning: &'static str, fix: &'static str) -> Refusal {
    Refusal { code, meaning, fix }
}

const NOT_ALLOWED: &str =
    "Carriers let nobody text about this; if it is a mistake, write to Twilio's support.";
const OFFICIAL_NAME: &str =
    "Write the company's name as it stands in the official register, and hand it in again.";
const SUPPORT: &str = "Write to Twilio's support with the SIDs of account and campaign.";
const OPT_IN: &str = "Copy the opt-in wording from Ringback's registration page, with the address \
                      of the privacy page, and hand it in again.";

/// Ascending, for the search.
static KNOWN: &[Refusal] = &[
    row(
        30436,
        "The verification was handed in for a number that is not in the account.",
        "Hand it in for the toll-free number that this account has.",
    ),
    row(
        30451,
        "The business address is not one that exists.",
        "Correct the address and hand it in again.",
    ),
    row(
        30460,
        "Debt collection for others is not allowed.",
        NOT_ALLOWED,
    ),
    row(
        30464,
        "Texts about cryptocurrency are not allowed.",
        NOT_ALLOWED,
    ),
    row(
        30466,
        "Texts about debt reduction are not allowed.",
        NOT_ALLOWED,
    ),
    row(
        30481,
        "The verification was taken back on request.",
        "Hand in a new one.",
    ),
    row(
        30482,
        "The e-mail address is not of the company's own domain.",
        "Use an address at the company's domain, not a free one.",
    ),
    row(
        30483,
        "The contact is not somebody of the business.",
        "Name a person who works at the business.",
    ),
    row(
        30484,
        "The company's name differs from the official records.",
        OFFICIAL_NAME,
    ),
    row(
        30485,
        "Papers that prove the business are missing.",
        "Add the official registration of the business.",
    ),
    row(
        30487,
        "A charity has to prove that it is one.",
        "Add the 501(c)(3) letter.",
    ),
    row(
        30488,
        "The name that the business trades under is missing or wrong.",
        "Write both names: the official one and the one on the sign.",
    ),
    row(
        30501,
        "Political texts need a Campaign Verify token.",
        "Add the token, or choose customer care as the use case.",
    ),
    row(
        30511,
        "It says that people agree on the phone, and the words for it are missing.",
        OPT_IN,
    ),
    row(
        30513,
        "The wording does not make clear that people agree to get texts.",
        OPT_IN,
    ),
    row(
        30527,
        "The business registration number is missing or wrong.",
        "Add the EIN or business number exactly as on the papers.",
    ),
    row(
        30702,
        "The registry has no such business any more.",
        "Register the business again.",
    ),
    row(
        30729,
        "The country of the business address is not accepted.",
        "Correct the country of the address.",
    ),
    row(30790, "The registry had a fault of its own.", SUPPORT),
    row(
        30791,
        "The registry had a passing fault.",
        "Hand it in again.",
    ),
    row(30792, "The registry had a fault of its own.", SUPPORT),
    row(
        30799,
        "The data of the business could not be verified: mostly the name does not match the EIN.",
        OFFICIAL_NAME,
    ),
    row(
        30841,
        "The wording does not make clear that people agree to get texts.",
        OPT_IN,
    ),
    row(
        30863,
        "Debt collection for others is not allowed.",
        NOT_ALLOWED,
    ),
    row(
        30879,
        "The number had not arrived at Twilio when it was looked at.",
        "Wait until the number is ported, then hand it in again.",
    ),
    row(
        30885,
        "The campaign was taken for fraud or deceptive marketing, and cannot be handed in again.",
        SUPPORT,
    ),
    row(
        30886,
        "The description does not say well enough what the texts are for.",
        "Copy the description from Ringback's registration page and hand it in again.",
    ),
    row(
        30889,
        "It says that texts hold phone numbers, and the samples do not, or the other way round.",
        "Say yes to embedded phone numbers if your text has {number} in it, and no otherwise.",
    ),
    row(
        30893,
        "The sample texts do not fit the use case.",
        "Copy the samples from Ringback's registration page, which are the texts that it sends.",
    ),
    row(
        30896,
        "It does not show how people agreed to get texts.",
        OPT_IN,
    ),
    row(30899, "One of the carriers refused the campaign.", SUPPORT),
    row(
        30900,
        "The use case is not one that this business can register.",
        "Choose Low Volume Mixed or Customer Care as the use case.",
    ),
    row(
        30902,
        "A reviewer between Twilio and the carriers refused it.",
        SUPPORT,
    ),
    row(
        30909,
        "The way in which people agree to get texts could not be verified.",
        OPT_IN,
    ),
    row(
        30910,
        "The campaign has to be described in English.",
        "Write everything in English, and sample texts in both languages.",
    ),
    row(
        30924,
        "The wording with which people agree lacks how often, what it costs, or STOP.",
        OPT_IN,
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_so_that_every_row_is_found() {
        assert!(KNOWN.is_sorted_by(|a, b| a.code < b.code));
        for known in known() {
            assert_eq!(refusal(known.code), Some(known));
            assert!(
                known.meaning.ends_with('.') && known.fix.ends_with('.'),
                "{}",
                known.code
            );
        }
        assert_eq!(refusal(1), None);
    }
}
