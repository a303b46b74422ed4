//! `GET /businesses`: every business of the installation, for whoever runs it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::WebState;
use crate::pages::{Failure, Place, Scope, Shell, not_found, show};

#[derive(Template)]
#[template(path = "businesses.html")]
struct List {
    shell: Shell,
    businesses: Vec<BusinessRow>,
}

struct BusinessRow {
    id: i64,
    company: String,
    lines: String,
    word: &'static str,
    class: &'static str,
    /// What keeps it from working.
    why: String,
}

/// The list. To anybody else it is not there.
pub(crate) async fn list(State(state): State<WebState>, scope: Scope) -> Result<Response, Failure> {
    if !scope.visitor.is_operator() {
        return Ok(not_found());
    }
    let businesses = rows(&state);
    let store = state.engine().store().clone();
    let shell = store
        .read(move |tx| Shell::read(tx, &state, &scope, Place::Elsewhere))
        .await?;
    show(&List { shell, businesses })
}

fn rows(state: &WebState) -> Vec<BusinessRow> {
    let directory = state.engine().directory();
    let rows = directory.businesses().map(|business| {
        let faults = directory.faults_of(business.id);
        let has_account = directory.account_of(business.id).is_some();
        let (word, class, why) = match (business.suspended_at, has_account, faults.first()) {
            (Some(_), _, _) => ("suspended", "bad", String::new()),
            (None, false, _) => ("not set up", "hold", "No carrier account.".to_owned()),
            (None, true, Some((_, fault))) => ("not set up", "hold", fault.to_string()),
            (None, true, None) if business.lines == 0 => {
                ("not set up", "hold", "No line yet.".to_owned())
            }
            (None, true, None) => ("working", "good", String::new()),
        };
        BusinessRow {
            id: business.id.0,
            company: business.company.clone(),
            lines: match business.lines {
                1 => "1 line".to_owned(),
                several => format!("{several} lines"),
            },
            word,
            class,
            why,
        }
    });
    rows.collect()
}
