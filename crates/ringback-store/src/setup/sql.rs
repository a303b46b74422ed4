//! SQL for [`super`].

crate::statements::statements! {
    PUT = "INSERT INTO setup_undo (business_id, number, account, record, written_at)
        VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (business_id, number)
        DO UPDATE SET account = ?3, record = ?4, written_at = ?5, undone_at = NULL";
    GET = "SELECT number, account, record, written_at, undone_at FROM setup_undo
        WHERE business_id = ?1 AND number = ?2";
    OF_BUSINESS = "SELECT number, account, record, written_at, undone_at FROM setup_undo
        WHERE business_id = ?1 ORDER BY number";
    SET_UNDONE = "UPDATE setup_undo SET undone_at = ?3 WHERE business_id = ?1 AND number = ?2";
}
