//! SQL for [`super`].

crate::statements::statements! {
    QUESTION = "SELECT question FROM line WHERE business_id = ?1 AND id = ?2";
    QUESTIONS = "SELECT id, question FROM line INDEXED BY line_business
        WHERE business_id = ?1 AND question IS NOT NULL";
    ANSWER = "SELECT text_id FROM answer WHERE business_id = ?1 AND key = ?2";
    ADD_ANSWER = "INSERT INTO answer (business_id, key, text_id, at) VALUES (?1, ?2, ?3, ?4)";
    SET_QUESTION = "UPDATE line SET question = ?3 WHERE business_id = ?1 AND id = ?2";
}
