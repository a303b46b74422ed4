//! SQL for [`super`].

crate::statements::statements! {
    SET = "INSERT INTO setting (business_id, line_id, key, value) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (business_id, line_id, key) DO UPDATE SET value = ?4";
    UNSET = "DELETE FROM setting WHERE business_id = ?1 AND line_id = ?2 AND key = ?3";
    OF_BUSINESS = "SELECT business_id, line_id, key, value FROM setting WHERE business_id = ?1
        ORDER BY line_id, key";
    ALL_OF_THEM = "SELECT business_id, line_id, key, value FROM setting
        ORDER BY business_id, line_id, key";
    TOUCH = "INSERT INTO installation (key, value) VALUES ('settings_revision', '1')
        ON CONFLICT (key) DO UPDATE
        SET value = CAST(CAST(installation.value AS INTEGER) + 1 AS TEXT)";
    REVISION = "SELECT CAST(value AS INTEGER) FROM installation WHERE key = 'settings_revision'";
}
