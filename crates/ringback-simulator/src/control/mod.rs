//! `/simulator/…`: the controls over HTTP, in JSON, for tests in other processes.
//!
//! | request | body | does |
//! |---|---|---|
//! | `GET /simulator/state` | | lines, calls, texts, alerts, speed |
//! | `GET /simulator/events?after=N&wait_ms=M` | | events after number N, waiting for the first |
//! | `POST /simulator/account` | `trial`, `status` | how the account stands |
//! | `POST /simulator/lines` | `number`, `webhooks`, `paperwork`, `service`, `trunk_sid`, … | adds a line |
//! | `POST /simulator/phones` | `number`, `kind`, `behaviour`, … | describes a phone |
//! | `GET /simulator/phones/{number}` | | the texts on its screen |
//! | `POST /simulator/phones/{number}` | `action`, `keys` | answer, decline, busy, mailbox, press, `hang_up` |
//! | `POST /simulator/calls` | `from`, `to`, `behaviour`, … | places a call |
//! | `POST /simulator/calls/{call}` | `action`, `keys`, `seconds` | the caller: `hang_up`, press, speak |
//! | `POST /simulator/texts` | `from`, `to`, `body`, `pictures` | a phone writes |
//! | `POST /simulator/faults/api`, `…/faults/webhooks` | a rule | breaks something |
//! | `POST /simulator/heal` | | takes all faults back |
//! | `POST /simulator/outage` | `seconds` | down, and up again after real seconds |
//! | `POST /simulator/speed` | `factor` | pace of simulated time |
//! | `POST /simulator/reset` | | forgets what happened |

mod people;
mod state;
mod switches;

use axum::Json;
use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::json;

use crate::handle::SimulatorHandle;
use crate::world::SimulatorError;

pub(crate) fn router(handle: &SimulatorHandle) -> Router {
    let routes = Router::new()
        .route("/state", get(state::state))
        .route("/events", get(state::events))
        .route("/account", post(people::set_account))
        .route("/lines", post(people::add_line))
        .route("/phones", post(people::add_phone))
        .route(
            "/phones/{number}",
            get(people::screen).post(people::act_on_phone),
        )
        .route("/calls", post(people::place_call))
        .route("/calls/{call}", post(people::act_as_caller))
        .route("/texts", post(people::write_text))
        .route("/faults/api", post(switches::break_api))
        .route("/faults/webhooks", post(switches::break_webhooks))
        .route("/heal", post(switches::heal))
        .route("/outage", post(switches::outage))
        .route("/speed", post(switches::speed))
        .route("/reset", post(switches::reset))
        .with_state(handle.clone());
    Router::new().nest("/simulator", routes)
}

impl IntoResponse for SimulatorError {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.to_string() });
        (StatusCode::CONFLICT, Json(body)).into_response()
    }
}
