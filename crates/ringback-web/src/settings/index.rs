//! `GET /settings`: the sections.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::sections::{Section, sections};
use crate::WebState;
use crate::pages::{Failure, Place, Scope, Shell, show};

#[derive(Template)]
#[template(path = "settings.html")]
struct Index {
    shell: Shell,
    sections: Vec<Section>,
}

/// The list.
pub(crate) async fn index(
    State(state): State<WebState>,
    scope: Scope,
) -> Result<Response, Failure> {
    let store = state.engine().store().clone();
    let shell = store
        .read(move |tx| Shell::read(tx, &state, &scope, Place::Settings))
        .await?;
    show(&Index {
        shell,
        sections: sections().collect(),
    })
}
