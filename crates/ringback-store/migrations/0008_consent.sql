-- What people wrote about being texted that is no plain stop.

-- Automatic texts wait until a person decides whether it was one.
ALTER TABLE contact ADD COLUMN paused_at INTEGER;
-- An offer was refused: its sequence of texts has ended.
ALTER TABLE contact ADD COLUMN sequence_stopped_at INTEGER;
-- ringback_desk::consent::Prefers.
ALTER TABLE contact ADD COLUMN prefers TEXT;
-- When an opt-out, START or HELP was last answered with a text.
ALTER TABLE contact ADD COLUMN consent_text_at INTEGER;
