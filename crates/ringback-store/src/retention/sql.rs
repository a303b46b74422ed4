//! SQL for [`super`]. Ids sort by time, so that what is old is the beginning of a business's rows.

crate::statements::statements! {
    TAKE_TURN = "INSERT INTO installation (key, value) VALUES ('retention_at', ?1)
        ON CONFLICT (key) DO UPDATE SET value = ?1
        WHERE CAST(installation.value AS INTEGER) <= ?2";
    RECORDINGS = "DELETE FROM media WHERE business_id = ?1 AND id IN
        (SELECT id FROM media INDEXED BY media_recording
        WHERE business_id = ?1 AND id < ?2 AND call_id IS NOT NULL ORDER BY id LIMIT ?3)
        RETURNING file";
    OLD_TEXTS = "SELECT id FROM text WHERE business_id = ?1 AND id < ?2
        AND phase NOT IN ('pending', 'attempted') ORDER BY id LIMIT ?3";
    OLD_CALLS = "SELECT id FROM call WHERE business_id = ?1 AND id < ?2
        AND outcome <> 'open' ORDER BY id LIMIT ?3";
    MEDIA_OF_TEXTS = "DELETE FROM media WHERE business_id = ?1
        AND text_id IN (SELECT unhex(value) FROM json_each(?2)) RETURNING file";
    MEDIA_OF_CALLS = "DELETE FROM media WHERE business_id = ?1
        AND call_id IN (SELECT unhex(value) FROM json_each(?2)) RETURNING file";
    TEXTS = "DELETE FROM text WHERE business_id = ?1
        AND id IN (SELECT unhex(value) FROM json_each(?2))";
    CALLS = "DELETE FROM call WHERE business_id = ?1
        AND id IN (SELECT unhex(value) FROM json_each(?2))";
    NOTICES = "DELETE FROM notice WHERE business_id = ?1 AND id IN (SELECT id FROM notice
        WHERE business_id = ?1 AND id < ?2 ORDER BY id LIMIT ?3)";
}
