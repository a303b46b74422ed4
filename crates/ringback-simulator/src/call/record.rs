//! Record: a beep, a voice, a file.

use std::time::Duration;

use super::behaviour;
use super::ending::End;
use super::interpret::{CallRun, Next, Script};
use crate::core::{Shared, now_ms, rfc2822};
use crate::event::{SimEvent, Sound};
use crate::form::Form;
use crate::sid;
use crate::twiml::{Link, Record};
use crate::webhook::{self, Lane, Request, WebhookKind};
use crate::world::{CallerBehaviour, PartyAction, Recording};

/// How long Twilio takes until a file is ready.
const PROCESSING: Duration = Duration::from_secs(1);

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
    if seconds == 0 {
        // Nothing was said: there is no file, and the document goes on.
        report(&run.core, &run.sid, verb, script, &sid::fresh("RE"), None);
        return if take.caller_gone {
            Err(End::CallerGone)
        } else {
            Ok(Next::Verb)
        };
    }
    let recording = keep(run, seconds);
    report(&run.core, &run.sid, verb, script, &recording, Some(seconds));
    let extra = Form::default()
        .with("RecordingUrl", recording_url(&run.core, &recording))
        .with("RecordingSid", recording.as_str())
        .with("RecordingDuration", seconds.to_string())
        .with("Digits", take.digits.as_str());
    let url = verb.action.clone().unwrap_or_else(|| script.url.clone());
    let link = Link {
        url,
        method: verb.method.clone(),
    };
    if take.caller_gone {
        run.close(End::CallerGone);
        let link = Link {
            url: super::interpret::resolve(&script.url, &link.url),
            ..link
        };
        let request = run.request(WebhookKind::RecordAction, &link, extra);
        webhook::notify(&run.core, &mut run.lane, request);
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

fn keep(run: &CallRun, seconds: u64) -> String {
    let recording = Recording {
        sid: sid::fresh("RE"),
        call: run.sid.clone(),
        seconds,
        source: "RecordVerb",
        created_ms: now_ms(),
    };
    let sid = recording.sid.clone();
    run.core.world().recordings.insert(sid.clone(), recording);
    let (call, recording) = (run.sid.clone(), sid.clone());
    run.core.tell(SimEvent::RecordingMade {
        call,
        recording,
        seconds,
    });
    sid
}

pub(super) fn recording_url(core: &Shared, recording: &str) -> String {
    let (base, account) = (&core.base_url, &core.config.account_sid);
    format!("{base}/2010-04-01/Accounts/{account}/Recordings/{recording}")
}

/// Tells the recording's status callback, when the file is ready; `None` when there is no file.
fn report(
    core: &Shared,
    call: &str,
    verb: &Record,
    script: &Script,
    recording: &str,
    seconds: Option<u64>,
) {
    let status = if seconds.is_some() {
        "completed"
    } else {
        "absent"
    };
    let wanted = verb.events.iter().any(|event| event == status);
    let Some(link) = verb.status_callback.clone().filter(|_| wanted) else {
        return;
    };
    let duration = seconds.map_or_else(|| "-1".to_owned(), |seconds| seconds.to_string());
    let form = Form::default()
        .with("AccountSid", core.config.account_sid.as_str())
        .with("CallSid", call)
        .with("RecordingSid", recording)
        .with("RecordingUrl", recording_url(core, recording))
        .with("RecordingStatus", status)
        .with("RecordingDuration", duration)
        .with("RecordingChannels", "1")
        .with("RecordingStartTime", rfc2822(now_ms()))
        .with("RecordingSource", "RecordVerb")
        .with("RecordingTrack", "inbound")
        .with("ErrorCode", "0")
        .with("ApiVersion", "2010-04-01");
    let request = Request {
        kind: WebhookKind::RecordingStatus,
        about: call.to_owned(),
        method: link.method,
        url: super::interpret::resolve(&script.url, &link.url),
        form,
    };
    let telling = core.clone();
    core.spawn(async move {
        telling.clock.sleep(PROCESSING).await;
        webhook::notify(&telling, &mut Lane::default(), request);
    });
}
