//! SQL for [`super`]. The columns of a text always come in the same order.

macro_rules! columns {
    () => {
        "business_id, id, line_id, kind, party, body, segments, phase, held, attempt, attempted_at,
         carrier_id, status, error_code, looks, deadline, wake_at, call_id, about"
    };
}

crate::statements::statements! {
    INSERT = "INSERT INTO text (business_id, id, line_id, kind, party, body, segments, phase, held,
        carrier_id, deadline, wake_at, call_id, about, journal)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    CLAIM = "UPDATE text SET phase = 'attempted', attempt = ?3, attempted_at = ?4, looks = 0,
        journal = journal || ?5
        WHERE business_id = ?1 AND id = ?2 AND phase = 'pending' AND attempt + 1 = ?3
        AND (deadline IS NULL OR deadline > ?4)
        AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.business_id = ?1
            AND contact.number = text.party
            AND ((contact.opted_out_at IS NOT NULL AND text.kind <> 'consent'
                AND NOT (text.kind = 'answer'
                    AND coalesce(contact.received_at > contact.opted_out_at, FALSE)))
                OR (contact.paused_at IS NOT NULL AND text.kind = 'missed_call')))";
    NOTE = "UPDATE text SET journal = journal || ?3 WHERE business_id = ?1 AND id = ?2";
    SAVE_DELIVERY = "UPDATE text SET phase = ?3, held = ?4, carrier_id = ?5, status = ?6,
        error_code = ?7, looks = ?8, wake_at = ?9, journal = journal || ?10
        WHERE business_id = ?1 AND id = ?2 AND attempt = ?11";
    SAVE_FIRST_REPORT = "UPDATE text SET phase = ?3, held = ?4, carrier_id = ?5, status = ?6,
        error_code = ?7, looks = ?8, wake_at = ?9, journal = journal || ?10
        WHERE business_id = ?1 AND id = ?2 AND phase = 'attempted' AND attempt = ?11
        AND looks = 0 AND status IS NULL";
    LOAD = concat!("SELECT ", columns!(), " FROM text WHERE business_id = ?1 AND id = ?2");
    LOAD_BY_CARRIER_ID = concat!("SELECT ", columns!(), " FROM text INDEXED BY text_carrier
        WHERE business_id = ?1 AND carrier_id = ?2");
    KNOWN = "SELECT 1 FROM text WHERE carrier_id = ?1";
    DUE = concat!("SELECT ", columns!(), " FROM text INDEXED BY text_wake
        WHERE wake_at <= ?1 AND phase <> 'pending' ORDER BY wake_at LIMIT ?2");
    ANY_TO_SEND = "SELECT 1 FROM text INDEXED BY text_wake
        WHERE wake_at <= ?1 AND phase = 'pending' LIMIT 1";
    LEASE = concat!("UPDATE text SET wake_at = ?2 WHERE (business_id, id) IN
        (SELECT business_id, id FROM text INDEXED BY text_wake
        WHERE wake_at <= ?1 AND phase = 'pending' ORDER BY wake_at LIMIT ?3)
        RETURNING ", columns!());
    POSTPONE = "UPDATE text SET wake_at = ?3 WHERE business_id = ?1 AND id = ?2";
    TAKE_OVER = "UPDATE text SET wake_at = ?1
        WHERE wake_at > ?1 AND (phase = 'attempted' OR phase = 'pending' AND attempt = 0)";
    HELD_SINCE = concat!("SELECT ", columns!(), " FROM text
        WHERE business_id = ?1 AND id > ?2 AND line_id = ?3 AND phase = 'held' AND held = ?4
        AND (deadline IS NULL OR deadline > ?5) AND kind NOT IN ('notice', 'missed_call')
        ORDER BY id LIMIT ?6");
    WAITING = "SELECT id FROM text INDEXED BY text_party
        WHERE business_id = ?1 AND party = ?2 AND phase = 'pending'";
    GET = concat!("SELECT ", columns!(), ", journal FROM text WHERE business_id = ?1 AND id = ?2");
    THESE = concat!("SELECT ", columns!(), " FROM text
        WHERE business_id = ?1 AND id IN (SELECT unhex(value) FROM json_each(?2))");
    RECENT = concat!("SELECT ", columns!(), ", journal FROM text WHERE business_id = ?1
        ORDER BY id DESC LIMIT ?2");
    OF_PARTY = concat!("SELECT ", columns!(), ", journal FROM text INDEXED BY text_party
        WHERE business_id = ?1 AND party = ?2 AND id < ?4 ORDER BY id DESC LIMIT ?3");
    LAST_SENT = "SELECT body FROM text INDEXED BY text_party
        WHERE business_id = ?1 AND party = ?2 AND kind IN ('missed_call', 'answer')
        ORDER BY id DESC LIMIT 1";
    NEWEST_WORD = "SELECT id FROM text INDEXED BY text_party
        WHERE business_id = ?1 AND party = ?2 AND kind IN ('inbound', 'answer')
        ORDER BY id DESC LIMIT 1";
    UNKNOWN = concat!("SELECT ", columns!(), ", journal FROM text INDEXED BY text_unknown
        WHERE business_id = ?1 AND phase = 'unknown'
        AND kind NOT IN ('relay', 'question', 'notice') ORDER BY id LIMIT ?2");
    COUNT_UNKNOWN = "SELECT 1 FROM text INDEXED BY text_unknown
        WHERE business_id = ?1 AND phase = 'unknown'
        AND kind NOT IN ('relay', 'question', 'notice') LIMIT ?2";
    QUEUE = "SELECT phase, count(*), min(id) FROM text INDEXED BY text_wake
        WHERE wake_at IS NOT NULL GROUP BY phase";
}

/// What PostgreSQL runs instead: whoever claims a text has it for as long as a request may take, for
/// leases are short where others may be alive; rows that another replica is leasing at this moment are
/// passed over, and there is no smallest of some bytes.
pub(crate) const TWINS: &[(&str, &str)] = &[
    (
        CLAIM,
        "UPDATE text SET phase = 'attempted', attempt = ?3, attempted_at = ?4, looks = 0, wake_at = ?4 + 16000,
        journal = journal || ?5
        WHERE business_id = ?1 AND id = ?2 AND phase = 'pending' AND attempt + 1 = ?3
        AND (deadline IS NULL OR deadline > ?4)
        AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.business_id = ?1
            AND contact.number = text.party
            AND ((contact.opted_out_at IS NOT NULL AND text.kind <> 'consent'
                AND NOT (text.kind = 'answer'
                    AND coalesce(contact.received_at > contact.opted_out_at, FALSE)))
                OR (contact.paused_at IS NOT NULL AND text.kind = 'missed_call')))",
    ),
    (
        LEASE,
        concat!(
            "WITH due (due_of, due) AS MATERIALIZED (SELECT business_id, id FROM text
            WHERE wake_at <= ?1 AND phase = 'pending' ORDER BY wake_at LIMIT ?3
            FOR UPDATE SKIP LOCKED)
            UPDATE text SET wake_at = ?2 FROM due WHERE business_id = due_of AND id = due
            RETURNING ",
            columns!()
        ),
    ),
    (
        QUEUE,
        "SELECT phase, count(*), decode(min(encode(id, 'hex')), 'hex') FROM text
        WHERE wake_at IS NOT NULL GROUP BY phase",
    ),
];
