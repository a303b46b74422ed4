//! What the text before changes: CANCEL after a reminder, a letter that was offered, YES to
//! "shall we text you again?".

use super::fold;
use super::reading::Flag;

/// Words of a text about a visit.
const VISIT: &[&str] = &[
    "reminder",
    "appointment",
    "appt",
    "visit",
    "scheduled",
    "confirm",
    "confirmed",
    "booked",
    "booking",
    "tomorrow",
    "arrive",
    "arriving",
    "arrival",
    "technician",
    "tech",
    "reschedule",
    "slot",
    "cita",
    "visita",
    "rdv",
    "am",
    "pm",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// What staff should look at besides, when the opt-out word `keyword` answers `before`.
pub(super) fn flag(keyword: &str, before: &str) -> Option<Flag> {
    let words = fold::words(before);
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    if matches!(keyword, "CANCEL" | "ALTO" | "ARRET" | "REMOVE")
        && VISIT.iter().any(|word| has(word))
    {
        return Some(Flag::PossibleAppointmentCancel);
    }
    let keyword = keyword.to_lowercase();
    // "Reply STOP to opt out" offers no choice.
    let asks = before.contains('?');
    (asks && has(&keyword) && !is_instruction(&words, &keyword)).then_some(Flag::PossibleAnswer)
}

/// Whether the word stands only in "reply stop", "text stop".
fn is_instruction(words: &[String], keyword: &str) -> bool {
    let mut seen = false;
    for (at, word) in words.iter().enumerate() {
        if word == keyword {
            let told = at > 0
                && matches!(
                    words[at - 1].as_str(),
                    "reply" | "text" | "txt" | "send" | "responda"
                );
            if !told {
                return false;
            }
            seen = true;
        }
    }
    seen
}

/// Whether `before` offers the answer `word`: "Reply R to reschedule".
pub(super) fn offers(before: Option<&str>, word: &str) -> bool {
    before.is_some_and(|before| fold::words(before).iter().any(|said| said == word))
}

/// Whether `before` asks whether texts may go on.
pub(super) fn asks_to_resume(before: Option<&str>) -> bool {
    before.is_some_and(|before| {
        let before = fold::words(before).join(" ");
        [
            "resubscribe",
            "re subscribe",
            "subscribe again",
            "text you again",
            "texts again",
            "opt back in",
            "resume texts",
            "reply start",
            "start again",
            "messages again",
            "opt in",
        ]
        .iter()
        .any(|asked| before.contains(asked))
    })
}
