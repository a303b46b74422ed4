//! Brakes: how many automatic texts may leave before a person has to look.
//!
//! A forged or cheap call must not cost money without end (SMS pumping). Only automatic texts
//! are counted; what a person writes is not. What goes to the owner's own phone has a limit of its
//! own, so that a flood reaches the page and not their pocket.

mod brake;
mod breaker;
mod breaker_pattern;
mod counter;
mod guard;
mod level;
mod limits;
mod owner;

pub use brake::Brake;
pub use breaker::{Breaker, ShortCall, Trip};
pub use breaker_pattern::Pattern;
pub use counter::{Counter, day_of, hour_of, prefix_of};
pub use guard::{Guard, Lift, LiftFor};
pub use level::{Amount, Level, Levels};
pub use limits::BrakeLimits;
pub use owner::{OwnerTexts, ToOwner};
