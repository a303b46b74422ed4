//! The words that may stand around a keyword without saying anything else.

use std::collections::HashMap;
use std::sync::OnceLock;

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

impl Company {
    /// What may stand before the keyword.
    pub(super) fn before(self) -> &'static [&'static Phrases] {
        match self {
            Self::Any => &BEFORE_ANY,
            Self::Polite => &BEFORE_POLITE,
            Self::Consent => &BEFORE_CONSENT,
            Self::None => &[],
        }
    }

    /// What may stand after it.
    pub(super) fn after(self) -> &'static [&'static Phrases] {
        match self {
            Self::Any => &AFTER_ANY,
            Self::Polite => &AFTER_POLITE,
            Self::Consent => &AFTER_CONSENT,
            Self::None => &[],
        }
    }
}

static BEFORE_ANY: [&Phrases; 2] = [&COURTESY_BEFORE, &ANSWER];
static BEFORE_POLITE: [&Phrases; 1] = [&COURTESY_BEFORE];
static BEFORE_CONSENT: [&Phrases; 2] = [&COURTESY_BEFORE, &REVOKER];
static AFTER_ANY: [&Phrases; 3] = [&COURTESY_AFTER, &TEXTS, &PURPOSE];
static AFTER_POLITE: [&Phrases; 2] = [&COURTESY_AFTER, &TEXTS];
static AFTER_CONSENT: [&Phrases; 2] = [&COURTESY_AFTER, &CONSENT];

static COURTESY_BEFORE: Phrases = Phrases::of(
    "please / pls / plz / plse / kindly / text / txt / reply / send / type / enter / sms / por favor / \
     bitte / s il vous plait / sil vous plait / svp / hi / hello / hey / sir",
);

static ANSWER: Phrases = Phrases::of(
    "ok / okay / just / k / kk / no / nope / yes / yeah / yep / y / n / no thanks / no thank you / thanks \
     / thank you / thx / ty / sorry / i want to / i d like to / id like to / i would like to / \
     i wish to / i choose to / want to / would like to / i am / im / all",
);

static REVOKER: Phrases =
    Phrases::of("i / i hereby / hereby / i do hereby / i want to / i am / i am hereby / im");

static COURTESY_AFTER: Phrases = Phrases::of(
    "please / pls / plz / plse / thanks / thank you / thankyou / thx / ty / tks / and / now / \
     right now / immediately / asap / at once / ok / okay / k / kk / already / forever / permanently / \
     for good / sir / so much / por favor / gracias / merci / s il vous plait / \
     sil vous plait / svp / bitte / danke / aub / alstublieft / tack / takk / obrigado / obrigada / grazie / prosze / dziekuje / per favore / пожалуиста / 请 / for real / fr",
);

/// What is stopped, ended or quit.
static TEXTS: Phrases = Phrases::of(
    "text / texts / txt / txts / texting / txting / message / messages / messaging / msg / \
     msgs / sms / notifications / alerts / text messages / texting me / messaging me / sending / \
     sending texts / sending messages / sending me texts / sending me messages / these texts / \
     these messages / the texts / the messages / this text / subscription / suscripcion / mensajes",
);

static PURPOSE: Phrases = Phrases::of(
    "1 / all / me / this / these / them / everything / to opt out / to end / to stop / to unsubscribe / \
     to cancel / to quit / 2 end / 2 stop / 2 opt out / 2 quit / 2 unsubscribe / 2 cancel / \
     from all / from this / from these / from texts / from messages / from this list / \
     from your list / from the list / of all / of texts / of messages / of these / of this",
);

static CONSENT: Phrases = Phrases::of(
    "consent / my consent / all consent / permission / my permission / all / to be contacted / \
     to be texted / to contact me / to text me / to receive texts / to receive messages / \
     for texts / for messages",
);

/// A set of phrases, found by their first word.
pub(super) struct Phrases {
    /// Bare words as [`super::fold::words`] leaves them, a slash between phrases.
    source: &'static str,
    by_first_word: OnceLock<HashMap<&'static str, Vec<Vec<&'static str>>>>,
}

impl Phrases {
    const fn of(source: &'static str) -> Self {
        Self {
            source,
            by_first_word: OnceLock::new(),
        }
    }

    /// How many words each phrase takes that `words` begin with.
    pub(super) fn at(&self, words: &[&str]) -> impl Iterator<Item = usize> {
        let index = self.by_first_word.get_or_init(|| index(self.source));
        let phrases = words.first().and_then(|first| index.get(*first));
        phrases
            .into_iter()
            .flatten()
            .filter(|phrase| words.starts_with(phrase))
            .map(Vec::len)
    }
}

fn index(source: &'static str) -> HashMap<&'static str, Vec<Vec<&'static str>>> {
    let mut index: HashMap<&str, Vec<Vec<&str>>> = HashMap::new();
    for phrase in source.split('/') {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        index
            .entry(words.first().copied().unwrap_or(""))
            .or_default()
            .push(words);
    }
    index
}

#[cfg(test)]
mod tests {
    use super::super::fold::words;
    use super::*;

    #[test]
    fn phrases_hold_what_folding_leaves() {
        let lists = [
            &COURTESY_BEFORE,
            &ANSWER,
            &REVOKER,
            &COURTESY_AFTER,
            &TEXTS,
            &PURPOSE,
            &CONSENT,
        ];
        for phrase in lists.into_iter().flat_map(|list| list.source.split('/')) {
            let phrase = phrase.trim();
            assert_eq!(words(phrase).join(" "), phrase, "can never be met");
        }
    }
}
