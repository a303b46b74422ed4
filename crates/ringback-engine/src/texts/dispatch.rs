//! The dispatcher: takes texts over in memory, keeps each number's pace, and starts the sends.

use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use super::lanes::Lanes;
use super::outbox::Handover;
use super::recipients::Recipients;
use super::send::send;
use crate::engine::Engine;
use crate::process;

/// Texts taken over in one go, before those that may leave are started.
const TAKEN_MAX: usize = 256;
/// The pace of a line that is no longer configured.
const PACE_OF_NOBODY: f64 = 1.0;
/// The dispatcher looks around at least this often.
const IDLE: Duration = Duration::from_secs(3_600);

/// Runs until the engine stops.
pub(crate) async fn dispatch(engine: Engine, mut waiting: mpsc::UnboundedReceiver<Handover>) {
    let mut lanes = Lanes::default();
    let mut recipients = Recipients::default();
    let mut taken = Vec::with_capacity(TAKEN_MAX);
    loop {
        let next = next_look(&lanes);
        tokio::select! {
            biased;
            count = waiting.recv_many(&mut taken, TAKEN_MAX) => {
                if count == 0 {
                    return;
                }
            }
            () = sleep_until(next) => {}
        }
        let now = Instant::now();
        for handover in taken.drain(..) {
            match handover {
                Handover::Text(text) => lanes.push(*text, now),
                Handover::Done(recipient) => {
                    if let Some(next) = recipients.done(&recipient) {
                        process::spawn(send(engine.clone(), next));
                    }
                }
                Handover::Pause(business, span) => lanes.pause(business, now + span, now),
                Handover::Resume(business) => lanes.resume(business, now),
            }
        }
        if engine.is_closing() {
            // What waits stays in the database; waiting for its turn here would only spin.
            return;
        }
        start_ready(&engine, &mut lanes, &mut recipients, now);
    }
}

fn start_ready(engine: &Engine, lanes: &mut Lanes, recipients: &mut Recipients, now: Instant) {
    let lines = engine.lines();
    let pace = |id| lines.by_id(id).map_or(PACE_OF_NOBODY, |line| line.pace);
    while let Some(text) = lanes.pop(now, pace) {
        if let Some(text) = recipients.begin(text) {
            process::spawn(send(engine.clone(), text));
        }
    }
}

fn next_look(lanes: &Lanes) -> Instant {
    let idle = Instant::now() + IDLE;
    lanes.next_at().unwrap_or(idle).min(idle)
}
