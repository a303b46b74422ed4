//! Which of the account's numbers becomes the line.

use anyhow::{Context as _, bail};
use ringback_carriers::twilio::client::TwilioClient;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::setup::facts::NumberFacts;
use ringback_desk::setup::findings::{Finding, Weight, of_number};
use ringback_engine::setup::{find_number, list_numbers};

use super::account::tell;
use super::answers::Answers;
use super::{Arguments, Desk};
use crate::cli::say;

/// Takes the number that is given, or lets one be chosen from the account's.
pub(super) async fn choose(
    desk: &Desk,
    client: &TwilioClient,
    answers: &mut Answers,
    arguments: &Arguments,
) -> anyhow::Result<NumberFacts> {
    let given = answers.get("line_number").map(str::to_owned);
    let asks = desk.prompt.is_interactive() && arguments.number.is_none();
    let facts = match given {
        Some(given) if !asks => {
            let number = PhoneNumber::from_e164(given.trim()).map_err(|_| {
                anyhow::anyhow!("--number: `{given}` is no number. Write it as +13125550100")
            })?;
            look_up(client, &number).await?
        }
        given => pick(desk, client, given.as_deref()).await?,
    };
    tell_findings(&facts)?;
    answers.set("line_number", facts.number.as_str());
    Ok(facts)
}

async fn look_up(client: &TwilioClient, number: &PhoneNumber) -> anyhow::Result<NumberFacts> {
    match find_number(client, number).await {
        Ok(facts) => Ok(facts),
        Err(finding) => {
            tell("fault ", &about(number), &finding);
            if finding == Finding::NotInAccount
                && let Ok(others) = list_numbers(client).await
            {
                let numbers: Vec<_> = others.iter().map(|it| it.number.as_str()).collect();
                say(&format!("       The account has {}.", numbers.join(", ")));
            }
            bail!("the number cannot be used; nothing was changed")
        }
    }
}

async fn pick(
    desk: &Desk,
    client: &TwilioClient,
    known: Option<&str>,
) -> anyhow::Result<NumberFacts> {
    let mut numbers = match list_numbers(client).await {
        Ok(numbers) => numbers,
        Err(finding) => {
            tell("fault ", "account", &finding);
            bail!("there is no number to choose; nothing was changed")
        }
    };
    if numbers.len() == 1 {
        return Ok(numbers.remove(0));
    }
    let Some(default) = default_of(&numbers, known) else {
        bail!("the account has no number that can do calls and texts; nothing was changed");
    };
    for (index, facts) in numbers.iter().enumerate() {
        say(&format!(
            "  {}  {}  {}",
            index + 1,
            facts.number.as_str(),
            abilities(facts)
        ));
    }
    if !desk.prompt.is_interactive() {
        bail!("the account has several numbers: give --number");
    }
    let shown = (default + 1).to_string();
    let answer = desk.prompt.ask("Which one", Some(&shown)).unwrap_or(shown);
    let index = answer
        .parse::<usize>()
        .ok()
        .and_then(|shown| shown.checked_sub(1))
        .or_else(|| numbers.iter().position(|it| it.number.as_str() == answer));
    let index = index.filter(|index| *index < numbers.len());
    Ok(numbers.remove(index.context("that is none of them")?))
}

/// The one of an earlier run, or the first that can serve.
fn default_of(numbers: &[NumberFacts], known: Option<&str>) -> Option<usize> {
    let can_serve = |facts: &NumberFacts| facts.takes_calls && facts.takes_texts;
    numbers
        .iter()
        .position(|facts| Some(facts.number.as_str()) == known)
        .or_else(|| numbers.iter().position(can_serve))
}

fn abilities(facts: &NumberFacts) -> &'static str {
    match (facts.takes_calls, facts.takes_texts) {
        (true, true) => "calls and texts",
        (true, false) => "calls only",
        (false, true) => "texts only",
        (false, false) => "neither calls nor texts",
    }
}

fn about(number: &PhoneNumber) -> String {
    format!("number {}", number.as_str())
}

/// Says what was found; what stops ends the set-up.
fn tell_findings(facts: &NumberFacts) -> anyhow::Result<()> {
    let about = about(&facts.number);
    let findings = of_number(facts);
    for finding in &findings {
        let weight = match finding.weight() {
            Weight::Stops => "fault ",
            Weight::Replaced | Weight::Note => "note  ",
        };
        tell(weight, &about, finding);
    }
    if findings
        .iter()
        .any(|finding| finding.weight() == Weight::Stops)
    {
        bail!("the number cannot be used; nothing was changed");
    }
    say(&format!("ok     {about}: does calls and texts"));
    Ok(())
}
