//! Voicemails: a recording that the carrier says is ready becomes a file of the call.

use std::sync::Arc;

use ringback_desk::calls::Fact;
use ringback_desk::carrier_event::{Attestation, RecordingReady};
use ringback_desk::lines::Line;
use ringback_desk::phone::classify;
use ringback_desk::timeline::Happened;
use ringback_store::media::{self, Media};
use ringback_store::{StoreError, calls};

use crate::calls::{Ids, IncomingFact, run};
use crate::clock;
use crate::effects::{Effects, moments};
use crate::engine::Engine;

impl Engine {
    /// Takes word of a recording in; it is on the disk when this returns.
    ///
    /// # Errors
    /// When the database could not store it.
    pub async fn take_recording(
        &self,
        line: Arc<Line>,
        recording: RecordingReady,
    ) -> Result<(), StoreError> {
        if !recording.exists && line.voicemail_wait.is_zero() {
            return Ok(());
        }
        let (now, id, ids) = (clock::now(), clock::new_id(), Ids::new());
        let effects = self
            .store()
            .write(line.business, move |tx| {
                let mut effects = Effects::default();
                let Some((call, _)) = calls::load(tx, line.business, &recording.call)? else {
                    return Ok(effects);
                };
                let item = Media {
                    business: line.business,
                    id,
                    text: None,
                    call: Some(call.id),
                    carrier_id: recording.recording.clone(),
                    url: recording.url.clone(),
                    content_type: "audio/mpeg".to_owned(),
                    seconds: recording.seconds,
                    file: None,
                    attempts: 0,
                    error: None,
                    wake_at: Some(now),
                };
                if recording.exists && media::insert(tx, &item)? {
                    let happened = moments(
                        now,
                        [Happened::Voicemail {
                            seconds: recording.seconds,
                        }],
                    );
                    calls::update(tx, &call, &happened)?;
                    effects.of_call(&call, &happened);
                    effects.fetch = true;
                }
                if !line.voicemail_wait.is_zero() {
                    let waited_for = voicemail(&line, &recording.call, recording.exists);
                    let caller = classify(&call.facts.from, Some(line.region));
                    let (_, more) = run(tx, &waited_for, &caller, &ids, now)?;
                    effects.add(more);
                }
                Ok(effects)
            })
            .await?;
        self.carry_out(effects);
        Ok(())
    }
}

/// What a text that waits for a voicemail is told.
fn voicemail(line: &Arc<Line>, call: &str, left: bool) -> IncomingFact {
    IncomingFact {
        line: Arc::clone(line),
        call: call.to_owned(),
        from: String::new(),
        attestation: Attestation::Absent,
        fact: Fact::Voicemail { left },
    }
}
