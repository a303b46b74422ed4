//! The question to whoever picked up an owner's phone: a mailbox will not press 1.

use super::sayable;
use super::xml::Document;

/// What the owner hears and may press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// Whose line is called.
    pub company: String,
    /// Who calls, as it should be spoken; see [`spoken_number`].
    pub caller: String,
    /// Where the key goes.
    pub action_url: String,
    /// How long to wait for it after the sentence has ended.
    pub wait_seconds: u32,
}

/// Asks for a key and hangs up without one. The `<Hangup>` matters: a screening document that
/// simply ends connects the caller, with the mailbox too.
#[must_use]
pub fn screen(screening: &Screening) -> String {
    let Screening {
        company,
        caller,
        action_url,
        wait_seconds,
    } = screening;
    let wait = wait_seconds.clamp(&1, &60).to_string();
    let question = format!("Call for {company} from {caller}. Press 1 to take the call.");
    let mut document = Document::response();
    document.open(
        "Gather",
        &[
            ("numDigits", Some("1")),
            ("timeout", Some(&wait)),
            ("action", Some(action_url)),
        ],
    );
    document.text("Say", &[], sayable(&question));
    document.close();
    document.empty("Hangup", &[]);
    document.finish()
}

/// A number the way a voice should read it: digit by digit, with a pause where people pause.
///
/// `(312) 555-0131` becomes `3 1 2, 5 5 5, 0 1 3 1`; a text without digits stays as it is.
#[must_use]
pub fn spoken_number(display: &str) -> String {
    let groups: Vec<String> = display
        .split(|character: char| !character.is_ascii_digit())
        .filter(|group| !group.is_empty())
        .map(|group| {
            group
                .chars()
                .map(String::from)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    if groups.is_empty() {
        display.to_owned()
    } else {
        groups.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_for_a_key_and_hangs_up_without_one() {
        let document = screen(&Screening {
            company: "Smith & Sons".to_owned(),
            caller: spoken_number("(312) 555-0131"),
            action_url: "https://x.example/twilio/key?call=CA1&phone=%2B1".to_owned(),
            wait_seconds: 8,
        });
        assert_eq!(
            document,
            concat!(
                r#"<?xml version="1.0" encoding="UTF-8"?><Response>"#,
                r#"<Gather numDigits="1" timeout="8" action="https://x.example/twilio/key?call=CA1&amp;phone=%2B1">"#,
                "<Say>Call for Smith &amp; Sons from 3 1 2, 5 5 5, 0 1 3 1. Press 1 to take the call.</Say>",
                "</Gather><Hangup/></Response>"
            )
        );
    }

    #[test]
    fn numbers_are_read_digit_by_digit() {
        assert_eq!(
            spoken_number("+44 7400 123456"),
            "4 4, 7 4 0 0, 1 2 3 4 5 6"
        );
        assert_eq!(spoken_number("a withheld number"), "a withheld number");
    }
}
