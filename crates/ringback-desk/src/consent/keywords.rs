//! The keyword lists.
//!
//! English: the seven words of 47 CFR 64.1200(a)(10), and the defaults of Twilio
//! (<https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out>), AWS and Telnyx. Other
//! languages: what their carriers and bulk senders ask for, from general knowledge, as of 2026-11.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::company::Company;

/// What a keyword means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    OptOut,
    OptIn,
    Help,
}

/// One keyword with its spellings.
#[derive(Debug)]
pub(super) struct Keyword {
    /// As the lists have it.
    pub(super) word: &'static str,
    pub(super) meaning: Meaning,
    pub(super) company: Company,
    /// Bare words as [`super::fold::words`] leaves them, a slash between spellings.
    spellings: &'static str,
}

const fn stops(word: &'static str, company: Company, spellings: &'static str) -> Keyword {
    Keyword {
        word,
        meaning: Meaning::OptOut,
        company,
        spellings,
    }
}

const fn starts(word: &'static str, spellings: &'static str) -> Keyword {
    Keyword {
        word,
        meaning: Meaning::OptIn,
        company: Company::Polite,
        spellings,
    }
}

static KEYWORDS: &[Keyword] = &[
    stops(
        "STOP",
        Company::Any,
        "stop / stop2end / stop2stop / stop2quit",
    ),
    stops("STOPALL", Company::Any, "stopall"),
    stops(
        "UNSUBSCRIBE",
        Company::Any,
        "unsubscribe / unsubscribed / unsub / un subscribe",
    ),
    stops(
        "OPT OUT",
        Company::Any,
        "opt out / optout / opt me out / opted out",
    ),
    stops(
        "REVOKE",
        Company::Consent,
        "revoke / revoked / revoking / revoque / revoquer / revoco / revocar / consent revoked / consent is revoked",
    ),
    stops("QUIT", Company::Polite, "quit / quit this / quit all"),
    stops("END", Company::Polite, "end / end this / end all"),
    stops("CANCEL", Company::Polite, "cancel"),
    stops("REMOVE", Company::Polite, "remove / remove me"),
    // French
    stops(
        "ARRET",
        Company::Polite,
        "arret / arretez / arreter / annuler / desabonner / me desabonner / \
        desabonner moi / desabonnez moi / desabonnement / desinscrire / desinscription",
    ),
    // Spanish
    stops(
        "ALTO",
        Company::Polite,
        "alto / pare / parar / basta / basta ya / baja / dar de baja / \
        darme de baja / darse de baja / detener / detenga / detengase / salir / cancelar / \
        cancelar suscripcion / terminar / eliminar / eliminarme / borrar / borrarme / salir de la lista / salirme / salirme de la lista / detener todo",
    ),
    // Portuguese
    stops(
        "SAIR",
        Company::Polite,
        "sair / sair da lista / descadastrar / remover / cancelar inscricao",
    ),
    // German and Scandinavian
    stops(
        "STOPP",
        Company::Polite,
        "stopp / abmelden / abbestellen / austragen / beenden / kundigen / \
        avsluta / avslutt / avbryt / sluta / stoppa / avmeld / afmeld / afslut / lopeta / peruuta",
    ),
    // Dutch
    stops(
        "STOPPEN",
        Company::Polite,
        "stoppen / afmelden / uitschrijven",
    ),
    // Italian
    stops(
        "ANNULLA",
        Company::Polite,
        "annulla / annullare / ferma / fermare / fermate / fermatevi / interrompi / disiscrivi / cancella / cancellami / disiscrivimi / disiscriviti",
    ),
    // Polish, Turkish
    stops(
        "WYPISZ",
        Company::Polite,
        "wypisz / zatrzymaj / koniec / wypisz mnie / rezygnuje / rezygnacja",
    ),
    stops(
        "IPTAL",
        Company::Polite,
        "iptal / ıptal / ret / dur / durdur",
    ),
    // Tagalog
    stops(
        "ITIGIL",
        Company::Polite,
        "itigil / tigil / itigil na / hinto / ihinto / hinto na / tama na",
    ),
    // Russian and Ukrainian, Greek
    stops(
        "СТОП",
        Company::Polite,
        "стоп / отписаться / отписка / отпишите меня / отпиши / отмена / отменить / хватит / відписатися / відписка / зупинити / зупиніть",
    ),
    stops("ΣΤΟΠ", Company::Polite, "στοπ / διαγραφη"),
    // Chinese and Japanese, Korean
    stops(
        "退订",
        Company::Polite,
        "退订 / 退訂 / 停止 / 停 / 取消 / 取消订阅 / 取消訂閱 / 停止订阅 / 停止訂閱 / 拒收 / 配信停止 / \
        停止してください / ストップ / 解除 / やめて / やめてください",
    ),
    stops(
        "수신거부",
        Company::Polite,
        "수신거부 / 수신 거부 / 중지 / 정지 / 취소 / 해지 / 그만",
    ),
    // Arabic, Hebrew, Hindi
    stops(
        "توقف",
        Company::Polite,
        "توقف / قف / إيقاف / ايقاف / الغاء / إلغاء / إلغاء الاشتراك / الغاء الاشتراك",
    ),
    stops("הסר", Company::Polite, "הסר / עצור / הסרה / סטופ"),
    stops(
        "बंद",
        Company::Polite,
        "बंद / बंद करो / बंद करें / रोकें / रोको / हटाओ / हटाएं / रुको",
    ),
    starts(
        "START",
        "start / start again / yes start / begin / continue / commencer / reprendre / iniciar / \
        comenzar / empezar / continuar",
    ),
    starts("UNSTOP", "unstop / un stop"),
    starts("RESUME", "resume"),
    starts(
        "OPT IN",
        "opt in / optin / opt me in / opt back in / opt me back in",
    ),
    starts(
        "SUBSCRIBE",
        "subscribe / subscribe me / resubscribe / re subscribe",
    ),
    Keyword {
        word: "HELP",
        meaning: Meaning::Help,
        company: Company::None,
        spellings: "help / info / reply help / text help / txt help / reply info / aide / ayuda / ajuda / hilfe",
    },
];

/// Spellings, word by word, by their first word.
static BY_FIRST_WORD: LazyLock<HashMap<&str, Vec<Spelling>>> = LazyLock::new(|| {
    let mut index: HashMap<&str, Vec<Spelling>> = HashMap::new();
    for keyword in KEYWORDS {
        for spelling in keyword.spellings.split('/') {
            let words: Vec<&str> = spelling.split_whitespace().collect();
            index
                .entry(words.first().copied().unwrap_or(""))
                .or_default()
                .push((words, keyword));
        }
    }
    index
});

type Spelling = (Vec<&'static str>, &'static Keyword);

/// The keyword that `words` begin with, and how many of them it takes; the longest spelling wins.
pub(super) fn keyword_at(words: &[&str]) -> Option<(&'static Keyword, usize)> {
    let spellings = BY_FIRST_WORD.get(*words.first()?)?;
    spellings
        .iter()
        .filter(|(spelling, _)| words.starts_with(spelling))
        .map(|(spelling, keyword)| (*keyword, spelling.len()))
        .max_by_key(|(_, used)| *used)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::fold::words;
    use super::*;

    #[test]
    fn spellings_hold_what_folding_leaves_and_stand_once() {
        let mut seen = BTreeSet::new();
        for spelling in KEYWORDS
            .iter()
            .flat_map(|keyword| keyword.spellings.split('/'))
        {
            let spelling = spelling.trim();
            assert_eq!(words(spelling).join(" "), spelling, "can never be met");
            assert!(seen.insert(spelling), "{spelling} stands twice");
        }
    }
}
