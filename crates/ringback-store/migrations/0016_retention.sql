-- Recordings go before the texts do, and are found by their age.

CREATE INDEX media_recording ON media (business_id, id) WHERE call_id IS NOT NULL;
