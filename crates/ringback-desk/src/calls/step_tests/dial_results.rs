//! Every way in which a carrier says that ringing ended, as in the payloads of
//! `tests/data/twilio`, with and without a key pressed before it.

use serde_json::Value;

use super::*;

macro_rules! payloads {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!(
            "../../../../../tests/data/twilio/payloads/dial-action-", $name, ".json"
        )))),*]
    };
}

const PAYLOADS: [(&str, &str); 14] = payloads![
    "answered",
    "busy",
    "caller-hung-up-ringing",
    "caller-hung-up-ringing-alt",
    "caller-hung-up-ringing-bridge",
    "canceled",
    "completed",
    "completed-not-bridged",
    "failed",
    "hangup-on-star",
    "no-answer",
    "no-answer-ringing-parent",
    "recorded",
    "voicemail-bridged",
];

const EVENTS: &str = include_str!("../../../../../tests/data/twilio/payload-events.json");

/// The fact that a payload tells.
fn fact(payload: &str) -> Fact {
    let payload: Value = serde_json::from_str(payload).unwrap();
    let word = |name: &str| payload["fields"][name].as_str();
    let status = match word("DialCallStatus").unwrap() {
        // What Twilio says of a conference.
        "answered" => LegStatus::Completed,
        word => serde_json::from_value(Value::from(word)).unwrap(),
    };
    let caller = serde_json::from_value(Value::from(word("CallStatus").unwrap())).unwrap();
    let bridged = word("DialBridged").map(|said| said == "true");
    dial_with(1, status, bridged, caller)
}

fn payload(name: &str) -> Fact {
    let found = PAYLOADS.iter().find(|(known, _)| *known == name);
    fact(found.unwrap().1)
}

/// What a payload means: with nothing pressed before it, with the key pressed, and whether the
/// caller is still there to be spoken to.
const MEANINGS: [(&str, MissedWhy, Result<(), MissedWhy>, bool); 14] = {
    use MissedWhy::{Declined, GaveUp, NoAnswer, NotAccepted, NotConnected, Unreachable};
    [
        ("answered", NotAccepted, Ok(()), true),
        ("busy", Declined, Err(Declined), true),
        ("caller-hung-up-ringing", GaveUp, Err(GaveUp), false),
        ("caller-hung-up-ringing-alt", GaveUp, Err(GaveUp), false),
        ("caller-hung-up-ringing-bridge", GaveUp, Err(GaveUp), false),
        ("canceled", NoAnswer, Err(NoAnswer), true),
        ("completed", NotAccepted, Ok(()), true),
        (
            "completed-not-bridged",
            NotAccepted,
            Err(NotConnected),
            true,
        ),
        ("failed", Unreachable, Err(Unreachable), true),
        ("hangup-on-star", NotAccepted, Ok(()), true),
        ("no-answer", NoAnswer, Err(NoAnswer), true),
        ("no-answer-ringing-parent", NoAnswer, Err(NoAnswer), true),
        ("recorded", NotAccepted, Ok(()), true),
        // The owner's own mailbox, connected: it cannot press a key.
        ("voicemail-bridged", NotAccepted, Ok(()), true),
    ]
};

#[test]
fn without_a_key_every_end_is_a_miss() {
    for (name, why, _, caller_is_there) in MEANINGS {
        let mut story = ringing(1);
        story.after(12).hears(&picks_up_if(name));
        let step = story.after(8).hears(&payload(name));
        assert!(story.was_missed(why), "{name}: {:?}", story.outcome());
        let reply = if caller_is_there {
            VoiceReply::AfterMiss
        } else {
            VoiceReply::HangUp
        };
        assert_eq!(step.reply, reply, "{name}");
    }
}

/// A leg that was completed was picked up before, by somebody who pressed nothing.
fn picks_up_if(name: &str) -> Fact {
    match payload(name) {
        Fact::DialEnded {
            result:
                DialResult {
                    status: LegStatus::Completed,
                    ..
                },
            ..
        } => picks_up(0),
        _ => Fact::Leg {
            phone: phone(0),
            status: LegStatus::Ringing,
        },
    }
}

#[test]
fn with_the_key_pressed_only_a_connection_is_an_answer() {
    for (name, _, meaning, _) in MEANINGS {
        let mut story = ringing(1);
        story.after(6).hears(&picks_up(0));
        story.after(2).hears(&presses(0, "1"));
        let step = story.after(40).hears(&payload(name));
        let outcome = match meaning {
            Ok(()) => Outcome::Answered,
            Err(why) => Outcome::Missed { why },
        };
        assert_eq!(story.outcome(), outcome, "{name}");
        if outcome == Outcome::Answered {
            assert_eq!(step.reply, VoiceReply::HangUp, "{name}");
        }
    }
}

#[test]
fn where_picking_up_is_enough_a_connection_is_an_answer() {
    for (name, _, meaning, _) in MEANINGS {
        let mut line = line_with_phones(1);
        line.acceptance = Acceptance::None;
        let mut story = unheard_of(line);
        story.hears(&arrived());
        story.after(20).hears(&payload(name));
        let outcome = match meaning {
            Ok(()) => Outcome::Answered,
            Err(why) => Outcome::Missed { why },
        };
        assert_eq!(story.outcome(), outcome, "{name}");
    }
}

#[test]
fn a_word_that_nobody_knows_is_a_miss() {
    for status in [
        LegStatus::Unrecognised,
        LegStatus::Queued,
        LegStatus::Ringing,
    ] {
        let mut story = ringing(1);
        story.hears(&presses(0, "1"));
        let step = story.hears(&dial(1, status, true));
        assert!(story.was_missed(MissedWhy::Unrecognised), "{status:?}");
        assert_eq!(step.reply, VoiceReply::AfterMiss);
    }
}

#[test]
fn no_payload_is_left_out() {
    let events: Value = serde_json::from_str(EVENTS).unwrap();
    let published: Vec<&str> = events["events"]
        .as_object()
        .unwrap()
        .keys()
        .filter_map(|name| name.strip_prefix("dial-action-"))
        .collect();
    let told: Vec<&str> = MEANINGS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(published, told);
}
