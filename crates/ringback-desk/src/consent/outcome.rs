//! What a reading changes: the contact, what waits to leave, what a person has to decide, and
//! whether a text answers it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::reading::{Label, Lean, Preference, Reading, Scope};
use crate::calls::HoldReason;
use crate::clock::Instant;
use crate::contacts::Contact;
use crate::mutants::Mutant;
use crate::timeline::Happened;

/// START and HELP are answered at most once in this time, so that two machines do not talk for ever.
const ANSWER_EVERY: Duration = Duration::from_mins(5);

/// How a person likes to be reached, as they told us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prefers {
    /// By a call or an e-mail rather than by text.
    OtherWay,
    /// By text at certain times.
    Time,
    /// By text and not by a call.
    NoCalls,
}

impl Prefers {
    /// The name under which it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::OtherWay => "other_way",
            Self::Time => "time",
            Self::NoCalls => "no_calls",
        }
    }

    /// The wish of a stored name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::OtherWay, Self::Time, Self::NoCalls]
            .into_iter()
            .find(|prefers| prefers.code() == code)
    }
}

/// The text that answers a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConsentText {
    /// Texts have ended: the one confirmation that the law allows (47 CFR 64.1200(a)(12)).
    OptOut,
    /// Texts are on again.
    OptIn,
    /// Who this is, and how to stop texts.
    Help,
}

/// What follows from a reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// For the journal.
    pub happened: Option<Happened>,
    /// What is in the outbox for this person is held for this reason.
    pub hold: Option<HoldReason>,
    /// They had said stop before: the confirmation of that, should it still wait, leaves.
    pub keeps_confirmation: bool,
    /// A person decides whether texts go on.
    pub asks: bool,
    /// The words reach the owner.
    pub reaches_owner: bool,
    /// This text answers.
    pub answer: Option<ConsentText>,
}

/// Takes `reading` into `contact`. `is_answered` says that the carrier answers by itself, and
/// `written_at` when the words were written: earlier than `now` where they were found late.
pub fn take(
    reading: &Reading,
    contact: &mut Contact,
    is_answered: bool,
    (written_at, now): (Instant, Instant),
) -> Outcome {
    let mut outcome = match reading.label {
        Label::OptOut => opt_out(reading, contact, written_at),
        Label::OptIn => opt_in(contact, written_at),
        Label::Help => Outcome {
            happened: Some(Happened::HelpAsked),
            answer: Some(ConsentText::Help),
            ..Outcome::default()
        },
        Label::Ambiguous => doubt(reading, contact, now),
        Label::NotOptOut => {
            // The one keyword that is read so: START from somebody of whom no stop is known. There
            // may be one, which is found later.
            if reading.keyword.is_some() {
                contact.opted_in_at = contact.opted_in_at.max(Some(written_at));
            }
            contact.prefers = match reading.preference {
                Some(Preference::Time) => Some(Prefers::Time),
                Some(Preference::VoiceOptOut) => Some(Prefers::NoCalls),
                None => contact.prefers,
            };
            Outcome {
                reaches_owner: true,
                ..Outcome::default()
            }
        }
    };
    let is_soon = contact
        .consent_text_at
        .is_some_and(|at| now.since(at) < ANSWER_EVERY);
    // A first stop is confirmed even so. A machine that answers the confirmation with START hears
    // nothing more.
    let is_stop = outcome.answer == Some(ConsentText::OptOut);
    if is_answered || (is_soon && !is_stop) {
        outcome.answer = None;
    }
    if outcome.answer.is_some() {
        contact.consent_text_at = Some(now);
    }
    outcome
}

fn opt_in(contact: &mut Contact, written_at: Instant) -> Outcome {
    if !contact.start(written_at) {
        return Outcome::default();
    }
    Outcome {
        happened: Some(Happened::OptedIn),
        answer: Some(ConsentText::OptIn),
        ..Outcome::default()
    }
}

/// Who is opted out already gets no second confirmation. A stop of any scope ends every class of
/// text on every line of the business: nobody who says "no more reminders" has to learn our classes.
fn opt_out(reading: &Reading, contact: &mut Contact, written_at: Instant) -> Outcome {
    let in_words = reading.keyword.is_none();
    // "Please stop, we found somebody" and a CANCEL after a reminder tell the owner something.
    let reaches_owner = in_words || reading.also_flag.is_some();
    let is_first = contact.opted_out_at.is_none();
    if Mutant::ForgetStop.is_on() || !contact.stop(written_at) {
        return Outcome {
            reaches_owner,
            ..Outcome::default()
        };
    }
    if reading.scope == Some(Scope::Sms) {
        contact.prefers = Some(Prefers::OtherWay);
    }
    Outcome {
        happened: Some(if in_words {
            Happened::OptedOutInWords {
                because: reading.reason.clone(),
            }
        } else {
            Happened::OptedOut
        }),
        hold: Some(HoldReason::OptedOut),
        keeps_confirmation: !is_first,
        asks: false,
        reaches_owner,
        answer: is_first.then_some(ConsentText::OptOut),
    }
}

fn doubt(reading: &Reading, contact: &mut Contact, now: Instant) -> Outcome {
    let lean = reading.lean.unwrap_or(Lean::PauseAutomation);
    match lean {
        Lean::PauseAutomation => contact.paused_at = contact.paused_at.or(Some(now)),
        Lean::StopSequence => contact.sequence_stopped_at = Some(now),
        Lean::PreferChannel => contact.prefers = Some(Prefers::OtherWay),
        Lean::Ask => {}
    }
    Outcome {
        happened: Some(Happened::MayBeStop {
            because: reading.reason.clone(),
            paused: lean == Lean::PauseAutomation,
        }),
        hold: (lean == Lean::PauseAutomation).then_some(HoldReason::Paused),
        keeps_confirmation: true,
        asks: true,
        reaches_owner: true,
        answer: None,
    }
}

/// What a person decides about somebody whose words may mean stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// No more texts.
    OptOut,
    /// Texts go on.
    Keep,
}

/// Takes a person's decision into `contact`. Only the customer lifts what the customer said.
pub fn decide(decision: Decision, contact: &mut Contact, now: Instant) -> Outcome {
    contact.paused_at = None;
    match decision {
        Decision::OptOut => {
            let keeps_confirmation = contact.opted_out_at.is_some();
            contact.opted_out_at = contact.opted_out_at.or(Some(now));
            Outcome {
                hold: Some(HoldReason::OptedOut),
                keeps_confirmation,
                ..Outcome::default()
            }
        }
        Decision::Keep => {
            contact.sequence_stopped_at = None;
            Outcome::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Context, read};
    use super::*;

    const NOW: Instant = Instant(1_000_000_000);

    fn says(text: &str, contact: &mut Contact) -> Outcome {
        let context = Context {
            is_opted_out: contact.opted_out_at.is_some(),
            ..Context::default()
        };
        take(&read(text, &context), contact, false, (NOW, NOW))
    }

    #[test]
    fn one_confirmation_and_none_for_who_is_opted_out() {
        let mut contact = Contact::default();
        let outcome = says("please take me off your list", &mut contact);
        assert_eq!(outcome.answer, Some(ConsentText::OptOut));
        assert_eq!(outcome.hold, Some(HoldReason::OptedOut));
        assert_eq!(contact.opted_out_at, Some(NOW));
        contact.consent_text_at = None;
        assert_eq!(says("STOP!", &mut contact).answer, None);
    }

    #[test]
    fn what_the_carrier_answers_is_answered_once() {
        let mut contact = Contact::default();
        let reading = read("STOP", &Context::default());
        let outcome = take(&reading, &mut contact, true, (NOW, NOW));
        assert_eq!((outcome.answer, contact.consent_text_at), (None, None));
    }

    #[test]
    fn two_machines_do_not_talk_for_ever() {
        let mut contact = Contact::default();
        assert_eq!(says("Help!", &mut contact).answer, Some(ConsentText::Help));
        assert_eq!(says("Help!", &mut contact).answer, None);
        let stopped = says("please stop texting me", &mut contact).answer;
        assert_eq!(
            stopped,
            Some(ConsentText::OptOut),
            "whatever was asked just before"
        );
        assert_eq!(says("START!", &mut contact).answer, None);
    }

    #[test]
    fn a_wrong_number_pauses_until_somebody_decides() {
        for (decision, stopped) in [(Decision::OptOut, true), (Decision::Keep, false)] {
            let mut contact = Contact::default();
            let outcome = says("wrong number", &mut contact);
            assert!(outcome.asks && outcome.reaches_owner && outcome.answer.is_none());
            assert_eq!(outcome.hold, Some(HoldReason::Paused));
            assert_eq!(contact.paused_at, Some(NOW));
            decide(decision, &mut contact, NOW);
            assert_eq!(contact.paused_at, None);
            assert_eq!(contact.opted_out_at.is_some(), stopped);
        }
    }

    #[test]
    fn nobody_but_the_customer_lifts_a_stop() {
        let mut contact = Contact {
            opted_out_at: Some(NOW),
            ..Contact::default()
        };
        decide(Decision::Keep, &mut contact, NOW);
        assert_eq!(contact.opted_out_at, Some(NOW));
    }

    #[test]
    fn a_refused_offer_ends_the_sequence_and_a_wish_is_kept() {
        let mut contact = Contact::default();
        assert!(says("no thanks", &mut contact).asks);
        assert_eq!(contact.sequence_stopped_at, Some(NOW));
        assert_eq!(contact.paused_at, None);
        assert!(!says("don't text before 9am please", &mut contact).asks);
        assert_eq!(contact.prefers, Some(Prefers::Time));
    }
}
