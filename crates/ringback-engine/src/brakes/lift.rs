//! A person lifts a brake for a while, or sets it again.

use ringback_desk::brakes::{Brake, Lift, LiftFor};
use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, Id};
use ringback_desk::timeline::{Happened, Moment};
use ringback_store::notices::Notice;
use ringback_store::{StoreError, Tx, brakes, notices};

use crate::clock;
use crate::effects::Effects;
use crate::engine::Engine;
use crate::feed::Change;

impl Engine {
    /// Lifts a brake for a while; the notices say who did.
    ///
    /// # Errors
    /// When the database could not store it.
    pub async fn lift_brake(
        &self,
        business: BusinessId,
        brake: Brake,
        span: LiftFor,
        by: String,
    ) -> Result<(), StoreError> {
        let (now, id) = (clock::now(), clock::new_id());
        let sentence = self
            .store()
            .write(business, move |tx| {
                lift(tx, (business, brake), span, &by, id, now)
            })
            .await?;
        self.show(business, sentence, now);
        Ok(())
    }

    /// Ends a lift before its time.
    ///
    /// # Errors
    /// When the database could not store it.
    pub async fn set_brake_again(
        &self,
        business: BusinessId,
        brake: Brake,
        by: String,
    ) -> Result<(), StoreError> {
        let (now, id) = (clock::now(), clock::new_id());
        let sentence = self
            .store()
            .write(business, move |tx| {
                set_again(tx, (business, brake), &by, id, now)
            })
            .await?;
        if let Some(sentence) = sentence {
            self.show(business, sentence, now);
        }
        Ok(())
    }

    fn show(&self, business: BusinessId, about: String, at: Instant) {
        let mut effects = Effects::default();
        effects.of_business(Change {
            business,
            call: None,
            text: None,
            kind: None,
            party: None,
            body: None,
            moment: Moment {
                at,
                happened: Happened::Notice { about },
            },
        });
        self.carry_out(effects);
    }
}

/// Lifts a brake in a transaction; says what was done.
///
/// # Errors
/// When the database cannot be read or written.
pub fn lift(
    tx: &Tx<'_>,
    (business, brake): (BusinessId, Brake),
    span: LiftFor,
    by: &str,
    id: Id,
    now: Instant,
) -> Result<String, StoreError> {
    let mut guard = brakes::guard(tx, business)?;
    guard.lift(brake, now, span.until(now), by);
    brakes::save_guard(tx, business, &guard)?;
    let sentence = guard.lift_of(brake, now).map(Lift::sentence);
    let sentence = sentence.unwrap_or_default();
    store(tx, business, id, sentence.clone(), now)?;
    Ok(sentence)
}

/// Ends a lift in a transaction; says what was done, if there was one.
///
/// # Errors
/// When the database cannot be read or written.
pub fn set_again(
    tx: &Tx<'_>,
    (business, brake): (BusinessId, Brake),
    by: &str,
    id: Id,
    now: Instant,
) -> Result<Option<String>, StoreError> {
    let mut guard = brakes::guard(tx, business)?;
    if !guard.set_again(brake, now) {
        return Ok(None);
    }
    brakes::save_guard(tx, business, &guard)?;
    let name = brake.code().replace('_', " ");
    let sentence = format!("{by} set the brake ({name}) again.");
    store(tx, business, id, sentence.clone(), now)?;
    Ok(Some(sentence))
}

fn store(
    tx: &Tx<'_>,
    business: BusinessId,
    id: Id,
    sentence: String,
    at: Instant,
) -> Result<(), StoreError> {
    let notice = Notice {
        business,
        id,
        key: format!("lift:{id}"),
        at,
        sentence,
        call: None,
        text: None,
    };
    notices::insert(tx, &notice)?;
    Ok(())
}
