//! The text as it will stand on a customer's phone.

use ringback_desk::contacts::Contact;
use ringback_desk::lines::Line;
use ringback_desk::segments::{Encoding, measure};
use ringback_desk::words::{Door, Occasion, choose};
use ringback_engine::clock::now;

use super::prompt::Prompt;
use crate::cli::say;

/// How wide a phone's bubble is, in characters.
const BUBBLE_WIDTH: usize = 44;

pub(super) fn show(prompt: &Prompt, line: &Line) {
    let occasion = Occasion {
        door: &Door::Open,
        voicemail: false,
        again: false,
    };
    // A customer who calls for the first time, in opening hours.
    let Some(written) = choose(line, &occasion, &Contact::default(), now()) else {
        return;
    };
    let text = written.body;
    let measured = measure(&text);
    let alphabet = match measured.encoding {
        Encoding::Gsm7 => "plain characters",
        Encoding::Ucs2 => "with characters that make it dearer",
    };
    let segments = match measured.segments {
        1 => "1 segment".to_owned(),
        several => format!("{several} segments"),
    };
    if prompt.is_interactive() {
        for row in wrapped(&text) {
            say(&format!("    | {row}"));
        }
    }
    say(&format!("ok     text: {segments}, {alphabet}"));
}

/// Words in rows of a bubble's width.
fn wrapped(text: &str) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in text.split_whitespace() {
        let is_full = rows.last().is_some_and(|row| {
            !row.is_empty() && row.chars().count() + word.chars().count() >= BUBBLE_WIDTH
        });
        if is_full {
            rows.push(String::new());
        }
        if let Some(row) = rows.last_mut() {
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(word);
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fit_and_lose_no_word() {
        let text = "Hey, this is Sam at Riverside Plumbing. Sorry we missed your call - what can \
                    we help with?";
        let rows = wrapped(text);
        assert!(rows.len() > 1 && rows.iter().all(|row| row.chars().count() <= BUBBLE_WIDTH));
        assert_eq!(rows.join(" "), text);
        assert_eq!(wrapped(&"x".repeat(90)).len(), 1);
    }
}
