//! The class of a text to a customer: what the law and the quiet hours go by.

use serde::{Deserialize, Serialize};

/// What a text to a customer is, as the law sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextClass {
    /// The answer to somebody's own call or text.
    Reply,
    /// About an order or an appointment of theirs: a reminder, "on my way".
    Service,
    /// The request for a review.
    Review,
    /// Anything that sells.
    Marketing,
}
