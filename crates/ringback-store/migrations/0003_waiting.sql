-- What waits for a person, and the answers that people write on the pages.

CREATE TABLE waiting (
    business_id INTEGER NOT NULL,
    -- Names the matter (ringback_desk::waiting::Waiting): the same matter waits once.
    key         TEXT NOT NULL,
    -- Since when, and when it came up last.
    since_at    INTEGER NOT NULL,
    latest_at   INTEGER NOT NULL,
    times       INTEGER NOT NULL DEFAULT 1,
    -- What it is about, as it came up last.
    call_id     BLOB,
    text_id     BLOB,
    PRIMARY KEY (business_id, key)
) WITHOUT ROWID;

CREATE INDEX waiting_since ON waiting (business_id, since_at);

CREATE TABLE answer (
    business_id INTEGER NOT NULL,
    -- Made by the browser: one key is one answer, however often it is posted.
    key         TEXT NOT NULL,
    -- The first of its texts.
    text_id     BLOB NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (business_id, key)
) WITHOUT ROWID;

-- Conversations: people who wrote or were written to by a person, by their last text.
CREATE INDEX contact_thread ON contact (business_id, text_at, number)
    WHERE person_wrote_at IS NOT NULL;
