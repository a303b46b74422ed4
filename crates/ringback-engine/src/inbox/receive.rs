//! A text came in: from whom, and is it new?

use std::sync::Arc;

use ringback_desk::carrier_event::TextReceived;
use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id};
use ringback_desk::lines::Line;
use ringback_desk::mutants::Mutant;
use ringback_desk::phone::classify;
use ringback_desk::segments;
use ringback_desk::texts::{Delivery, Phase, TextKind};
use ringback_desk::timeline::Happened;
use ringback_store::media::{self, Media};
use ringback_store::texts::{self, StoredText};
use ringback_store::{StoreError, Tx};

use super::{customer, owner};
use crate::clock;
use crate::effects::{Effects, moments};
use crate::engine::Engine;
use crate::process;

/// How we came to know of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The carrier's webhook.
    Webhook,
    /// The carrier's list, because the webhook was lost.
    List,
    /// The carrier's list of the time that a restored backup does not know; it came in then.
    Restored(Instant),
}

/// A text that is being taken in.
pub(crate) struct Received<'a> {
    pub line: &'a Line,
    pub text: &'a TextReceived,
    /// The sender in E.164, or as spelt where it is no number.
    pub party: String,
    /// The row's id.
    pub id: Id,
    /// When it was written, as far as anybody knows. Earlier than `now` where its webhook was lost.
    pub written_at: Instant,
    pub now: Instant,
}

impl Engine {
    /// Takes a text in; it is on the disk when this returns. One that is known changes nothing.
    ///
    /// # Errors
    /// When the database could not store it.
    pub async fn take_text(&self, line: Arc<Line>, text: TextReceived) -> Result<(), StoreError> {
        self.take_text_from(line, text, Origin::Webhook, None)
            .await
            .map(|_| ())
    }

    /// As [`Engine::take_text`], of a text that was written at `written_at` where the carrier says
    /// so; says whether the text was new.
    pub(crate) async fn take_text_from(
        &self,
        line: Arc<Line>,
        text: TextReceived,
        origin: Origin,
        written_at: Option<Instant>,
    ) -> Result<bool, StoreError> {
        let (now, id) = match origin {
            Origin::Restored(at) => (at, clock::id_at(at)),
            Origin::Webhook | Origin::List => (clock::now(), clock::new_id()),
        };
        let written_at = written_at.map_or(now, |at| at.min(now));
        if Mutant::AnswerBeforeCommit.is_on() {
            let store = self.store().clone();
            process::spawn(async move {
                let command =
                    move |tx: &Tx<'_>| take(tx, &line, &text, id, (written_at, now)).map(drop);
                let _ = store.write(BusinessId(0), command).await;
            });
            return Ok(true);
        }
        let taken = self
            .store()
            .write(line.business, move |tx| {
                take(tx, &line, &text, id, (written_at, now))
            })
            .await?;
        let is_new = taken.is_some();
        if is_new && origin != Origin::Webhook {
            metrics::counter!("ringback_texts_recovered_total").increment(1);
        }
        self.carry_out(taken.unwrap_or_default());
        Ok(is_new)
    }
}

fn take(
    tx: &Tx<'_>,
    line: &Line,
    text: &TextReceived,
    id: Id,
    (written_at, now): (Instant, Instant),
) -> Result<Option<Effects>, StoreError> {
    if texts::is_known(tx, &text.text)? {
        if !Mutant::SkipUniqueId.is_on() || text.text.len() > 40 {
            return Ok(None);
        }
        let mut second = text.clone();
        second.text = format!("{}{}", text.text, id.to_string().replace('-', ""));
        return take(tx, line, &second, id, (written_at, now));
    }
    let sender = classify(&text.from, Some(line.region));
    let party = sender
        .number
        .map_or_else(|| text.from.clone(), |number| number.to_string());
    let is_owner = sender
        .number
        .is_some_and(|number| line.ring.contains(&number));
    let received = Received {
        line,
        text,
        party,
        id,
        written_at,
        now,
    };
    let mut effects = Effects {
        fetch: !text.media.is_empty(),
        ..Effects::default()
    };
    let read = if is_owner {
        owner::read(tx, &received, &mut effects)?
    } else {
        customer::read(tx, &received, &mut effects)?.into()
    };
    let row = StoredText {
        about: read.about,
        ..received.row()
    };
    let media = u32::try_from(text.media.len()).unwrap_or(u32::MAX);
    let happened = moments(
        now,
        std::iter::once(Happened::TextReceived { media }).chain(read.happened),
    );
    texts::insert(tx, &row, &happened)?;
    received.store_media(tx)?;
    let mut own = Effects::default();
    own.of_text(&row, &happened);
    effects.changes.splice(0..0, own.changes);
    metrics::counter!("ringback_texts_received_total").increment(1);
    Ok(Some(effects))
}

impl Received<'_> {
    fn row(&self) -> StoredText {
        let mut delivery = Delivery::pending();
        delivery.phase = Phase::Received;
        delivery.carrier_id = Some(self.text.text.clone());
        StoredText {
            business: self.line.business,
            id: self.id,
            line: self.line.id,
            kind: TextKind::Inbound,
            party: self.party.clone(),
            body: self.text.body.clone(),
            segments: u32::try_from(segments::measure(&self.text.body).segments)
                .unwrap_or(u32::MAX),
            delivery,
            deadline: None,
            wake_at: None,
            call: None,
            about: None,
        }
    }

    /// Three pictures are three rows, fetched after the carrier has its answer.
    fn store_media(&self, tx: &Tx<'_>) -> Result<(), StoreError> {
        for (index, link) in self.text.media.iter().enumerate() {
            let item = Media {
                business: self.line.business,
                id: clock::new_id(),
                text: Some(self.id),
                call: None,
                carrier_id: format!("{}:{index}", self.text.text),
                url: link.url.clone(),
                content_type: link.content_type.clone(),
                seconds: None,
                file: None,
                attempts: 0,
                error: None,
                wake_at: Some(self.now),
            };
            media::insert(tx, &item)?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "receive_tests.rs"]
mod tests;
