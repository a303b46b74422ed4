//! Screening: the document that a phone hears after it was picked up and before the parties are
//! connected (`<Number url>`).

use std::time::Duration;

use super::behaviour;
use super::fetching::{DOCUMENTS_MAX, accept, ask_meanwhile, complain};
use super::gather;
use super::interpret::Script;
use super::leg::Leg;
use super::stage::Gone;
use crate::form::Form;
use crate::twiml::{self, Place, Verb};
use crate::webhook::{self, Lane, Link, Request, WebhookKind, call_fields};
use crate::world::AnsweredBy;

/// How a screening ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Screened {
    /// The document came to its end without a Hangup: the parties are connected.
    Connect,
    /// It hung up, or could not be carried out.
    HungUp,
    /// Whoever picked up hung up.
    PhoneGone,
}

impl From<Gone> for Screened {
    fn from(_: Gone) -> Self {
        Self::PhoneGone
    }
}

/// Screens a phone that picked up; without a document it is connected at once.
pub(super) async fn screen(leg: &mut Leg, document_url: &str) -> Screened {
    match try_screen(leg, document_url).await {
        Ok(screened) | Err(screened) => screened,
    }
}

async fn try_screen(leg: &mut Leg, document_url: &str) -> Result<Screened, Screened> {
    let verdict = detect_machine(leg, document_url).await?;
    let Some(link) = leg.number.screen.clone() else {
        return Ok(Screened::Connect);
    };
    let link = link.seen_from(document_url);
    let script = fetch(leg, WebhookKind::Screen, &link, verdict).await?;
    hear(leg, script).await
}

/// Lets a phone hear documents until the last has come to its end.
pub(super) async fn hear(leg: &mut Leg, first: Script) -> Result<Screened, Screened> {
    let mut script = first;
    behaviour::hears(&mut leg.stage);
    // As many documents as a caller's leg would get.
    for _ in 0..DOCUMENTS_MAX {
        match document(leg, &script).await? {
            Some(next) => script = next,
            None => return Ok(Screened::Connect),
        }
    }
    Err(Screened::HungUp)
}

/// Carries out a document; returns the next, or nothing at its end.
async fn document(leg: &mut Leg, script: &Script) -> Result<Option<Script>, Screened> {
    for verb in &script.document.verbs {
        match verb {
            Verb::Prompt(prompt) => leg.stage.play(prompt).await?,
            Verb::Gather(verb) => {
                let gathered = gather::gather(&mut leg.stage, verb).await?;
                if let Some(link) = gather::action(verb, &gathered, script) {
                    let link = link.seen_from(&script.url);
                    let kind = WebhookKind::GatherAction;
                    return fetch(leg, kind, &link, gathered.fields()).await.map(Some);
                }
            }
            Verb::Hangup => return Err(Screened::HungUp),
            // Not allowed here; the reader has complained.
            Verb::Dial(_)
            | Verb::Record(_)
            | Verb::Redirect(_)
            | Verb::Reject(_)
            | Verb::Reply(_) => {}
        }
    }
    Ok(None)
}

async fn fetch(
    leg: &mut Leg,
    kind: WebhookKind,
    link: &Link,
    extra: Form,
) -> Result<Script, Screened> {
    let core = leg.stage.core.clone();
    let mut form = call_fields(&core.config.account_sid, &leg.record());
    form.0.extend(extra.0);
    let about = leg.stage.leg.clone();
    let request = Request::new(kind, about.as_str(), link.clone(), form);
    let answer = ask_meanwhile(&core, &mut leg.stage, request).await?;
    let read = answer.and_then(|answer| {
        let reading = twiml::read(&answer, Place::Screen)?;
        let document = accept(&core, &about, &answer.url, reading)?;
        Ok(Script {
            document,
            url: answer.url,
        })
    });
    read.map_err(|fault| {
        complain(&core, &about, &link.url, fault);
        Screened::HungUp
    })
}

/// Machine detection, where the number asks for it: takes a moment, and is right.
async fn detect_machine(leg: &mut Leg, document_url: &str) -> Result<Form, Gone> {
    if !leg.number.detects_machines {
        return Ok(Form::default());
    }
    let took = Duration::from_millis(3200);
    let until = leg.stage.now() + took;
    while leg.stage.keys_until(until).await?.is_some() {}
    let answered_by = match leg.record().answered_by {
        Some(AnsweredBy::Mailbox) => "machine_start",
        _ => "human",
    };
    let fields = Form::default()
        .with("AnsweredBy", answered_by)
        .with("MachineDetectionDuration", took.as_millis().to_string());
    if let Some(link) = leg.number.amd_callback.clone() {
        let core = &leg.stage.core;
        let mut form = call_fields(&core.config.account_sid, &leg.record());
        form.0.extend(fields.0.clone());
        let (kind, about) = (WebhookKind::MachineDetection, leg.stage.leg.as_str());
        let request = Request::new(kind, about, link.seen_from(document_url), form);
        webhook::notify(core, &mut Lane::default(), request);
    }
    Ok(fields)
}
