-- What is kept of people who were erased may also be that nobody had decided whether they said stop:
-- then automatic texts wait, and a person's own may leave.

ALTER TABLE suppression ADD COLUMN is_pause INTEGER NOT NULL DEFAULT 0;

-- What the owner's phone was told or asked names people in its words.
CREATE INDEX text_told ON text (business_id, id) WHERE kind IN ('notice', 'question');
