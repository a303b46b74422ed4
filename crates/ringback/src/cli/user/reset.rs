//! `ringback user reset`: a new link, from the database alone, whether the server runs or not.
//!
//! The old password works until the link is used, so that a link nobody opens locks nobody out.

use anyhow::{Context, bail};
use ringback_desk::id::{BusinessId, PersonId};
use ringback_desk::people::login;
use ringback_engine::clock::now;
use ringback_store::people::{self, Listed, Person, Secret, links};
use ringback_store::{StoreError, Tx};

use crate::cli::{FileArgument, runtime, say};
use crate::config::{Layers, open_existing_store};
use crate::login_link::{Doors, in_words};

#[derive(clap::Args)]
pub(in crate::cli) struct Arguments {
    /// The business, by its number or its name. Needed where there are several.
    #[arg(long)]
    business: Option<String>,
    /// Whose password, by what they type at the login. Needed where a business has several people.
    #[arg(long)]
    person: Option<String>,
    #[command(flatten)]
    file: FileArgument,
}

/// Whose link it is to be.
struct Target {
    business: BusinessId,
    person: Option<PersonId>,
    /// As it is printed.
    who: String,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let layers = Layers::load(arguments.file.config.as_deref());
    let code = Secret::random();
    let who = runtime()?.block_on(async {
        let store = open_existing_store(&layers)?;
        let everybody = store.read(people::all).await.context("database")?;
        let business = choose_business(&everybody, arguments.business.as_deref())?;
        let id = business.business;
        let staff = store
            .read(move |tx| people::of_business(tx, id))
            .await
            .context("database")?;
        let target = choose_person(business, &staff, arguments.person.as_deref())?;
        let (id, person, digest) = (target.business, target.person, code.digest());
        store
            .write(id, move |tx| replace(tx, id, person, &digest))
            .await
            .context("database")?;
        anyhow::Ok(target.who)
    })?;
    for line in in_words(&who, &Doors::of(&layers), &code) {
        say(&line);
    }
    Ok(())
}

/// Whoever asks for a new link has lost the old one, and somebody else may have found it.
fn replace(
    tx: &Tx<'_>,
    business: BusinessId,
    person: Option<PersonId>,
    code: &people::SecretDigest,
) -> Result<(), StoreError> {
    let at = now();
    links::void(tx, business, person, at)?;
    people::invite(tx, business, person, code, at)
}

fn choose_business<'e>(everybody: &'e [Listed], asked: Option<&str>) -> anyhow::Result<&'e Listed> {
    let Some(asked) = asked else {
        let Some(first) = everybody.first() else {
            bail!(
                "there is no business yet: set company and line_number and start `ringback serve`"
            );
        };
        if everybody
            .iter()
            .any(|entry| entry.business != first.business)
        {
            bail!(
                "there are several businesses; name one:{}",
                businesses(everybody)
            );
        }
        return Ok(first);
    };
    let asked = asked.trim();
    let number = asked.parse().ok().map(BusinessId);
    let found = everybody.iter().find(|entry| {
        Some(entry.business) == number || entry.company.to_lowercase() == asked.to_lowercase()
    });
    match found {
        Some(entry) => Ok(entry),
        None => bail!(
            "no business is called `{asked}`; there are:{}",
            businesses(everybody)
        ),
    }
}

/// Each as it can be named.
fn businesses(everybody: &[Listed]) -> String {
    let mut names: Vec<_> = everybody
        .iter()
        .map(|entry| format!("\n  --business {}  {}", entry.business.0, entry.company))
        .collect();
    names.dedup();
    names.concat()
}

fn choose_person(
    business: &Listed,
    staff: &[Person],
    asked: Option<&str>,
) -> anyhow::Result<Target> {
    let target = |person: Option<&Person>| Target {
        business: business.business,
        person: person.map(|person| person.id),
        who: person.map_or_else(
            || business.company.clone(),
            |person| format!("{} ({})", person.login, business.company),
        ),
    };
    let logins: Vec<_> = staff.iter().map(|person| person.login.as_str()).collect();
    match (asked, staff) {
        (None, []) => Ok(target(None)),
        (None, [one]) => Ok(target(Some(one))),
        (None, _) => bail!(
            "{} has several people; name one with --person: {}",
            business.company,
            logins.join(", ")
        ),
        (Some(asked), _) => {
            let asked = login::normalize(asked)?;
            match staff.iter().find(|person| person.login == asked) {
                Some(person) => Ok(target(Some(person))),
                None if staff.is_empty() => bail!(
                    "nobody can log in at {} yet: leave --person out, and the link makes the first",
                    business.company
                ),
                None => bail!(
                    "nobody at {} logs in as `{asked}`; there are: {}",
                    business.company,
                    logins.join(", ")
                ),
            }
        }
    }
}
