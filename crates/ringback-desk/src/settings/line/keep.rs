//! How long what happened is kept.

use super::super::Reader;
use crate::lines::Keep;

/// A century.
const DAYS_MAX: u32 = 36_500;
/// Less would take away what the brakes, the window and an owner's questions look back at.
const TEXTS_DAYS_MIN: u32 = 31;

pub(super) fn read(reader: &mut Reader<'_>) -> Keep {
    let default = Keep::default();
    Keep {
        texts_days: reader.whole(
            "keep_texts_days",
            TEXTS_DAYS_MIN..=DAYS_MAX,
            default.texts_days,
        ),
        recordings_days: reader.whole(
            "keep_recordings_days",
            1..=DAYS_MAX,
            default.recordings_days,
        ),
    }
}
