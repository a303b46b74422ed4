//! Why a missed call is not texted.

use serde::{Deserialize, Serialize};

use crate::brakes::Brake;

/// Why no text left. Each has a sentence for the owner; the documentation of a variant is what
/// the list of reasons in the manual is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HoldReason {
    /// The caller withheld the number, so there is nobody to text.
    WithheldCaller,
    /// The caller is the line itself, one of the owner's phones or the team's.
    OwnNumber,
    /// A landline: it cannot receive texts.
    Landline,
    /// A toll-free number: mostly call centres.
    TollFree,
    /// A premium or shared-cost number.
    SpecialRate,
    /// A short code or service number.
    ShortCode,
    /// Not a telephone number that anybody can have.
    InvalidNumber,
    /// A country that the line does not text.
    CountryNotAllowed,
    /// The person said stop, here or at the carrier.
    OptedOut,
    /// What this person wrote may mean stop; a person decides on their page.
    Paused,
    /// The number is blocked.
    Blocked,
    /// The number is on the never-text list.
    NeverText,
    /// The business is suspended by whoever runs the installation.
    Suspended,
    /// The installation was restored from a backup, and nobody has released it yet.
    Restored,
    /// Missed-call texts are switched off for the line.
    SwitchedOff,
    /// The carrier says that the caller id is forged: whoever owns the number did not call.
    FailedAttestation,
    /// The caller gave up sooner than the line waits for.
    GaveUpEarly,
    /// The caller was texted already within the window.
    AlreadyTexted,
    /// A person wrote within the last minutes, either way: nobody needs a robot now.
    LiveConversation,
    /// Carriers would block the text: the line is not registered with them yet.
    Unregistered,
    /// The text is too old to be sent: a stale text is worse than none.
    TooLate,
    /// Night fell where the caller is before the text could leave, and in the morning it would be
    /// too old. Only where replies are kept from the night (`night_replies = off`).
    QuietHours,
    /// So many texts left that a brake holds the rest.
    Brake(Brake),
}

impl HoldReason {
    /// The reason's name in JSON, in metrics and in the first line of `why`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::WithheldCaller => "withheld_caller",
            Self::OwnNumber => "own_number",
            Self::Landline => "landline",
            Self::TollFree => "toll_free",
            Self::SpecialRate => "special_rate",
            Self::ShortCode => "short_code",
            Self::InvalidNumber => "invalid_number",
            Self::CountryNotAllowed => "country_not_allowed",
            Self::OptedOut => "opted_out",
            Self::Paused => "paused",
            Self::Blocked => "blocked",
            Self::NeverText => "never_text",
            Self::Suspended => "suspended",
            Self::Restored => "restored",
            Self::SwitchedOff => "switched_off",
            Self::FailedAttestation => "failed_attestation",
            Self::GaveUpEarly => "gave_up_early",
            Self::AlreadyTexted => "already_texted",
            Self::LiveConversation => "live_conversation",
            Self::Unregistered => "unregistered",
            Self::TooLate => "too_late",
            Self::QuietHours => "quiet_hours",
            Self::Brake(_) => "brake",
        }
    }

    /// Why, as a sentence for the owner.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::WithheldCaller => "Not texted: the caller withheld the number.",
            Self::OwnNumber => "Not texted: it is your own number, or your team's.",
            Self::Landline => "Not texted: it is a landline, which can't receive texts. Call back.",
            Self::TollFree => "Not texted: it is a toll-free number, mostly a call centre.",
            Self::SpecialRate => "Not texted: it is a premium-rate number.",
            Self::ShortCode => "Not texted: it is a short code, not a person.",
            Self::InvalidNumber => "Not texted: the caller's number is not one that exists.",
            Self::CountryNotAllowed => {
                "Not texted: the number is in a country that this line doesn't text."
            }
            Self::OptedOut => "Not texted: this person said STOP. Only their START lifts it.",
            Self::Paused => {
                "Not texted: what this person wrote may mean stop. Decide on their page."
            }
            Self::Blocked => "Not texted: the number is blocked.",
            Self::NeverText => "Not texted: the number is on your never-text list.",
            Self::Suspended => "Not texted: this business is suspended.",
            Self::Restored => {
                "Not texted: Ringback was restored from a backup, and nobody has released it yet."
            }
            Self::SwitchedOff => "Not texted: missed-call texts are switched off for this line.",
            Self::FailedAttestation => {
                "Not texted: the carrier says the caller ID is forged, so its owner didn't call."
            }
            Self::GaveUpEarly => "Not texted: the caller gave up at once.",
            Self::AlreadyTexted => {
                "Not texted: this caller was texted already, and once is enough."
            }
            Self::LiveConversation => {
                "Not texted: you are in a conversation with this person right now."
            }
            Self::Unregistered => {
                "Not texted: the line is not registered yet, so carriers would block the text."
            }
            Self::TooLate => "Not texted: it would have come too late to be of use.",
            Self::QuietHours => {
                "Not texted: night fell before the text could leave, and you keep texts from the night."
            }
            Self::Brake(brake) => brake.sentence(),
        }
    }
}
