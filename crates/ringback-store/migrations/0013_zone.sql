-- Where somebody is, as somebody of the business noted it: an IANA name. Nothing: as their number says.
ALTER TABLE contact ADD COLUMN zone TEXT;
