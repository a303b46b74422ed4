//! SQL for [`super`]. The columns of a call always come in the same order.

macro_rules! columns {
    ($prefix:literal) => {
        concat!(
            $prefix,
            "business_id, ",
            $prefix,
            "id, ",
            $prefix,
            "line_id, ",
            $prefix,
            "carrier_id, ",
            $prefix,
            "caller, ",
            $prefix,
            "facts, ",
            $prefix,
            "held, ",
            $prefix,
            "text_id, ",
            $prefix,
            "decided_at, ",
            $prefix,
            "wake_at"
        )
    };
}

crate::statements::statements! {
    LOAD = concat!("SELECT ", columns!("c."), ", k.opted_out_at, k.landline_at, k.texted_at,
        k.texted_by, k.person_wrote_at, k.received_at, k.text_at, k.day, k.day_texts, k.line_id,
        k.first_name, k.language, k.wordings, k.paused_at, k.sequence_stopped_at, k.prefers,
        k.consent_text_at, k.hour, k.hour_texts, k.opted_in_at, k.zone
        FROM call c INDEXED BY call_carrier
        LEFT JOIN contact k ON k.business_id = c.business_id AND k.number = c.caller
        WHERE c.business_id = ?1 AND c.carrier_id = ?2");
    INSERT = "INSERT INTO call (business_id, id, line_id, carrier_id, caller, facts, outcome, held,
        text_id, decided_at, wake_at, journal)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    UPDATE = "UPDATE call SET facts = ?3, outcome = ?4, held = ?5, text_id = ?6, decided_at = ?7,
        wake_at = ?8, journal = journal || ?9 WHERE business_id = ?1 AND id = ?2";
    DUE = "SELECT business_id, line_id, carrier_id FROM call INDEXED BY call_wake
        WHERE wake_at <= ?1 ORDER BY wake_at LIMIT ?2";
    POSTPONE = "UPDATE call SET wake_at = ?3 WHERE business_id = ?1 AND carrier_id = ?2";
    LINE_OF = "SELECT line_id FROM call WHERE carrier_id = ?1";
    FIND = concat!("SELECT ", columns!(""), ", journal FROM call WHERE carrier_id = ?1");
    FIND_BY_ID = concat!("SELECT ", columns!(""), ", journal FROM call
        WHERE business_id IN (SELECT id FROM business) AND id = ?1");
    LAST_OF_CALLER = concat!("SELECT ", columns!(""), ", journal FROM call INDEXED BY call_caller
        WHERE business_id IN (SELECT id FROM business) AND caller = ?1 ORDER BY id DESC LIMIT 1");
    GET = concat!("SELECT ", columns!(""), ", journal FROM call WHERE business_id = ?1 AND id = ?2");
    HELD_SINCE = concat!("SELECT ", columns!(""), " FROM call
        WHERE business_id = ?1 AND id > ?2 AND line_id = ?3 AND held = ?4 ORDER BY id LIMIT ?5");
    RECENT = concat!("SELECT ", columns!(""), ", journal FROM call WHERE business_id = ?1
        AND id < ?3 ORDER BY id DESC LIMIT ?2");
    MISSED_BEFORE = "SELECT outcome, decided_at FROM call INDEXED BY call_caller
        WHERE business_id = ?1 AND caller = ?2 ORDER BY id DESC LIMIT ?3";
    OF_CALLER = concat!("SELECT ", columns!(""), ", journal FROM call INDEXED BY call_caller
        WHERE business_id = ?1 AND caller = ?2 AND id < ?4 ORDER BY id DESC LIMIT ?3");
}
