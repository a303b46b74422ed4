//! SQL for [`super`].

crate::statements::statements! {
    QUESTION = "SELECT question FROM line WHERE business_id = ?1 AND id = ?2";
    SET_QUESTION = "UPDATE line SET question = ?3 WHERE business_id = ?1 AND id = ?2";
}
