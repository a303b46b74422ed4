//! Ringback over HTTP: webhooks for the carrier, pages and the live feed for the owner.
//!
//! Only webhooks and a bare `/healthz` and `/readyz` are public. Everything that shows a caller's
//! words wants a login or the access token, from loopback too: behind a proxy everybody is loopback.

mod access;
mod api;
mod assets;
mod businesses;
mod calls;
mod headers;
mod health;
mod held;
mod inbox;
mod live;
mod login;
mod media;
mod pages;
mod redirect;
mod registration;
mod router;
mod serve;
mod settings;
mod settle;
mod setup;
mod state;
mod timeline;
mod twilio;
mod words;

pub use access::TrustedProxies;
pub use redirect::redirect;
pub use router::router;
pub use serve::{Entrance, serve};
pub use state::{WebConfig, WebState};
pub use twilio::receive as receive_webhook;
