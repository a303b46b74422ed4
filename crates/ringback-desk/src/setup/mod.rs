//! Setting up a line at its carrier: what is there, what stands in the way, what would be replaced
//! and how it is put back.
//!
//! Pure: the facts are read by the carrier's client, and what is decided here is carried out by
//! the engine. [`findings`] says in words whether a number can serve, [`plan`] what pointing it
//! here changes, [`undo`] how to put that back, [`registration`] whether carriers will let its
//! texts through, and [`forwarding`] which keys forward another number's calls.

pub mod facts;
pub mod findings;
pub mod forwarding;
pub mod plan;
pub mod registration;
pub mod undo;
pub mod wiring;
