//! Texts that no person wrote: reactions, "I'm driving", out of office, notices of carriers.
//!
//! They change no consent, are never answered, and never go on to a customer. People do write that
//! they are driving, so a text counts as automatic only by wording that a phone or a mail server
//! has, never by its subject.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use unicode_normalization::UnicodeNormalization;

use super::tap_back::is_tap_back;

/// Wording that makes a text automatic wherever it stands.
const MARKS: &[&str] = &[
    // Apple's driving focus, and Android's
    "with do not disturb while driving turned on",
    "do not disturb while driving is on",
    "with driving focus turned on",
    "i'm driving with focus turned on",
    "i'll see your message when i get where i'm going",
    "i'm not receiving notifications",
    "con no molestar al conducir activado",
    "con no molestar al manejar activado",
    "con la función no molestar al conducir",
    "veré tu mensaje cuando llegue",
    "avec ne pas déranger en voiture",
    "ne pas déranger au volant",
    "je verrai votre message quand j'arriverai",
    "je verrai votre message une fois arrivé",
    "nicht stören beim fahren",
    // Answering programs
    "this is an automated message",
    "this is an automated text",
    "this is an automatic message",
    "this is an automated response",
    "this is an automatic reply",
    "this is an auto",
    "i am an automated",
    "(auto reply)",
    "(auto-reply)",
    "[auto",
    "sent automatically",
    "automatically sent",
    "this number is not monitored",
    "this inbox is not monitored",
    "this mailbox is not monitored",
    "this line is not monitored",
    "please do not reply to this",
    "not monitored. please",
    // Answers to a STOP
    "you have been unsubscribed",
    "you have successfully been unsubscribed",
    "you have successfully unsubscribed",
    "you've been unsubscribed",
    "you have been opted out",
    "you've been opted out",
    "you are unsubscribed from",
    "you are now unsubscribed",
    "you will not receive any more messages",
    "you will receive no further messages",
    "no more messages will be sent",
    "reply start to resubscribe",
    "you replied with the word",
    // Phones that are switched to silence
    "notifications silenced",
    // Cars
    "sent from my car",
    // Carriers
    "the person you are trying to reach",
    "the number you are trying to reach",
    "could not be delivered",
    "does not accept text messages",
    "does not accept incoming",
    "does not receive text messages",
    "texted is not in service",
    "dialed is not in service",
    "was not delivered",
    "unable to send message",
    "network msg",
    "message blocking is active",
    "free msg:",
    "freemsg:",
];

/// [`MARKS`] as one machine.
static MARK_FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(MARKS).ok());

/// Words that programs put before or under their text.
const LABELS: &[&str] = &[
    "out of office autoreply",
    "out of office auto-reply",
    "out of office auto reply",
    "auto reply",
    "auto-reply",
    "autoreply",
    "auto response",
    "auto-response",
    "autoresponse",
    "auto responder",
    "automatic reply",
    "automatic response",
    "automated response",
    "automated reply",
    "automated message",
    "auto",
    "respuesta automática",
    "mensaje automático",
    "réponse automatique",
    "message automatique",
    "automatische antwort",
    "automatische nachricht",
    "abwesenheitsnotiz",
];

/// Whole texts, punctuation aside, that phones offer or send while driving.
const WHOLE: &[&str] = &[
    "i'm driving right now i'll get back to you later",
    "i'm driving right now i'll get back to you soon",
    "i'm driving right now i'll respond later",
    "i'm driving i'll get back to you later",
    "i'm driving i will call you later",
    "i'm driving i'll call you later",
    "i'm driving i'll text you later",
    "i'm currently driving i'll get back to you later",
    "i'm driving right now and will get back to you as soon as i can",
    "i am driving right now i will get back to you later",
    "estoy conduciendo te llamo más tarde",
    "estoy conduciendo te llamaré más tarde",
    "estoy manejando te llamo más tarde",
    "je conduis je vous rappelle plus tard",
    "je conduis je te rappelle plus tard",
    "je suis au volant je vous rappelle plus tard",
    "ich fahre gerade ich rufe dich später an",
    "ich fahre gerade ich melde mich später",
];

/// Being away; automatic only together with one of [`PROMISES`].
const AWAY: &[&str] = &[
    "out of office",
    "out of the office",
    "on vacation until",
    "on vacation through",
    "on leave until",
    "away until",
    "away from my desk",
    "out of town until",
    "fuera de la oficina",
    "absent du bureau",
    "absente du bureau",
    "nicht im büro",
    "nicht im haus",
];

/// What an absence notice goes on to say. "I'll reply tonight" is what a person writes.
const PROMISES: &[&str] = &[
    "limited access",
    "no access to",
    "when i return",
    "upon my return",
    "on my return",
    "when i'm back",
    "when i get back",
    "will respond on",
    "will reply on",
    "as soon as possible",
    "as soon as i can",
    "if this is urgent",
    "if it is urgent",
    "for urgent",
    "for emergencies",
    "in case of emergency",
    "in an emergency",
    "not be checking",
    "not checking messages",
    "for immediate assistance",
    "a mi regreso",
    "a mi vuelta",
    "lo antes posible",
    "à mon retour",
    "dès mon retour",
    "en cas d'urgence",
    "nach meiner rückkehr",
    "in dringenden fällen",
];

/// What the answering program of a business opens with; automatic only with its fine print.
const GREETINGS: &[&str] = &[
    "thank you for contacting",
    "thanks for contacting",
    "thank you for texting",
    "thank you for calling",
    "thank you for your message",
    "thank you for reaching out",
    "thank you for getting in touch",
    "thanks for texting",
    "thanks for calling",
    "thanks for your message",
    "thanks for reaching out",
    "thanks for getting in touch",
    "we received your message",
    "we have received your message",
    "hi! thanks for",
    "hello! thank you for",
    "hi, thanks for",
    "hello, thank you for",
    "gracias por contactar",
    "gracias por comunicarse",
    "merci de nous avoir",
    "merci d'avoir contacté",
];

/// The fine print.
const FINE_PRINT: &[&str] = &[
    "reply stop",
    "text stop",
    "stop to unsubscribe",
    "stop to opt out",
    "msg & data rates",
    "msg&data rates",
    "message and data rates",
    "do not reply",
    "stop to end",
    "stop to cancel",
    "stop para",
    "stop pour",
    "respond shortly",
    "reply shortly",
    "get back to you shortly",
    "get back to you as soon as",
    "respond as soon as",
    "during business hours",
    "our office is closed",
    "our office is currently closed",
    "office hours are",
    "business hours are",
];

/// Whether a text was sent by a program: a reaction, a driving or absence notice, a carrier.
#[must_use]
pub fn is_automatic_answer(text: &str) -> bool {
    let text = folded(text);
    if is_tap_back(&text) {
        return true;
    }
    let has = |list: &[&str]| list.iter().any(|phrase| text.contains(phrase));
    let asks = text.ends_with('?');
    let is_notice = MARK_FINDER
        .as_ref()
        .is_some_and(|marks| marks.is_match(&text))
        || is_labelled(&text)
        || (has(AWAY) && has(PROMISES));
    (is_notice && !asks)
        || (GREETINGS.iter().any(|greeting| text.starts_with(greeting)) && has(FINE_PRINT))
        || WHOLE.contains(&bare(&text).as_str())
}

/// Whether a text is headed by a label, `Automatic reply: …`, or has one under it.
fn is_labelled(text: &str) -> bool {
    let inside = text.trim_matches(|c: char| !c.is_alphanumeric());
    LABELS.iter().any(|label| {
        let heads = inside
            .strip_prefix(label)
            .is_some_and(|rest| !rest.starts_with([' ', 's']) || rest.starts_with(" :"));
        let signs = inside.strip_suffix(label).is_some_and(|before| {
            before
                .trim_end()
                .ends_with(['-', '–', '—', '.', '!', '(', '[', '*', '~', ':', ','])
        });
        heads || signs
    })
}

/// Lower case, straight apostrophes, single blanks, nothing invisible.
fn folded(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let letters: Box<dyn Iterator<Item = char>> = if text.is_ascii() {
        Box::new(text.chars().map(|c| c.to_ascii_lowercase()))
    } else {
        Box::new(text.nfc().flat_map(char::to_lowercase))
    };
    for c in letters {
        match c {
            '’' | 'ʼ' | '`' | '´' => result.push('\''),
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_whitespace() => {
                if !result.is_empty() && !result.ends_with(' ') {
                    result.push(' ');
                }
            }
            c => result.push(c),
        }
    }
    result.truncate(result.trim_end().len());
    result
}

/// Words and apostrophes only.
fn bare(text: &str) -> String {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\''))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_programs() {
        for text in [
            "I’m driving with Do Not Disturb While Driving turned on. I’ll see your message when I get where I’m going.",
            "I’m driving with Focus turned on. I’ll see your message when I get where I’m going.",
            "(I’m not receiving notifications. If this is urgent, reply “urgent” to send a notification through with your original message.)",
            "I'm driving right now - I'll get back to you later.",
            "Estoy conduciendo con No molestar al conducir activado. Veré tu mensaje cuando llegue.",
            "Automatic reply: Out of office",
            "[Auto-Reply] We are closed.",
            "I'm currently out of office and will respond on Monday. - Auto reply",
            "Respuesta automática. Estoy de vacaciones.",
            "I am out of the office until Monday with limited access to messages.",
            "Thank you for contacting Bright Dental. Reply STOP to unsubscribe.",
            "Abwesenheitsnotiz: bis Montag",
            "Free Msg: Unable to send message - Message Blocking is active.",
            "Liked “Reply STOP to opt out”",
        ] {
            assert!(is_automatic_answer(text), "{text}");
        }
    }

    #[test]
    fn people_drive_too() {
        for text in [
            "I'm driving over now, be there at 5",
            "I'm driving, can't talk right now",
            "Driving. Call you in 10",
            "I'm out of office tomorrow, come at 5?",
            "I'm out of the office today but will reply tonight",
            "is this an auto reply?",
            "that was an auto reply",
            "do you do auto reply setup",
            "is this an automated message?",
            "Thank you for calling. We can come Tuesday at 9.",
            "Thanks for contacting us, I'll be there at noon",
            "do not disturb the dog while driving in",
            "STOP",
        ] {
            assert!(!is_automatic_answer(text), "{text}");
        }
    }
}
