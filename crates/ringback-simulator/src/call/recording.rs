//! Recordings: kept, addressed, and reported when their file is ready.

use std::time::Duration;

use crate::core::{Shared, now_ms, rfc2822};
use crate::event::SimEvent;
use crate::form::Form;
use crate::sid;
use crate::webhook::{self, Lane, Link, Request, WebhookKind};
use crate::world::Recording;

/// How long Twilio takes until a file is ready.
const PROCESSING: Duration = Duration::from_secs(1);

/// Keeps what was said. One of no length is only reported: there is no file.
pub(super) fn keep(core: &Shared, call: &str, source: &'static str, seconds: u64) -> Recording {
    let recording = Recording {
        sid: sid::fresh("RE"),
        call: call.to_owned(),
        seconds,
        source,
        created_ms: now_ms(),
    };
    if seconds > 0 {
        let (sid, kept) = (recording.sid.clone(), recording.clone());
        core.world().recordings.insert(sid.clone(), kept);
        core.tell(SimEvent::RecordingMade {
            call: call.to_owned(),
            recording: sid,
            seconds,
        });
    }
    recording
}

fn url(core: &Shared, recording: &Recording) -> String {
    let (base, account) = (&core.base_url, &core.config.account_sid);
    format!(
        "{base}/2010-04-01/Accounts/{account}/Recordings/{}",
        recording.sid
    )
}

/// What an action says of a recording.
pub(super) fn fields(core: &Shared, recording: &Recording) -> Form {
    Form::default()
        .with("RecordingUrl", url(core, recording))
        .with("RecordingSid", recording.sid.as_str())
        .with("RecordingDuration", recording.seconds.to_string())
}

/// Where recordings are reported, and which ends of them.
pub(super) struct Wanted<'a> {
    pub(super) link: Option<&'a Link>,
    pub(super) events: &'a [String],
    pub(super) document_url: &'a str,
}

/// Tells the recording's status callback once the file is ready, if it wants to know.
pub(super) fn report(core: &Shared, recording: &Recording, wanted: &Wanted<'_>) {
    let exists = recording.seconds > 0;
    let status = if exists { "completed" } else { "absent" };
    let asked = wanted.events.iter().any(|event| event == status);
    let Some(link) = wanted.link.filter(|_| asked) else {
        return;
    };
    let duration = if exists {
        recording.seconds.to_string()
    } else {
        "-1".into()
    };
    let of_both = recording.source == "DialVerb";
    let form = Form::default()
        .with("AccountSid", core.config.account_sid.as_str())
        .with("CallSid", recording.call.as_str())
        .with("RecordingSid", recording.sid.as_str())
        .with("RecordingUrl", url(core, recording))
        .with("RecordingStatus", status)
        .with("RecordingDuration", duration)
        .with("RecordingChannels", if of_both { "2" } else { "1" })
        .with("RecordingStartTime", rfc2822(recording.created_ms))
        .with("RecordingSource", recording.source)
        .with("RecordingTrack", if of_both { "both" } else { "inbound" })
        .with("ErrorCode", "0")
        .with("ApiVersion", "2010-04-01");
    let kind = WebhookKind::RecordingStatus;
    let link = link.seen_from(wanted.document_url);
    let request = Request::new(kind, recording.call.as_str(), link, form);
    let telling = core.clone();
    core.spawn(async move {
        telling.clock.sleep(PROCESSING).await;
        webhook::notify(&telling, &mut Lane::default(), request);
    });
}
