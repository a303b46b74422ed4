//! Record: a beep, a voice, a file.

use std::time::Duration;

use super::behaviour;
use super::ending::End;
use super::interpret::{CallRun, Next, Script};
use super::recording::{self, Wanted};
use crate::event::Sound;
use crate::twiml::Record;
use crate::webhook::{Link, WebhookKind};
use crate::world::{CallerBehaviour, PartyAction};

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
        while run.stage.keys_until(end).await?.is_some() {}
    }
    if let CallerBehaviour::LeaveVoicemail { seconds } = run.behaviour {
        behaviour::after_the_beep(&run.core, seconds, run.stage.hand.clone());
    }
    let take = listen(run, verb).await;
    let seconds = take.speech.as_secs_f64().round() as u64;
    let recording = recording::keep(&run.core, &run.sid, "RecordVerb", seconds);
    let wanted = Wanted {
        link: verb.status_callback.as_ref(),
        events: &verb.events,
        document_url: &script.url,
    };
    recording::report(&run.core, &recording, &wanted);
    if seconds == 0 {
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

/// Listens until a key, a silence, the longest length, or the caller's end.
async fn listen(run: &mut CallRun, verb: &Record) -> Take {
    let start = run.stage.now();
    let mut spoken_until = start;
    let mut digits = String::new();
    let mut caller_gone = false;
    let core = run.core.clone();
    loop {
        let silent_at = match verb.timeout {
            Duration::ZERO => start + verb.length_max,
            timeout => spoken_until.max(start) + timeout,
        };
        let end = silent_at.min(start + verb.length_max);
        tokio::select! {
            () = core.clock.sleep_until(end) => break,
            action = run.stage.next() => match action {
                PartyAction::Speak(span) => {
                    spoken_until = core.clock.now().max(spoken_until) + span;
                }
                PartyAction::Press(keys) => {
                    if let Some(key) = keys.chars().find(|key| verb.finish_on_key.contains(*key)) {
                        digits = key.to_string();
                        break;
                    }
                }
                PartyAction::HangUp | PartyAction::EndedByApi => {
                    digits = "hangup".into();
                    caller_gone = true;
                    break;
                }
                _ => {}
            },
        }
    }
    // What silence follows is trimmed, as it is by default.
    let end = spoken_until
        .min(core.clock.now())
        .min(start + verb.length_max);
    Take {
        speech: end.saturating_sub(start),
        digits,
        caller_gone,
    }
}
