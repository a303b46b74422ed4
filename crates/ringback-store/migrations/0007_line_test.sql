-- A line is tested by a missed call from one of the owner's own phones.
ALTER TABLE line ADD COLUMN test_caller TEXT;
-- Until then a call from that phone is a test.
ALTER TABLE line ADD COLUMN test_until INTEGER;
-- When a test's text was delivered for the first time.
ALTER TABLE line ADD COLUMN tested_at INTEGER;
