//! Which path leads where.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{any, get, post};
use tower_http::timeout::TimeoutLayer;

use crate::{
    WebState, access, api, assets, businesses, calls, headers, health, held, inbox, live, login,
    media, pages, registration, settings, settle, setup, timeline, twilio, words,
};

/// A webhook is a few kilobytes; nothing larger is read into memory.
const BODY_BYTES_MAX: usize = 256 * 1_024;
/// A carrier waits 15 seconds at most, and a person less.
const REQUEST_TIME: Duration = Duration::from_secs(15);

/// All routes. A public URL with a path is served below that path as well, for some proxies
/// strip it and some do not.
pub fn router(state: WebState) -> Router {
    let prefix = state
        .config()
        .public_url
        .prefix()
        .trim_end_matches('/')
        .to_owned();
    let routes = routes(&state).with_state(state);
    let routes = if prefix.is_empty() {
        routes
    } else {
        Router::new().nest(&prefix, routes.clone()).merge(routes)
    };
    routes.layer(axum::middleware::from_fn(headers::secure))
}

fn routes(state: &WebState) -> Router<WebState> {
    let timed = TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST_TIME);
    let private = Router::new()
        .route("/", get(pages::home))
        .route("/calls", get(calls::list))
        .route("/calls/{call}", get(calls::page))
        .route("/conversations", get(inbox::list))
        .route("/people/{number}", get(inbox::page))
        .route("/people/{number}/answer", post(inbox::answer))
        .route("/people/{number}/consent", post(inbox::decide))
        .route("/waiting/done", post(inbox::done))
        .route("/people/{number}/details", post(words::details))
        .route("/api/preview", post(words::preview))
        .route("/api/measure", post(inbox::measure))
        .route("/settings", get(settings::index))
        .route(
            "/settings/registration",
            get(registration::page).post(registration::ask_again),
        )
        .route("/settings/server", get(settings::server))
        .route("/settings/limits/lift", post(settings::lift))
        .route("/settings/limits/release", post(settings::release))
        .route(
            "/settings/{section}",
            get(settings::page).post(settings::save),
        )
        .route("/businesses", get(businesses::list))
        .route("/release", post(held::release))
        .route("/texts/{text}/settle", post(settle::settle))
        .route("/media/{media}", get(media::file))
        .route("/api/timeline", get(timeline::list))
        .route("/api/calls", get(api::calls))
        .route("/metrics", get(health::metrics))
        .route("/logout", post(login::leave))
        .route("/account", get(login::account))
        .route("/account/name", post(login::rename))
        .route("/account/password", post(login::set_password))
        .route("/account/sessions/end", post(login::end_all))
        .route("/account/sessions/{session}/end", post(login::end_session))
        .layer(timed)
        .merge(setup::routes().layer(timed))
        .route("/live", get(live::stream))
        .fallback(pages::nowhere)
        .layer(axum::middleware::from_fn_with_state(
            state.clone(),
            pages::dressed,
        ))
        .layer(axum::middleware::from_fn_with_state(
            state.clone(),
            access::guard,
        ));
    let public = Router::new()
        .route("/twilio/{*rest}", any(twilio::webhook))
        .route("/login", get(login::login).post(login::enter))
        .route("/welcome", get(login::welcome).post(login::welcome_set))
        .route("/p/{business}/privacy", get(registration::privacy))
        .route("/p/{business}/terms", get(registration::terms))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/assets/{name}", get(assets::file))
        .layer(timed);
    private
        .merge(public)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
}
