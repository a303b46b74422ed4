//! SQL for [`super`].

crate::statements::statements! {
    LOAD = "SELECT opted_out_at, landline_at, texted_at, texted_by, person_wrote_at, received_at,
        text_at, day, day_texts, line_id FROM contact WHERE business_id = ?1 AND number = ?2";
    SAVE = "INSERT INTO contact (business_id, number, opted_out_at, landline_at, texted_at,
        texted_by, person_wrote_at, received_at, text_at, day, day_texts, line_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (business_id, number) DO UPDATE SET opted_out_at = ?3, landline_at = ?4,
        texted_at = ?5, texted_by = ?6, person_wrote_at = ?7, received_at = ?8, text_at = ?9,
        day = ?10, day_texts = ?11, line_id = ?12";
    CONVERSATIONS = "SELECT number, text_at FROM contact INDEXED BY contact_conversation
        WHERE business_id = ?1 AND text_at >= ?2 AND received_at IS NOT NULL AND line_id = ?4
        ORDER BY text_at DESC LIMIT ?3";
}
