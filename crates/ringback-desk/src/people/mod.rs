//! People who log in: what they may be called at the door, and what may be a password.

pub mod device;
pub mod login;
pub mod password;
