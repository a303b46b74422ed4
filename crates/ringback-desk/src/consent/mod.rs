//! Whether a text takes back, or gives back, the consent to be texted.
//!
//! 47 CFR 64.1200(a)(10) names seven words that always revoke (stop, quit, end, revoke, opt out,
//! cancel, unsubscribe); the carriers' lists add a few. People do not write them as the lists have
//! them: in capitals, in quotes, with a please, with an emoji, twice, over a signature. Here those
//! words are found when they are all that a text says. "I'll stop by at noon" is no opt-out.

mod automatic;
mod carrier;
mod channel;
mod company;
mod demand;
mod fold;
mod fragment;
mod glued;
mod keywords;
mod lookalike;
mod outcome;
mod phrase;
mod reading;
mod roles;
mod rules;
mod signature;
mod situation;
mod slips;
mod speech;
mod spelling;
mod stranger;
mod tap_back;
mod texts;
mod weigh;

pub use automatic::is_automatic_answer;
pub use carrier::is_answered_by_carrier;
pub use outcome::{ConsentText, Decision, Outcome, Prefers, decide, take};
pub use reading::{Channel, Context, Flag, Label, Lean, Preference, Reading, Scope};
pub use texts::{ConsentTexts, consent_text};

use keywords::Meaning;

/// Texts are read as far as this; who wants no more says so before.
const BYTES_MAX: usize = 32 << 10;

/// A text of more words than this is no keyword, whatever slips are mended in it.
const WORDS_READ: usize = 60;

/// Reads an inbound text.
///
/// YES alone never opts in, because people also answer questions with it; the carrier's own lift of
/// its block on YES does not lift ours.
#[must_use]
pub fn read(text: &str, context: &Context<'_>) -> Reading {
    channel::on_channel(read_words(text, context), context.channel)
}

fn read_words(text: &str, context: &Context<'_>) -> Reading {
    let text = beginning(text);
    if is_automatic_answer(text) {
        return Reading {
            automatic: true,
            ..Reading::of(
                Label::NotOptOut,
                "A program wrote it: it changes nothing and is not answered.",
            )
        };
    }
    let said = signature::without_signature(text);
    let spoken = match said.first() {
        Some(said) => speech::speech(said),
        // Nothing but emoji, or nothing but quotes.
        None if text.starts_with('>') => speech::Speech::default(),
        None => speech::speech(text),
    };
    let keyword = said.iter().find_map(|said| find_keyword(said));
    if let Some(keyword) = keyword.filter(|_| !spoken.laughs) {
        return of_keyword(keyword, context);
    }
    let reading = weigh::weigh(&spoken, context.is_opted_out);
    if reading
        .as_ref()
        .is_none_or(|reading| reading.label != Label::OptOut)
        && let Some(over_name) = said.get(1)
        && let Some(reading) = weigh::weigh(&speech::speech(over_name), context.is_opted_out)
        && reading.label == Label::OptOut
    {
        return reading;
    }
    let is_open = reading
        .as_ref()
        .is_none_or(|reading| reading.label == Label::Ambiguous && !spoken.laughs);
    if is_open
        && !context.is_opted_out
        && let Some(demand) = demand::read(&spoken, reading.is_some())
    {
        return demand;
    }
    if let Some(reading) = reading {
        return reading;
    }
    let words = said
        .first()
        .map(|said| fold::words(said))
        .unwrap_or_default();
    if context.is_opted_out && is_yes(&words) {
        return of_yes(context);
    }
    if stranger::denies_a_name(text) {
        return Reading::ambiguous(
            Lean::PauseAutomation,
            "It says that the number is somebody else's.",
        );
    }
    if fragment::is_fragment(&words, context.last_outbound) {
        return Reading::ambiguous(Lean::Ask, "It is a letter or the beginning of a word.");
    }
    Reading::of(Label::NotOptOut, "It says nothing about texts or consent.")
}

/// What the keyword that is all a text says would do to consent, whatever it is now; `None` where
/// it says anything else.
#[must_use]
pub fn read_keyword(text: &str) -> Option<Label> {
    let text = beginning(text);
    if is_automatic_answer(text) {
        return None;
    }
    let said = signature::without_signature(text);
    let keyword = said.iter().find_map(|said| find_keyword(said))?;
    Some(match keyword.meaning {
        Meaning::OptOut => Label::OptOut,
        Meaning::OptIn => Label::OptIn,
        Meaning::Help => Label::Help,
    })
}

/// The part of `text` that is read, from the first character that can be seen.
fn beginning(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || fold::is_joiner(c));
    &text[..text.floor_char_boundary(BYTES_MAX)]
}

fn of_keyword(keyword: &'static keywords::Keyword, context: &Context<'_>) -> Reading {
    let word = keyword.word;
    let reading = match keyword.meaning {
        Meaning::OptOut => Reading {
            also_flag: context
                .last_outbound
                .and_then(|before| situation::flag(word, before)),
            ..Reading::opt_out(Scope::All, format!("It says {word}, which ends all texts."))
        },
        Meaning::Help => Reading::of(
            Label::Help,
            format!("It says {word}, which asks for the help text."),
        ),
        Meaning::OptIn if context.is_opted_out => Reading::of(
            Label::OptIn,
            format!("It says {word}, which allows texts again."),
        ),
        Meaning::OptIn => Reading::of(
            Label::NotOptOut,
            "It allows texts, which were never stopped.",
        ),
    };
    Reading {
        keyword: Some(word),
        ..reading
    }
}

fn is_yes(words: &[String]) -> bool {
    const YES: [&str; 9] = [
        "yes", "y", "yeah", "yep", "yup", "si", "oui", "sure", "yess",
    ];
    matches!(words, [only] if YES.contains(&only.as_str()))
        || matches!(words, [yes, courtesy] if YES.contains(&yes.as_str())
            && matches!(courtesy.as_str(), "please" | "pls" | "plz" | "thanks"))
}

/// Some carriers take YES for START; people also answer questions with it.
fn of_yes(context: &Context<'_>) -> Reading {
    if situation::asks_to_resume(context.last_outbound) {
        Reading::of(
            Label::OptIn,
            "It says yes to the question whether texts may go on.",
        )
    } else {
        Reading::ambiguous(
            Lean::Ask,
            "It says yes, and this person had said stop: it may allow texts again.",
        )
    }
}

/// The keyword that is all of `said`, as written or behind a slip of the finger.
fn find_keyword(said: &str) -> Option<&'static keywords::Keyword> {
    let mut words = fold::words(said);
    words.dedup();
    if words.len() > WORDS_READ {
        return None;
    }
    phrase::keyword_of(&words)
        .or_else(|| phrase::keyword_of(&lookalike::corrected(&words)))
        .or_else(|| phrase::keyword_of(&fold::words(&lookalike::with_round_letters(said)?)))
}

#[cfg(test)]
mod tests;
