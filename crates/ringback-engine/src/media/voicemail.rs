//! Voicemails: a recording that the carrier says is ready becomes a file of the call.

use std::sync::Arc;

use ringback_desk::carrier_event::RecordingReady;
use ringback_desk::lines::Line;
use ringback_desk::timeline::Happened;
use ringback_store::media::{self, Media};
use ringback_store::{StoreError, calls};

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
        if !recording.exists {
            return Ok(());
        }
        let (now, id) = (clock::now(), clock::new_id());
        let effects = self
            .store()
            .write(move |tx| {
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
                if media::insert(tx, &item)? {
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
                Ok(effects)
            })
            .await?;
        self.carry_out(effects);
        Ok(())
    }
}
