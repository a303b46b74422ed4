//! Asking about one line, and what follows from the answer.

use std::sync::Arc;

use ringback_desk::lines::Line;
use ringback_desk::setup::facts::Scheme;
use ringback_desk::setup::findings::Finding;
use ringback_desk::setup::registration::Registration;
use ringback_store::registration::{StoredRegistration, put};
use ringback_store::{StoreError, settings};

use super::release::release;
use crate::clock;
use crate::effects::Effects;
use crate::engine::Engine;
use crate::notices::{Telling, first_phone, tell};
use crate::setup::{ask_registration, find_number};

/// Asks, stores and tells; nothing where the carrier could not be asked.
pub(super) async fn ask(engine: &Engine, line: &Arc<Line>) -> Option<Registration> {
    let state = match ask_carrier(engine, line).await {
        Ok(state) => state,
        Err(why) => {
            tracing::info!(
                line = line.id.0,
                why,
                "a registration could not be asked about"
            );
            return None;
        }
    };
    if let Err(fault) = take_in(engine, line, &state).await {
        tracing::warn!(line = line.id.0, %fault, "a registration could not be stored");
        return None;
    }
    Some(state)
}

async fn ask_carrier(engine: &Engine, line: &Line) -> Result<Registration, String> {
    if Scheme::of(&line.number) == Scheme::None {
        return Ok(Registration::NotNeeded);
    }
    let client = engine
        .client_of(line.business)
        .map_err(|fault| fault.to_string())?;
    let number = find_number(&client, &line.number)
        .await
        .map_err(|finding| in_words(&finding))?;
    ask_registration(&client, &number)
        .await
        .map_err(|fault| fault.to_string())
}

/// Without the number, which is not for the log.
fn in_words(finding: &Finding) -> String {
    match finding {
        Finding::CarrierSilent { why } => why.clone(),
        other => other.code().to_owned(),
    }
}

async fn take_in(
    engine: &Engine,
    line: &Arc<Line>,
    state: &Registration,
) -> Result<(), StoreError> {
    let (of_line, said) = (
        Arc::clone(line),
        StoredRegistration {
            state: state.clone(),
            asked_at: clock::now(),
        },
    );
    let notice = clock::new_id();
    let (changed, effects) = engine
        .store()
        .write(line.business, move |tx| {
            let mut effects = Effects::default();
            let before = ringback_store::registration::get(tx, of_line.business, of_line.id)?;
            let changed = put(tx, of_line.business, of_line.id, &said)?;
            if changed {
                settings::touch(tx)?;
                let before = before.map(|before| before.state).unwrap_or_default();
                if let Some(telling) = news(&of_line, &before, &said, notice) {
                    tell(tx, &telling, said.asked_at, &mut effects)?;
                }
            }
            Ok((changed, effects))
        })
        .await?;
    if changed {
        engine.reload().await?;
    }
    engine.carry_out(effects);
    // Not only where the carriers let them: the owner may have said meanwhile that texts are to leave
    // all the same.
    release(engine, line.id).await
}

/// What the owner is told: that texts are held and why, or that they leave. While they are held a
/// text to the owner's phone would be blocked like any other, so it is said on the page.
fn news<'a>(
    line: &'a Line,
    before: &Registration,
    said: &StoredRegistration,
    id: ringback_desk::id::Id,
) -> Option<Telling<'a>> {
    let leaves = said.state.lets_texts_leave();
    if leaves && before.lets_texts_leave() {
        return None;
    }
    let sentence = if leaves {
        format!("{} Texts leave from now on.", said.state.sentence())
    } else if line.holds_unregistered {
        let fix = said.state.fix().unwrap_or_default();
        format!("{} {fix} Until then texts are held.", said.state.sentence())
    } else {
        let fix = said.state.fix().unwrap_or_default();
        format!("{} {fix}", said.state.sentence())
    };
    Some(Telling {
        id,
        key: format!("registration:{}:{}", line.id.0, said.asked_at.0),
        sentence,
        call: None,
        text: None,
        by_text: first_phone(line).filter(|_| leaves),
        line,
    })
}
