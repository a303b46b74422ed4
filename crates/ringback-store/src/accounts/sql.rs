//! SQL for [`super`].

crate::statements::statements! {
    SET = "INSERT INTO account (business_id, sid, token) VALUES (?1, ?2, ?3)
        ON CONFLICT (business_id) DO UPDATE SET sid = ?2, token = ?3";
    GET = "SELECT business_id, sid, token FROM account WHERE business_id = ?1";
    ALL_OF_THEM = "SELECT business_id, sid, token FROM account ORDER BY business_id";
}
