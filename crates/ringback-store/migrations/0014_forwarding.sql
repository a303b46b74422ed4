-- Whether calls to another number, forwarded here, were seen to arrive.

-- Until then somebody dials the number that people know, to see it.
ALTER TABLE line ADD COLUMN forward_check_until INTEGER;
-- The call that was seen: when, from whom, and the forwarding number where the carrier tells it.
ALTER TABLE line ADD COLUMN forwarded_at INTEGER;
ALTER TABLE line ADD COLUMN forwarded_caller TEXT;
ALTER TABLE line ADD COLUMN forwarded_from TEXT;
