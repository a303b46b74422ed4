//! Watches the simulated carrier: moves the phones, notes what went over the wire, and kills the
//! server in mid-send when that was asked for.

use ringback_simulator::{
    ApiFault, ApiRoute, CallStatus, FaultCount, MessageStatus, SimEvent, Stamped,
};
use tokio::sync::broadcast::error::RecvError;

use super::Demo;
use super::board::{ServerState, Shown};
use super::entries::{Entry, Tone};
use super::people::LINE;

const KILLED_MID_SEND: &str = "Killed with kill -9 while a text was leaving: the carrier has it, \
     and its answer was never heard.";

/// Watches until the demo ends.
pub(super) async fn watch(demo: &Demo) {
    let mut events = demo.carrier.events();
    loop {
        match events.recv().await {
            Ok(stamped) => take(demo, &stamped).await,
            Err(RecvError::Lagged(missed)) => tracing::warn!("{missed} carrier events went by"),
            Err(RecvError::Closed) => return,
        }
    }
}

async fn take(demo: &Demo, stamped: &Stamped) {
    let event = &stamped.event;
    let body_of = |message: &str| demo.carrier.message(message).map(|text| text.body);
    let kills = {
        let mut shown = demo.board.lock();
        let moved = shown.stage.apply(stamped.at_ms, event, body_of);
        if moved {
            keep_pace(demo, &shown);
        }
        let kills = is_sending(event) && std::mem::take(&mut shown.kill_armed);
        if moved || kills {
            demo.board.mark_changed();
        }
        kills
    };
    if let Some(entry) = on_the_wire(stamped.at_ms, event) {
        demo.board.add(entry);
    }
    if kills {
        kill(demo, KILLED_MID_SEND).await;
    }
}

/// Time-lapse shortens the ringing; as soon as somebody has to listen or press a key, time runs
/// at life's pace.
pub(super) fn keep_pace(demo: &Demo, shown: &Shown) {
    let wanted = if shown.stage.needs_a_person() {
        1.0
    } else {
        shown.speed
    };
    if (demo.carrier.speed() - wanted).abs() > f64::EPSILON {
        demo.carrier.set_speed(wanted);
    }
}

/// Arms the trap: the carrier takes the next text and never answers, and then the server dies.
pub(super) fn arm(demo: &Demo, shown: &mut Shown) {
    shown.kill_armed = true;
    demo.carrier.break_api(
        ApiRoute::SendMessage,
        FaultCount::Next(1),
        ApiFault::HangAfter,
    );
}

/// Takes the trap away.
pub(super) fn disarm(demo: &Demo, shown: &mut Shown) {
    shown.kill_armed = false;
    demo.carrier.heal();
}

/// Kills the server and says so.
pub(super) async fn kill(demo: &Demo, sentence: &str) {
    demo.server.kill().await;
    demo.board.change(|shown| shown.server = ServerState::Down);
    demo.board.note(sentence, Tone::Bad);
}

/// The carrier has just taken a text from the line.
fn is_sending(event: &SimEvent) -> bool {
    matches!(event, SimEvent::MessageState { from, status: MessageStatus::Queued, .. } if from == LINE)
}

fn on_the_wire(at_ms: i64, event: &SimEvent) -> Option<Entry> {
    match event {
        SimEvent::WebhookPosted {
            url,
            status,
            milliseconds,
            ..
        } => {
            let (answer, tone) = answer(*status);
            let words = format!(
                "carrier → POST {} → {answer}, {milliseconds} ms",
                path_of(url)
            );
            Some(Entry::wire(at_ms, words, tone))
        }
        SimEvent::ApiRequest {
            method,
            path,
            status,
        } => {
            let (answer, tone) = answer(*status);
            let path = path
                .rsplit_once("/Accounts/")
                .map_or(path.as_str(), |(_, rest)| {
                    rest.split_once('/').map_or(rest, |(_, resource)| resource)
                });
            Some(Entry::wire(
                at_ms,
                format!("Ringback → {method} {path} → {answer}"),
                tone,
            ))
        }
        SimEvent::CallEnded {
            status: CallStatus::Failed,
            ..
        } => {
            let words = "The call failed: the network had nobody to connect it to.";
            Some(Entry::stage(at_ms, words, Tone::Bad))
        }
        SimEvent::Alerted { alert } => Some(Entry::stage(
            at_ms,
            complaint(alert.code, &alert.message),
            Tone::Bad,
        )),
        _ => None,
    }
}

/// What the carrier found wrong. Its own words for a failed connection are a programmer's.
fn complaint(code: u32, message: &str) -> String {
    match code {
        11_205 | 11_206 => format!("The carrier asked the server and got no answer ({code})."),
        _ => format!("The carrier complains: {message} ({code})"),
    }
}

fn answer(status: Option<u16>) -> (String, Tone) {
    match status {
        Some(status @ 200..=399) => (status.to_string(), Tone::Good),
        Some(status) => (status.to_string(), Tone::Bad),
        None => ("no answer".to_owned(), Tone::Bad),
    }
}

/// The path alone: what stands in a query is between carrier and server.
fn path_of(url: &str) -> String {
    url::Url::parse(url).map_or_else(|_| url.to_owned(), |url| url.path().to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn requests_are_named_by_what_they_ask_for() {
        let event = SimEvent::ApiRequest {
            method: "POST".into(),
            path: "/2010-04-01/Accounts/AC55/Messages.json".into(),
            status: Some(201),
        };
        let entry = on_the_wire(1, &event).unwrap();
        assert_eq!(entry.sentence, "Ringback → POST Messages.json → 201");
        assert_eq!(
            path_of("http://127.0.0.1:1/twilio/status?attempt=7"),
            "/twilio/status"
        );
        assert_eq!(answer(None).1, Tone::Bad);
    }

    #[test]
    fn only_a_text_that_the_line_sends_springs_the_trap() {
        let queued = |from: &str| SimEvent::MessageState {
            message: "SM1".into(),
            from: from.into(),
            to: "+13125550131".into(),
            status: MessageStatus::Queued,
            error_code: None,
        };
        assert!(is_sending(&queued(LINE)));
        assert!(!is_sending(&queued("+13125550131")));
    }
}
