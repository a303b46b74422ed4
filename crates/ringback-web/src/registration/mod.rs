//! Registration with the carriers: how it stands, what the carrier's form asks, and the public
//! pages that its reviewers open.

mod page;
mod public;

pub(crate) use page::{ask_again, page};
pub(crate) use public::{privacy, terms};
