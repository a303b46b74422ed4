//! SQL for [`super`].

/// One conversation of a list.
macro_rules! thread {
    () => {
        "SELECT c.number, c.text_at, c.opted_out_at IS NOT NULL, w.since_at, t.kind, t.body, t.phase,
        t.status "
    };
}

/// Its last text, found by one look into an index.
macro_rules! last_text {
    () => {
        "LEFT JOIN text t ON t.business_id = c.business_id AND t.id =
        (SELECT x.id FROM text x INDEXED BY text_party
        WHERE x.business_id = c.business_id AND x.party = c.number ORDER BY x.id DESC LIMIT 1)"
    };
}

crate::statements::statements! {
    LOAD = "SELECT opted_out_at, landline_at, texted_at, texted_by, person_wrote_at, received_at,
        text_at, day, day_texts, line_id, first_name, language, wordings, paused_at,
        sequence_stopped_at, prefers, consent_text_at, hour, hour_texts, opted_in_at, zone
        FROM contact WHERE business_id = ?1 AND number = ?2";
    SAVE = "INSERT INTO contact (business_id, number, opted_out_at, landline_at, texted_at,
        texted_by, person_wrote_at, received_at, text_at, day, day_texts, line_id,
        first_name, language, wordings, paused_at, sequence_stopped_at, prefers,
        consent_text_at, hour, hour_texts, opted_in_at, zone)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18,
        ?19, ?20, ?21, ?22, ?23)
        ON CONFLICT (business_id, number) DO UPDATE SET opted_out_at = ?3, landline_at = ?4,
        texted_at = ?5, texted_by = ?6, person_wrote_at = ?7, received_at = ?8, text_at = ?9,
        day = ?10, day_texts = ?11, line_id = ?12, first_name = ?13, language = ?14,
        wordings = ?15, paused_at = ?16, sequence_stopped_at = ?17, prefers = ?18,
        consent_text_at = ?19, hour = ?20, hour_texts = ?21, opted_in_at = ?22,
        zone = ?23";
    ZONE = "SELECT zone FROM contact WHERE business_id = ?1 AND number = ?2";
    SUPPRESSED = "SELECT at, is_pause FROM suppression WHERE business_id = ?1 AND hash = ?2";
    SUPPRESS = "INSERT INTO suppression (business_id, hash, at, is_pause) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (business_id, hash) DO UPDATE SET at = ?3, is_pause = ?4";
    UNSUPPRESS = "DELETE FROM suppression WHERE business_id = ?1 AND hash = ?2";
    UNDER_WAY = "SELECT 1 FROM text INDEXED BY text_party
        WHERE business_id = ?1 AND party = ?2 AND phase = 'attempted' LIMIT 1";
    ERASE_TEXT_MEDIA = "DELETE FROM media WHERE business_id = ?1 AND text_id IN
        (SELECT id FROM text INDEXED BY text_party WHERE business_id = ?1 AND party = ?2)
        RETURNING file";
    ERASE_CALL_MEDIA = "DELETE FROM media WHERE business_id = ?1 AND call_id IN
        (SELECT id FROM call INDEXED BY call_caller WHERE business_id = ?1 AND caller = ?2)
        RETURNING file";
    REDACT_OWNERS_WORDS = "UPDATE text INDEXED BY text_about SET body = '(erased)', about = NULL
        WHERE business_id = ?1 AND about = ?2 AND kind = 'inbound'";
    ERASE_NAMING_NOTICES = "DELETE FROM notice WHERE business_id = ?1
        AND (sentence LIKE ?2 OR sentence LIKE ?3 OR sentence LIKE ?4)";
    ERASE_NAMING_TEXTS = "DELETE FROM text INDEXED BY text_told
        WHERE business_id = ?1 AND kind IN ('notice', 'question')
        AND (body LIKE ?2 OR body LIKE ?3 OR body LIKE ?4)";
    ERASE_NOTICES = "DELETE FROM notice WHERE business_id = ?1 AND (call_id IN
        (SELECT id FROM call INDEXED BY call_caller WHERE business_id = ?1 AND caller = ?2)
        OR text_id IN
        (SELECT id FROM text INDEXED BY text_party WHERE business_id = ?1 AND party = ?2))";
    ERASE_TEXTS = "DELETE FROM text INDEXED BY text_party WHERE business_id = ?1 AND party = ?2";
    ERASE_RELAYS = "DELETE FROM text INDEXED BY text_about WHERE business_id = ?1 AND about = ?2";
    ERASE_CALLS = "DELETE FROM call INDEXED BY call_caller WHERE business_id = ?1 AND caller = ?2";
    ERASE = "DELETE FROM contact WHERE business_id = ?1 AND number = ?2";
    CONVERSATIONS = "SELECT number, text_at FROM contact INDEXED BY contact_conversation
        WHERE business_id = ?1 AND text_at >= ?2 AND received_at IS NOT NULL AND line_id = ?4
        ORDER BY text_at DESC LIMIT ?3";
    NAMES = "SELECT number, first_name FROM contact WHERE business_id = ?1
        AND number IN (SELECT value FROM json_each(?2)) AND first_name IS NOT NULL";
    THREADS = concat!(thread!(), "FROM contact c INDEXED BY contact_thread
        LEFT JOIN waiting w ON w.business_id = c.business_id AND w.key = 'answer:' || c.number ",
        last_text!(), "
        WHERE c.business_id = ?1 AND c.person_wrote_at IS NOT NULL
        AND (c.text_at, c.number) < (?2, ?3)
        ORDER BY c.text_at DESC, c.number DESC LIMIT ?4");
    WAITING_THREADS = concat!(thread!(), "FROM waiting w INDEXED BY waiting_since
        JOIN contact c ON c.business_id = w.business_id AND c.number = substr(w.key, 8) ",
        last_text!(), "
        WHERE w.business_id = ?1 AND w.key LIKE 'answer:%' ORDER BY w.since_at LIMIT ?2");
}
