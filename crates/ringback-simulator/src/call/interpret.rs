//! Carrying out TwiML on the caller's leg, verb after verb, document after document.

use std::time::Duration;

use super::ending::End;
use super::stage::{Gone, Stage};
use super::{dial, gather, record};
use crate::core::Shared;
use crate::event::SimEvent;
use crate::form::Form;
use crate::twiml::{Document, Prompt, Verb};
use crate::webhook::{Lane, WebhookKind};
use crate::world::{Call, CallStatus, CallerBehaviour};

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
    pub(super) fallback_asked: bool,
    pub(super) documents: u32,
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

    /// How long the call has been answered, in simulated time.
    pub(super) fn answered_for(&self) -> Duration {
        let since = self.call().answered_at;
        since.map_or(Duration::ZERO, |since| {
            self.core.clock.now().saturating_sub(since)
        })
    }
}
