//! SQL for [`super`].

/// The columns of a counter and of the guard, as [`super::load`] reads them.
macro_rules! columns {
    () => {
        "SELECT prefix, minute, minute_texts, hour, hour_texts, day, day_texts, day_micros,
        month, month_texts, month_micros, guard FROM brake "
    };
}

crate::statements::statements! {
    LOAD = concat!(columns!(), "WHERE business_id = ?1 AND prefix = '' UNION ALL ", columns!(),
        "WHERE business_id = ?1 AND prefix = ?2");
    SAVE = "INSERT INTO brake (business_id, prefix, minute, minute_texts, hour, hour_texts, day,
        day_texts, day_micros, month, month_texts, month_micros)
        VALUES (?1, '', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12),
        (?1, ?2, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
        ON CONFLICT (business_id, prefix) DO UPDATE SET minute = excluded.minute,
        minute_texts = excluded.minute_texts, hour = excluded.hour,
        hour_texts = excluded.hour_texts, day = excluded.day, day_texts = excluded.day_texts,
        day_micros = excluded.day_micros, month = excluded.month,
        month_texts = excluded.month_texts, month_micros = excluded.month_micros";
    SAVE_GUARD = "INSERT INTO brake (business_id, prefix, minute, minute_texts, day, day_texts,
        day_micros, guard) VALUES (?1, '', 0, 0, 0, 0, 0, ?2)
        ON CONFLICT (business_id, prefix) DO UPDATE SET guard = ?2";
    BUSIEST = concat!(columns!(), "WHERE business_id = ?1 AND prefix <> '' AND day = ?2
        ORDER BY day_texts DESC LIMIT ?3");
    BUSIEST_CALLER = "SELECT number, day, day_texts, hour, hour_texts FROM contact
        WHERE business_id = ?1 AND day = ?2 ORDER BY day_texts DESC LIMIT 1";
    COUNT_OWNER_TEXT = "INSERT INTO owner_text (business_id, hour, texts, before)
        VALUES (?1, ?2, 1, 0) ON CONFLICT (business_id) DO UPDATE SET
        before = CASE WHEN owner_text.hour = excluded.hour THEN owner_text.before
        ELSE owner_text.texts END,
        texts = CASE WHEN owner_text.hour = excluded.hour THEN owner_text.texts + 1 ELSE 1 END,
        hour = excluded.hour
        RETURNING texts, before";
    OWNER_TEXTS = "SELECT hour, texts, before FROM owner_text WHERE business_id = ?1";
}
