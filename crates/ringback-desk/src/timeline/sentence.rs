//! What happened, as a sentence for the owner.

use super::happened::Happened;
use crate::carrier_event::{LegStatus, TextStatus};
use crate::phone::Region;
use crate::quiet;

impl Happened {
    /// The sentence that page, feed and `why` show. Phone numbers are written as people of
    /// `home` (ISO 3166-1 alpha-2) read them.
    #[must_use]
    pub fn sentence(&self, home: Region) -> String {
        match self {
            Self::CallArrived { forwarded: false } => "A call comes in.".to_owned(),
            Self::CallArrived { forwarded: true } => {
                "A call comes in, forwarded from a line where nobody took it.".to_owned()
            }
            Self::PhonesRinging {
                phones,
                ring_seconds,
            } => {
                let names: Vec<_> = phones.iter().map(|phone| phone.display_for(home)).collect();
                format!(
                    "Ringing {} for up to {ring_seconds} seconds.",
                    names.join(" and ")
                )
            }
            Self::PhonePickedUp { phone } => format!(
                "{} picked up. Asking whoever it is to press 1.",
                phone.display_for(home)
            ),
            Self::Accepted { phone } => {
                format!(
                    "1 was pressed on {}: a person takes the call.",
                    phone.display_for(home)
                )
            }
            Self::Mailbox { phone } => format!(
                "Nobody pressed 1 on {}: a mailbox, or a pocket.",
                phone.display_for(home)
            ),
            Self::DialEnded { status, bridged } => dial_sentence(*status, *bridged),
            Self::CallEnded { status } => {
                format!("The caller's leg ended ({}).", leg_word(*status))
            }
            Self::CarrierAsked { said: Some(said) } => {
                format!(
                    "No word of the end came, so we asked the carrier: {}.",
                    leg_word(*said)
                )
            }
            Self::CarrierAsked { said: None } => {
                "No word of the end came, and the carrier could not be asked yet.".to_owned()
            }
            Self::Answered => "A person took the call. No text is needed.".to_owned(),
            Self::Missed { why } => why.sentence().to_owned(),
            Self::Hours { found } => found.sentence(),
            Self::TextBack { words: None } => {
                "Nobody spoke to the caller, so they get a text.".to_owned()
            }
            Self::TextBack { words: Some(words) } => {
                format!(
                    "Nobody spoke to the caller, so they get a text. {}",
                    words.sentence()
                )
            }
            Self::WaitsForVoicemail { seconds } => {
                format!("The text waits up to {seconds} seconds for a voicemail.")
            }
            Self::NoVoicemail => "The caller left no voicemail.".to_owned(),
            Self::Held { reason } => reason.sentence().to_owned(),
            other => other.text_sentence(),
        }
    }

    fn text_sentence(&self) -> String {
        match self {
            Self::TextQueued => "The text is written and in the outbox.".to_owned(),
            Self::TextAttempted { attempt: 1 } => "Handing the text to the carrier.".to_owned(),
            Self::TextAttempted { attempt } => {
                format!("Handing the text to the carrier, attempt {attempt}.")
            }
            Self::TextDelayed { delay_ms } => {
                format!(
                    "The carrier took nothing. Trying again in {}.",
                    seconds(*delay_ms)
                )
            }
            Self::TextWaits {
                until,
                rule,
                zone,
                is_noted,
            } => quiet::sentence(*until, rule, zone, *is_noted),
            Self::TextAccepted => "The carrier has the text.".to_owned(),
            Self::TextLookedUp => {
                "The carrier's answer never came. Looking the text up instead of sending twice."
                    .to_owned()
            }
            Self::TextUnknownAfterRestore { backup_at } => format!(
                "Restored from a backup of {}: nobody can say whether this text left. It is not \
                 sent again by itself; you decide.",
                backup_at.to_rfc3339()
            ),
            Self::TextUnknown => {
                "Nobody can say whether this text arrived. It is not sent again by itself; you \
                 decide."
                    .to_owned()
            }
            Self::TextStatus {
                status,
                code,
                meaning,
            } => status_sentence(*status, *code, meaning.as_deref()),
            Self::TextRefused { code, meaning } => {
                format!("The carrier refused the text ({code}): {meaning}")
            }
            Self::TextSettled { arrived: true } => "You said that it arrived.".to_owned(),
            Self::TextSettled { arrived: false } => "You had it sent again.".to_owned(),
            other => other.inbox_sentence(),
        }
    }

    fn inbox_sentence(&self) -> String {
        match self {
            Self::Voicemail {
                seconds: Some(seconds),
            } => {
                format!("The caller left a voicemail of {seconds} seconds.")
            }
            Self::Voicemail { seconds: None } => "The caller left a voicemail.".to_owned(),
            Self::TextReceived { media: 0 } => "A text came in.".to_owned(),
            Self::TextReceived { media: 1 } => "A text came in, with a picture.".to_owned(),
            Self::TextReceived { media } => format!("A text came in, with {media} pictures."),
            Self::OptedOut => {
                "This person said STOP. No text goes to them until they say START.".to_owned()
            }
            Self::OptedOutInWords { because } => {
                format!("{because} No text goes to them until they say START.")
            }
            Self::MayBeStop {
                because,
                paused: true,
            } => format!(
                "{because} It may mean stop, so automatic texts to them wait until you decide."
            ),
            Self::MayBeStop { because, .. } => {
                format!("{because} It may mean stop; you decide.")
            }
            Self::ConsentDecided { opted_out, by } => decided(*opted_out, by.as_deref()),
            Self::OptedIn => "This person said START: texts may go to them again.".to_owned(),
            Self::HelpAsked => "This person asked for HELP.".to_owned(),
            Self::AutomaticAnswer => "An automatic answer, so it goes no further.".to_owned(),
            Self::Relayed => "Passed on to the owner's phone.".to_owned(),
            Self::KeptFromPhone => {
                "Not passed on to the owner's phone, which got so many already; it waits here."
                    .to_owned()
            }
            Self::AnswerPassedOn => "The owner's answer goes to the caller.".to_owned(),
            Self::Done => "Marked as done.".to_owned(),
            Self::AskedWhich { conversations } => format!(
                "{conversations} conversations are open, so the owner is asked which one is meant."
            ),
            Self::Notice { about } => about.clone(),
            other => format!("{other:?}"),
        }
    }
}

fn decided(opted_out: bool, by: Option<&str>) -> String {
    let who = by.unwrap_or("You");
    if opted_out {
        format!("{who} opted them out. No text goes to them until they say START.")
    } else {
        format!("{who} decided that texts to them go on.")
    }
}

fn seconds(delay_ms: u64) -> String {
    if delay_ms < 1_000 {
        return "a moment".to_owned();
    }
    format!("{} seconds", delay_ms.div_ceil(1_000))
}

fn leg_word(status: LegStatus) -> &'static str {
    match status {
        LegStatus::Queued => "not rung yet",
        LegStatus::Ringing => "still ringing",
        LegStatus::InProgress => "still going on",
        LegStatus::Completed => "completed",
        LegStatus::Busy => "busy",
        LegStatus::NoAnswer => "no answer",
        LegStatus::Failed => "failed",
        LegStatus::Canceled => "given up",
        LegStatus::Unrecognised => "in a word we don't know",
    }
}

fn dial_sentence(status: LegStatus, bridged: Option<bool>) -> String {
    match (status, bridged) {
        (LegStatus::Completed, Some(true)) => "The call with the owner has ended.".to_owned(),
        (LegStatus::Completed, Some(false)) => {
            "The phone picked up, but the two were never connected.".to_owned()
        }
        (status, _) => format!("The phones stopped ringing ({}).", leg_word(status)),
    }
}

fn status_sentence(status: TextStatus, code: Option<u32>, meaning: Option<&str>) -> String {
    let base = match status {
        TextStatus::Accepted | TextStatus::Scheduled | TextStatus::Queued => {
            "The text waits for its turn at the carrier."
        }
        TextStatus::Sending => "The carrier is sending the text.",
        TextStatus::Sent => "The text is on its way to the phone.",
        TextStatus::Delivered => "The text has arrived on the phone.",
        TextStatus::Undelivered => "The text did not arrive",
        TextStatus::Failed => "The text was not sent",
        TextStatus::Canceled => "The text was called off.",
        TextStatus::Read => "The text was opened.",
        TextStatus::Unrecognised => "The carrier reported a state that we don't know.",
    };
    match (status, code, meaning) {
        (TextStatus::Undelivered | TextStatus::Failed, Some(code), Some(meaning)) => {
            format!("{base} ({code}): {meaning}")
        }
        (TextStatus::Undelivered | TextStatus::Failed, Some(code), None) => {
            format!("{base} (error {code}).")
        }
        (TextStatus::Undelivered | TextStatus::Failed, None, _) => format!("{base}."),
        _ => base.to_owned(),
    }
}
