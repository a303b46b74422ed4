//! `GET /p/{business}/privacy` and `/terms`: what carriers' reviewers open before they accept a
//! registration. Public, and made of nothing but the company's name and numbers.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use ringback_desk::id::BusinessId;

use crate::WebState;
use crate::pages::{Failure, not_found, show};

#[derive(Template)]
#[template(path = "public/privacy.html")]
struct Privacy {
    company: String,
    number: String,
}

#[derive(Template)]
#[template(path = "public/terms.html")]
struct Terms {
    company: String,
    number: String,
}

/// What becomes of people's data.
pub(crate) async fn privacy(
    State(state): State<WebState>,
    Path(business): Path<String>,
) -> Result<Response, Failure> {
    match known(&state, &business) {
        Some((company, number)) => show(&Privacy { company, number }),
        None => Ok(not_found()),
    }
}

/// What people agree to.
pub(crate) async fn terms(
    State(state): State<WebState>,
    Path(business): Path<String>,
) -> Result<Response, Failure> {
    match known(&state, &business) {
        Some((company, number)) => show(&Terms { company, number }),
        None => Ok(not_found()),
    }
}

/// Company and number of a business whose line works; others have no public pages.
fn known(state: &WebState, business: &str) -> Option<(String, String)> {
    let business = BusinessId(business.parse().ok()?);
    let lines = state.engine().lines();
    let line = lines.all().find(|line| line.business == business)?;
    let shown = line.number.display_for(line.region);
    (!line.is_suspended).then(|| (line.company.clone(), shown))
}
