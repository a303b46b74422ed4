//! SQL for [`super`].

crate::statements::statements! {
    GET = "SELECT key, CAST(value AS INTEGER) FROM installation
        WHERE key IN ('held_at', 'held_backup_at') ORDER BY key";
    PUT = "INSERT INTO installation (key, value) VALUES (?1, ?2)
        ON CONFLICT (key) DO UPDATE SET value = ?2";
    RELEASE = "DELETE FROM installation WHERE key IN ('held_at', 'held_backup_at')";
    RELISTED = "UPDATE line SET relisted_at = ?3, listed_at = ?3 WHERE business_id = ?1 AND id = ?2";
    LISTED = "SELECT id FROM line WHERE relisted_at IS NOT NULL";
    FORGET_LISTED = "UPDATE line SET relisted_at = NULL WHERE relisted_at IS NOT NULL";
}
