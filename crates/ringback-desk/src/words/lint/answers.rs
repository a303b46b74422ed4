//! Opt-out words as answers: whoever is asked to reply CANCEL opts out, and the carrier blocks the
//! next text before anybody reads the first.

use super::finding::{Finding, Rule};
use super::tokens::Token;

/// What carriers take for an opt-out, and the one letter that people take for Cancel.
const KEYWORDS: &[&str] = &[
    "c",
    "stop",
    "stopall",
    "end",
    "quit",
    "cancel",
    "unsubscribe",
    "optout",
    "opt-out",
    "revoke",
    "remove",
    "cancelar",
    "alto",
    "parar",
    "baja",
    "arret",
    "fin",
];

/// Verbs after which an answer is named.
const ASKING: &[&str] = &[
    "reply", "text", "txt", "send", "answer", "respond", "type", "write", "press", "responda",
    "responde", "envie", "envia", "escriba", "escribe", "conteste", "contesta", "mande", "manda",
];

/// What may stand between the verb and the answer.
const FILLERS: &[&str] = &[
    "with", "back", "a", "an", "the", "word", "us", "me", "just", "to", "this", "by", "con", "la",
    "palabra", "un", "una",
];

/// What an opt-out word may be for.
const OPT_OUTS: &[&str] = &[
    "opt",
    "opt-out",
    "optout",
    "unsubscribe",
    "stop",
    "end",
    "quit",
    "be",
    "not",
    "block",
    "receive",
    "cancelar",
    "dejar",
    "parar",
    "darse",
    "salir",
    "no-recibir",
    "anular",
    "opt-outs",
];

pub(super) fn find(source: &str, tokens: &[Token]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if is_stop_to_end(tokens, at) {
            let last = if token.folded == "stop" { at + 2 } else { at };
            let range = token.range.start..tokens[last].range.end;
            found.push(Finding::about(Rule::StopToEnd, source, range, |quote| {
                format!(
                    "\"{quote}\" is no word that anybody sends, and carriers do not read it. \
                     Write: Reply STOP to opt out."
                )
            }));
        } else if KEYWORDS.contains(&token.folded.as_str())
            && is_asked_for(tokens, at)
            && !is_opt_out(tokens, at)
        {
            found.push(Finding::about(
                Rule::KeywordAnswer,
                source,
                token.range.clone(),
                keyword_sentence,
            ));
        }
    }
    found
}

fn keyword_sentence(quote: &str) -> String {
    if quote.eq_ignore_ascii_case("c") {
        return format!(
            "\"{quote}\" as an answer is taken for Cancel by people and for nothing by carriers. \
             Use a word that can't be mistaken, as YES, CALL or MOVE."
        );
    }
    format!(
        "\"{quote}\" as an answer opts the customer out: the carrier blocks your next text. Use \
         another word, as YES, CALL or MOVE."
    )
}

/// `STOP2END`, `STOP 2 END`, `stop2quit`.
fn is_stop_to_end(tokens: &[Token], at: usize) -> bool {
    let word = |offset: usize| tokens.get(at + offset).map_or("", |token| &token.folded);
    let joined = word(0)
        .strip_prefix("stop")
        .and_then(|rest| rest.trim_start_matches('-').strip_prefix(['2', '4']));
    let apart = word(0) == "stop" && word(1) == "2" && !word(2).is_empty();
    joined.is_some_and(|rest| !rest.is_empty()) || apart
}

/// Whether the text asks for the word: right after a verb, in a list of answers, or in capitals
/// with what it is for.
fn is_asked_for(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let mut before = tokens[..at].iter().rev();
    let mut starts = token.starts_sentence;
    let mut plain = true;
    for word in before.by_ref().take(12) {
        if starts {
            break;
        }
        let is_verb = ASKING.contains(&word.folded.as_str());
        if is_verb && (plain || token.is_shouted() || token.quoted) {
            return true;
        }
        plain &= FILLERS.contains(&word.folded.as_str()) && word.folded != "to";
        starts = word.starts_sentence;
    }
    let after = tokens.get(at + 1).filter(|next| !next.starts_sentence);
    let is_named = token.is_shouted() || token.quoted;
    is_named
        && after
            .is_some_and(|next| matches!(next.folded.as_str(), "to" | "for" | "=" | "if" | "para"))
}

/// `STOP to opt out` and its like are what the word is for. `CANCEL to cancel` is not.
fn is_opt_out(tokens: &[Token], at: usize) -> bool {
    let word = |offset: usize| {
        tokens
            .get(at + offset)
            .filter(|token| !token.starts_sentence)
            .map_or("", |token| token.folded.as_str())
    };
    let is_stop = matches!(
        word(0),
        "stop" | "stopall" | "unsubscribe" | "optout" | "opt-out" | "alto" | "arret"
    );
    let for_what = if matches!(word(1), "to" | "for" | "para" | "=" | "pour") {
        word(2)
    } else {
        ""
    };
    match (word(0), for_what) {
        ("c", _) => false,
        (_, "no") => word(1) == "para",
        // STOP is understood to stop texts even when it is said to cancel them.
        (_, "cancel" | "cancelar") => is_stop,
        (_, for_what) => OPT_OUTS.contains(&for_what),
    }
}
