//! Time zones: the clock of a place, what a local time means in UTC, and which zones a telephone
//! number may be in.
//!
//! The data is IANA's, 2026f or later: British Columbia, Alberta and Manitoba stopped changing
//! their clocks on 1 November 2026, and older data is an hour wrong there.

mod numbers;
mod places;
mod table;
pub(crate) mod zone;

pub use numbers::{names_of_country, names_of_number, of_number, state_of_number};
pub use places::{PlaceError, read_place};
pub use table::{TableError, ZoneTable, find, install, is_built_in, version};
pub use zone::{LocalTime, Zone};
