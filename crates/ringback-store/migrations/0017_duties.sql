-- What one process does for all that share the database: who, and until when nobody else does.

CREATE TABLE duty (
    name     TEXT PRIMARY KEY,
    holder   TEXT NOT NULL,
    until_at INTEGER NOT NULL
) WITHOUT ROWID;
