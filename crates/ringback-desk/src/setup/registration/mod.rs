//! Whether carriers let a number's texts through, and what is missing until they do.
//!
//! Carriers of the United States block texts from local numbers that belong to no registered
//! campaign (A2P 10DLC), and from toll-free numbers that are not verified. Such a text is paid for
//! and never arrives, so Ringback holds it instead.

mod application;
mod judge;
mod refusals;
mod state;

pub use application::{Application, application};
pub use judge::{Campaign, Facts, Fault, Standing, TollFree, judge};
pub use refusals::{Refusal, known, refusal};
pub use state::{Missing, Registration};
