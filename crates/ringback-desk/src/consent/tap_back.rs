//! Reactions that arrive as texts: `Liked “Sorry we missed your call”`.
//!
//! A phone sends them when somebody taps a heart on our text; they quote it, STOP line and all.

/// What phones write before the quoted text (iOS and Android, as of 2026-11).
const VERBS: &[&str] = &[
    // English
    "liked",
    "loved",
    "disliked",
    "laughed at",
    "emphasized",
    "emphasised",
    "questioned",
    // Spanish
    "le gustó",
    "le gusta",
    "le ha gustado",
    "le encantó",
    "le encanta",
    "le ha encantado",
    "no le gustó",
    "no le gusta",
    "no le ha gustado",
    "se rió de",
    "se ha reído de",
    "le dio risa",
    "le ha hecho gracia",
    "enfatizó",
    "destacó",
    "ha destacado",
    "cuestionó",
    "ha cuestionado",
    "me gusta",
    "me encanta",
    // French
    "a aimé",
    "a adoré",
    "n'a pas aimé",
    "a ri de",
    "a ri à",
    "a souligné",
    "a mis en évidence",
    "a insisté sur",
    "a questionné",
    "a remis en question",
    "a posé une question sur",
    "j'aime",
    // German
    "gefällt",
    "gefiel",
    "liebt",
    "liebte",
    "gefällt nicht",
    "gefiel nicht",
    "lacht über",
    "lachte über",
    "betont",
    "betonte",
    "hinterfragt",
    "hinterfragte",
    "hat ein herz gegeben für",
];

/// What phones write before and after an emoji: `Reacted 😂 to`, or the emoji and `to` alone.
const REACTED: &[(&str, &[&str])] = &[
    ("reacted with", &["to"]),
    ("reacted", &["to"]),
    ("removed", &["from"]),
    ("reaccionó con", &["a"]),
    ("ha reaccionado con", &["a"]),
    ("a réagi avec", &["à"]),
    ("a réagi par", &["à"]),
    ("hat mit", &["auf"]),
    ("reagierte mit", &["auf"]),
    ("", &["to", "a", "à", "auf"]),
];

/// What a reaction may point at instead of a quote.
const THINGS: &[&str] = &[
    "an image",
    "a photo",
    "a video",
    "a movie",
    "an audio message",
    "a voice message",
    "an attachment",
    "a contact",
    "a location",
    "una imagen",
    "una foto",
    "un vídeo",
    "un video",
    "une image",
    "une photo",
    "une vidéo",
    "ein bild",
    "ein foto",
    "ein video",
];

/// Whether `text`, in lower case and with straight apostrophes, is a reaction.
pub(super) fn is_tap_back(text: &str) -> bool {
    if quotes_our_line(text) {
        return true;
    }
    let Some(before) = before_quote(text).or_else(|| before_thing(text)) else {
        return false;
    };
    VERBS.contains(&before) || is_reaction(before) || is_removal(before) || is_named(before)
}

/// How STOP lines are worded that a reaction quotes in whatever language the phone speaks.
const OUR_LINES: &[&str] = &[
    "reply stop",
    "text stop",
    "stop to ",
    "stop para",
    "stop pour",
    "responda ",
    "responde ",
    "répondez ",
    "envoyez arret",
    "antworten sie",
    "antworte mit",
    "rispondi ",
    "responder ",
];

/// More words than this around a quote are a person's.
const AROUND_MAX: usize = 5;

/// A few words around a quoted STOP line: the reaction of a phone in a language of its own. Nobody
/// quotes that line with its marks to ask for what it offers.
fn quotes_our_line(text: &str) -> bool {
    let (Some(open), Some(close)) = (text.find(OPENING), text.rfind(CLOSING)) else {
        return false;
    };
    let Some(quoted) = text.get(open..close) else {
        return false;
    };
    let words = |part: &str| {
        part.split_whitespace()
            .filter(|word| word.contains(char::is_alphanumeric))
            .count()
    };
    let around = words(&text[..open]) + words(&text[close..]);
    let before = &text[..open];
    open > 0
        && around <= AROUND_MAX
        && !before.contains("stop")
        && before.contains(char::is_alphabetic)
        && OUR_LINES.iter().any(|line| quoted.contains(line))
}

const OPENING: [char; 6] = ['“', '"', '«', '„', '‘', '”'];
const CLOSING: [char; 6] = ['”', '"', '»', '“', '’', '‟'];

/// What stands before a quote that runs to the end of the text.
fn before_quote(text: &str) -> Option<&str> {
    let open = text.find(OPENING)?;
    let (before, quoted) = text.split_at(open);
    let is_quote = quoted.chars().count() > 1 && quoted.ends_with(CLOSING);
    is_quote.then(|| before.trim_end())
}

fn before_thing(text: &str) -> Option<&str> {
    THINGS
        .iter()
        .find_map(|thing| text.strip_suffix(thing))
        .map(str::trim_end)
}

/// `removed a like from`, `removed an exclamation from`.
fn is_removal(before: &str) -> bool {
    let removed = before
        .strip_prefix("removed a")
        .and_then(|rest| rest.strip_suffix(" from"));
    removed.is_some_and(|what| what.split_whitespace().count() <= 4)
}

/// `reacted with a thumbs up to`
fn is_named(before: &str) -> bool {
    let reacted = before
        .strip_prefix("reacted with a")
        .and_then(|rest| rest.strip_suffix(" to"));
    reacted.is_some_and(|what| what.split_whitespace().count() <= 4)
}

/// `reacted 😂 to`, `❤️ to`: no letter but those words.
fn is_reaction(before: &str) -> bool {
    REACTED.iter().any(|(verb, ends)| {
        before.strip_prefix(verb).is_some_and(|rest| {
            ends.iter()
                .filter_map(|end| rest.strip_suffix(end))
                .any(|emoji| {
                    let emoji = emoji.trim();
                    !emoji.is_empty() && !emoji.contains(|c: char| c.is_alphanumeric())
                })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_reactions() {
        for text in [
            "liked “reply stop to opt out”",
            "laughed at \"see you at 5\"",
            "removed a like from “stop”",
            "removed an exclamation from “stop”",
            "reacted 😂 to “see you”",
            "❤️ to “see you”",
            "👍 to \"see you\"",
            "loved an image",
            "reacted 🔥 to a photo",
            "le gustó “nos vemos”",
            "a aimé « à demain »",
            "gefällt „bis morgen“",
            "reagierte mit 😂 auf „bis morgen“",
        ] {
            assert!(is_tap_back(text), "{text}");
        }
    }

    #[test]
    fn people_quote_too() {
        for text in [
            "liked the work, thanks",
            "loved \"the blue one\" more than the others",
            "my boss said \"stop\"",
            "the sign says “closed”",
            "call to \"confirm\"",
            "\"stop\"",
            "here is a photo",
            "removed a tree from “the lot” behind the big old house",
            "😂 to be honest \"it leaks\"",
        ] {
            assert!(!is_tap_back(text), "{text}");
        }
    }
}
