//! `ringback brakes`: how the brakes of a business stand, and lifting one by hand.

use anyhow::{Context, bail};
use ringback_desk::brakes::{Amount, Brake, Counter, Level, LiftFor};
use ringback_desk::lines::Line;
use ringback_engine::clock::{new_id, now};
use ringback_engine::{Directory, brakes as work};
use ringback_store::businesses::Business;
use ringback_store::{Store, brakes, businesses};

use super::{FileArgument, in_words, install_tls, runtime, say};
use crate::config::{Layers, Settings, open_existing_store};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The business, by its number or its name; may be left out where there is one.
    #[arg(long)]
    business: Option<String>,
    /// Lift this brake, by the name that the list shows.
    #[arg(long, value_name = "NAME")]
    lift: Option<String>,
    /// For how long: `hour` or `day`.
    #[arg(long = "for", default_value = "hour", requires = "lift")]
    span: String,
    /// Set a lifted brake again.
    #[arg(long, value_name = "NAME", conflicts_with = "lift")]
    set_again: Option<String>,
    #[command(flatten)]
    file: FileArgument,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let layers = Layers::load(arguments.file.config.as_deref());
    let settings = Settings::read(&layers).map_err(|faults| anyhow::anyhow!(in_words(&faults)))?;
    install_tls();
    runtime()?.block_on(async {
        let store = open_existing_store(&layers)?;
        let business = business(&store, arguments.business.as_deref()).await?;
        if let Some(name) = &arguments.lift {
            return lift(&store, &business, name, &arguments.span).await;
        }
        if let Some(name) = &arguments.set_again {
            return set_again(&store, &business, name).await;
        }
        let directory = Directory::open(&store, &settings.configured).await?;
        let line = directory.lines().of_business(Some(business.id)).cloned();
        match line {
            Some(line) => list(&store, &business, &line).await,
            None => bail!("{} has no line yet, and so no brakes", business.company),
        }
    })
}

async fn business(store: &Store, asked: Option<&str>) -> anyhow::Result<Business> {
    let named = asked.map(str::to_owned);
    let found = store.read(move |tx| match &named {
        Some(named) => Ok(businesses::find(tx, named)?.into_iter().collect()),
        None => businesses::all(tx),
    });
    let mut found = found.await.context("database")?;
    match (found.len(), asked) {
        (1, _) => Ok(found.remove(0)),
        (0, Some(asked)) => {
            bail!("business: none is called `{asked}`; `ringback business list` shows all")
        }
        (0, None) => bail!("there is no business yet: start `ringback serve`"),
        _ => bail!("there are several businesses: name one with --business"),
    }
}

fn brake(name: &str) -> anyhow::Result<Brake> {
    let names = Brake::ALL.map(Brake::code).join(", ");
    Brake::from_code(name).with_context(|| format!("no brake is called `{name}`; they are {names}"))
}

async fn lift(store: &Store, business: &Business, name: &str, span: &str) -> anyhow::Result<()> {
    let of = (business.id, brake(name)?);
    let span = LiftFor::from_code(span)
        .with_context(|| format!("--for has no meaning as `{span}`; write hour or day"))?;
    let (id, now) = (new_id(), now());
    let by = "The operator";
    let said = store.write(business.id, move |tx| work::lift(tx, of, span, by, id, now));
    say(&said.await.context("database")?);
    Ok(())
}

async fn set_again(store: &Store, business: &Business, name: &str) -> anyhow::Result<()> {
    let of = (business.id, brake(name)?);
    let (id, now) = (new_id(), now());
    let said = store.write(business.id, move |tx| {
        work::set_again(tx, of, "The operator", id, now)
    });
    let said = said.await.context("database")?;
    say(&said.unwrap_or_else(|| format!("The brake ({name}) was not lifted.")));
    Ok(())
}

async fn list(store: &Store, business: &Business, line: &Line) -> anyhow::Result<()> {
    let Some(limits) = &line.brakes else {
        say("Brakes are switched off (brakes = off).");
        return Ok(());
    };
    let (id, now) = (business.id, now());
    let zone = limits.zone.clone();
    let read = store.read(move |tx| {
        let prefix = brakes::busiest_prefixes(tx, id, (now, &zone), 1)?.pop();
        let caller = brakes::busiest_caller(tx, id, (now, &zone))?;
        let counter = caller.map_or(Counter::default(), |(_, counter)| counter);
        let key = prefix.map_or(String::new(), |(prefix, _)| prefix);
        brakes::load(tx, id, &key, counter)
    });
    let levels = read.await.context("database")?;
    for level in levels.each(limits, limits.segment_micros, now) {
        say(&words(&level));
    }
    if let Some(trip) = levels.guard.breaker.trip.filter(|_| {
        levels
            .guard
            .lifts
            .iter()
            .all(|lift| lift.brake != Brake::Breaker)
    }) {
        say(&trip.sentence(limits.breaker_quiet));
    }
    Ok(())
}

fn words(level: &Level) -> String {
    let money = |micros: i64| format!("{}.{:02}", micros / 1_000_000, micros / 10_000 % 100);
    let amount = match level.amount {
        Amount::Texts { used, most } => format!("{used} of {most} texts"),
        Amount::Numbers { used, most } => format!("{used} of {most} numbers"),
        Amount::Micros { used, most } => format!("{} of {}", money(used), money(most)),
    };
    let state = match (level.lifted_until, level.is_tripped, level.resets_at) {
        (Some(until), _, _) => format!("lifted until {}", until.to_rfc3339()),
        (None, true, Some(until)) => format!("HOLDS until {}", until.to_rfc3339()),
        (None, true, None) => "HOLDS".to_owned(),
        (None, false, _) => String::new(),
    };
    format!("{:<14} {amount:<22} {state}", level.brake.code())
        .trim_end()
        .to_owned()
}
