//! The verbs, with their attributes read and their defaults filled in.

use std::time::Duration;

use super::parse::Element;
use super::values::Attributes;
use crate::webhook::{Fault, Link};

/// What a document tells Twilio to do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verb {
    Prompt(Prompt),
    Gather(Gather),
    Dial(Dial),
    Record(Record),
    Redirect(Link),
    Reject(Reject),
    Hangup,
    Reply(Reply),
}

/// Something that a party hears.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Prompt {
    Say { text: String, times: u64 },
    Play { url: String, times: u64 },
    Pause(Duration),
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Gather {
    pub(crate) prompts: Vec<Prompt>,
    /// None: the current document's address.
    pub(crate) action: Option<String>,
    pub(crate) method: String,
    pub(crate) digits_max: Option<u64>,
    pub(crate) finish_on_key: String,
    pub(crate) timeout: Duration,
    pub(crate) action_on_empty_result: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dial {
    pub(crate) numbers: Vec<Number>,
    pub(crate) action: Option<Link>,
    pub(crate) timeout: Duration,
    pub(crate) time_limit: Duration,
    pub(crate) answer_on_bridge: bool,
    pub(crate) hangup_on_star: bool,
    pub(crate) sequential: bool,
    pub(crate) caller_id: Option<String>,
    /// Set where the conversation is to be recorded.
    pub(crate) record: Option<DialRecord>,
}

/// Where the recording of a conversation is reported.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DialRecord {
    pub(crate) status_callback: Option<Link>,
    pub(crate) events: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Number {
    pub(crate) number: String,
    pub(crate) screen: Option<Link>,
    pub(crate) status_callback: Option<Link>,
    pub(crate) events: Vec<String>,
    pub(crate) detects_machines: bool,
    pub(crate) amd_callback: Option<Link>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Record {
    /// None: the current document's address.
    pub(crate) action: Option<String>,
    pub(crate) method: String,
    pub(crate) timeout: Duration,
    pub(crate) length_max: Duration,
    pub(crate) finish_on_key: String,
    pub(crate) beeps: bool,
    pub(crate) status_callback: Option<Link>,
    pub(crate) events: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reject {
    Rejected,
    Busy,
}

/// A `<Message>` in the answer to a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) to: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) body: String,
    pub(crate) media: Vec<String>,
    pub(crate) status_callback: Option<String>,
}

/// Reads one verb; nothing for an element that is none (already reported by the schema).
pub(crate) fn verb(element: &Element, faults: &mut Vec<Fault>) -> Option<Verb> {
    let mut attributes = Attributes { element, faults };
    Some(match element.name.as_str() {
        "Say" | "Play" | "Pause" => Verb::Prompt(prompt(&mut attributes)),
        "Gather" => Verb::Gather(gather(&mut attributes)),
        "Dial" => Verb::Dial(dial(&mut attributes)),
        "Record" => Verb::Record(record(&mut attributes)),
        "Redirect" => {
            let method = attributes.method("method", 13710);
            Verb::Redirect(Link {
                url: element.text.trim().to_owned(),
                method,
            })
        }
        "Reject" => match attributes
            .one_of("reason", 12200, &["rejected", "busy"])
            .as_deref()
        {
            Some("busy") => Verb::Reject(Reject::Busy),
            _ => Verb::Reject(Reject::Rejected),
        },
        "Hangup" => Verb::Hangup,
        "Message" => Verb::Reply(reply(&attributes)),
        _ => return None,
    })
}

fn prompt(a: &mut Attributes<'_>) -> Prompt {
    let text = a.element.text.trim().to_owned();
    match a.element.name.as_str() {
        "Pause" => Prompt::Pause(
            a.seconds("length", 13910, 0..=600)
                .unwrap_or(Duration::from_secs(1)),
        ),
        "Play" => {
            // 0 loops for ever at Twilio (1,000 times); nobody here listens for that long.
            Prompt::Play {
                url: text,
                times: a.whole("loop", 13410, 0..=1000).unwrap_or(1),
            }
        }
        _ => {
            if text.is_empty() {
                a.faults.push(Fault {
                    code: 13520,
                    message: "Say: Invalid text".into(),
                });
            }
            Prompt::Say {
                text,
                times: a.whole("loop", 13510, 0..=1000).unwrap_or(1),
            }
        }
    }
}

fn gather(a: &mut Attributes<'_>) -> Gather {
    let action = a.text("action").filter(|action| !action.is_empty());
    let method = a.method("method", 13312);
    let digits_max = a.whole("numDigits", 13314, 1..=10_000);
    let finish_on_key = a.keys("finishOnKey", 13310, "#");
    let timeout = a
        .seconds("timeout", 13313, 0..=3600)
        .unwrap_or(Duration::from_secs(5));
    let action_on_empty_result = a.flag("actionOnEmptyResult", 12200).unwrap_or(false);
    let mut prompts = Vec::new();
    for child in &a.element.children {
        if matches!(child.name.as_str(), "Say" | "Play" | "Pause") {
            prompts.push(prompt(&mut Attributes {
                element: child,
                faults: &mut *a.faults,
            }));
        } else {
            let message = format!("Gather: Invalid nested verb <{}>", child.name);
            a.faults.push(Fault {
                code: 13320,
                message,
            });
        }
    }
    Gather {
        prompts,
        action,
        method,
        digits_max,
        finish_on_key,
        timeout,
        action_on_empty_result,
    }
}

fn dial(a: &mut Attributes<'_>) -> Dial {
    let method = a.method("method", 13210);
    let action = a.text("action").filter(|action| !action.is_empty());
    let timeout = a
        .seconds("timeout", 13212, 5..=600)
        .unwrap_or(Duration::from_secs(30));
    let time_limit = a
        .seconds("timeLimit", 13216, 1..=86_400)
        .unwrap_or(Duration::from_secs(14_400));
    let answer_on_bridge = a.flag("answerOnBridge", 12200).unwrap_or(false);
    let hangup_on_star = a.flag("hangupOnStar", 13213).unwrap_or(false);
    let sequential = a.flag("sequential", 12200).unwrap_or(false);
    let caller_id = a.text("callerId").filter(|id| !id.is_empty());
    let record = dial_record(a);
    let mut numbers = Vec::new();
    let bare = a.element.text.trim();
    if !bare.is_empty() {
        numbers.push(Number {
            number: bare.to_owned(),
            ..Number::default()
        });
    }
    for child in &a.element.children {
        if child.name == "Number" {
            numbers.push(number(&mut Attributes {
                element: child,
                faults: &mut *a.faults,
            }));
        } else {
            let message = format!("Dial: Invalid nested element <{}>", child.name);
            a.faults.push(Fault {
                code: 13215,
                message,
            });
        }
    }
    if numbers.len() > 10 {
        a.faults.push(Fault {
            code: 13250,
            message: "Dial: more than 10 numbers".into(),
        });
        numbers.truncate(10);
    }
    Dial {
        numbers,
        action: action.map(|url| Link { url, method }),
        timeout,
        time_limit,
        answer_on_bridge,
        hangup_on_star,
        sequential,
        caller_id,
        record,
    }
}

fn dial_record(a: &mut Attributes<'_>) -> Option<DialRecord> {
    let ways = [
        "true",
        "false",
        "do-not-record",
        "record-from-answer",
        "record-from-ringing",
        "record-from-answer-dual",
        "record-from-ringing-dual",
    ];
    let how = a.one_of("record", 13217, &ways)?;
    let method = a.method("recordingStatusCallbackMethod", 13610);
    let callback = a
        .text("recordingStatusCallback")
        .filter(|url| !url.is_empty());
    let known = ["in-progress", "completed", "absent"];
    let events = a.words("recordingStatusCallbackEvent", 12200, &known, "completed");
    let recorded = how != "false" && how != "do-not-record";
    recorded.then(|| DialRecord {
        status_callback: callback.map(|url| Link { url, method }),
        events,
    })
}

fn number(a: &mut Attributes<'_>) -> Number {
    let link = |a: &mut Attributes<'_>, url: &str, method: &str| {
        let method = a.method(method, 13221);
        a.text(url)
            .filter(|url| !url.is_empty())
            .map(|url| Link { url, method })
    };
    let screen = link(a, "url", "method");
    let status_callback = link(a, "statusCallback", "statusCallbackMethod");
    let amd_callback = link(a, "amdStatusCallback", "amdStatusCallbackMethod");
    let known = ["initiated", "ringing", "answered", "completed"];
    let events = a.words("statusCallbackEvent", 21626, &known, "completed");
    let detection = a.one_of("machineDetection", 12200, &["Enable", "DetectMessageEnd"]);
    for (name, allowed) in [
        ("machineDetectionTimeout", 3..=60),
        ("machineDetectionSpeechThreshold", 1000..=6000),
        ("machineDetectionSpeechEndThreshold", 500..=5000),
        ("machineDetectionSilenceTimeout", 2000..=10_000),
    ] {
        a.whole(name, 12200, allowed);
    }
    Number {
        number: a.element.text.trim().to_owned(),
        screen,
        status_callback,
        events,
        detects_machines: detection.is_some(),
        amd_callback,
    }
}

fn record(a: &mut Attributes<'_>) -> Record {
    let action = a.text("action").filter(|action| !action.is_empty());
    let method = a.method("method", 13610);
    let timeout = a
        .seconds("timeout", 13611, 0..=3600)
        .unwrap_or(Duration::from_secs(5));
    let length_max = a.seconds("maxLength", 13612, 1..=14_400);
    let finish_on_key = a.keys("finishOnKey", 13613, "1234567890*#");
    let beeps = a.flag("playBeep", 13616).unwrap_or(true);
    let callback_method = a.method("recordingStatusCallbackMethod", 13610);
    let callback = a
        .text("recordingStatusCallback")
        .filter(|url| !url.is_empty());
    let known = ["in-progress", "completed", "absent"];
    let events = a.words("recordingStatusCallbackEvent", 12200, &known, "completed");
    let transcribes = a.flag("transcribe", 13614).unwrap_or(false);
    let longest = Duration::from_secs(if transcribes { 120 } else { 3600 });
    Record {
        action,
        method,
        timeout,
        length_max: length_max.unwrap_or(longest),
        finish_on_key,
        beeps,
        status_callback: callback.map(|url| Link {
            url,
            method: callback_method,
        }),
        events,
    }
}

fn reply(a: &Attributes<'_>) -> Reply {
    let children = &a.element.children;
    let of = |name| {
        children
            .iter()
            .filter(move |child| child.name == name)
            .map(|child| child.text.trim())
    };
    let mut body = a.element.text.trim().to_owned();
    body.extend(of("Body"));
    Reply {
        to: a.text("to"),
        from: a.text("from"),
        body,
        media: of("Media").map(str::to_owned).collect(),
        status_callback: a.text("statusCallback"),
    }
}
