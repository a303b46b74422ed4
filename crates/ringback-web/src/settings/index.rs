//! `GET /settings`: the sections.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::sections::{Section, sections};
use crate::WebState;
use crate::pages::{Failure, Place, Scope, Shell, runs_the_server, show};

#[derive(Template)]
#[template(path = "settings.html")]
struct Index {
    shell: Shell,
    sections: Vec<Section>,
    /// The page of the installation is the visitor's as well.
    has_server: bool,
}

/// The list.
pub(crate) async fn index(
    State(state): State<WebState>,
    scope: Scope,
) -> Result<Response, Failure> {
    let has_server = runs_the_server(&state, &scope);
    let store = state.engine().store().clone();
    let shell = store
        .read(move |tx| Shell::read(tx, &state, &scope, Place::Settings))
        .await?;
    show(&Index {
        shell,
        sections: sections().collect(),
        has_server,
    })
}
