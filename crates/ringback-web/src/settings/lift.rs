//! `POST /settings/limits/lift`: a person lifts a brake for a while, sets it again, or lets those
//! who wait be texted.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use ringback_desk::brakes::{Brake, LiftFor};
use ringback_store::people;
use serde::Deserialize;

use crate::WebState;
use crate::pages::{Failure, Scope, not_found};

/// Which brake, and what about it.
#[derive(Debug, Deserialize)]
pub(crate) struct Pressed {
    brake: String,
    /// `hour`, `day`, or `off` to set it again.
    span: String,
}

/// The form's handler. Pressing twice is pressing once.
pub(crate) async fn lift(
    State(state): State<WebState>,
    scope: Scope,
    Form(pressed): Form<Pressed>,
) -> Result<Response, Failure> {
    let Some(brake) = Brake::from_code(&pressed.brake) else {
        return Ok(not_found());
    };
    let by = presser(&state, &scope).await?;
    match (pressed.span.as_str(), LiftFor::from_code(&pressed.span)) {
        (_, Some(span)) => {
            let engine = state.engine();
            engine.lift_brake(scope.business, brake, span, by).await?;
        }
        ("off", None) => {
            let engine = state.engine();
            engine.set_brake_again(scope.business, brake, by).await?;
        }
        _ => return Ok(not_found()),
    }
    Ok(back(&scope))
}

/// `POST /settings/limits/release`: whoever waits because of a brake is texted, as far as no brake
/// holds now and it is not too late.
pub(crate) async fn release(
    State(state): State<WebState>,
    scope: Scope,
) -> Result<Response, Failure> {
    state.engine().release_braked(scope.business).await?;
    Ok(back(&scope))
}

fn back(scope: &Scope) -> Response {
    let to = format!("{}settings/limits{}", scope.root, scope.query);
    Redirect::to(&to).into_response()
}

/// What whoever pressed is called.
async fn presser(state: &WebState, scope: &Scope) -> Result<String, Failure> {
    let Some(person) = scope.visitor.person else {
        return Ok("The operator".to_owned());
    };
    let business = scope.business;
    let store = state.engine().store();
    let found = store
        .read(move |tx| people::get(tx, business, person))
        .await?;
    Ok(found.map_or_else(|| "Somebody".to_owned(), |person| person.name))
}
