//! Hearing the screening, and what is still missing before texts arrive.

use std::time::Duration;

use ringback_carriers::twilio::client::TwilioClient;
use ringback_desk::carrier_event::LegStatus;
use ringback_desk::lines::Line;
use ringback_desk::setup::facts::NumberFacts;
use ringback_desk::setup::registration::Registration;
use ringback_engine::clock::now;
use ringback_engine::setup::{TestCall, ask_registration, call_state, test_call};

use super::save::Saved;
use super::{Arguments, Desk};
use crate::cli::say;
use anyhow::Context as _;
use ringback_store::registration::{self, StoredRegistration};
use ringback_store::settings;

/// How long a test call is watched.
const WATCHED: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(700);
/// Shorter than a mailbox takes to pick up.
const RING_SECONDS: u32 = 15;

/// Calls the first phone where that is wanted. A call that fails stops nothing.
pub(super) async fn offer(desk: &Desk, arguments: &Arguments, client: &TwilioClient, line: &Line) {
    let Some(phone) = line.ring.first().filter(|_| !line.forwarded) else {
        return;
    };
    let question = format!(
        "Call {} now, to hear what a customer's call begins with",
        phone.as_str()
    );
    let asked = desk.prompt.is_interactive() && desk.prompt.confirm(&question, false);
    if !arguments.test_call && !asked {
        return;
    }
    let test = TestCall {
        line: line.number,
        phone: *phone,
        company: line.company.clone(),
        region: Some(line.region),
        ring_seconds: RING_SECONDS,
    };
    match test_call(client, &test).await {
        Ok(call) => watch(client, &call.call).await,
        Err(fault) => say(&format!("note   test call: {fault}")),
    }
}

async fn watch(client: &TwilioClient, call: &str) {
    let watching = async {
        loop {
            match call_state(client, call).await {
                Ok(LegStatus::Completed) => {
                    return say("ok     test call: it was picked up");
                }
                Ok(LegStatus::Busy) => return say("note   test call: the phone was busy"),
                Ok(LegStatus::NoAnswer | LegStatus::Canceled) => {
                    return say("note   test call: nobody picked up");
                }
                Ok(LegStatus::Failed) => {
                    return say("note   test call: the phone could not be reached");
                }
                Ok(_) => tokio::time::sleep(LOOK_EVERY).await,
                Err(fault) => return say(&format!("note   test call: {fault}")),
            }
        }
    };
    if tokio::time::timeout(WATCHED, watching).await.is_err() {
        say("note   test call: still on the line");
    }
}

/// Says what keeps texts from arriving.
pub(super) async fn what_is_left(
    desk: &Desk,
    client: &TwilioClient,
    number: &NumberFacts,
    saved: &Saved,
) -> anyhow::Result<()> {
    let asked = ask_registration(client, number).await;
    if let Ok(state) = &asked {
        remember(desk, saved, state.clone()).await?;
    }
    match asked {
        Ok(state) if state.lets_texts_leave() => {
            say(&format!("ok     registration: {}", state.sentence()));
        }
        Ok(state) => {
            let fix = state.fix().unwrap_or_default();
            say(&format!("note   registration: {} {fix}", state.sentence()));
            say("       Until then missed-call texts are held, and you are told of each call.");
        }
        Err(fault) => say(&format!("note   registration: could not be asked: {fault}")),
    }
    if !desk.public_url_is_set {
        say(&format!(
            "note   public URL: set public_url = \"{}\" in the configuration, where `ringback \
             serve` reads it",
            desk.public_url.as_str()
        ));
    }
    say("");
    say("Start `ringback serve` (it takes new settings at once if it runs), then call your number");
    say("from a mobile that is not one of the phones above and let it ring.");
    Ok(())
}

/// So that `serve` knows before the first call.
async fn remember(desk: &Desk, saved: &Saved, state: Registration) -> anyhow::Result<()> {
    let (business, line) = (saved.business, saved.line);
    let said = StoredRegistration {
        state,
        asked_at: now(),
    };
    let stored = desk.store.write(business, move |tx| {
        registration::put(tx, business, line, &said)?;
        settings::touch(tx)
    });
    stored.await.context("database")
}
