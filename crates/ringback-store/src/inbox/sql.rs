//! SQL for [`super`].

crate::statements::statements! {
    QUESTION = "SELECT question FROM business WHERE id = ?1";
    SET_QUESTION = "UPDATE business SET question = ?2 WHERE id = ?1";
}
