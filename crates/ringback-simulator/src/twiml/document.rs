//! A whole document: content type, root, schema, and which verbs may stand where.

use super::parse::{Element, parse};
use super::schema::{MESSAGING, Shape, VOICE};
use super::verbs::{Prompt, Verb, verb};
use crate::webhook::{Answer, Fault};

/// Where a document is to be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// On the caller's leg.
    Call,
    /// On the leg of a phone that picked up, before it is connected.
    Screen,
    /// In answer to a text.
    Text,
}

/// Verbs to carry out, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Document {
    pub(crate) verbs: Vec<Verb>,
}

/// Reads an answer as TwiML: the document, and the faults that do not forbid carrying it out.
///
/// # Errors
/// What makes it no document at all: wrong content type (12300), not well-formed (12100), another
/// root (12102), a Dial on a screening leg (13201).
pub(crate) fn read(answer: &Answer, place: Place) -> Result<(Document, Vec<Fault>), Fault> {
    let media_type = answer
        .content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    match media_type.to_ascii_lowercase().as_str() {
        "text/xml" | "application/xml" | "text/html" => {}
        "text/plain" if answer.body.trim_ascii_start().first() != Some(&b'<') => {
            return Ok((plain_text(&answer.body, place), Vec::new()));
        }
        "text/plain" => {}
        other => {
            let message = format!("Invalid Content-Type: \"{other}\"");
            return Err(Fault {
                code: 12300,
                message,
            });
        }
    }
    let root = parse(&answer.body)?;
    if root.name != "Response" {
        let message = format!("The root element must be Response, and is {}", root.name);
        return Err(Fault {
            code: 12102,
            message,
        });
    }
    let mut faults = Vec::new();
    check(&root, shapes(place), &mut faults);
    let mut document = Document::default();
    for child in &root.children {
        if place == Place::Screen && !may_screen(&child.name, &mut faults)? {
            continue;
        }
        document.verbs.extend(verb(child, &mut faults));
    }
    Ok((document, faults))
}

fn shapes(place: Place) -> &'static [Shape] {
    if place == Place::Text {
        MESSAGING
    } else {
        VOICE
    }
}

/// Plain text is read aloud, or sent as a text.
fn plain_text(body: &[u8], place: Place) -> Document {
    let text = String::from_utf8_lossy(body).trim().to_owned();
    if text.is_empty() || place == Place::Text {
        return Document::default();
    }
    Document {
        verbs: vec![Verb::Prompt(Prompt::Say { text, times: 1 })],
    }
}

/// A screening document may only talk, ask and hang up.
fn may_screen(name: &str, faults: &mut Vec<Fault>) -> Result<bool, Fault> {
    match name {
        "Say" | "Play" | "Gather" | "Hangup" | "Pause" => Ok(true),
        "Dial" => Err(Fault {
            code: 13201,
            message: "Dial: Cannot Dial out from a Dial Call Segment".into(),
        }),
        other => {
            let message = format!("<{other}> is not allowed before the parties are connected");
            faults.push(Fault {
                code: 12200,
                message,
            });
            Ok(false)
        }
    }
}

/// Reports every element, attribute and text that the schema does not know.
fn check(element: &Element, shapes: &[Shape], faults: &mut Vec<Fault>) {
    let mut schema = |message| {
        faults.push(Fault {
            code: 12200,
            message,
        })
    };
    let Some(shape) = shapes.iter().find(|shape| shape.name == element.name) else {
        return;
    };
    for (name, _) in &element.attributes {
        if !shape.attributes.contains(&name.as_str()) {
            schema(format!(
                "Attribute '{name}' is not allowed in <{}>",
                element.name
            ));
        }
    }
    if !shape.text && !element.text.trim().is_empty() {
        schema(format!("Text is not allowed in <{}>", element.name));
    }
    for child in &element.children {
        if !shape.children.contains(&child.name.as_str()) {
            schema(format!(
                "<{}> is not allowed in <{}>",
                child.name, element.name
            ));
        }
    }
    for child in &element.children {
        check(child, shapes, faults);
    }
}
