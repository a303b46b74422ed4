//! From what the rules find in each clause to one reading of the whole text.

use super::demand;
use super::keywords::Meaning;
use super::phrase;
use super::reading::{Label, Lean, Preference, Reading, Scope};
use super::rules::{Finding, Rule, found_in};
use super::speech::Speech;

/// A text that laughs and says stop is about nothing else when it has no more words than this.
const SHORT_WORDS_MAX: usize = 4;

const THREATS: [&str; 10] = [
    "didnt i ",
    "did i not ",
    "do you not ",
    "dont you get",
    "dont you understand",
    "you wont stop",
    "if you dont ",
    "if you wont ",
    "if yall dont ",
    "if this doesnt ",
];

/// "Don't text him, text me"; "update my number, remove 555-0120".
const REDIRECTS: [&str; 5] = [
    "update my number",
    "new number",
    "changed my number",
    "number changed",
    "use this one",
];

/// What was found in one clause.
struct Clause {
    rules: Vec<&'static Rule>,
    /// A keyword is all it says.
    keyword: Option<Meaning>,
    /// It uses a verb of stopping.
    stops: bool,
    /// "I block you if you don't stop": its negated stop is a demand.
    threatens: bool,
    /// It names texts among what is to stop.
    refuses_texts: bool,
    /// It is the closing under which a name stands.
    is_closing: bool,
    /// Only words that say nothing: "uh", "I mean it".
    is_filler: bool,
    /// "Never, love you guys".
    loves: bool,
    /// It gives another number, or says whom to text instead.
    redirects: bool,
    /// It refuses texts to a third person.
    of_others: bool,
    words: usize,
}

impl Clause {
    fn of(words: &str) -> Self {
        let split: Vec<&str> = words.split(' ').collect();
        Self {
            rules: found_in(words),
            // "Just cancel" is of a visit as likely; the keyword alone was read before.
            keyword: phrase::keyword_of(&split)
                .filter(|_| words != "cancel")
                .map(|keyword| keyword.meaning),
            is_closing: matches!(
                words,
                "thanks" | "regards" | "best regards" | "best" | "sincerely"
            ),
            redirects: REDIRECTS.iter().any(|words_of| words.contains(words_of)),
            of_others: [
                "text him",
                "text her",
                "text them",
                "message him",
                "message her",
            ]
            .iter()
            .any(|other| words.contains(other)),
            loves: split.contains(&"love"),
            is_filler: demand::is_filler(&split),
            words: split.len(),
            refuses_texts: ["texting", "or text", "dont text", "no text", "never text"]
                .iter()
                .any(|refusal| words.contains(refusal)),
            threatens: THREATS.iter().any(|threat| words.contains(threat)),
            stops: split
                .iter()
                .any(|word| matches!(*word, "stop" | "quit" | "cease" | "never")),
        }
    }

    fn has(&self, finding: Finding) -> bool {
        self.rules.iter().any(|rule| rule.finding() == finding)
    }

    /// The stop in this clause, unless the clause says the opposite.
    fn stop(&self) -> Option<(Scope, &'static str)> {
        if self.has(Finding::Keep) && !self.threatens {
            return None;
        }
        let kind = |wanted: Scope| {
            self.rules.iter().find_map(|rule| match rule.finding() {
                Finding::Stop(scope) if scope == wanted => Some((scope, rule.because)),
                _ => None,
            })
        };
        kind(Scope::Category).or_else(|| kind(Scope::All))
    }

    fn is_bare_stop(&self) -> bool {
        (self.has(Finding::BareStop) || self.keyword == Some(Meaning::OptOut))
            && !self.has(Finding::Keep)
    }

    fn doubt(&self, is_alone: bool) -> Option<(Lean, &'static str)> {
        self.rules
            .iter()
            .filter_map(|rule| match rule.finding() {
                Finding::LoudDoubt(lean) => Some((lean, rule.because)),
                Finding::Doubt(lean) if is_alone => Some((lean, rule.because)),
                _ => None,
            })
            .max_by_key(|(lean, _)| *lean)
    }

    fn is_harmless(&self) -> bool {
        let adds_nothing = self.has(Finding::Harmless) || self.is_filler;
        (adds_nothing && !self.loves) || self.is_bare_stop() || self.doubt(true).is_some()
    }
}

/// Reads `speech`; `None` where it says nothing of consent.
pub(super) fn weigh(speech: &Speech, is_opted_out: bool) -> Option<Reading> {
    let clauses: Vec<Clause> = speech
        .clauses
        .iter()
        .map(|clause| Clause::of(clause))
        .collect();
    let any = |finding: Finding| clauses.iter().any(|clause| clause.has(finding));
    let stop = clauses
        .iter()
        .filter_map(Clause::stop)
        .min_by_key(|(scope, _)| *scope == Scope::Category);
    if is_opted_out
        && let Some(again) = again(&clauses)
        && stop.is_none()
    {
        return Some(Reading::of(Label::OptIn, again));
    }
    if let Some((scope, because)) = stop {
        return Some(stopped(&clauses, scope, because));
    }
    if let Some(reading) = bare_stop(&clauses, speech.laughs) {
        return Some(reading);
    }
    if speech.laughs && is_short_stop(speech) {
        return Some(Reading::ambiguous(
            Lean::PauseAutomation,
            "It says stop and laughs.",
        ));
    }
    if any(Finding::NoCalls) {
        return Some(wish(
            Preference::VoiceOptOut,
            Some(Scope::Voice),
            "It asks for no calls; texts may go on.",
        ));
    }
    if any(Finding::TimeLimit) {
        return Some(wish(
            Preference::Time,
            None,
            "It asks for texts at certain times only.",
        ));
    }
    doubt(&clauses)
}

/// "Quit it Bob 😂"
fn is_short_stop(speech: &Speech) -> bool {
    let mut words = speech.clauses.iter().flat_map(|clause| clause.split(' '));
    let is_denied = words
        .clone()
        .any(|word| matches!(word, "wont" | "cant" | "dont" | "never" | "not" | "doesnt"));
    words.clone().count() <= SHORT_WORDS_MAX
        && !is_denied
        && words.any(|word| matches!(word, "stop" | "quit"))
}

fn again(clauses: &[Clause]) -> Option<&'static str> {
    clauses
        .iter()
        .flat_map(|clause| &clause.rules)
        .find(|rule| rule.finding() == Finding::Again)
        .map(|rule| rule.because)
}

/// A stop was found: of what, and does a time of day make it less?
fn stopped(clauses: &[Clause], scope: Scope, because: &'static str) -> Reading {
    let any = |finding: Finding| clauses.iter().any(|clause| clause.has(finding));
    if clauses.iter().any(|clause| clause.loves)
        && !clauses
            .iter()
            .any(|clause| clause.stops && clause.stop().is_some())
    {
        return Reading::ambiguous(
            Lean::PauseAutomation,
            "It may ask for no more texts, and says that it loves something.",
        );
    }
    if redirected(clauses) {
        return Reading::ambiguous(
            Lean::PauseAutomation,
            "It refuses texts to somebody, or to a number, and names another.",
        );
    }
    if scope == Scope::Category {
        return Reading::opt_out(scope, because);
    }
    let limited = clauses
        .iter()
        .filter(|clause| clause.stop().is_some())
        .all(|clause| clause.has(Finding::TimeLimit));
    if any(Finding::Busy) || (limited && clauses.iter().any(|clause| clause.stops)) {
        return Reading::ambiguous(
            Lean::PauseAutomation,
            "It asks for no texts, perhaps only at certain times.",
        );
    }
    if limited {
        return wish(
            Preference::Time,
            None,
            "It asks for texts at certain times only.",
        );
    }
    if voice_only(clauses) {
        return wish(
            Preference::VoiceOptOut,
            Some(Scope::Voice),
            "It asks for no calls; texts may go on.",
        );
    }
    if any(Finding::OtherWay) && !any(Finding::NoCalls) {
        return Reading::opt_out(
            Scope::Sms,
            "It asks for no more texts, and names another way.",
        );
    }
    Reading::opt_out(Scope::All, because)
}

/// "Don't text him, text me."
fn redirected(clauses: &[Clause]) -> bool {
    let refuses_us = clauses
        .iter()
        .any(|clause| clause.stop().is_some() && clause.stops);
    let names_other = clauses.iter().any(|clause| clause.of_others);
    let welcomes = clauses
        .iter()
        .any(|clause| clause.has(Finding::TextsWelcome));
    (names_other && welcomes) || (!refuses_us && clauses.iter().any(|clause| clause.redirects))
}

/// "Stop calling, just text me."
fn voice_only(clauses: &[Clause]) -> bool {
    let stops = || clauses.iter().filter(|clause| clause.stop().is_some());
    let welcome = clauses
        .iter()
        .any(|clause| clause.has(Finding::TextsWelcome) && !clause.refuses_texts);
    welcome && stops().all(|clause| clause.has(Finding::NoCalls) && !clause.refuses_texts)
}

/// A stop without an object is one if all else is courtesy, complaint or explanation.
fn bare_stop(clauses: &[Clause], laughs: bool) -> Option<Reading> {
    let bare = clauses.iter().find(|clause| clause.is_bare_stop())?;
    if laughs {
        return Some(Reading::ambiguous(
            Lean::PauseAutomation,
            "It says stop and laughs.",
        ));
    }
    let is_busy = clauses.iter().any(|clause| clause.has(Finding::Busy));
    if !is_busy && is_all_harmless(clauses) {
        let because = bare
            .rules
            .iter()
            .find(|rule| rule.finding() == Finding::BareStop)
            .map_or("It says stop.", |rule| rule.because);
        return Some(Reading::opt_out(Scope::All, because));
    }
    Some(Reading::ambiguous(
        Lean::PauseAutomation,
        "It says stop, and something else that may explain it.",
    ))
}

/// Whether nothing but stops, doubts, courtesy and the name under a "thanks" is said.
fn is_all_harmless(clauses: &[Clause]) -> bool {
    let signed = match clauses {
        [.., thanks, name] if thanks.is_closing && name.words <= 2 => 1,
        _ => 0,
    };
    clauses[..clauses.len() - signed]
        .iter()
        .all(Clause::is_harmless)
}

fn doubt(clauses: &[Clause]) -> Option<Reading> {
    let is_alone = clauses.iter().all(Clause::is_harmless);
    clauses
        .iter()
        .filter(|clause| !clause.has(Finding::Keep))
        .filter_map(|clause| clause.doubt(is_alone))
        .max_by_key(|(lean, _)| *lean)
        .map(|(lean, because)| Reading::ambiguous(lean, because))
}

fn wish(preference: Preference, scope: Option<Scope>, reason: &str) -> Reading {
    Reading {
        preference: Some(preference),
        scope,
        ..Reading::of(Label::NotOptOut, reason)
    }
}
