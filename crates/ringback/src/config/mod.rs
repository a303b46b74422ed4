//! The configuration: one TOML file, every key of which is also an environment variable.
//!
//! The environment goes before the file. All faults are found at once, and each names its key
//! and the way to mend it.

mod backups;
mod https;
mod keys;
mod load;
mod places;
mod quiet_rules;
mod settings;
mod zone_data;

pub(crate) use https::HttpsSettings;
pub(crate) use keys::all as all_keys;
pub(crate) use load::Layers;
pub(crate) use places::{
    database, is_on_server, key_place, media_folder, open_existing_store, open_snapshot,
    open_store, shown,
};
pub(crate) use quiet_rules::KEY as QUIET_RULES;
pub(crate) use settings::Settings;
pub(crate) use zone_data::KEY as ZONE_DATA;

#[cfg(test)]
mod tests;
