//! Storing the answers: the business, its line, their settings, the sealed account.

use anyhow::{Context as _, bail};
use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::phone::PhoneNumber;
use ringback_engine::clock::now;
use ringback_store::{Scope, StoreError, Tx, accounts, businesses, lines, settings};
use secrecy::ExposeSecret as _;

use super::account::Carrier;
use super::answers::Answers;
use super::{Arguments, Desk};
use crate::cli::say;

/// Where the answers are.
pub(super) struct Saved {
    pub(super) business: BusinessId,
    pub(super) line: LineId,
}

/// Why the answers were not stored.
enum Refused {
    NoSuchBusiness,
    NameTaken,
    NumberTaken,
}

pub(super) async fn save(
    desk: &Desk,
    arguments: &Arguments,
    answers: &Answers,
    carrier: &Carrier,
    number: &PhoneNumber,
) -> anyhow::Result<Saved> {
    let company = answers.get("company").unwrap_or_default().to_owned();
    let (named, number) = (arguments.business.clone(), *number);
    let (values, account) = (answers.to_store(), carrier.account.clone());
    let token = carrier.token.clone();
    let stored = desk.store.write(Scope::Installation, move |tx| {
        let business = match business_of(tx, named.as_deref(), &company, &number)? {
            Ok(business) => business,
            Err(refused) => return Ok(Err(refused)),
        };
        let Some(line) = lines::set_up(tx, business, &number, now())? else {
            return Ok(Err(Refused::NumberTaken));
        };
        for (key, value, is_of_line) in &values {
            let of = is_of_line.then_some(line);
            settings::set(tx, business, of, key, Some(value))?;
        }
        if let Some(token) = &token {
            accounts::set(tx, business, &account, token.expose_secret())?;
        }
        Ok(Ok((business, line)))
    });
    match stored.await.context("database")? {
        Ok((business, line)) => {
            say("ok     settings: stored");
            Ok(Saved { business, line })
        }
        Err(Refused::NoSuchBusiness) => bail!("--business: there is no such business"),
        Err(Refused::NameTaken) => bail!("--company: another business has this name"),
        Err(Refused::NumberTaken) => bail!("--number: it is the line of another business"),
    }
}

/// The business that is named, or that has the number or the name already; one that has no line yet
/// takes the name; else a new one.
fn business_of(
    tx: &Tx<'_>,
    named: Option<&str>,
    company: &str,
    number: &PhoneNumber,
) -> Result<Result<BusinessId, Refused>, StoreError> {
    let all = businesses::all(tx)?;
    let owner = lines::all(tx)?
        .into_iter()
        .find(|line| line.number == *number)
        .map(|line| line.business);
    let found = match named {
        Some(named) => match businesses::find(tx, named)? {
            Some(found) => Some(found.id),
            None => return Ok(Err(Refused::NoSuchBusiness)),
        },
        None => owner
            .or_else(|| all.iter().find(|it| it.company == company).map(|it| it.id))
            .or(match all.as_slice() {
                [only] if only.lines == 0 => Some(only.id),
                _ => None,
            }),
    };
    let Some(business) = found else {
        return Ok(businesses::add(tx, company)?.ok_or(Refused::NameTaken));
    };
    let has_name = all
        .iter()
        .any(|it| it.id == business && it.company == company);
    if !has_name && !businesses::rename(tx, business, company)? {
        return Ok(Err(Refused::NameTaken));
    }
    Ok(Ok(business))
}
