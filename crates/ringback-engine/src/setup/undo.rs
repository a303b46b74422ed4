//! Putting a number back as it was.

use ringback_carriers::twilio::client::TwilioClient;
use ringback_desk::id::BusinessId;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::setup::facts::NumberFacts;
use ringback_desk::setup::plan::Change;
use ringback_desk::setup::undo::{UndoPlan, undo as plan_undo};
use ringback_store::Store;
use ringback_store::setup::{StoredUndo, get, set_undone};

use super::apply::SetupError;
use super::numbers::find_number;
use crate::clock;

/// What undoing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// What was put back; nothing where everything was as before already.
    pub changes: Vec<Change>,
    /// What somebody has changed since, and what was therefore left.
    pub left: Vec<Change>,
}

/// Puts a number back as it was before it was pointed here. What somebody has changed since is left
/// and named, unless `force` is given. Safe to run twice.
///
/// # Errors
/// [`SetupError`].
pub async fn undo(
    store: &Store,
    client: &TwilioClient,
    business: BusinessId,
    account: &str,
    number: &PhoneNumber,
    force: bool,
) -> Result<Undone, SetupError> {
    let stored = record_of(store, business, number).await?;
    if stored.account != account {
        return Err(SetupError::OtherAccount {
            account: stored.account,
        });
    }
    let facts = find_number(client, number)
        .await
        .map_err(SetupError::Finding)?;
    let plan = plan_undo(&stored.record, &facts, force);
    carry_out(client, &facts, &plan).await?;
    let left = if force {
        Vec::new()
    } else {
        plan.changed_since.clone()
    };
    if left.is_empty() {
        let (number, now) = (*number, clock::now());
        store
            .write(business, move |tx| set_undone(tx, business, &number, now))
            .await?;
    }
    Ok(Undone {
        changes: plan.changes,
        left,
    })
}

async fn record_of(
    store: &Store,
    business: BusinessId,
    number: &PhoneNumber,
) -> Result<StoredUndo, SetupError> {
    let wanted = *number;
    let stored = store.read(move |tx| get(tx, business, &wanted)).await?;
    stored.ok_or(SetupError::NothingReplaced)
}

async fn carry_out(
    client: &TwilioClient,
    facts: &NumberFacts,
    plan: &UndoPlan,
) -> Result<(), SetupError> {
    if let Some(service) = &plan.service {
        client
            .set_service_uses_number_setting(&service.id, service.uses_number_setting)
            .await?;
    }
    if !plan.slots.is_empty() {
        client
            .update_number(&facts.id, &plan.after, &plan.slots)
            .await?;
    }
    Ok(())
}
