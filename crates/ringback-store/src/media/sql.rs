//! SQL for [`super`].

macro_rules! columns {
    () => {
        "business_id, id, text_id, call_id, carrier_id, url, content_type, seconds, file, attempts,
         error, wake_at"
    };
}

crate::statements::statements! {
    INSERT = "INSERT INTO media (business_id, id, text_id, call_id, carrier_id, url, content_type,
        seconds, wake_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT (carrier_id) DO NOTHING";
    DUE = concat!("SELECT ", columns!(), " FROM media INDEXED BY media_wake
        WHERE wake_at <= ?1 ORDER BY wake_at LIMIT ?2");
    SAVE = "UPDATE media SET content_type = ?3, file = ?4, size_bytes = ?5, attempts = ?6,
        error = ?7, wake_at = ?8 WHERE business_id = ?1 AND id = ?2";
    GET = concat!("SELECT ", columns!(), " FROM media WHERE business_id = ?1 AND id = ?2");
    OF_TEXTS = concat!("SELECT ", columns!(), " FROM media INDEXED BY media_text
        WHERE business_id = ?1 AND text_id >= ?2 AND text_id <= ?3 ORDER BY id");
    OF_CALL = concat!("SELECT ", columns!(), " FROM media INDEXED BY media_call
        WHERE business_id = ?1 AND call_id = ?2 ORDER BY id");
    FILE_IN_USE = "SELECT 1 FROM media INDEXED BY media_file WHERE file = ?1 LIMIT 1";
}
