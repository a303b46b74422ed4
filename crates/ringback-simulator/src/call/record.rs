//! Record: a beep, a voice, a file.

use std::time::Duration;

use super::behaviour;
use super::ending::End;
use super::interpret::{CallRun, Next, Script};
use super::recording::{self, Wanted};
use super::stage::Gone;
use crate::event::Sound;
use crate::twiml::Record;
use crate::webhook::{Link, WebhookKind};
use crate::world::{CallerBehaviour, PartyAction, Recording};

/// What was said, and how it ended.
struct Take {
    speech: Duration,
    digits: String,
    caller_gone: bool,
}

pub(super) async fn record(run: &mut CallRun, verb: &Record, script: &Script) -> Result<Next, End> {
    run.answer();
    if verb.beeps {
        run.stage.hear(Sound::Beep);
        let end = run.stage.now() + Duration::from_millis(500);
        // A caller who leaves at the beep leaves a recording that does not exist.
        if beep(run, end).await.is_err() {
            keep(run, verb, script, Duration::ZERO);
            return Err(End::CallerGone);
        }
    }
    if let CallerBehaviour::LeaveVoicemail { seconds } = run.behaviour {
        let speech = behaviour::seconds(seconds);
        let _ = run.stage.hand.send(PartyAction::SpeakAndLeave(speech));
    }
    let take = listen(run, verb).await;
    let recording = keep(run, verb, script, take.speech);
    if recording.seconds == 0 {
        // Nothing was said: no action is asked, and the document goes on.
        return if take.caller_gone {
            Err(End::CallerGone)
        } else {
            Ok(Next::Verb)
        };
    }
    let extra = recording::fields(&run.core, &recording).with("Digits", take.digits.as_str());
    let url = verb.action.clone().unwrap_or_else(|| script.url.clone());
    let link = Link {
        url,
        method: verb.method.clone(),
    };
    if take.caller_gone {
        run.close(End::CallerGone);
        run.report(WebhookKind::RecordAction, &link, script, extra);
        return Err(End::CallerGone);
    }
    run.follow(WebhookKind::RecordAction, &link, script, extra)
        .await
}

/// Waits for the end of the beep; who speaks into it is heard after it.
async fn beep(run: &mut CallRun, end: Duration) -> Result<(), Gone> {
    let core = run.core.clone();
    let sleep = core.clock.sleep_until(end);
    tokio::pin!(sleep);
    let mut early = Vec::new();
    loop {
        tokio::select! {
            () = &mut sleep => break,
            action = run.stage.next() => match action {
                PartyAction::HangUp | PartyAction::EndedByApi => return Err(Gone),
                action => early.push(action),
            },
        }
    }
    for action in early {
        let _ = run.stage.hand.send(action);
    }
    Ok(())
}

/// Keeps what was said and tells the recording's status callback.
fn keep(run: &CallRun, verb: &Record, script: &Script, speech: Duration) -> Recording {
    let seconds = speech.as_secs_f64().round() as u64;
    let recording = recording::keep(&run.core, &run.sid, "RecordVerb", seconds);
    let wanted = Wanted {
        link: verb.status_callback.as_ref(),
        events: &verb.events,
        document_url: &script.url,
    };
    recording::report(&run.core, &recording, &wanted);
    recording
}

/// Listens until a key, a silence, the longest length, or the caller's end.
async fn listen(run: &mut CallRun, verb: &Record) -> Take {
    let core = run.core.clone();
    let start = core.clock.now();
    let mut voice = Voice::default();
    let mut digits = String::new();
    let mut caller_gone = false;
    loop {
        let silence = voice.until.unwrap_or(start) + verb.timeout;
        let longest = start + verb.length_max;
        let end = match voice.leaves_at {
            Some(leaves_at) => leaves_at,
            None if verb.timeout.is_zero() => longest,
            None => silence,
        };
        let action = tokio::select! {
            () = core.clock.sleep_until(end.min(longest)) => {
                caller_gone = voice.leaves_at.is_some_and(|at| at <= longest);
                break;
            }
            action = run.stage.next() => action,
        };
        match action {
            PartyAction::Speak(span) => voice.speak(core.clock.now(), span),
            PartyAction::SpeakAndLeave(span) => {
                voice.speak(core.clock.now(), span);
                voice.leaves_at = voice.until;
            }
            PartyAction::Press(keys) => {
                if let Some(key) = keys.chars().find(|key| verb.finish_on_key.contains(*key)) {
                    digits = key.to_string();
                    break;
                }
            }
            PartyAction::HangUp | PartyAction::EndedByApi => {
                caller_gone = true;
                break;
            }
            _ => {}
        }
    }
    if caller_gone {
        digits = "hangup".into();
    }
    let speech = voice.heard_by(core.clock.now()).min(verb.length_max);
    Take {
        speech,
        digits,
        caller_gone,
    }
}

/// When somebody speaks. Silence before and after is trimmed, as it is by default.
#[derive(Default)]
struct Voice {
    from: Option<Duration>,
    until: Option<Duration>,
    leaves_at: Option<Duration>,
}

impl Voice {
    fn speak(&mut self, now: Duration, span: Duration) {
        self.from.get_or_insert(now);
        self.until = Some(self.until.unwrap_or(now).max(now) + span);
    }

    fn heard_by(&self, now: Duration) -> Duration {
        let end = self.until.map_or(now, |until| until.min(now));
        self.from
            .map_or(Duration::ZERO, |from| end.saturating_sub(from))
    }
}
