//! Slang, short forms and slips, spelt out, so that a rule need not know them.
//!
//! From general knowledge of how people text in North America, as of 2026-11. Names of things that
//! a trade talks about (`massage`, `tex`, `sop`) are left alone.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{glued, lookalike, slips};

/// Words and what they stand for, a slash between words.
const SPELT: &[(&str, &str)] = &[
    (
        "please",
        "pls / plz / plse / pleas / plese / pleeze / plez / pleease",
    ),
    ("you", "u / yall / youse / yous / yas"),
    ("your", "ur / yur / yer"),
    ("are", "r"),
    (
        "thanks",
        "thx / thnx / tks / ty / tnx / thank / tyvm / thankyou / thanx",
    ),
    ("number", "num / nbr / numbr / nummber / numer"),
    ("text", "txt / texr / texxt / tect / txst"),
    ("texts", "txts / textes / texs"),
    (
        "texting",
        "txting / txtin / textin / tetxing / texing / texxting / txtng / textng / textting / texring",
    ),
    ("texted", "txted / txtd"),
    (
        "messages",
        "msgs / mesages / mesage / messeges / messege / mssgs / messges / msges / \
         messgaes / mssages",
    ),
    ("message", "msg / mssg / messge"),
    (
        "messaging",
        "msging / mesaging / msgin / messagin / messging",
    ),
    ("contacting", "contactin / contating"),
    ("calling", "callin"),
    ("sending", "sendin / sendng"),
    ("spamming", "spaming / spammin"),
    ("bothering", "botherin"),
    ("dont", "dnt / donot / dotn / dont / odnt / dunt"),
    ("remove", "remov / remoove / rmove"),
    ("unsubscribe", "unsubscribed"),
    ("list", "lst / lsit"),
    ("want to", "wanna / wana"),
    ("have to", "gotta / hafta"),
    ("going to", "gonna"),
    ("no more", "nomore"),
    ("im", "iam"),
    ("cant", "cannot"),
    ("because", "cuz / cause / bc / becuz"),
    ("phone", "fone"),
    ("do not call", "dnc"),
    ("to", "2"),
    ("interested", "intrested / interrested / intersted"),
    ("nothing", "nuthin / nothin"),
    ("dont know", "dunno / idk"),
    ("never mind", "nevermind / nvm"),
    ("already", "alredy / allready"),
    ("contact", "contct"),
    ("f off", "eff off"),
    ("with", "w / wit"),
    ("more", "mor / moar / mo / mroe"),
    ("want", "wnt / wnat / watn"),
    ("take", "tke / taek / tkae / takr"),
    ("messaging", "mssging / messagng"),
    ("now", "rn / rite"),
];

/// Two words that are one.
const PAIRS: &[(&str, &str, &str)] = &[
    ("do", "not", "dont"),
    ("does", "not", "doesnt"),
    ("did", "not", "didnt"),
    ("is", "not", "isnt"),
    ("are", "not", "arent"),
    ("can", "not", "cant"),
    ("will", "not", "wont"),
    ("would", "not", "wouldnt"),
    ("have", "not", "havent"),
    ("has", "not", "hasnt"),
    ("i", "am", "im"),
    ("i", "would", "id"),
    ("i", "have", "ive"),
    // "Do I have to say stop": no possession.
    ("ive", "to", "i have to"),
    // "Just call me" names a way; "call me" asks for a call.
    ("just", "call", "instead call"),
    ("i", "will", "ill"),
    ("we", "are", "were"),
    ("it", "is", "its"),
    ("any", "more", "anymore"),
    ("e", "mail", "email"),
    ("opt", "out", "optout"),
    ("opt", "in", "optin"),
    ("opting", "out", "optout"),
    ("opted", "out", "optout"),
    ("un", "subscribe", "unsubscribe"),
    ("un", "enroll", "unenroll"),
    ("un", "sub", "unsub"),
    ("thank", "you", "thanks"),
    ("thanks", "you", "thanks"),
    ("cell", "phone", "phone"),
    ("phone", "number", "number"),
    ("cell", "number", "number"),
    ("mobile", "number", "number"),
    ("text", "message", "text"),
    ("text", "messages", "texts"),
    ("text", "messaging", "texting"),
    ("text", "msgs", "texts"),
    ("right", "now", "now"),
    ("no", "thanks", "nothanks"),
    ("nothanks", "you", "nothanks"),
    ("no", "longer", "nolonger"),
];

/// Words that add manners or temper and no meaning.
const MANNERS: &[&str] = &[
    "please",
    "kindly",
    "just",
    "ever",
    "really",
    "actually",
    "literally",
    "honestly",
    "simply",
    "sir",
    "maam",
    "guys",
    "folks",
    "dude",
    "bro",
    "fucking",
    "fuckin",
    "fking",
    "fcking",
    "fn",
    "fing",
    "effing",
    "effin",
    "freaking",
    "freakin",
    "frigging",
    "friggin",
    "damn",
    "dam",
    "goddamn",
    "bloody",
    "um",
    "uh",
    "uhm",
    "hmm",
    "oh",
    "stupid",
    "dumb",
    "god",
    "jesus",
    "christ",
    "pretty",
    "fr",
    "frfr",
    "deadass",
    "lowkey",
    "highkey",
    "istg",
    "fam",
    "boi",
    "tf",
    "ffs",
    "jfc",
    "smfh",
    "tbh",
    "ngl",
    "bruh",
    "homie",
    "dammit",
    "damnit",
    "goddammit",
    "goddamnit",
    "mf",
    "motherfucker",
    "motherfucking",
    "respectfully",
];

/// Words and signs of somebody who laughs.
const LAUGHTER: &[&str] = &[
    "haha", "hahaha", "hahahaha", "lol", "lolol", "lmao", "lmfao", "rofl", "jk", "hehe", "jaja",
    "jajaja", "mdr",
];

/// Words at which a new thought begins.
const TURNS: &[&str] = &["but", "because", "pero", "porque", "aber"];

/// Words at which one begins if somebody is named next: "or I sue", not "call or text".
const TURNS_TO_SOMEBODY: &[&str] = &["so", "or", "since"];

/// What a demand begins with.
const DEMANDS: &[&str] = &[
    "stop",
    "quit",
    "remove",
    "take",
    "delete",
    "unsubscribe",
    "dont",
    "lose",
    "cease",
];

/// What stands before a "please" in the midst of a request.
const ASKING: &[&str] = &[
    "you", "can", "could", "will", "would", "to", "and", "they", "someone", "somebody", "must",
];

/// Who begins a thought.
const SOMEBODY: &[&str] = &[
    "i", "im", "ill", "id", "ive", "we", "well", "were", "weve", "my", "you", "youll", "else",
    "its", "theres", "he", "she", "they",
];

static BY_SPELLING: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    SPELT
        .iter()
        .flat_map(|(word, spellings)| spellings.split('/').map(|said| (said.trim(), *word)))
        .collect()
});

/// `words` with slang spelt out, slips of opt-out words mended, and pairs made one word.
pub(super) fn spelt_out(words: Vec<String>) -> Vec<String> {
    let mut result: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        let word = undrawn(word);
        match BY_SPELLING.get(word.as_str()) {
            Some(spelt) => spelt.split(' ').for_each(|word| push(&mut result, word)),
            None => match lookalike::mend(&word) {
                Some(keyword) => push(&mut result, keyword),
                None => match (slips::meant(&word), glued::parts(&word)) {
                    (Some(meant), _) => push(&mut result, meant),
                    (_, Some(parts)) => parts.iter().for_each(|part| push(&mut result, part)),
                    _ => push(&mut result, &word),
                },
            },
        }
    }
    mend_stops(&mut result);
    result
}

/// `stoop texting me`: words of their own that are a slip of "stop" where it is what makes sense.
fn mend_stops(words: &mut [String]) {
    const LIKE_STOP: [&str; 12] = [
        "stoop", "atop", "stol", "step", "sto", "top", "stomp", "soap", "stay", "spot", "shop",
        "ship",
    ];
    const SENDING: [&str; 9] = [
        "texting",
        "messaging",
        "contacting",
        "spamming",
        "bothering",
        "harassing",
        "calling",
        "sending",
        "bugging",
    ];
    for at in 0..words.len() {
        let opens = at == 0 || matches!(words[at - 1].as_str(), "please" | "just" | "and" | "ok");
        let sends = |after: &String| SENDING.contains(&after.as_str());
        if opens && LIKE_STOP.contains(&words[at].as_str()) && words.get(at + 1).is_some_and(sends)
        {
            words[at] = "stop".to_owned();
        }
    }
}

/// `pleeease` and `nooo` without what was drawn out; slips of keywords are mended elsewhere.
fn undrawn(word: String) -> String {
    if word.starts_with("off") && word.trim_end_matches('f') == "o" {
        return "off".to_owned();
    }
    let bytes = word.as_bytes();
    let is_drawn = bytes
        .windows(3)
        .any(|run| run[0].is_ascii_lowercase() && run[0] == run[1] && run[1] == run[2]);
    if !is_drawn || lookalike::mend(&word).is_some() {
        return word;
    }
    let runs = bytes.chunk_by(|a, b| a == b);
    let short = runs.map(|run| if run.len() > 2 { &run[..1] } else { run });
    String::from_utf8(short.collect::<Vec<_>>().concat()).unwrap_or(word)
}

fn push(words: &mut Vec<String>, word: &str) {
    let pair = words.last().and_then(|last| {
        PAIRS
            .iter()
            .find(|(first, second, _)| first == last && *second == word)
    });
    if let Some((_, _, one)) = pair {
        words.pop();
        push(words, one);
    } else {
        words.push(word.to_owned());
    }
}

/// Whether a word adds manners or temper and no meaning.
pub(super) fn is_manners(word: &str) -> bool {
    MANNERS.contains(&word)
}

/// Whether a word is laughter.
pub(super) fn is_laughter(word: &str) -> bool {
    LAUGHTER.contains(&word)
}

/// Whether a "please" after `before` opens a demand of its own: "you keep texting me please stop",
/// not "can you please stop".
pub(super) fn is_new_demand(before: &[String], word: &str, next: Option<&str>) -> bool {
    const WORDS_BEFORE: usize = 4;
    before.len() >= WORDS_BEFORE
        && word == "please"
        && next.is_some_and(|next| DEMANDS.contains(&next))
        && before
            .last()
            .is_some_and(|last| !ASKING.contains(&last.as_str()))
}

/// Whether a new thought begins at `word`, before `next`.
pub(super) fn is_turn(word: &str, next: Option<&str>) -> bool {
    TURNS.contains(&word)
        || (TURNS_TO_SOMEBODY.contains(&word) && next.is_some_and(|next| SOMEBODY.contains(&next)))
}
