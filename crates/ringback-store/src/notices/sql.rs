//! SQL for [`super`].

crate::statements::statements! {
    INSERT = "INSERT INTO notice (business_id, id, key, at, sentence, call_id, text_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (business_id, key) DO NOTHING";
    RECENT = "SELECT business_id, id, key, at, sentence, call_id, text_id FROM notice
        WHERE business_id = ?1 ORDER BY id DESC LIMIT ?2";
}
