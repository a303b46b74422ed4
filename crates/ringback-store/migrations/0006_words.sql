-- Whom a text greets, in which language, and which wordings they read within the last month, so
-- that nobody reads the same one twice.

ALTER TABLE contact ADD COLUMN first_name TEXT;
-- ISO 639-1; nothing is English.
ALTER TABLE contact ADD COLUMN language TEXT;
-- JSON, ringback_desk::words::History.
ALTER TABLE contact ADD COLUMN wordings TEXT;
