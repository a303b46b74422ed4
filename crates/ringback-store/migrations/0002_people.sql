-- People who log in, their sessions, and the one-time links with which a password is set.
--
-- Of secrets (a session's token, a link's code) only the SHA-256 is kept: whoever reads a backup
-- cannot log in with it. They are random, so a plain hash is enough; passwords are argon2id.

CREATE TABLE person (
    business_id INTEGER NOT NULL,
    id          BLOB NOT NULL,
    -- What they type at the door: e-mail address, phone number or name, in lower case. Unique over
    -- all businesses, for the door does not ask for the business.
    login       TEXT NOT NULL,
    name        TEXT NOT NULL,
    -- argon2id, as a PHC string.
    password    TEXT NOT NULL,
    role        TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (business_id, id)
) WITHOUT ROWID;

CREATE UNIQUE INDEX person_login ON person (login);

CREATE TABLE session (
    business_id  INTEGER NOT NULL,
    id           BLOB NOT NULL,
    person_id    BLOB NOT NULL,
    token_sha256 BLOB NOT NULL,
    created_at   INTEGER NOT NULL,
    -- Brought up to date every few minutes at most.
    seen_at      INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    -- Browser and system, for the person to tell their sessions apart.
    device       TEXT NOT NULL,
    PRIMARY KEY (business_id, id)
) WITHOUT ROWID;

CREATE UNIQUE INDEX session_token ON session (token_sha256);
CREATE INDEX session_person ON session (business_id, person_id);

CREATE TABLE login_link (
    business_id INTEGER NOT NULL,
    code_sha256 BLOB NOT NULL,
    -- Whose password it sets; nobody's for the first person of a business.
    person_id   BLOB,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    used_at     INTEGER,
    PRIMARY KEY (business_id, code_sha256)
) WITHOUT ROWID;

CREATE UNIQUE INDEX login_link_code ON login_link (code_sha256);
