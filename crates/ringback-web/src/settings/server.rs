//! `GET /settings/server`: what concerns the whole installation: its backups, its certificate, and
//! the dated data that it works by. For whoever runs it, and for the owner of its only business.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use ringback_desk::clock::Instant;
use ringback_desk::quiet;
use ringback_engine::BackupPlan;
use ringback_engine::clock::now;
use ringback_store::backup::{self, Last};

use crate::WebState;
use crate::pages::{Failure, Place, Scope, Shell, not_found, runs_the_server, show};

#[derive(Template)]
#[template(path = "settings_server.html")]
struct Page {
    shell: Shell,
    /// What is taken by itself; nothing where nothing is.
    plan: Option<String>,
    /// The last good backup.
    last: Option<LastBackup>,
    /// Why the newest attempt failed.
    fault: Option<String>,
    certificate: Option<Certificate>,
    zone_data: &'static str,
    quiet_rules: String,
}

struct LastBackup {
    at: String,
    /// How long ago.
    age: String,
    /// That is longer than it should be.
    is_late: bool,
}

/// The certificate that is served here.
struct Certificate {
    names: String,
    until: Option<String>,
    renews_at: Option<String>,
    trouble: Option<String>,
}

/// The page.
pub(crate) async fn server(
    State(state): State<WebState>,
    scope: Scope,
) -> Result<Response, Failure> {
    if !runs_the_server(&state, &scope) {
        return Ok(not_found());
    }
    let store = state.engine().store().clone();
    let page = store
        .read(move |tx| {
            let shell = Shell::read(tx, &state, &scope, Place::Settings)?;
            Ok(Page::new(&state, shell, backup::last(tx)?))
        })
        .await?;
    show(&page)
}

impl Page {
    fn new(state: &WebState, shell: Shell, last: Last) -> Self {
        let plan = state.config().backups.as_ref();
        Self {
            shell,
            plan: plan.map(in_words),
            last: last.at.map(|at| LastBackup::of(at, plan)),
            fault: last.fault,
            certificate: certificate(state),
            zone_data: state.config().zone_data,
            quiet_rules: format!(
                "{} rules of {}{}",
                quiet::all().len(),
                quiet::version(),
                if quiet::is_built_in() {
                    ""
                } else {
                    ", from a file"
                }
            ),
        }
    }
}

/// `Every 24 hours into /var/lib/ringback/backups, the newest 14 kept`.
fn in_words(plan: &BackupPlan) -> String {
    let every = match plan.every.as_secs() / 3_600 {
        1 => "hour".to_owned(),
        hours => format!("{hours} hours"),
    };
    let (folder, keep) = (plan.folder.display(), plan.keep);
    format!("Every {every} into {folder}, the newest {keep} kept.")
}

impl LastBackup {
    fn of(at: Instant, plan: Option<&BackupPlan>) -> Self {
        let age = now().since(at);
        Self {
            at: at.to_rfc3339(),
            age: match age.as_secs() / 3_600 {
                0 => String::new(),
                1 => "an hour ago".to_owned(),
                hours @ 2..48 => format!("{hours} hours ago"),
                hours => format!("{} days ago", hours / 24),
            },
            is_late: plan.is_some_and(|plan| age > plan.every * 2),
        }
    }
}

fn certificate(state: &WebState) -> Option<Certificate> {
    let status = state.config().https.as_ref()?.status();
    let facts = status.facts.as_ref();
    Some(Certificate {
        names: facts.map_or_else(|| "None yet".to_owned(), |facts| facts.names.join(", ")),
        until: facts.map(|facts| facts.ends_at.to_rfc3339()),
        renews_at: status.renews_at.map(Instant::to_rfc3339),
        trouble: status.trouble(now()).or(status.fault),
    })
}
