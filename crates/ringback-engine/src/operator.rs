//! Telling whoever runs the installation of what concerns all of it: backups, the certificate.

use std::sync::Arc;

use ringback_desk::clock::Instant;
use ringback_desk::id::Id;
use ringback_desk::lines::Line;
use ringback_store::StoreError;

use crate::clock;
use crate::effects::Effects;
use crate::engine::Engine;
use crate::notices::{Telling, first_phone, tell};

const DAY_MS: i64 = 86_400_000;

impl Engine {
    /// Tells of something that is wrong with the installation, once a day for each `topic`.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn tell_operator(
        &self,
        topic: &'static str,
        sentence: String,
    ) -> Result<(), StoreError> {
        let Some(line) = line_of_operator(self) else {
            return Ok(());
        };
        let (id, now) = (clock::new_id(), clock::now());
        let effects = self.store().write(line.business, move |tx| {
            let mut effects = Effects::default();
            let telling = telling(&line, topic, &sentence, id, now);
            tell(tx, &telling, now, &mut effects)?;
            Ok(effects)
        });
        self.carry_out(effects.await?);
        Ok(())
    }
}

/// Only where there is one business: several share the installation, and whoever runs it reads the
/// log, the page of the server and `ringback check`.
fn line_of_operator(engine: &Engine) -> Option<Arc<Line>> {
    let directory = engine.directory();
    let is_only = directory.businesses().count() == 1;
    directory
        .lines()
        .all()
        .next()
        .filter(|_| is_only)
        .map(Arc::clone)
}

fn telling<'a>(line: &'a Line, topic: &str, sentence: &str, id: Id, now: Instant) -> Telling<'a> {
    Telling {
        id,
        key: format!("{topic}:{}", now.0.div_euclid(DAY_MS)),
        sentence: sentence.to_owned(),
        call: None,
        text: None,
        by_text: first_phone(line),
        line,
    }
}
