//! Every way in which a call is missed, and the text that answers it.

use std::time::Duration;

use ringback_simulator::SimEvent;

use crate::desk::{CALLER, Desk, LINE, TEXT};

#[tokio::test]
async fn a_call_that_nobody_answers_is_texted_from_the_number_that_was_dialled() {
    let desk = Desk::open().await;
    let call = desk.call(CALLER);
    let text = desk.texts(CALLER, 1).await.remove(0);
    assert_eq!((text.from.as_str(), text.body.as_str()), (LINE, TEXT));
    assert_eq!(text.segments, 1);
    desk.reaches(&text.sid, "delivered").await;
    let screen = desk.carrier.phone_screen(CALLER);
    assert_eq!(screen.len(), 1);
    assert_eq!(screen[0].body, TEXT);
    assert!(
        after_the_ring(&desk, &call) < Duration::from_secs(5),
        "within seconds"
    );
    desk.is_texted(&call, CALLER, "no_answer").await;
    desk.close().await;
}

/// From the last ring to the request that hands the text over.
fn after_the_ring(desk: &Desk, call: &str) -> Duration {
    let history = desk.carrier.history();
    let stopped = history.iter().rfind(
        |stamped| matches!(&stamped.event, SimEvent::PhoneEnded { call: of, .. } if of == call),
    );
    let sent = history.iter().find(|stamped| {
        matches!(&stamped.event, SimEvent::ApiReceived { method, path }
            if method == "POST" && path.ends_with("/Messages.json"))
    });
    let milliseconds = sent.unwrap().at_ms - stopped.unwrap().at_ms;
    Duration::from_millis(milliseconds.try_into().unwrap())
}
