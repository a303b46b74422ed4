//! Whether a text takes back, or gives back, the consent to be texted.
//!
//! 47 CFR 64.1200(a)(10) names seven words that always revoke (stop, quit, end, revoke, opt out,
//! cancel, unsubscribe); the carriers' lists add a few. People do not write them as the lists have
//! them: in capitals, in quotes, with a please, with an emoji, twice, over a signature. Here those
//! words are found when they are all that a text says. "I'll stop by at noon" is no opt-out.

mod automatic;
mod company;
mod fold;
mod keywords;
mod lookalike;
mod phrase;
mod signature;
mod tap_back;

use serde::Serialize;

pub use automatic::is_automatic_answer;

use keywords::Meaning;

/// What is known when a text is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Context {
    /// Whether the writer is opted out now; START means something only then.
    pub is_opted_out: bool,
}

/// What a text does to consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No more texts to this person.
    OptOut,
    /// Texts may go to this person again.
    OptIn,
    /// A request for the help text, answered by the carrier.
    Help,
    /// Anything else: consent stays as it is.
    NotOptOut,
}

/// How a text was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// What it does to consent.
    pub verdict: Verdict,
    /// The keyword that decided, as the list has it; `None` where none did.
    pub keyword: Option<&'static str>,
    /// One sentence for the owner.
    pub reason: String,
}

/// Reads an inbound text by the keyword lists.
///
/// YES alone never opts in, because people also answer questions with it; the carrier's own lift of
/// its block on YES does not lift ours.
#[must_use]
pub fn read(text: &str, context: &Context) -> Reading {
    if is_automatic_answer(text) {
        return nothing("It is an automatic answer or a reaction, which changes nothing.");
    }
    let Some(keyword) = find_keyword(text) else {
        return nothing("It is not an opt-out word.");
    };
    let word = keyword.word;
    let (verdict, reason) = match keyword.meaning {
        Meaning::OptOut => (
            Verdict::OptOut,
            format!("It says {word}, which ends all texts."),
        ),
        Meaning::Help => (
            Verdict::Help,
            format!("It says {word}, which asks for the help text."),
        ),
        Meaning::OptIn if context.is_opted_out => (
            Verdict::OptIn,
            format!("It says {word}, which allows texts again."),
        ),
        Meaning::OptIn => return nothing("It allows texts, which were never stopped."),
    };
    Reading {
        verdict,
        keyword: Some(word),
        reason,
    }
}

/// The keyword that is all a text says, as written or behind a slip of the finger.
fn find_keyword(text: &str) -> Option<&'static keywords::Keyword> {
    signature::without_signature(text).iter().find_map(|said| {
        let mut words = fold::words(said);
        words.dedup();
        if words.len() > phrase::WORDS_MAX {
            return None;
        }
        phrase::keyword_of(&words).or_else(|| phrase::keyword_of(&lookalike::corrected(&words)))
    })
}

fn nothing(reason: &str) -> Reading {
    Reading {
        verdict: Verdict::NotOptOut,
        keyword: None,
        reason: reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    //! Every row of `tests/data/optout.json` that keywords must decide, and every row that they
    //! must leave alone.
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize)]
    struct Kit {
        cases: Vec<Case>,
    }

    #[derive(Deserialize)]
    struct Case {
        id: String,
        text: String,
        label: String,
        basis: String,
        state: Option<String>,
        #[serde(default)]
        automatic: bool,
    }

    fn cases() -> Vec<Case> {
        let kit = include_str!("../../../../tests/data/optout.json");
        serde_json::from_str::<Kit>(kit).unwrap().cases
    }

    fn read_case(case: &Case) -> Verdict {
        let is_opted_out = case.state.as_deref() == Some("opted_out");
        read(&case.text, &Context { is_opted_out }).verdict
    }

    /// The rows that are read otherwise than `expected` says; `None` is for rows to leave out.
    fn misread(expected: impl Fn(&Case) -> Option<Verdict>) -> (usize, Vec<String>) {
        let mut tried = 0;
        let mut wrong = Vec::new();
        for case in cases() {
            let Some(expected) = expected(&case) else {
                continue;
            };
            tried += 1;
            let verdict = read_case(&case);
            if verdict != expected {
                wrong.push(format!("{} {:?}: {verdict:?}", case.id, case.text));
            }
        }
        (tried, wrong)
    }

    #[test]
    fn holds_every_keyword() {
        let (tried, wrong) = misread(|case| match (case.label.as_str(), case.basis.as_str()) {
            (
                "opt_out",
                "per_se_keyword" | "industry_keyword" | "foreign_keyword" | "lookalike",
            ) => Some(Verdict::OptOut),
            ("opt_in", "keyword") => Some(Verdict::OptIn),
            ("help", "keyword") => Some(Verdict::Help),
            _ => None,
        });
        assert_eq!(wrong, Vec::<String>::new());
        assert_eq!(tried, 146);
    }

    #[test]
    fn leaves_everything_else_alone() {
        let (tried, wrong) = misread(|case| match case.label.as_str() {
            "not_opt_out" => Some(Verdict::NotOptOut),
            _ => None,
        });
        assert_eq!(wrong, Vec::<String>::new());
        assert_eq!(tried, 121);
    }

    #[test]
    fn tells_programs_from_people() {
        // Under a quoted line stands what a person wrote; that is no program's answer.
        for case in cases().iter().filter(|case| !case.text.starts_with('>')) {
            assert_eq!(
                is_automatic_answer(&case.text),
                case.automatic,
                "{}",
                case.text
            );
        }
    }

    #[test]
    fn yes_lifts_no_block_and_start_only_one_that_stands() {
        let opted_out = Context { is_opted_out: true };
        assert_eq!(read("YES", &opted_out).verdict, Verdict::NotOptOut);
        assert_eq!(read("START", &opted_out).verdict, Verdict::OptIn);
        assert_eq!(
            read("START", &Context::default()).verdict,
            Verdict::NotOptOut
        );
    }

    #[test]
    fn says_which_word_decided() {
        let reading = read("“Stop!!” 🛑", &Context::default());
        assert_eq!(reading.keyword, Some("STOP"));
        assert_eq!(reading.reason, "It says STOP, which ends all texts.");
    }

    proptest! {
        #[test]
        fn dress_changes_nothing(
            before in "[ \n\u{200b}\"“(*_.!🛑🙏-]{0,4}",
            word in "(?i)(stop|quit|end|revoke|opt out|cancel|unsubscribe|stopall|optout|remove|arret)",
            after in "[ \n\u{200b}\"”)*_.!?🛑🙏]{0,4}",
        ) {
            let text = format!("{before}{word}{after}");
            prop_assert_eq!(read(&text, &Context::default()).verdict, Verdict::OptOut, "{}", text);
        }

        #[test]
        fn one_word_more_is_no_keyword(
            word in "(stop|quit|end|cancel|remove)",
            more in "(by|at|the|my|for|it|working|tomorrow|appointment|3pm|water|unit)",
        ) {
            for text in [format!("{word} {more}"), format!("{more} {word}")] {
                let verdict = read(&text, &Context::default()).verdict;
                prop_assert_eq!(verdict, Verdict::NotOptOut, "{}", text);
            }
        }

        #[test]
        fn anything_can_be_read(text in "\\PC{0,80}") {
            let _ = read(&text, &Context::default());
        }
    }
}
