//! The domain of Ringback: types, rules and decisions.
//!
//! Nothing here does IO, reads a clock or draws a random number: `now` and ids come in as
//! arguments, so that every rule can be read, tested and simulated.

pub mod brakes;
pub mod calls;
pub mod carrier_event;
pub mod clock;
pub mod consent;
pub mod contacts;
pub mod hours;
pub mod id;
pub mod inbox;
pub mod lines;
pub mod mutants;
pub mod people;
pub mod phone;
pub mod quiet;
pub mod segments;
pub mod settings;
pub mod setup;
pub mod template;
pub mod texts;
pub mod timeline;
pub mod waiting;
pub mod words;
pub mod zones;
