//! What carriers ask when a line is registered, answered from the line's own settings.
//!
//! The samples are the texts that really leave: a reviewer compares, and a campaign whose samples
//! differ from its texts is refused (30893) or blocked later (30007).

use crate::clock::Instant;
use crate::contacts::Contact;
use crate::lines::Line;
use crate::words::{Door, Occasion, choose};

/// The answers to copy into the carrier's form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// The use case to choose.
    pub use_case: &'static str,
    /// What the texts are for; at least 40 characters are wanted.
    pub description: String,
    /// How people come to agree ("message flow", "call to action").
    pub opt_in: String,
    /// Texts as they leave; two at least.
    pub samples: Vec<String>,
    /// Whether texts hold a phone number.
    pub has_phone_numbers: bool,
    /// Whether texts hold a link.
    pub has_links: bool,
    /// What HELP is answered with.
    pub help: String,
    /// Words that end all texts.
    pub stop_words: &'static str,
    /// The page that says what becomes of people's data.
    pub privacy_url: String,
    /// The page that says what people agree to.
    pub terms_url: String,
}

/// Fills in the application of a line. `pages` is the address below which the line's public pages
/// lie, as `https://ring.example.com/p/1`.
#[must_use]
pub fn application(line: &Line, pages: &str, now: Instant) -> Application {
    let company = &line.company;
    let number = line.number.display_for(line.region);
    let privacy_url = format!("{pages}/privacy");
    let terms_url = format!("{pages}/terms");
    let samples = samples(line, now);
    let description = format!(
        "{company} is a local service business. When a customer calls {number} and nobody can \
         take the call, one text message is sent to the customer, who called a moment before, to \
         apologize and ask how {company} can help. What follows is a conversation between the \
         customer and a person at {company} about that request. No marketing is sent."
    );
    let opt_in = format!(
        "Customers start the conversation: they call {company} at {number}, the number that \
         {company} publishes, and the call is not answered. By calling they ask to be called or \
         texted back about their request, and receive one text in reply; nobody else is texted, \
         and numbers are never bought or imported. Where voicemail answers, the caller is told \
         that {company} will reply by text. Message frequency varies: one text per missed call, at \
         most one a day, and answers to what the customer writes. Message and data rates may \
         apply. Reply HELP for help, or STOP to opt out at any time. Consent is not a condition \
         of any purchase. Mobile numbers and consent are never shared with or sold to third \
         parties for marketing. Terms: {terms_url} Privacy: {privacy_url}"
    );
    Application {
        use_case: "Low Volume Mixed (or Customer Care where that is offered)",
        description,
        opt_in,
        has_phone_numbers: samples.iter().any(|text| holds_number(text)),
        has_links: samples.iter().any(|text| text.contains("http")),
        samples,
        help: format!(
            "{company}: for help call {number}. Msg frequency varies. Msg & data rates may apply. \
             Reply STOP to opt out."
        ),
        stop_words: "STOP, STOPALL, UNSUBSCRIBE, CANCEL, END, QUIT, REVOKE, OPTOUT",
        privacy_url,
        terms_url,
    }
}

/// The first text to a new caller, open and closed, and one to a caller whose name is known.
fn samples(line: &Line, now: Instant) -> Vec<String> {
    let closed = Door::Closed {
        opens: "Tue 8:00".to_owned(),
    };
    let known = Contact {
        first_name: Some("Dana".to_owned()),
        ..Contact::default()
    };
    let text = |door: &Door, contact: &Contact| {
        let occasion = Occasion {
            door,
            voicemail: false,
            again: false,
        };
        choose(line, &occasion, contact, now).map(|written| written.body)
    };
    let mut samples: Vec<String> = [
        text(&Door::Open, &Contact::default()),
        text(&closed, &Contact::default()),
        text(&Door::Open, &known),
    ]
    .into_iter()
    .flatten()
    .collect();
    samples.dedup();
    if let Some(first) = samples.first_mut() {
        let line_that_ends = " Reply STOP to opt out.";
        if !first.contains("STOP") {
            first.push_str(line_that_ends);
        }
    }
    samples
}

/// Seven digits and more in a row, apart from what people put between them.
fn holds_number(text: &str) -> bool {
    let mut digits = 0;
    for character in text.chars() {
        match character {
            '0'..='9' => digits += 1,
            ' ' | '(' | ')' | '-' | '.' | '+' => {}
            _ => digits = 0,
        }
        if digits >= 7 {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calls::sample_line::{MORNING, line_with_phones};

    fn filled() -> Application {
        application(
            &line_with_phones(1),
            "https://ring.example.com/p/1",
            MORNING,
        )
    }

    #[test]
    fn samples_are_the_texts_that_leave() {
        let line = line_with_phones(1);
        let samples = filled().samples;
        assert!(samples.len() >= 2, "{samples:?}");
        let occasion = Occasion {
            door: &Door::Open,
            voicemail: false,
            again: false,
        };
        let leaves = choose(&line, &occasion, &Contact::default(), MORNING).unwrap();
        assert!(samples[0].starts_with(&leaves.body));
        assert!(samples[0].contains("STOP") && samples[0].contains("Riverside Plumbing"));
    }

    #[test]
    fn the_opt_in_says_everything_that_reviewers_look_for() {
        let opt_in = filled().opt_in;
        for part in [
            "Riverside Plumbing",
            "(312) 555-0100",
            "frequency varies",
            "Message and data rates may apply",
            "HELP",
            "STOP",
            "https://ring.example.com/p/1/terms",
            "https://ring.example.com/p/1/privacy",
            "never shared",
        ] {
            assert!(opt_in.contains(part), "{part}");
        }
        let length = opt_in.chars().count();
        assert!((40..=2_048).contains(&length), "{length}");
        assert!((40..=4_096).contains(&filled().description.chars().count()));
    }

    #[test]
    fn numbers_in_texts_are_noticed() {
        assert!(holds_number("call back at (312) 555-0100."));
        assert!(!holds_number("back at 8:00 on the 24th"));
    }
}
