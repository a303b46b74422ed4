-- While an installation that was restored is held: when the carrier's lists of a line's texts, both
-- ways, have been read again from the backup on.

ALTER TABLE line ADD COLUMN relisted_at INTEGER;
