//! A second reading, by roles of words, of what no pattern knows: "yo bruh quit w the texts".
//!
//! The patterns in [`super::rules`] say how demands are worded. Here each word has a role (verb of
//! stopping, texting, text, taking off, a number, a person), and a demand is a verb of stopping with
//! texts behind it, a negation with an act of texting behind it, or a verb of taking off with a number
//! or a person behind it. It counts where every word beside it belongs to the language of such
//! demands; one word of the trade ("job", "leak", a name) and it is a doubt for a person.

use super::reading::{Lean, Reading, Scope};
use super::roles::{
    ACT, BETWEEN, HALT, ME, NOT, NUMBER, OFF, PESTER, PLAIN, SUBJECT, TAKE, TEXT, TEXTING,
    WITH_OFF, roles_of,
};
use super::rules::{self, Finding};
use super::speech::Speech;

/// Whether `words` say nothing of their own. "For now" limits what is said before it.
pub(super) fn is_filler(words: &[&str]) -> bool {
    words
        .iter()
        .all(|word| *word != "for" && roles_of(word) & PLAIN != 0)
}

/// What a clause asks, if it asks anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Demand {
    /// There is a demand in it, and something else.
    AmongOthers,
    /// It says stop, without an object.
    Bare,
    /// It says that texts are to stop.
    Plain,
}

/// Words of the trade beside a demand that still leave a doubt; more, and it is about the trade.
const OTHER_WORDS_MAX: usize = 3;

/// Reads `speech` by the roles of its words; `None` where it demands nothing, or, `is_doubted`
/// already, nothing plainly.
pub(super) fn read(speech: &Speech, is_doubted: bool) -> Option<Reading> {
    let clauses: Vec<(Option<Demand>, bool)> = speech
        .clauses
        .iter()
        .map(|clause| demand_in(clause))
        .collect();
    let is_closed = clauses.iter().all(|(_, is_closed)| *is_closed);
    let demand = clauses.iter().filter_map(|(demand, _)| *demand).max()?;
    match demand {
        Demand::Plain => Some(Reading::opt_out(
            scope(speech),
            "It asks us to stop texting.",
        )),
        _ if is_doubted => None,
        Demand::Bare if is_closed => Some(Reading::opt_out(Scope::All, "It says stop.")),
        Demand::Bare => None,
        Demand::AmongOthers => Some(Reading::ambiguous(
            Lean::PauseAutomation,
            "It may ask us to stop texting, among other things.",
        )),
    }
}

/// Texts only, where another way is named.
fn scope(speech: &Speech) -> Scope {
    let has = |finding: Finding| {
        speech.clauses.iter().any(|clause| {
            rules::found_in(clause)
                .iter()
                .any(|rule| rule.finding() == finding)
        })
    };
    if has(Finding::OtherWay) && !has(Finding::NoCalls) {
        Scope::Sms
    } else {
        Scope::All
    }
}

/// The demand in `clause`, and whether each word belongs to the language of demands.
fn demand_in(clause: &str) -> (Option<Demand>, bool) {
    let words = one_verb_each(clause);
    let roles: Vec<u16> = words.iter().map(|word| roles_of(word)).collect();
    let others = roles.iter().filter(|roles| **roles == 0).count();
    if others > OTHER_WORDS_MAX {
        return (None, false);
    }
    let found = (0..roles.len())
        .filter_map(|at| demand_at(&words, &roles, at))
        .max();
    let demand = match found {
        Some(_) if keeps(clause) => None,
        Some(Demand::Plain) if others > 0 && names_us(&words, &roles) => Some(Demand::AmongOthers),
        Some(Demand::Plain | Demand::Bare) if others > 0 => None,
        found => found,
    };
    (demand, others == 0)
}

/// Whether texts to us, or our number, are named: "quit texting me", "throw out my number".
fn names_us(words: &[&str], roles: &[u16]) -> bool {
    let texts_us = roles
        .windows(2)
        .any(|pair| pair[0] & (TEXTING | ACT) != 0 && pair[1] & ME != 0);
    let our_number = words
        .windows(2)
        .zip(&roles[1..])
        .any(|(pair, roles)| pair[0] == "my" && roles & NUMBER != 0);
    let halts_texts = roles
        .iter()
        .position(|roles| roles & HALT != 0)
        .is_some_and(|at| {
            roles[at + 1..]
                .iter()
                .any(|roles| roles & (TEXTING | TEXT) != 0)
        });
    texts_us || our_number || halts_texts
}

/// The words of `clause`, with "knock it off" and "lay off" as the one verb that they are.
fn one_verb_each(clause: &str) -> Vec<&str> {
    let mut words: Vec<&str> = clause.split(' ').collect();
    let is_verb = |word: &str| matches!(word, "knock" | "lay" | "back" | "cut" | "ease" | "chill");
    let Some(at) = words.iter().position(|word| is_verb(word)) else {
        return words;
    };
    let it = usize::from(matches!(words.get(at + 1), Some(&("it" | "that" | "this"))));
    if matches!(words.get(at + 1 + it), Some(&("off" | "out"))) {
        words.splice(at..=at + 1 + it, ["cease"]);
    }
    words
}

/// "Don't stop texting me"; but not "if you don't stop".
fn keeps(clause: &str) -> bool {
    !(clause.contains("if you dont") || clause.contains("wont you") || clause.contains("you wont"))
        && rules::found_in(clause)
            .iter()
            .any(|rule| matches!(rule.finding(), Finding::Keep | Finding::TimeLimit))
}

fn demand_at(words: &[&str], roles: &[u16], at: usize) -> Option<Demand> {
    let rest = &roles[at + 1..];
    if roles[at] & HALT != 0 && may_halt(words, roles, at) {
        let behind = rest.iter().position(|roles| roles & BETWEEN == 0);
        let object = behind.and_then(|behind| rest.get(behind));
        let after = behind.and_then(|behind| rest.get(behind + 1));
        return match object {
            Some(object) if object & (TEXTING | TEXT) != 0 => after
                .is_none_or(|after| *after != 0)
                .then_some(Demand::Plain),
            Some(object) if object & PESTER != 0 && names_phone(words, at) => Some(Demand::Plain),
            Some(object) if object & ACT != 0 && words[at..].contains(&"trying") => {
                Some(Demand::Plain)
            }
            _ if pesters_us(words, at) => Some(Demand::AmongOthers),
            _ if words[at] == "stop" => Some(Demand::Bare),
            _ => None,
        };
    }
    if roles[at] & NOT != 0 && may_refuse(words, at) {
        let behind = rest.iter().position(|roles| roles & BETWEEN == 0)?;
        let said = &words[at + 1..];
        let is_own_wish = behind > 0 && said[behind - 1] == "to" && said[0] != "try";
        let next = said.get(behind + 1).copied();
        let is_of_you = next == Some("you") || (said[behind] == "send" && !may_be_sent(next));
        let wishes = matches!(said[0], "want" | "need" | "wish");
        let asked = if wishes { TEXT } else { ACT | TEXT };
        return (rest[behind] & asked != 0 && !is_own_wish && !is_of_you).then_some(Demand::Plain);
    }
    if roles[at] & TAKE != 0 && (at == 0 || roles[at - 1] & SUBJECT == 0 || words[at - 1] == "to") {
        return takes_off(words, roles, at).then_some(Demand::Plain);
    }
    None
}

/// Whether a person or a telephone is named behind `at`: "into my texts", "my phone", "me".
fn names_phone(words: &[&str], at: usize) -> bool {
    words[at + 1..].iter().any(|word| {
        matches!(
            *word,
            "me" | "us" | "phone" | "inbox" | "cell" | "texts" | "number" | "line"
        )
    })
}

/// "Stop whatevering me": of a bill or a visit, perhaps.
fn pesters_us(words: &[&str], at: usize) -> bool {
    const OF_BUSINESS: [&str; 8] = [
        "charging",
        "billing",
        "overcharging",
        "invoicing",
        "ignoring",
        "giving",
        "telling",
        "asking",
    ];
    words
        .get(at + 1)
        .is_some_and(|word| word.ends_with("ing") && word.len() > 4 && !OF_BUSINESS.contains(word))
        && words
            .get(at + 2)
            .is_some_and(|word| matches!(*word, "me" | "us" | "my"))
        && names_phone(words, at)
}

/// Whether the verb at `at` is told to us, rather than said of a thing or denied.
fn may_halt(words: &[&str], roles: &[u16], at: usize) -> bool {
    let before = (0..at).rev().find(|&at| {
        !matches!(
            words[at],
            "please" | "just" | "already" | "kindly" | "now" | "even"
        )
    });
    let Some(before) = before else {
        return true;
    };
    // "If you don't stop", "why won't you stop"; "it stops", "I didn't mean to say stop".
    let has = |wanted: &str| words[..at].contains(&wanted);
    let is_denied = roles[before] & SUBJECT != 0 || has("didnt") || has("never") || has("dont");
    !is_denied || has("if") || has("why")
}

/// Whether the negation at `at` is told to us, rather than said of oneself or of the past.
fn may_refuse(words: &[&str], at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| words[before]);
    let asks = words[..at].iter().any(|word| {
        matches!(
            *word,
            "can" | "could" | "would" | "will" | "told" | "asked" | "please"
        )
    });
    let wishes = words[at + 1..]
        .iter()
        .take(2)
        .any(|word| matches!(*word, "want" | "need" | "wish" | "trying"));
    match before {
        Some("you") if words[at] == "not" => asks,
        Some("to") => asks,
        Some("i" | "we" | "you" | "they" | "it" | "did" | "do" | "im" | "why") => {
            wishes && matches!(before, Some("i" | "we" | "im"))
        }
        _ => words[at] != "not",
    }
}

/// Whether "don't send" goes on as of texts, not as of a bill or a person.
fn may_be_sent(next: Option<&str>) -> bool {
    const SENT: &str = "me us text texts message messages sms any anymore nothing anything these more stuff \
                        no another to";
    next.is_none_or(|next| SENT.split_whitespace().any(|sent| sent == next))
}

/// `remove my number`, `cross me off your list`, `throw away my number`.
fn takes_off(words: &[&str], roles: &[u16], at: usize) -> bool {
    const REACH: usize = 6;
    let reach = &roles[at + 1..roles.len().min(at + 1 + REACH)];
    let has_off = reach.iter().any(|roles| roles & OFF != 0);
    let object = reach
        .iter()
        .position(|roles| roles & (ME | NUMBER) != 0)
        .filter(|object| {
            reach[..*object]
                .iter()
                .all(|roles| roles & (BETWEEN | PLAIN) != 0)
        });
    let Some(object) = object else {
        return false;
    };
    let is_ours = reach[object] & ME != 0
        || words[at + 1..=at + object]
            .iter()
            .any(|word| matches!(*word, "my" | "this" | "our" | "the"));
    let is_enough = matches!(
        words[at],
        "remove"
            | "removing"
            | "delete"
            | "deleting"
            | "erase"
            | "unenroll"
            | "unlist"
            | "deregister"
            | "purge"
            | "scrub"
            | "wipe"
            | "expunge"
            | "block"
            | "blacklist"
    ) || reach.iter().any(|roles| roles & NUMBER != 0);
    is_ours
        && if roles[at] & WITH_OFF == 0 {
            is_enough || has_off
        } else {
            has_off
        }
}
