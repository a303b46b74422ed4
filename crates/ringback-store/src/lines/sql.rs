//! SQL for [`super`].

crate::statements::statements! {
    ADD_BUSINESS = "INSERT INTO business (company) VALUES (?1) ON CONFLICT (company) DO NOTHING";
    BUSINESS = "SELECT id FROM business WHERE company = ?1";
    ADD_LINE = "INSERT INTO line (business_id, number) VALUES (?1, ?2) ON CONFLICT (number) DO NOTHING";
    LINES = "SELECT id, business_id FROM line WHERE number = ?1";
    ALL_OF_THEM = "SELECT id, business_id, number, set_up_at, test_caller, test_until, tested_at,
        forward_check_until, forwarded_at, forwarded_caller, forwarded_from
        FROM line ORDER BY id";
    OF_BUSINESS = "SELECT id, business_id, number, set_up_at, test_caller, test_until, tested_at,
        forward_check_until, forwarded_at, forwarded_caller, forwarded_from
        FROM line INDEXED BY line_business WHERE business_id = ?1 ORDER BY id";
    BEGIN_TEST = "UPDATE line SET test_caller = ?3, test_until = ?4
        WHERE business_id = ?1 AND id = ?2";
    SET_TESTED = "UPDATE line SET tested_at = ?3
        WHERE business_id = ?1 AND id = ?2 AND tested_at IS NULL";
    BEGIN_FORWARD_CHECK = "UPDATE line SET forward_check_until = ?3
        WHERE business_id = ?1 AND id = ?2";
    SET_FORWARDED = "UPDATE line SET forwarded_at = ?3, forwarded_caller = ?4, forwarded_from = ?5
        WHERE business_id = ?1 AND id = ?2";
    SET_UP = "UPDATE line SET set_up_at = ?3 WHERE business_id = ?1 AND id = ?2
        AND set_up_at IS NULL";
    RENAME_BUSINESS = "UPDATE business SET company = ?2 WHERE id = ?1
        AND NOT EXISTS (SELECT 1 FROM business other WHERE other.company = ?2)";
    LISTED = "SELECT listed_at FROM line WHERE business_id = ?1 AND id = ?2";
    SET_LISTED = "UPDATE line SET listed_at = ?3 WHERE business_id = ?1 AND id = ?2";
    INSTALL = "INSERT INTO installation (key, value) VALUES ('installed_at', ?1) ON CONFLICT (key) DO NOTHING";
    INSTALLED = "SELECT value FROM installation WHERE key = 'installed_at'";
}
