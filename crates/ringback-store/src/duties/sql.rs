//! SQL for [`super`].

crate::statements::statements! {
    TAKE = "INSERT INTO duty (name, holder, until_at) VALUES (?1, ?2, ?4)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_at = excluded.until_at
        WHERE duty.holder = ?2 OR duty.until_at <= ?3";
}
