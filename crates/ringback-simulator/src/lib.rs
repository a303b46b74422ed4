//! A simulated carrier: a small Twilio over real HTTP.
//!
//! It holds a world (lines with webhook addresses, outside phones, calls, texts), posts signed
//! webhooks, *interprets the TwiML that comes back*, serves the parts of the REST API that a front
//! desk needs, delivers texts at a line's pace, and breaks on request. It is as strict as the real
//! one, so that what works here works there.
//!
//! It shares no code with the adapter it tests: else both would err alike. What it does follows
//! Twilio's published documents (voice and messaging webhooks, TwiML, the REST API of 2010-04-01);
//! where those are silent, the choice is a setting in [`SimulatorConfig`].
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//! use ringback_simulator::{LineSetup, SimEvent, Simulator, SimulatorConfig};
//!
//! let carrier = Simulator::start(SimulatorConfig::default()).await?;
//! carrier.add_line(LineSetup::new("+13125550100").webhooks("http://127.0.0.1:8080/twilio"));
//! let call = carrier.place_call("+13125550131", "+13125550100")?;
//! carrier.wait_for(Duration::from_secs(5), |event| {
//!     matches!(event, SimEvent::PhoneRings { call: of, .. } if *of == call)
//! }).await?;
//! carrier.decline("+13125550177")?;
//! # Ok(()) }
//! ```

mod api;
mod audio;
mod call;
mod clock;
mod config;
mod control;
mod core;
mod deliver;
mod event;
mod fault;
mod form;
mod handle;
mod listen;
mod openapi;
mod sid;
mod simulator;
mod twiml;
mod webhook;
mod world;

pub use config::{
    Delivery, GaveUpReport, SchemaFaults, SimulatorConfig, WebhookLimits, WebhookRoute,
};
pub use event::{EventCursor, LegOutcome, Side, SimEvent, Sound, Stamped, TimedOut};
pub use fault::{ApiFault, ApiRoute, FaultCount, FaultRule, WebhookFault, WebhookRule};
pub use handle::{PlaceCall, SimulatorHandle};
pub use openapi::OpenApiError;
pub use simulator::{Simulator, StartError};
pub use webhook::WebhookKind;
pub use world::{
    AccountState, Alert, AnsweredBy, Behaviour, Call, CallStatus, CallerBehaviour, Line,
    LineService, LineSetup, Media, Message, MessageStatus, Paperwork, Phone, PhoneKind, Recording,
    ScreenText, SimulatorError,
};
