//! SQL for [`super`].

crate::statements::statements! {
    LOAD = "SELECT prefix, minute, minute_texts, day, day_texts, day_micros FROM brake
        WHERE business_id = ?1 AND prefix = '' UNION ALL
        SELECT prefix, minute, minute_texts, day, day_texts, day_micros FROM brake
        WHERE business_id = ?1 AND prefix = ?2";
    SAVE = "INSERT INTO brake (business_id, prefix, minute, minute_texts, day, day_texts, day_micros)
        VALUES (?1, '', ?2, ?3, ?4, ?5, ?6), (?1, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (business_id, prefix) DO UPDATE SET minute = excluded.minute,
        minute_texts = excluded.minute_texts, day = excluded.day, day_texts = excluded.day_texts,
        day_micros = excluded.day_micros";
}
