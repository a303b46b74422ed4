-- Settings in the database: what a business and its lines are set to, whose carrier account they
-- use, and who must not be texted although nothing else is remembered of them.

-- Suspended businesses keep what they have; their lines neither ring nor text.
ALTER TABLE business ADD COLUMN suspended_at INTEGER;

-- Lines with settings in the database, beside those that the configuration names.
ALTER TABLE line ADD COLUMN set_up_at INTEGER;

CREATE TABLE setting (
    business_id INTEGER NOT NULL,
    -- 0: the whole business.
    line_id     INTEGER NOT NULL,
    -- As in the configuration's file.
    key         TEXT NOT NULL,
    value       TEXT NOT NULL,
    PRIMARY KEY (business_id, line_id, key)
) WITHOUT ROWID;

CREATE TABLE account (
    business_id INTEGER PRIMARY KEY,
    sid         TEXT NOT NULL,
    -- The auth token, sealed with the installation's key.
    token       BLOB NOT NULL
);

-- Opt-outs of people who were erased: a keyed hash of business and number, and nothing else.
CREATE TABLE suppression (
    business_id INTEGER NOT NULL,
    hash        BLOB NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (business_id, hash)
) WITHOUT ROWID;

CREATE INDEX line_business ON line (business_id);
CREATE INDEX media_file ON media (file) WHERE file IS NOT NULL;
