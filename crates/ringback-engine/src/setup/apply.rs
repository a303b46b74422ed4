//! Pointing a number here, with the record of what was there written first.

use ringback_carriers::twilio::client::{ApiError, TwilioClient};
use ringback_desk::id::BusinessId;
use ringback_desk::setup::facts::NumberFacts;
use ringback_desk::setup::findings::Finding;
use ringback_desk::setup::plan::Plan;
use ringback_desk::setup::undo::UndoRecord;
use ringback_store::setup::{StoredUndo, get, put};
use ringback_store::{Store, StoreError};

use crate::clock;

/// Why a set-up or its undoing did not happen, or not wholly.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The database refused; the carrier was told nothing.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The carrier refused or could not be reached. What it had done by then is in the record, so
    /// that doing it again, or undoing it, finds the rest.
    #[error("the number could not be changed: {0}. Do it again, or undo it")]
    Carrier(#[from] ApiError),
    /// Nothing was replaced at this number.
    #[error("nothing was replaced at this number, so there is nothing to put back")]
    NothingReplaced,
    /// The number is of another account than the one that is asked.
    #[error("the number was set up in account {account}: give the SID and token of that one")]
    OtherAccount {
        /// The account of the record.
        account: String,
    },
    /// The number could not be looked at.
    #[error("{}", .0.sentence())]
    Finding(Finding),
}

/// Carries out a plan. What is there is written down before the carrier is told anything; doing it
/// again does nothing that is done already.
///
/// # Errors
/// [`SetupError`].
pub async fn apply(
    store: &Store,
    client: &TwilioClient,
    business: BusinessId,
    account: &str,
    facts: &NumberFacts,
    plan: &Plan,
) -> Result<(), SetupError> {
    if plan.is_done() {
        return Ok(());
    }
    write_down(store, business, account, facts, plan).await?;
    if !plan.slots.is_empty() {
        client
            .update_number(&facts.id, &plan.after, &plan.slots)
            .await?;
    }
    if let Some(service) = &plan.service {
        client
            .set_service_uses_number_setting(&service.id, true)
            .await?;
    }
    Ok(())
}

async fn write_down(
    store: &Store,
    business: BusinessId,
    account: &str,
    facts: &NumberFacts,
    plan: &Plan,
) -> Result<(), StoreError> {
    let (facts, plan, account) = (facts.clone(), plan.clone(), account.to_owned());
    let now = clock::now();
    store
        .write(business, move |tx| {
            let earlier = get(tx, business, &facts.number)?;
            // What was put back stands no more: the number is as somebody wants it.
            let standing = earlier.filter(|it| it.undone_at.is_none() && it.account == account);
            let record = UndoRecord::of(&facts, &plan, standing.as_ref().map(|it| &it.record));
            let undo = StoredUndo {
                number: facts.number,
                account: account.clone(),
                record,
                written_at: now,
                undone_at: None,
            };
            put(tx, business, &undo)
        })
        .await
}
