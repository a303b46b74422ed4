//! SQL for [`super`].

crate::statements::statements! {
    PUT = "INSERT INTO registration (business_id, line_id, state, asked_at)
        VALUES (?1, ?2, ?3, ?4) ON CONFLICT (business_id, line_id)
        DO UPDATE SET state = ?3, asked_at = ?4";
    ALL_OF_THEM = "SELECT business_id, line_id, state, asked_at FROM registration";
    GET = "SELECT state, asked_at FROM registration WHERE business_id = ?1 AND line_id = ?2";
}
