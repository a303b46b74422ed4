//! The keyword lists.
//!
//! English: the seven words of 47 CFR 64.1200(a)(10), and the defaults of Twilio
//! (<https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out>), AWS and Telnyx. Other
//! languages: what their carriers and bulk senders ask for, from general knowledge, as of 2026-11.

/// What a keyword means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    OptOut,
    OptIn,
    Help,
}

/// What company a keyword may keep and still be all that a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Company {
    /// Hardly said but to a machine: also "yes, stop", "I want to opt out", "stop texting me".
    Any,
    /// Also said of appointments and jobs, so only "please cancel", "end texts".
    Polite,
    /// What is revoked is consent: "I hereby revoke my consent".
    Consent,
    /// Only by itself: HELP in company is a customer in need.
    None,
}

/// One keyword with its spellings, each as bare words.
#[derive(Debug)]
pub(super) struct Keyword {
    /// As the lists have it.
    pub(super) word: &'static str,
    pub(super) meaning: Meaning,
    pub(super) company: Company,
    /// In lower case without accents, blanks between words.
    pub(super) spellings: &'static [&'static str],
}

const fn keyword(
    word: &'static str,
    meaning: Meaning,
    company: Company,
    spellings: &'static [&'static str],
) -> Keyword {
    Keyword {
        word,
        meaning,
        company,
        spellings,
    }
}

pub(super) const KEYWORDS: &[Keyword] = &[
    keyword("STOP", Meaning::OptOut, Company::Any, &["stop", "stops"]),
    keyword("STOPALL", Meaning::OptOut, Company::Any, &["stopall"]),
    keyword(
        "UNSUBSCRIBE",
        Meaning::OptOut,
        Company::Any,
        &["unsubscribe", "unsubscribed", "unsub", "un subscribe"],
    ),
    keyword(
        "OPT OUT",
        Meaning::OptOut,
        Company::Any,
        &["opt out", "optout", "opt me out", "opted out"],
    ),
    keyword(
        "REVOKE",
        Meaning::OptOut,
        Company::Consent,
        &["revoke", "revoked", "consent revoked"],
    ),
    keyword(
        "QUIT",
        Meaning::OptOut,
        Company::Polite,
        &["quit", "quit this"],
    ),
    keyword(
        "END",
        Meaning::OptOut,
        Company::Polite,
        &["end", "end this"],
    ),
    keyword("CANCEL", Meaning::OptOut, Company::Polite, &["cancel"]),
    keyword(
        "REMOVE",
        Meaning::OptOut,
        Company::Polite,
        &["remove", "remove me"],
    ),
    keyword(
        "ARRET",
        Meaning::OptOut,
        Company::Any,
        &[
            "arret",
            "arretez",
            "arreter",
            "desabonner",
            "me desabonner",
            "desabonnement",
            "desinscrire",
        ],
    ),
    keyword(
        "ALTO",
        Meaning::OptOut,
        Company::Any,
        &[
            "alto",
            "pare",
            "parar",
            "baja",
            "dar de baja",
            "darme de baja",
            "darse de baja",
            "detener",
            "detengase",
            "detenga",
            "salir",
            "cancelar",
            "cancelar suscripcion",
            "basta",
        ],
    ),
    keyword(
        "SAIR",
        Meaning::OptOut,
        Company::Any,
        &["sair", "descadastrar", "remover"],
    ),
    keyword(
        "STOPP",
        Meaning::OptOut,
        Company::Any,
        &[
            "stopp",
            "abmelden",
            "abbestellen",
            "austragen",
            "avsluta",
            "avslutt",
            "stoppa",
            "afmeld",
        ],
    ),
    keyword(
        "STOPPEN",
        Meaning::OptOut,
        Company::Any,
        &["stoppen", "afmelden", "uitschrijven"],
    ),
    keyword(
        "ANNULLA",
        Meaning::OptOut,
        Company::Any,
        &["annulla", "cancellami", "disiscrivimi"],
    ),
    keyword(
        "WYPISZ",
        Meaning::OptOut,
        Company::Any,
        &["wypisz", "wypisz mnie", "rezygnuje"],
    ),
    keyword(
        "СТОП",
        Meaning::OptOut,
        Company::Any,
        &["стоп", "отписаться", "отписка", "відписатися"],
    ),
    keyword("ΣΤΟΠ", Meaning::OptOut, Company::Any, &["στοπ", "διαγραφη"]),
    keyword(
        "退订",
        Meaning::OptOut,
        Company::Any,
        &[
            "退订",
            "退訂",
            "停止",
            "停",
            "取消",
            "取消订阅",
            "取消訂閱",
            "配信停止",
            "ストップ",
            "解除",
        ],
    ),
    keyword(
        "수신거부",
        Meaning::OptOut,
        Company::Any,
        &["수신거부", "수신 거부", "중지", "정지", "그만"],
    ),
    keyword(
        "توقف",
        Meaning::OptOut,
        Company::Any,
        &["توقف", "إيقاف", "ايقاف", "الغاء", "إلغاء"],
    ),
    keyword(
        "הסר",
        Meaning::OptOut,
        Company::Any,
        &["הסר", "הסרה", "סטופ"],
    ),
    keyword(
        "START",
        Meaning::OptIn,
        Company::Polite,
        &["start", "start again", "commencer", "iniciar"],
    ),
    keyword("UNSTOP", Meaning::OptIn, Company::Polite, &["unstop"]),
    keyword("RESUME", Meaning::OptIn, Company::Polite, &["resume"]),
    keyword(
        "OPT IN",
        Meaning::OptIn,
        Company::Polite,
        &["opt in", "optin", "opt me in"],
    ),
    keyword(
        "SUBSCRIBE",
        Meaning::OptIn,
        Company::Polite,
        &["subscribe", "resubscribe"],
    ),
    keyword(
        "HELP",
        Meaning::Help,
        Company::None,
        &["help", "info", "aide", "ayuda", "ajuda", "hilfe"],
    ),
];

/// Before any keyword.
pub(super) const COURTESY_BEFORE: &[&str] = &[
    "please",
    "pls",
    "plz",
    "plse",
    "kindly",
    "just",
    "text",
    "txt",
    "reply",
    "send",
    "sms",
    "por favor",
    "bitte",
    "s il vous plait",
    "sil vous plait",
    "hi",
    "hello",
    "hey",
    "sir",
];

/// Before keywords that take [`Company::Any`].
pub(super) const ANSWER_BEFORE: &[&str] = &[
    "ok",
    "okay",
    "k",
    "kk",
    "no",
    "nope",
    "yes",
    "yeah",
    "yep",
    "y",
    "n",
    "no thanks",
    "no thank you",
    "thanks",
    "thank you",
    "thx",
    "ty",
    "sorry",
    "i want to",
    "i d like to",
    "id like to",
    "i would like to",
    "i wish to",
    "i need to",
    "i choose to",
    "want to",
    "would like to",
    "i am",
    "im",
    "all",
];

/// Before keywords that take [`Company::Consent`].
pub(super) const CONSENT_BEFORE: &[&str] = &["i", "i hereby", "hereby", "i want to", "i do hereby"];

/// After any keyword.
pub(super) const COURTESY_AFTER: &[&str] = &[
    "please",
    "pls",
    "plz",
    "plse",
    "thanks",
    "thank you",
    "thankyou",
    "thx",
    "ty",
    "tks",
    "and",
    "now",
    "right now",
    "immediately",
    "asap",
    "at once",
    "ok",
    "okay",
    "already",
    "forever",
    "permanently",
    "for good",
    "1",
    "sir",
    "por favor",
    "gracias",
    "merci",
    "s il vous plait",
    "sil vous plait",
    "bitte",
    "danke",
    "obrigado",
    "obrigada",
    "grazie",
    "you",
    "so much",
];

/// What is stopped, ended or quit: texts.
pub(super) const TEXTS: &[&str] = &[
    "all",
    "text",
    "texts",
    "txt",
    "txts",
    "texting",
    "txting",
    "message",
    "messages",
    "messaging",
    "msg",
    "msgs",
    "sms",
    "notifications",
    "alerts",
    "text messages",
    "texting me",
    "messaging me",
    "sending texts",
    "sending messages",
    "sending me texts",
    "sending me messages",
    "these texts",
    "these messages",
    "the texts",
    "the messages",
    "this text",
    "suscripcion",
    "mensajes",
];

/// After keywords that take [`Company::Any`], besides [`TEXTS`].
pub(super) const ANY_AFTER: &[&str] = &[
    "me",
    "this",
    "these",
    "them",
    "to opt out",
    "to end",
    "to stop",
    "to unsubscribe",
    "to cancel",
    "to quit",
    "2 end",
    "2 stop",
    "2 opt out",
    "2 quit",
    "2 unsubscribe",
    "2 cancel",
    "from all",
    "from this",
    "from texts",
    "from messages",
    "of texts",
    "of messages",
    "of these",
    "of this",
    "from these",
    "everything",
];

/// After keywords that take [`Company::Consent`].
pub(super) const CONSENT_AFTER: &[&str] = &[
    "consent",
    "my consent",
    "all consent",
    "permission",
    "my permission",
    "to be contacted",
    "to be texted",
    "to contact me",
    "to text me",
    "to receive texts",
    "to receive messages",
    "for texts",
    "for messages",
    "all",
];

#[cfg(test)]
mod tests {
    use super::super::fold::words;
    use super::*;

    #[test]
    fn lists_hold_what_folding_leaves() {
        let phrases = [
            COURTESY_BEFORE,
            ANSWER_BEFORE,
            CONSENT_BEFORE,
            COURTESY_AFTER,
            TEXTS,
            ANY_AFTER,
            CONSENT_AFTER,
        ];
        let spellings = KEYWORDS.iter().flat_map(|keyword| keyword.spellings.iter());
        for phrase in phrases.into_iter().flatten().chain(spellings) {
            assert_eq!(words(phrase).join(" "), *phrase, "can never be met");
        }
    }

    #[test]
    fn no_spelling_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for spelling in KEYWORDS.iter().flat_map(|keyword| keyword.spellings.iter()) {
            assert!(seen.insert(spelling), "{spelling}");
        }
    }
}
