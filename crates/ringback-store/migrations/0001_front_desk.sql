-- The front desk: businesses and their lines, contacts, calls, texts, media, brakes, notices.
--
-- Times are milliseconds since the epoch (UTC), ids UUIDv7 in 16 bytes, JSON is text.
-- Tenant tables are keyed by (business_id, id): a row cannot be reached without its business.
-- Wide rows that are written several times soon after each other (calls, texts) live in the order
-- of their arrival, so that a group of commands touches few pages; narrow ones live by their key.
-- Whatever waits for a time carries it in `wake_at`; a partial index finds what is due.

CREATE TABLE installation (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE business (
    id       INTEGER PRIMARY KEY,
    company  TEXT NOT NULL UNIQUE
);

CREATE TABLE line (
    id          INTEGER PRIMARY KEY,
    business_id INTEGER NOT NULL REFERENCES business (id),
    number      TEXT NOT NULL UNIQUE,
    -- Up to when the carrier's list of inbound texts has been read.
    listed_at   INTEGER,
    -- The question that was put to the owner and waits for a digit (JSON).
    question    TEXT
);

CREATE TABLE contact (
    business_id     INTEGER NOT NULL,
    -- E.164; as spelt by the carrier where it is none (short codes).
    number          TEXT NOT NULL,
    -- The line of the last text, either way: answers leave from it.
    line_id         INTEGER,
    opted_out_at    INTEGER,
    landline_at     INTEGER,
    texted_at       INTEGER,
    texted_by       BLOB,
    person_wrote_at INTEGER,
    received_at     INTEGER,
    text_at         INTEGER,
    day             INTEGER NOT NULL DEFAULT 0,
    day_texts       INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (business_id, number)
) WITHOUT ROWID;

-- Open conversations: people who wrote, newest first.
CREATE INDEX contact_conversation ON contact (business_id, text_at)
    WHERE received_at IS NOT NULL;

CREATE TABLE call (
    business_id INTEGER NOT NULL,
    id          BLOB NOT NULL,
    line_id     INTEGER NOT NULL,
    carrier_id  TEXT NOT NULL,
    -- E.164, or nothing for withheld callers.
    caller      TEXT,
    -- The facts so far (JSON, ringback_desk::calls::Call).
    facts       TEXT NOT NULL,
    -- open, answered or missed.
    outcome     TEXT NOT NULL,
    -- Why no text left, when it was missed and held.
    held        TEXT,
    text_id     BLOB,
    decided_at  INTEGER,
    wake_at     INTEGER,
    journal     TEXT NOT NULL,
    PRIMARY KEY (business_id, id)
);

CREATE UNIQUE INDEX call_carrier ON call (carrier_id);
CREATE INDEX call_caller ON call (business_id, caller, id);
CREATE INDEX call_wake ON call (wake_at) WHERE wake_at IS NOT NULL;

CREATE TABLE text (
    business_id  INTEGER NOT NULL,
    id           BLOB NOT NULL,
    line_id      INTEGER NOT NULL,
    kind         TEXT NOT NULL,
    -- The other side: recipient, or sender of an inbound text.
    party        TEXT NOT NULL,
    body         TEXT NOT NULL,
    segments     INTEGER NOT NULL,
    phase        TEXT NOT NULL,
    -- Why it does not leave.
    held         TEXT,
    attempt      INTEGER NOT NULL DEFAULT 0,
    attempted_at INTEGER,
    carrier_id   TEXT,
    status       TEXT,
    error_code   INTEGER,
    looks        INTEGER NOT NULL DEFAULT 0,
    -- Not worth sending after this.
    deadline     INTEGER,
    wake_at      INTEGER,
    call_id      BLOB,
    -- For a relay: whose words they are.
    about        TEXT,
    journal      TEXT NOT NULL,
    PRIMARY KEY (business_id, id)
);

CREATE UNIQUE INDEX text_carrier ON text (carrier_id) WHERE carrier_id IS NOT NULL;
CREATE INDEX text_party ON text (business_id, party, id);
CREATE INDEX text_wake ON text (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX text_unknown ON text (business_id, id) WHERE phase = 'unknown';

CREATE TABLE media (
    business_id  INTEGER NOT NULL,
    id           BLOB NOT NULL,
    text_id      BLOB,
    call_id      BLOB,
    -- Which of several; the carrier's id of a recording.
    carrier_id   TEXT NOT NULL,
    url          TEXT NOT NULL,
    content_type TEXT NOT NULL,
    seconds      INTEGER,
    -- Name of the file: the SHA-256 of its content.
    file         TEXT,
    size_bytes   INTEGER,
    attempts     INTEGER NOT NULL DEFAULT 0,
    error        TEXT,
    wake_at      INTEGER,
    PRIMARY KEY (business_id, id)
);

CREATE UNIQUE INDEX media_carrier ON media (carrier_id);
CREATE INDEX media_text ON media (business_id, text_id);
CREATE INDEX media_call ON media (business_id, call_id);
CREATE INDEX media_wake ON media (wake_at) WHERE wake_at IS NOT NULL;

CREATE TABLE brake (
    business_id  INTEGER NOT NULL,
    -- '' for the whole business, otherwise a prefix.
    prefix       TEXT NOT NULL,
    minute       INTEGER NOT NULL,
    minute_texts INTEGER NOT NULL,
    day          INTEGER NOT NULL,
    day_texts    INTEGER NOT NULL,
    day_micros   INTEGER NOT NULL,
    PRIMARY KEY (business_id, prefix)
) WITHOUT ROWID;

CREATE TABLE notice (
    business_id INTEGER NOT NULL,
    id          BLOB NOT NULL,
    -- The same key is told once.
    key         TEXT NOT NULL,
    at          INTEGER NOT NULL,
    sentence    TEXT NOT NULL,
    call_id     BLOB,
    text_id     BLOB,
    PRIMARY KEY (business_id, id)
);

CREATE UNIQUE INDEX notice_key ON notice (business_id, key);
