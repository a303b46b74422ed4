-- Brakes by hour and by month, the breaker, and what people lifted.

ALTER TABLE brake ADD COLUMN hour INTEGER NOT NULL DEFAULT 0;
ALTER TABLE brake ADD COLUMN hour_texts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE brake ADD COLUMN month INTEGER NOT NULL DEFAULT 0;
ALTER TABLE brake ADD COLUMN month_texts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE brake ADD COLUMN month_micros INTEGER NOT NULL DEFAULT 0;
-- On the business's row: JSON, ringback_desk::brakes::Guard; nothing while nothing happened.
ALTER TABLE brake ADD COLUMN guard TEXT;
ALTER TABLE contact ADD COLUMN hour INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contact ADD COLUMN hour_texts INTEGER NOT NULL DEFAULT 0;

-- Texts that went to the owner's phones, or would have.
CREATE TABLE owner_text (
    business_id INTEGER PRIMARY KEY,
    -- The hour that is counted, since the epoch.
    hour        INTEGER NOT NULL,
    texts       INTEGER NOT NULL,
    -- How many the hour before had in which there were any.
    before      INTEGER NOT NULL
);
