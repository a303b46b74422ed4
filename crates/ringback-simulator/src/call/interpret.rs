//! Carrying out TwiML on the caller's leg, verb after verb, document after document.

use std::time::Duration;

use super::ending::End;
use super::stage::{Gone, Stage};
use super::{dial, gather, record};
use crate::core::Shared;
use crate::event::{SimEvent, Sound};
use crate::form::Form;
use crate::twiml::{self, Document, Link, Place, Prompt, Verb};
use crate::webhook::{self, Answer, Fault, Lane, Request, WebhookKind, call_fields};
use crate::world::{Alert, Call, CallStatus, CallerBehaviour};

/// A document that asks for itself again and again is stopped here.
const DOCUMENTS_MAX: u32 = 500;

/// A document and where it came from.
pub(super) struct Script {
    pub(super) document: Document,
    pub(super) url: String,
}

/// What comes after a verb.
pub(super) enum Next {
    /// The next verb.
    Verb,
    /// Another document; the rest of this one is dead.
    Script(Script),
    /// Nothing.
    End(End),
}

impl From<Gone> for End {
    fn from(_: Gone) -> Self {
        Self::CallerGone
    }
}

/// A call under way.
pub(super) struct CallRun {
    pub(super) core: Shared,
    pub(super) sid: String,
    /// The caller.
    pub(super) stage: Stage,
    pub(super) behaviour: CallerBehaviour,
    /// Whether an `answerOnBridge` Dial has rung the phones while the call stayed unanswered.
    pub(super) rang_unanswered: bool,
    /// What is told in order.
    pub(super) lane: Lane,
    fallback_asked: bool,
    documents: u32,
}

impl CallRun {
    pub(super) fn new(
        core: &Shared,
        sid: String,
        stage: Stage,
        behaviour: CallerBehaviour,
    ) -> Self {
        Self {
            core: core.clone(),
            sid,
            stage,
            behaviour,
            rang_unanswered: false,
            lane: Lane::default(),
            fallback_asked: false,
            documents: 0,
        }
    }

    pub(super) async fn run(mut self) {
        let end = match self.first_script().await {
            Ok(script) => self.carry_out(script).await,
            Err(end) => end,
        };
        self.finish(end);
    }

    async fn carry_out(&mut self, first: Script) -> End {
        let mut script = first;
        loop {
            match self.document(&script).await {
                Next::Script(next) => script = next,
                Next::End(end) => return end,
                // The end of a document hangs up.
                Next::Verb => return End::HungUp,
            }
        }
    }

    async fn document(&mut self, script: &Script) -> Next {
        for verb in &script.document.verbs {
            match self.verb(verb, script).await {
                Ok(Next::Verb) => {}
                Ok(next) => return next,
                Err(end) => return Next::End(end),
            }
        }
        Next::Verb
    }

    async fn verb(&mut self, verb: &Verb, script: &Script) -> Result<Next, End> {
        match verb {
            Verb::Prompt(prompt) => {
                // A pause does not pick up, so that a Reject may follow it.
                if !matches!(prompt, Prompt::Pause(_)) {
                    self.answer();
                }
                self.stage.play(prompt).await?;
                Ok(Next::Verb)
            }
            Verb::Gather(verb) => gather::on_call(self, verb, script).await,
            Verb::Record(verb) => record::record(self, verb, script).await,
            Verb::Dial(verb) => dial::dial(self, verb, script).await,
            Verb::Redirect(link) => {
                self.follow(WebhookKind::Redirect, link, script, Form::default())
                    .await
            }
            Verb::Reject(reason) if self.call().status == CallStatus::Ringing => {
                Err(End::Rejected(*reason))
            }
            Verb::Reject(_) | Verb::Hangup => Err(End::HungUp),
            Verb::Reply(_) => Ok(Next::Verb),
        }
    }

    /// The call as it stands.
    pub(super) fn call(&self) -> Call {
        let found = self.core.world().call(&self.sid).cloned();
        // The record is made before the run starts; only a reset takes it away.
        found.unwrap_or_else(|| super::ending::forgotten(&self.sid))
    }

    /// Picks up the caller's leg, if it still rings.
    pub(super) fn answer(&mut self) {
        let now = self.core.clock.now();
        let answered = {
            let mut world = self.core.world();
            let call = world.call_mut(&self.sid);
            call.is_some_and(|call| {
                let rings = call.status == CallStatus::Ringing;
                if rings {
                    call.status = CallStatus::InProgress;
                    call.answered_at = Some(now);
                }
                rings
            })
        };
        if answered {
            self.core.tell(SimEvent::CallAnswered {
                call: self.sid.clone(),
            });
        }
    }

    async fn first_script(&mut self) -> Result<Script, End> {
        let call = self.call();
        let (url, method) = {
            let world = self.core.world();
            let line = world.lines.get(&call.to);
            let url = line.and_then(|line| line.voice_url.clone());
            (
                url.unwrap_or_default(),
                line.map_or("POST".into(), |line| line.voice_method.clone()),
            )
        };
        let token = Form::default().with(
            "CallToken",
            format!("%7B%22call%22%3A%22{}%22%7D", call.sid),
        );
        let link = Link { url, method };
        self.fetch(WebhookKind::Voice, &link, token).await
    }

    /// Asks for the document of an action or redirect, relative to the current one.
    pub(super) async fn follow(
        &mut self,
        kind: WebhookKind,
        link: &Link,
        from: &Script,
        extra: Form,
    ) -> Result<Next, End> {
        let link = Link {
            url: resolve(&from.url, &link.url),
            method: link.method.clone(),
        };
        self.fetch(kind, &link, extra).await.map(Next::Script)
    }

    async fn fetch(&mut self, kind: WebhookKind, link: &Link, extra: Form) -> Result<Script, End> {
        self.documents += 1;
        if self.documents > DOCUMENTS_MAX {
            let fault = Fault {
                code: 12400,
                message: "the call went in circles".into(),
            };
            return Err(self.give_up(fault, &link.url));
        }
        match self.try_fetch(kind, link, extra).await? {
            Ok(script) => Ok(script),
            Err(fault) => self.fall_back(fault, &link.url).await,
        }
    }

    /// One document; the caller's hanging up ends the wait, not the request.
    async fn try_fetch(
        &mut self,
        kind: WebhookKind,
        link: &Link,
        extra: Form,
    ) -> Result<Result<Script, Fault>, End> {
        let request = self.request(kind, link, extra);
        let answer = ask_meanwhile(&self.core, &mut self.stage, request).await?;
        Ok(answer.and_then(|answer| {
            let document = self.read(&answer)?;
            Ok(Script {
                document,
                url: answer.url,
            })
        }))
    }

    pub(super) fn request(&self, kind: WebhookKind, link: &Link, extra: Form) -> Request {
        let mut form = call_fields(&self.core.config.account_sid, &self.call());
        form.0.extend(extra.0);
        Request {
            kind,
            about: self.sid.clone(),
            method: link.method.clone(),
            url: link.url.clone(),
            form,
        }
    }

    fn read(&self, answer: &Answer) -> Result<Document, Fault> {
        let reading = twiml::read(answer, Place::Call)?;
        accept(&self.core, &self.sid, &answer.url, reading)
    }

    /// A document failed: the line's fallback address is asked once, else the call is over.
    async fn fall_back(&mut self, fault: Fault, url: &str) -> Result<Script, End> {
        let line = self.call().to;
        let fallback = self
            .core
            .world()
            .lines
            .get(&line)
            .and_then(|line| line.voice_fallback_url.clone());
        let Some(fallback) = fallback.filter(|_| !self.fallback_asked) else {
            return Err(self.give_up(fault, url));
        };
        self.fallback_asked = true;
        let extra = Form::default()
            .with("ErrorCode", fault.code.to_string())
            .with("ErrorUrl", url);
        self.complain(fault, url);
        let link = Link {
            url: fallback,
            method: "POST".into(),
        };
        match self
            .try_fetch(WebhookKind::VoiceFallback, &link, extra)
            .await?
        {
            Ok(script) => Ok(script),
            Err(fault) => Err(self.give_up(fault, &link.url)),
        }
    }

    fn give_up(&self, fault: Fault, url: &str) -> End {
        self.complain(fault, url);
        let text = "We are sorry. An application error has occurred. Goodbye.".into();
        self.stage.hear(Sound::Speech { text });
        End::Failed
    }

    pub(super) fn complain(&self, fault: Fault, url: &str) {
        complain(&self.core, &self.sid, url, fault);
    }

    /// How long the call has been answered, in simulated time.
    pub(super) fn answered_for(&self) -> Duration {
        let since = self.call().answered_at;
        since.map_or(Duration::ZERO, |since| {
            self.core.clock.now().saturating_sub(since)
        })
    }
}

/// Takes a document with faults that need not forbid it, as the settings say.
pub(super) fn accept(
    core: &Shared,
    about: &str,
    url: &str,
    (document, faults): (Document, Vec<Fault>),
) -> Result<Document, Fault> {
    let refuses = core.config.schema_faults == crate::SchemaFaults::Refuse;
    let mut faults = faults.into_iter();
    match faults.next() {
        None => return Ok(document),
        Some(first) if refuses => {
            faults.for_each(|fault| complain(core, about, url, fault));
            return Err(first);
        }
        Some(first) => complain(core, about, url, first),
    }
    faults.for_each(|fault| complain(core, about, url, fault));
    Ok(document)
}

pub(super) fn complain(core: &Shared, about: &str, url: &str, fault: Fault) {
    core.alert(Alert {
        code: fault.code,
        message: fault.message,
        about: about.to_owned(),
        url: Some(url.to_owned()),
    });
}

/// Asks while a party waits. When it hangs up the answer no longer matters, but the request is
/// carried through.
pub(super) async fn ask_meanwhile(
    core: &Shared,
    party: &mut Stage,
    request: Request,
) -> Result<Result<Answer, Fault>, Gone> {
    let (answered, mut answer) = tokio::sync::oneshot::channel();
    let asking = core.clone();
    core.spawn(async move {
        let _ = answered.send(webhook::ask(&asking, &request).await);
    });
    tokio::select! {
        got = &mut answer => Ok(got.unwrap_or_else(|_| {
            Err(Fault { code: 11200, message: "the carrier was shut down".into() })
        })),
        gone = party.gone() => Err(gone),
    }
}

/// An address in a document, relative to where the document came from.
pub(super) fn resolve(base: &str, given: &str) -> String {
    url::Url::parse(base)
        .and_then(|base| base.join(given))
        .map_or_else(|_| given.to_owned(), String::from)
}
