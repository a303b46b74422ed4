//! The door: logging in and out, setting a password by a one-time link, and one's own account.

mod account;
mod answer;
mod enter;
mod leave;
mod passwords;
mod suspended;
mod throttle;
mod welcome;

pub(crate) use account::{end_all, end_session, page as account, rename, set_password};
pub(crate) use enter::{enter, page as login};
pub(crate) use leave::leave;
pub(crate) use suspended::suspended;
pub(crate) use welcome::{page as welcome, set as welcome_set};

/// What stands at the door: the line in front of the hashing, and the limits on tries.
pub(crate) struct Door {
    pub(crate) passwords: passwords::Passwords,
    pub(crate) throttle: throttle::Throttle,
}

impl Door {
    pub(crate) fn new() -> Self {
        Self {
            passwords: passwords::Passwords::new(),
            throttle: throttle::Throttle::new(),
        }
    }
}
