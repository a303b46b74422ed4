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

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(place: Place, inner: &str) -> Vec<u32> {
        let answer = Answer {
            content_type: "text/xml; charset=utf-8".into(),
            body: format!("<Response>{inner}</Response>").into(),
            url: String::new(),
        };
        match read(&answer, place) {
            Ok((_, faults)) => faults.into_iter().map(|fault| fault.code).collect(),
            Err(fault) => vec![fault.code],
        }
    }

    #[test]
    fn good_documents_have_no_faults() {
        for inner in [
            "",
            "<Say voice='alice' language='en-US' loop='2'>Hi</Say><Hangup/>",
            "<Dial answerOnBridge='true' timeout='20' action='/d' callerId='+13125550100' \
             sequential='true'><Number url='/s' method='POST' statusCallback='/l' \
             statusCallbackEvent='answered completed' machineDetection='Enable'>+13125550177\
             </Number></Dial>",
            "<Gather input='dtmf' numDigits='1' timeout='5' action='/k' finishOnKey=''>\
             <Say>Press 1.</Say><Pause length='1'/><Play>/tone.mp3</Play></Gather>",
            "<Record action='/r' maxLength='120' timeout='5' playBeep='true' \
             recordingStatusCallback='/c' recordingStatusCallbackEvent='completed absent'/>",
            "<Redirect method='GET'>/again</Redirect>",
            "<Reject reason='busy'/>",
            "<Dial>+13125550177</Dial>",
        ] {
            assert_eq!(judged(Place::Call, inner), Vec::<u32>::new(), "{inner}");
        }
        let gather = "<Gather action='/k'><Say>Press 1.</Say></Gather><Hangup/>";
        assert!(judged(Place::Screen, gather).is_empty());
        let message = "<Message>Hi <Media>https://ring.example.com/a.png</Media></Message>";
        assert!(judged(Place::Text, message).is_empty());
    }

    #[test]
    fn faults_have_twilios_codes() {
        use Place::{Call, Screen, Text};
        for (place, inner, code) in [
            (Call, "<say>Hi</say>", 12200),
            (Call, "Hello", 12200),
            (Call, "<Say speed='2'>Hi</Say>", 12200),
            (Call, "<Hangup>now</Hangup>", 12200),
            (Call, "<Message>Hi</Message>", 12200),
            (Call, "<Say/>", 13520),
            (Call, "<Say loop='x'>Hi</Say>", 13510),
            (Call, "<Play loop='-1'>/a</Play>", 13410),
            (Call, "<Pause length='long'/>", 13910),
            (Call, "<Dial timeout='4'>+1</Dial>", 13212),
            (Call, "<Dial timeout='601'>+1</Dial>", 13212),
            (Call, "<Dial method='PUT'>+1</Dial>", 13210),
            (Call, "<Dial hangupOnStar='yes'>+1</Dial>", 13213),
            (Call, "<Dial timeLimit='0'>+1</Dial>", 13216),
            (Call, "<Dial record='maybe'>+1</Dial>", 13217),
            (Call, "<Dial><Number method='PUT'>+1</Number></Dial>", 13221),
            (
                Call,
                "<Dial><Number statusCallbackEvent='rung'>+1</Number></Dial>",
                21626,
            ),
            (Call, "<Gather numDigits='0'/>", 13314),
            (Call, "<Gather timeout='soon'/>", 13313),
            (Call, "<Gather finishOnKey='x'/>", 13310),
            (Call, "<Gather method='PUT'/>", 13312),
            (Call, "<Record maxLength='0'/>", 13612),
            (Call, "<Record timeout='x'/>", 13611),
            (Call, "<Record playBeep='loud'/>", 13616),
            (Call, "<Redirect method='PUT'>/</Redirect>", 13710),
            (Screen, "<Dial>+13125550179</Dial>", 13201),
            (Screen, "<Record/>", 12200),
            (Screen, "<Redirect>/</Redirect>", 12200),
            (Text, "<Say>Hi</Say>", 12200),
        ] {
            assert_eq!(judged(place, inner), [code], "{inner}");
        }
        let nested = judged(Call, "<Gather><Dial>+1</Dial></Gather>");
        assert_eq!(nested, [12200, 13320]);
        let many = "<Number>+13125550177</Number>".repeat(11);
        assert_eq!(judged(Call, &format!("<Dial>{many}</Dial>")), [13250]);
    }

    #[test]
    fn plain_text_is_read_aloud() {
        let answer = Answer {
            content_type: "text/plain".into(),
            body: "Good morning".into(),
            url: String::new(),
        };
        let (document, _) = read(&answer, Place::Call).expect("a document");
        let text = "Good morning".to_owned();
        assert_eq!(
            document.verbs,
            [Verb::Prompt(Prompt::Say { text, times: 1 })]
        );
    }
}
