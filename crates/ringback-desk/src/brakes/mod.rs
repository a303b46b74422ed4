//! Brakes: how many automatic texts may leave before a person has to look.
//!
//! A forged or cheap call must not cost money without end (SMS pumping). Only automatic texts
//! are counted; what a person writes is not.

mod level;

pub use level::{Brake, Counter, Levels, prefix_of};
