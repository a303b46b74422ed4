//! Pictures and voicemails: fetched after the carrier has its answer, and kept.

mod fetch;
mod voicemail;

pub(crate) use fetch::fetch;
