-- Set-up at the carrier: what was replaced there and how it is put back, and whether carriers let a
-- line's texts through.

CREATE TABLE setup_undo (
    business_id INTEGER NOT NULL,
    -- E.164. Not a line: a number can be pointed here before it is one, and outlive it.
    number      TEXT NOT NULL,
    -- The carrier's account that the number belongs to.
    account     TEXT NOT NULL,
    -- JSON, ringback_desk::setup::undo::UndoRecord; says its own version.
    record      TEXT NOT NULL,
    written_at  INTEGER NOT NULL,
    -- When it was put back.
    undone_at   INTEGER,
    PRIMARY KEY (business_id, number)
) WITHOUT ROWID;

CREATE TABLE registration (
    business_id INTEGER NOT NULL,
    line_id     INTEGER NOT NULL,
    -- JSON, ringback_desk::setup::registration::Registration.
    state       TEXT NOT NULL,
    -- When the carrier was asked last.
    asked_at    INTEGER NOT NULL,
    PRIMARY KEY (business_id, line_id)
) WITHOUT ROWID;
