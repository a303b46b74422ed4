//! Trials: made-up hours of two businesses, lived by the real web, engine, store and decisions in
//! virtual time, with everything going wrong that can.
//!
//! A seed makes a [`story::Story`]; [`live`] lives it in a world of one database, some processes
//! and one carrier, and looks after each step whether the promises still hold. What breaks one is
//! shrunk to the shortest story that still does.

mod carrier;
mod chance;
#[cfg(feature = "mutants")]
pub mod faults;
mod promises;
mod shrink;
pub mod story;
mod trials;
mod world;

pub use shrink::shrink;
pub use trials::{Outcome, Trials};
pub use world::{Installation, Lived, live};
