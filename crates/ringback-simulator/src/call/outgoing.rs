//! A call that the API places: the phone rings, and whoever picks up hears a document.

use std::time::Duration;

use bytes::Bytes;
use tokio::sync::watch;

use super::fetching::{accept, complain};
use super::interpret::Script;
use super::leg::Leg;
use super::ring::{Rang, ring_one};
use super::screening::hear;
use crate::core::Shared;
use crate::event::LegOutcome;
use crate::twiml::{self, Number, Place};
use crate::webhook::Answer;

/// A call to be placed for the API; already found acceptable.
pub(crate) struct Outgoing {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) twiml: String,
    pub(crate) timeout: Duration,
}

/// Places a call and returns its id; the call lives on in a task of its own.
pub(crate) fn call_out(core: &Shared, outgoing: Outgoing) -> String {
    let number = Number {
        number: outgoing.to.clone(),
        ..Number::default()
    };
    let leg = Leg::dial_alone(core, &outgoing.from, &number);
    let sid = leg.stage.leg.clone();
    core.spawn(run(leg, outgoing));
    sid
}

async fn run(mut leg: Leg, outgoing: Outgoing) {
    let core = leg.stage.core.clone();
    if !leg.start_ringing(&outgoing.from) {
        leg.end(LegOutcome::Failed);
        return;
    }
    let stop = watch::Sender::new(None);
    let ringing = ring_one(leg, stop.subscribe());
    tokio::pin!(ringing);
    // The network needs some seconds more than it is given.
    let deadline = core.clock.now() + outgoing.timeout + Duration::from_secs(5);
    let (mut leg, rang) = tokio::select! {
        rang = &mut ringing => rang,
        () = core.clock.sleep_until(deadline) => {
            stop.send_replace(Some(LegOutcome::RangOut));
            ringing.await
        }
    };
    match rang {
        Rang::Ended(outcome) => {
            leg.end(outcome);
        }
        Rang::PickedUp(by) => {
            leg.answer(by);
            if let Some(script) = read(&core, &leg, outgoing.twiml) {
                // However it ends, the call is over then.
                let _ = hear(&mut leg, script).await;
            }
            leg.end(LegOutcome::Completed);
        }
    }
}

/// The document that came with the request.
fn read(core: &Shared, leg: &Leg, twiml: String) -> Option<Script> {
    let answer = Answer {
        content_type: "text/xml".to_owned(),
        body: Bytes::from(twiml),
        url: String::new(),
    };
    let about = leg.stage.leg.as_str();
    let read = twiml::read(&answer, Place::Screen)
        .and_then(|reading| accept(core, about, &answer.url, reading));
    match read {
        Ok(document) => Some(Script {
            document,
            url: answer.url,
        }),
        Err(fault) => {
            complain(core, about, "", fault);
            None
        }
    }
}
