//! SQL for [`super`].

macro_rules! columns {
    () => {
        "business_id, id, login, name, password, role, created_at"
    };
}

macro_rules! session_columns {
    () => {
        "business_id, id, person_id, created_at, seen_at, expires_at, device"
    };
}

crate::statements::statements! {
    INSERT = "INSERT INTO person (business_id, id, login, name, password, role, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (login) DO NOTHING";
    GET = concat!("SELECT ", columns!(), " FROM person WHERE business_id = ?1 AND id = ?2");
    BY_LOGIN = concat!("SELECT ", columns!(), " FROM person WHERE login = ?1");
    OF_BUSINESS = concat!("SELECT ", columns!(), " FROM person WHERE business_id = ?1 ORDER BY id");
    RENAME = "UPDATE person SET name = ?3 WHERE business_id = ?1 AND id = ?2";
    SET_PASSWORD = "UPDATE person SET password = ?3 WHERE business_id = ?1 AND id = ?2";
    ALL_OF_INSTALLATION = "SELECT business.id, business.company, person.login, person.name,
        (SELECT max(seen_at) FROM session WHERE session.business_id = person.business_id
        AND session.person_id = person.id) FROM business
        LEFT JOIN person ON person.business_id = business.id ORDER BY business.id, person.id";

    OPEN_SESSION = "INSERT INTO session (business_id, id, person_id, created_at, seen_at,
        expires_at, device, token_sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    FIND_SESSION = concat!("SELECT ", session_columns!(), ",
        (SELECT suspended_at FROM business WHERE business.id = business_id) FROM session
        WHERE token_sha256 = ?1");
    STANDS = "SELECT 1 FROM session WHERE business_id = ?1 AND id = ?2 AND expires_at > ?3
        AND NOT EXISTS (SELECT 1 FROM business WHERE id = ?1 AND suspended_at IS NOT NULL)";
    SESSIONS = concat!("SELECT ", session_columns!(), " FROM session INDEXED BY session_person
        WHERE business_id = ?1 AND person_id = ?2 AND expires_at > ?3 ORDER BY seen_at DESC");
    SEE_SESSION = "UPDATE session SET seen_at = ?3, expires_at = ?4
        WHERE business_id = ?1 AND id = ?2";
    REVOKE = "DELETE FROM session WHERE business_id = ?1 AND id = ?3 AND person_id = ?2";
    REVOKE_OTHERS = "DELETE FROM session WHERE business_id = ?1 AND person_id = ?2
        AND id IS DISTINCT FROM ?3";
    FORGET_EXPIRED = "DELETE FROM session WHERE business_id = ?1 AND person_id = ?2
        AND expires_at <= ?3";

    INVITE = "INSERT INTO login_link (business_id, code_sha256, person_id, created_at, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5)";
    FIND_LINK = "SELECT login_link.business_id, person_id, expires_at, used_at, company
        FROM login_link JOIN business ON business.id = login_link.business_id
        WHERE code_sha256 = ?1";
    USE_LINK = "UPDATE login_link SET used_at = ?3
        WHERE business_id = ?1 AND code_sha256 = ?2 AND used_at IS NULL AND expires_at > ?3";
    VOID_LINKS = "UPDATE login_link SET expires_at = ?3 WHERE business_id = ?1
        AND person_id IS NOT DISTINCT FROM ?2 AND used_at IS NULL AND expires_at > ?3";
    FORGET_LINKS = "DELETE FROM login_link WHERE business_id = ?1 AND expires_at <= ?2";
}
