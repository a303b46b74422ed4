//! A second reading, by roles of words, of what no pattern knows: "yo bruh quit w the texts".
//!
//! The patterns in [`super::rules`] say how demands are worded. Here each word has a role (verb of
//! stopping, texting, text, taking off, a number, a person), and a demand is a verb of stopping with
//! texts behind it, a negation with an act of texting behind it, or a verb of taking off with a number
//! or a person behind it. It counts where every word beside it belongs to the language of such
//! demands; one word of the trade ("job", "leak", a name) and it is a doubt for a person.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::reading::{Lean, Reading, Scope};
use super::rules::{self, Finding};
use super::speech::Speech;

const HALT: u16 = 1;
const TEXTING: u16 = 1 << 1;
const TEXT: u16 = 1 << 2;
const ACT: u16 = 1 << 3;
const TAKE: u16 = 1 << 4;
/// Takes a person or a number away only with `off`, `out`, `away`.
const WITH_OFF: u16 = 1 << 5;
const OFF: u16 = 1 << 6;
const NUMBER: u16 = 1 << 7;
const ME: u16 = 1 << 8;
const NOT: u16 = 1 << 9;
/// May stand between a verb and its object.
const BETWEEN: u16 = 1 << 10;
/// Who stops by himself: "it stops", "I never stop".
const SUBJECT: u16 = 1 << 11;
/// Belongs to the language of such demands, and says nothing else.
const PLAIN: u16 = 1 << 12;

/// Roles and the words that have them; a word may have several.
const ROLES: &[(u16, &str)] = &[
    (
        HALT,
        "stop stopping quit cease halt discontinue desist refrain",
    ),
    (
        TEXTING,
        "texting messaging contacting writing emailing sending spamming bothering harassing bugging \
         pestering annoying calling phoning pinging dming notifying alerting following reaching \
         hitting blowing communicating soliciting scamming trolling hounding nagging replying \
         responding chatting testing smsing disturbing hassling bombarding stalking hounding",
    ),
    (
        TEXT,
        "text texts message messages sms mms spam notification notifications alert alerts updates \
         communication communications correspondence blast blasts junk contact solicitation \
         solicitations replies responses",
    ),
    (
        ACT,
        "text message contact write send call email bother bug harass annoy spam ping dm tx tex \
         communicate pester sms hassle",
    ),
    (
        TAKE,
        "remove delete erase lose forget trash toss discard drop purge wipe scrub destroy dump \
         unenroll unlist deregister ditch expunge",
    ),
    (
        TAKE | WITH_OFF,
        "take get pull cut throw kick yank cross scratch strike clear rip boot pluck bump",
    ),
    (OFF | BETWEEN, "off out away from"),
    (
        NUMBER,
        "number phone cell digits info contact name details information line mobile landline",
    ),
    (ME | BETWEEN, "me us"),
    (NOT, "dont never aint not"),
    (
        BETWEEN | PLAIN,
        "with w all the a your ur these this those that any more no it already now of and being so \
         such to my our stupid service auto automated mass ever even try trying want need be get \
         getting receive receiving you dare please much constantly back group",
    ),
    (SUBJECT | PLAIN, "it this that i we"),
    (
        SUBJECT,
        "they he she wont doesnt didnt cant couldnt never not dont isnt",
    ),
    (
        PLAIN,
        "pls kindly just really seriously ok okay hey hi hello yo dear sir maam guys folks everyone \
         everybody people dude bro bruh man buddy pal lady friend yours mine im ive id ill were is are \
         was been am do for or if then again anymore thanks very too immediately asap today forever \
         permanently once last final time times yet still keep got sent any some nope nah yes yeah \
         said say saying asked ask asking told tell telling wanted needs would like could can will \
         must should have has had better gotta requested request requesting formally officially \
         hereby respectfully politely nicely beg begging demand demanding insist wish prefer \
         appreciate interested customer client wrong person fuck fucking hell heck shit damn crap ass \
         asshole assholes idiot idiots jerk jerks god gods sake love christ jesus crying loud lord \
         ffs wtf omg jfc smh ugh scam harassment illegal lawyer attorney police fcc sue report \
         reported reporting block blocked blocking here there mom dad wife husband kid kids son \
         daughter mother father family because since bye goodbye day nice good great morning \
         afternoon evening sorry regards two three four five six seven eight nine ten twice several \
         many multiple hundred hundredth second third fourth fifth 1 2 3 4 5 6 7 8 9 10 100 why wish \
         nothanks stopsign rudesign list lists system database records wanna up me us uh um uhm hmm oh mean unwanted \
         annoying random constant system program about stuff everything anything altogether fucked \
         company business ya",
    ),
];

static BY_WORD: LazyLock<HashMap<&str, u16>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    for (roles, words) in ROLES {
        for word in words.split_whitespace() {
            *index.entry(word).or_default() |= roles;
        }
    }
    index
});

/// Whether `words` say nothing of their own. "For now" limits what is said before it.
pub(super) fn is_filler(words: &[&str]) -> bool {
    words
        .iter()
        .all(|word| *word != "for" && BY_WORD.get(word).is_some_and(|roles| roles & PLAIN != 0))
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
    let words: Vec<&str> = clause.split(' ').collect();
    let roles: Vec<u16> = words
        .iter()
        .map(|word| BY_WORD.get(word).copied().unwrap_or(0))
        .collect();
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
    texts_us || our_number
}

/// "Don't stop texting me"; but not "if you don't stop".
fn keeps(clause: &str) -> bool {
    !(clause.contains("if you dont") || clause.contains("wont you"))
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
            _ if words[at] == "stop" => Some(Demand::Bare),
            _ => None,
        };
    }
    if roles[at] & NOT != 0 && may_refuse(words, at) {
        let behind = rest.iter().position(|roles| roles & BETWEEN == 0)?;
        let said = &words[at + 1..];
        let is_own_wish = behind > 0 && said[behind - 1] == "to" && said[0] != "try";
        let is_of_you = said.get(behind + 1) == Some(&"you");
        return (rest[behind] & (ACT | TEXT) != 0 && !is_own_wish && !is_of_you)
            .then_some(Demand::Plain);
    }
    if roles[at] & TAKE != 0 && (at == 0 || roles[at - 1] & SUBJECT == 0 || words[at - 1] == "to") {
        return takes_off(words, roles, at).then_some(Demand::Plain);
    }
    None
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

/// `remove my number`, `cross me off your list`, `throw away my number`.
fn takes_off(words: &[&str], roles: &[u16], at: usize) -> bool {
    const REACH: usize = 4;
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
    is_ours && (roles[at] & WITH_OFF == 0 || has_off)
}
