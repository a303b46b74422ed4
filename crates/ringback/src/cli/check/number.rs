//! What `ringback check` says of a line's number: what it can do, what overrides it, whether it
//! leads here, and whether carriers let its texts through.

use ringback_carriers::twilio::client::TwilioClient;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::setup::facts::NumberFacts;
use ringback_desk::setup::findings::{Finding, Weight, of_number};
use ringback_desk::setup::plan::{Here, plan};
use ringback_desk::setup::registration::Registration;
use ringback_engine::setup::{ask_registration, find_number};

use super::Report;

pub(super) async fn check(
    client: &TwilioClient,
    number: &PhoneNumber,
    here: &Here,
    report: &mut Report,
) {
    let name = format!("number {}", number.as_str());
    let facts = match find_number(client, number).await {
        Ok(facts) => facts,
        Err(Finding::NotInAccount) => {
            let words = "is not in this account: buy or port it, or correct line_number";
            return report.fault(&name, words);
        }
        Err(finding) => return report.fault(&name, &finding.sentence()),
    };
    for finding in of_number(&facts) {
        match finding.weight() {
            Weight::Note => report.note(&name, &finding.sentence()),
            Weight::Stops => {
                report.fault(&name, &format!("{} {}", finding.sentence(), finding.fix()));
            }
            Weight::Replaced => {
                let words = format!("{} `ringback setup` changes that.", finding.sentence());
                report.fault(&name, &words);
            }
        }
    }
    report.good(&name, "belongs to the account");
    leads_here(&name, &facts, here, report);
    registration(client, &name, &facts, report).await;
}

fn leads_here(name: &str, facts: &NumberFacts, here: &Here, report: &mut Report) {
    let plan = plan(facts, here);
    if plan.is_done() {
        return report.good(name, "calls and texts lead here");
    }
    for change in &plan.changes {
        report.note(name, &format!("does not lead here: {}", change.line()));
    }
}

async fn registration(client: &TwilioClient, name: &str, facts: &NumberFacts, report: &mut Report) {
    match ask_registration(client, facts).await {
        Ok(state @ (Registration::Registered | Registration::NotNeeded)) => {
            report.good(name, &state.sentence());
        }
        Ok(state) => {
            let fix = state.fix().unwrap_or_default();
            report.fault(name, &format!("{} {fix}", state.sentence()));
        }
        Err(fault) => report.note(name, &format!("registration could not be asked: {fault}")),
    }
}
