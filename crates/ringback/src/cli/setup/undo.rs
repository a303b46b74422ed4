//! `ringback setup --undo`: the number as it was.

use anyhow::{Context as _, bail};
use ringback_desk::id::BusinessId;
use ringback_desk::phone::PhoneNumber;
use ringback_engine::setup::undo;
use ringback_store::setup::{StoredUndo, of_business};
use ringback_store::{accounts, businesses};
use secrecy::SecretString;

use super::account::{Carrier, check};
use super::{Arguments, Desk};
use crate::cli::say;
use crate::config::Layers;

pub(super) async fn run(desk: &Desk, arguments: &Arguments, layers: &Layers) -> anyhow::Result<()> {
    let records = records(desk, arguments).await?;
    if records.is_empty() {
        bail!("nothing was replaced at the carrier, so there is nothing to put back");
    }
    let mut left_any = false;
    for (business, record) in records {
        let carrier = carrier_of(desk, arguments, layers, business).await?;
        left_any |= put_back(desk, arguments, &carrier, business, &record.number).await?;
    }
    if left_any {
        bail!(
            "somebody has changed the settings named above since, so they were left: give --force \
             to put them back as well"
        );
    }
    Ok(())
}

/// The records of the number that is named, or of all numbers.
async fn records(
    desk: &Desk,
    arguments: &Arguments,
) -> anyhow::Result<Vec<(BusinessId, StoredUndo)>> {
    let (named, number) = (arguments.business.clone(), arguments.number.clone());
    let read = desk.store.read(move |tx| {
        let mut found = Vec::new();
        for business in businesses::all(tx)? {
            let id = business.id.0.to_string();
            let is_named = |name: &String| *name == business.company || *name == id;
            if !named.as_ref().is_none_or(is_named) {
                continue;
            }
            let records = of_business(tx, business.id)?;
            let is_wanted = |record: &StoredUndo| {
                number
                    .as_ref()
                    .is_none_or(|number| record.number.as_str() == number.trim())
            };
            let wanted = records.into_iter().filter(is_wanted);
            found.extend(wanted.map(|record| (business.id, record)));
        }
        Ok(found)
    });
    read.await.context("database")
}

/// The account that is stored for the business, unless another is given.
async fn carrier_of(
    desk: &Desk,
    arguments: &Arguments,
    layers: &Layers,
    business: BusinessId,
) -> anyhow::Result<Carrier> {
    let is_given = arguments.account_sid.is_some() || arguments.auth_token_file.is_some();
    let stored = desk
        .store
        .read(move |tx| accounts::get(tx, business))
        .await
        .context("database")?;
    let Some(stored) = stored.filter(|_| !is_given) else {
        return check(desk, arguments, layers).await;
    };
    let credentials = ringback_engine::setup::Credentials {
        account_sid: stored.sid.clone(),
        auth_token: SecretString::from(stored.token),
        api_url: desk.api_url.clone(),
        public_url: desk.public_url.clone(),
    };
    match ringback_engine::setup::check_account(&credentials).await {
        Ok((client, facts, _)) => Ok(Carrier {
            client,
            account: facts.account,
            token: None,
        }),
        Err(finding) => bail!("{} {}", finding.sentence(), finding.fix()),
    }
}

/// Puts one number back; whether something was left.
async fn put_back(
    desk: &Desk,
    arguments: &Arguments,
    carrier: &Carrier,
    business: BusinessId,
    number: &PhoneNumber,
) -> anyhow::Result<bool> {
    let account = carrier.account.as_str();
    let force = arguments.force;
    let undone = undo(
        &desk.store,
        &carrier.client,
        business,
        account,
        number,
        force,
    )
    .await?;
    let about = number.as_str();
    if undone.changes.is_empty() && undone.left.is_empty() {
        say(&format!("ok     number {about}: is as it was before"));
    }
    for change in &undone.changes {
        say(&format!("ok     number {about}: {}", change.line()));
    }
    for change in &undone.left {
        say(&format!("left   number {about}: {}", change.line()));
    }
    Ok(!undone.left.is_empty())
}
