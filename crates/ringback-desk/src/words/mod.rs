//! Words: which text a caller gets, whether an owner may send it, and what to start with.

mod choose;
mod chosen;
mod door;
mod history;
mod language;
mod line_words;
pub mod lint;
mod preview;
mod situation;
mod starting;
mod trade;
mod wordings;

pub use choose::{Occasion, Written, choose, situation};
pub use chosen::Chosen;
pub use door::Door;
pub use history::{FRESH_FOR, History, Used};
pub use language::Language;
pub use line_words::{LineWords, OwnTexts, Wording, says_how_to_stop, with_stop_line};
pub use preview::{Preview, Smart, preview, sample};
pub use situation::Situation;
pub use starting::starting;
pub use trade::Trade;
pub use wordings::{BETWEEN_WORDINGS, join_wordings, split_wordings};
