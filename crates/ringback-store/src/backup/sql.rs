//! SQL for [`super`].

crate::statements::statements! {
    TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
        ORDER BY name";
    SCHEMA = "SELECT coalesce(max(number), 0) FROM migration";
    FILES = "SELECT DISTINCT file FROM media INDEXED BY media_file WHERE file IS NOT NULL";
    CHECK = "PRAGMA integrity_check(20)";
    NOBODY_KNOWS = "UPDATE text SET phase = 'unknown', wake_at = NULL, journal = journal || ?1
        WHERE phase IN ('pending', 'attempted')
        OR phase = 'held' AND held = '\"unregistered\"' AND kind <> 'missed_call'";
    END_SESSIONS = "DELETE FROM session";
    END_LINKS = "DELETE FROM login_link";
    NOTED = "SELECT value FROM installation WHERE key = ?1";
    NOTE = "INSERT INTO installation (key, value) VALUES (?1, ?2)
        ON CONFLICT (key) DO UPDATE SET value = ?2";
    STOPPED = "SELECT business_id, number, opted_out_at FROM contact WHERE opted_out_at IS NOT NULL";
    TEXTED = "SELECT business_id, number, texted_at FROM contact WHERE texted_at IS NOT NULL";
    PAUSED = "SELECT business_id, number, paused_at FROM contact WHERE paused_at IS NOT NULL";
    SUPPRESSED = "SELECT business_id, hash, at, is_pause FROM suppression";
    SUPPRESSED_OF_OLD = "SELECT business_id, hash, at, 0 FROM suppression";
    SUPPRESS = "INSERT INTO suppression (business_id, hash, at, is_pause) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (business_id, hash) DO UPDATE SET at = ?3, is_pause = 0
        WHERE suppression.is_pause <> 0 AND ?4 = 0";
}

/// Counts the rows of a table. Its name comes out of the schema.
pub(super) fn count(table: &str) -> String {
    format!("SELECT count(*) FROM \"{}\"", table.replace('"', "\"\""))
}
