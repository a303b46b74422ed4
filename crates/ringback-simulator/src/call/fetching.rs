//! Documents on the caller's leg: asked for, read, and what happens when there is none.

use super::ending::End;
use super::interpret::{CallRun, Next, Script};
use super::stage::{Gone, Stage};
use crate::core::Shared;
use crate::event::Sound;
use crate::form::Form;
use crate::twiml::{self, Document, Place};
use crate::webhook::{self, Answer, Fault, Link, Request, WebhookKind, call_fields};
use crate::world::Alert;

/// A document that asks for itself again and again is stopped here.
pub(super) const DOCUMENTS_MAX: u32 = 500;

impl CallRun {
    pub(super) async fn first_script(&mut self) -> Result<Script, End> {
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
        self.fetch(kind, &link.seen_from(&from.url), extra)
            .await
            .map(Next::Script)
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
            // A call whose webhook never arrives is simply over.
            Err(fault) if fault.was_lost() && kind == WebhookKind::Voice => Err(End::Failed),
            Err(fault) if fault.was_lost() => Err(End::HungUp),
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
        let request = self.request(kind, link.clone(), extra);
        let answer = ask_meanwhile(&self.core, &mut self.stage, request).await?;
        Ok(answer.and_then(|answer| {
            let document = self.read(&answer)?;
            Ok(Script {
                document,
                url: answer.url,
            })
        }))
    }

    pub(super) fn request(&self, kind: WebhookKind, link: Link, extra: Form) -> Request {
        let mut form = call_fields(&self.core.config.account_sid, &self.call());
        form.0.extend(extra.0);
        Request::new(kind, self.sid.as_str(), link, form)
    }

    /// Tells an action whose answer no longer matters, for the caller has left.
    pub(super) fn report(&mut self, kind: WebhookKind, link: &Link, from: &Script, extra: Form) {
        let request = self.request(kind, link.seen_from(&from.url), extra);
        webhook::notify(&self.core, &mut self.lane, request);
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
        let link = Link::post(fallback);
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

/// Leaves an alert, unless a test lost the webhook on purpose.
pub(super) fn complain(core: &Shared, about: &str, url: &str, fault: Fault) {
    if fault.was_lost() {
        return;
    }
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
