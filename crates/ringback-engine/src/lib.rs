//! The moving parts: commands on the database, the outbox's dispatcher, timers, the reconciler.
//!
//! What decides is in `ringback-desk`; here is what makes it happen, once, whatever fails.

mod backups;
pub mod brakes;
mod calls;
mod catch_up;
pub mod clock;
mod directory;
mod effects;
mod engine;
mod feed;
mod inbox;
mod line_book;
mod media;
mod notices;
mod operator;
pub mod process;
mod registration;
mod replicas;
mod restored;
mod retention;
pub mod settings;
pub mod setup;
mod texts;
mod timers;

pub use backups::BackupPlan;
pub use calls::{CallAnswer, IncomingFact};
pub use directory::{Account, Configured, ConfiguredAccount, ConfiguredLine, Directory};
pub use engine::{Engine, EngineConfig, FIRST_BUSINESS, Refusal};
pub use feed::{Change, Feed};
pub use inbox::{ANSWER_CHARS_MAX, AnswerError, Details, Written, WrittenAnswer};
pub use line_book::LineBook;
pub use restored::{ReleaseError, may_be_released};
pub use texts::SettleError;
