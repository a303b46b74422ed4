//! Texts on their way: out at a line's pace, in through the webhook.

mod inbound;
mod keywords;
mod outbound;
mod segments;

pub(crate) use inbound::{Arriving, arrive};
pub(crate) use outbound::{Outbound, canceled, send};
