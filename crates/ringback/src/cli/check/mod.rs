//! `ringback check`: is everything in place for a real line? Each fault in words.

mod backups;
mod hours;
mod number;
mod public_url;

use std::process::ExitCode;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ringback_carriers::twilio::client::{ApiError, TwilioClient};
use ringback_carriers::twilio::urls::Urls;
use ringback_desk::clock::Instant;
use ringback_desk::setup::plan::Here;
use ringback_engine::Directory;
use ringback_engine::setup::here;
use ringback_store::Store;

use super::{FileArgument, install_tls, runtime, say};
use crate::config::{Layers, Settings, shown};

/// Twilio's signature has no time in it, but texts' deadlines have.
const CLOCK_SLACK: Duration = Duration::from_secs(30);

/// How many things were found wrong.
#[derive(Default)]
struct Report {
    faults: usize,
}

impl Report {
    fn good(&self, name: &str, words: &str) {
        say(&format!("ok     {name}: {words}"));
    }

    fn note(&self, name: &str, words: &str) {
        say(&format!("note   {name}: {words}"));
    }

    fn fault(&mut self, name: &str, words: &str) {
        self.faults += 1;
        say(&format!("fault  {name}: {words}"));
    }
}

pub(super) fn run(file: &FileArgument) -> ExitCode {
    let mut report = Report::default();
    let layers = Layers::load(file.config.as_deref());
    hours::zone_data(&mut report);
    hours::quiet_rules(&mut report);
    match Settings::read(&layers) {
        Ok(settings) => {
            let from = layers.file.as_ref().map_or_else(
                || "the environment".to_owned(),
                |file| format!("{} and the environment", file.display()),
            );
            let lines = match settings.configured.lines.len() {
                0 => "lines are set up in the database".to_owned(),
                count => format!("{count} line(s)"),
            };
            report.good("configuration", &format!("{lines}; read from {from}"));
            for warning in &settings.warnings {
                report.note("configuration", warning);
            }
            check(&settings, &mut report);
        }
        Err(faults) => {
            for fault in faults {
                report.fault("configuration", &fault.to_string());
            }
        }
    }
    say("");
    match report.faults {
        0 => say("Everything is in place."),
        1 => say("1 fault."),
        several => say(&format!("{several} faults.")),
    }
    if report.faults == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Where it is, and what is behind it.
fn database_in_words(store: &Store, settings: &Settings) -> String {
    let shown = shown(&settings.database);
    match store.server() {
        Some(server) => format!("{shown}, {server}"),
        None => shown,
    }
}

fn check(settings: &Settings, report: &mut Report) {
    install_tls();
    let store = match Store::open_with_key(&settings.database, &settings.key) {
        Ok(store) => store,
        Err(fault) => return report.fault("database", &fault.to_string()),
    };
    report.good("database", &database_in_words(&store, settings));
    let here = here(&Urls::new(settings.configured.public_url.clone()));
    match runtime() {
        Ok(runtime) => runtime.block_on(async {
            match Directory::open(&store, &settings.configured).await {
                Ok(directory) => businesses(&directory, &here, report).await,
                Err(fault) => report.fault("database", &fault.to_string()),
            }
            backups::check(&store, settings, report).await;
            public_url::check(settings, report).await;
        }),
        Err(fault) => report.fault("runtime", &fault.to_string()),
    }
}

/// Every business: its account, and what of its lines works and does not.
async fn businesses(directory: &Directory, here: &Here, report: &mut Report) {
    for account in directory.accounts() {
        credentials(account.client(), report).await;
    }
    for business in directory.businesses() {
        for (_, fault) in directory.faults_of(business.id) {
            report.fault(&business.company, &fault.to_string());
        }
        if directory.account_of(business.id).is_none() {
            let words = "has no carrier account: run `ringback setup`, or open the pages";
            report.fault(&business.company, words);
            continue;
        }
        let has_line = directory.lines().of_business(Some(business.id)).is_some();
        if !has_line && directory.faults_of(business.id).is_empty() {
            let words = "has no line: run `ringback setup`, or open the pages";
            report.fault(&business.company, words);
        }
    }
    for line in directory.lines().all() {
        hours::of_line(line, now(), report);
        if let Some(account) = directory.account_of(line.business) {
            number::check(account.client(), &line.number, here, report).await;
        }
    }
}

async fn credentials(client: &TwilioClient, report: &mut Report) {
    match client.fetch_account().await {
        Ok(account) if account.status != "active" => report.fault(
            "credentials",
            &format!("the account is {}: open Twilio's console", account.status),
        ),
        Ok(account) => {
            report.good("credentials", &format!("account \"{}\"", account.name));
            if account.trial {
                report.note("credentials", "a trial account texts verified numbers only");
            }
        }
        Err(ApiError::Refused(error)) => {
            return report.fault(
                "credentials",
                &format!("Twilio refuses them ({error}): copy account SID and auth token again"),
            );
        }
        Err(fault) => {
            return report.fault(
                "credentials",
                &format!("Twilio could not be asked: {fault}"),
            );
        }
    }
    clock(client, report).await;
}

fn now() -> Instant {
    let since_epoch = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Instant(i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX))
}

async fn clock(client: &TwilioClient, report: &mut Report) {
    let Ok(theirs) = client.clock().await else {
        return;
    };
    let ours = now();
    let apart = ours.since(theirs).max(theirs.since(ours));
    if apart > CLOCK_SLACK {
        let seconds = apart.as_secs();
        let words = format!("{seconds} seconds apart from Twilio's: set it by NTP");
        return report.fault("clock", &words);
    }
    report.good("clock", "agrees with Twilio's");
}
