-- When somebody last said start: texts are heard of in any order, and what was written last counts.

ALTER TABLE contact ADD COLUMN opted_in_at INTEGER;
