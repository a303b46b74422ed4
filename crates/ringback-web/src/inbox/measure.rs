//! `POST /api/measure`: how many texts some words are, for the counter under an answer.

use axum::Json;
use axum::extract::State;
use ringback_desk::segments::{self, Encoding};
use serde::{Deserialize, Serialize};

use crate::WebState;
use crate::pages::Scope;

/// The words.
#[derive(Debug, Deserialize)]
pub(crate) struct Words {
    text: String,
}

/// What they come to, as they would leave.
#[derive(Debug, Serialize)]
pub(crate) struct Measured {
    /// What the carrier bills.
    segments: usize,
    /// Characters as people count them.
    chars: usize,
    /// Whether something in it needs the alphabet that holds less than half as much.
    is_wide: bool,
}

/// The answer, for whoever is logged in.
pub(crate) async fn measure(
    State(_): State<WebState>,
    _: Scope,
    Json(words): Json<Words>,
) -> Json<Measured> {
    let leaves = segments::to_gsm7_text(words.text.trim());
    let measured = segments::measure(&leaves);
    Json(Measured {
        segments: measured.segments,
        chars: measured.chars,
        is_wide: measured.encoding != Encoding::Gsm7,
    })
}
