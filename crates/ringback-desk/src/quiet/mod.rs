//! Quiet hours of the person who gets a text: the hours in which it may not leave.
//!
//! Only the answer to a call goes by none of them, because the caller is awake and asked; the
//! owner can keep even that for the morning. Every other text waits for a decent hour in every
//! zone in which its recipient may be.

mod decide;
mod leave;
mod rules;
mod sentence;
mod table;

pub use decide::{Allowed, Quiet, allowed, quiet_until};
pub use leave::{Leave, leave, may_wait};
pub use rules::{QuietRule, rules_for};
pub use sentence::sentence;
pub use table::{
    BUILT_IN, QuietRules, QuietRulesError, all, federal, install, is_built_in, rule, text, version,
};

#[cfg(test)]
mod tests;
