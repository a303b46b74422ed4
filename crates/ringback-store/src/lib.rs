//! Ringback's database.
//!
//! Commands are ordinary functions over one [`Tx`]; many that wait at the same time share one
//! commit, and none of them hears of its success before that commit is on the disk. Every SQL
//! statement stands in the module of its feature, and a test prepares each one.

mod columns;
#[allow(dead_code)] // Not used yet outside tests.
mod dialect;
mod error;
mod job;
mod keys;
mod migrate;
mod postgres;
mod scope;
mod snapshot;
mod sqlite;
mod statements;
mod store;
mod tx;
mod value;

pub mod accounts;
pub mod backup;
pub mod brakes;
pub mod businesses;
pub mod calls;
pub mod contacts;
pub mod duties;
pub mod held;
pub mod inbox;
pub mod lines;
pub mod media;
pub mod moving;
pub mod notices;
pub mod people;
pub mod registration;
pub mod retention;
pub mod settings;
pub mod setup;
pub mod texts;
pub mod waiting;

pub use error::StoreError;
pub use keys::{DeviceMark, KeyPlace, Keys};
pub use postgres::{Change, is_address, without_password};
pub use scope::Scope;
pub use snapshot::Snapshot;
#[cfg(feature = "simulated")]
pub use sqlite::{AtCommit, InlineDatabase, Turns};
pub use store::Store;
pub use tx::Tx;
