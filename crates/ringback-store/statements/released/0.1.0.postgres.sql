-- Statements of a release; written by a test, never by hand.

-- accounts::SET
INSERT INTO account (business_id, sid, token) VALUES ($1, $2, $3)
ON CONFLICT (business_id) DO UPDATE SET sid = $2, token = $3;

-- accounts::GET
SELECT business_id, sid, token FROM account WHERE business_id = $1;

-- accounts::ALL_OF_THEM
SELECT business_id, sid, token FROM account ORDER BY business_id;

-- backup::SCHEMA
SELECT coalesce(max(number), 0) FROM migration;

-- backup::FILES
SELECT DISTINCT file FROM media  WHERE file IS NOT NULL;

-- backup::NOBODY_KNOWS
UPDATE text SET phase = 'unknown', wake_at = NULL, journal = journal || $1
WHERE phase IN ('pending', 'attempted') OR phase = 'held' AND held = '"unregistered"';

-- backup::END_SESSIONS
DELETE FROM session;

-- backup::END_LINKS
DELETE FROM login_link;

-- backup::NOTED
SELECT value FROM installation WHERE key = $1;

-- backup::NOTE
INSERT INTO installation (key, value) VALUES ($1, $2)
ON CONFLICT (key) DO UPDATE SET value = $2;

-- backup::STOPPED
SELECT business_id, number, opted_out_at FROM contact WHERE opted_out_at IS NOT NULL;

-- backup::TEXTED
SELECT business_id, number, texted_at FROM contact WHERE texted_at IS NOT NULL;

-- backup::PAUSED
SELECT business_id, number, paused_at FROM contact WHERE paused_at IS NOT NULL;

-- backup::SUPPRESSED
SELECT business_id, hash, at FROM suppression;

-- backup::SUPPRESS
INSERT INTO suppression (business_id, hash, at) VALUES ($1, $2, $3)
ON CONFLICT (business_id, hash) DO NOTHING;

-- brakes::LOAD
SELECT prefix, minute, minute_texts, hour, hour_texts, day, day_texts, day_micros,
month, month_texts, month_micros, guard FROM brake WHERE business_id = $1 AND prefix = '' UNION ALL SELECT prefix, minute, minute_texts, hour, hour_texts, day, day_texts, day_micros,
month, month_texts, month_micros, guard FROM brake WHERE business_id = $1 AND prefix = $2;

-- brakes::SAVE
INSERT INTO brake (business_id, prefix, minute, minute_texts, hour, hour_texts, day,
day_texts, day_micros, month, month_texts, month_micros)
VALUES ($1, '', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12),
($1, $2, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
ON CONFLICT (business_id, prefix) DO UPDATE SET minute = excluded.minute,
minute_texts = excluded.minute_texts, hour = excluded.hour,
hour_texts = excluded.hour_texts, day = excluded.day, day_texts = excluded.day_texts,
day_micros = excluded.day_micros, month = excluded.month,
month_texts = excluded.month_texts, month_micros = excluded.month_micros;

-- brakes::SAVE_GUARD
INSERT INTO brake (business_id, prefix, minute, minute_texts, day, day_texts,
day_micros, guard) VALUES ($1, '', 0, 0, 0, 0, 0, $2)
ON CONFLICT (business_id, prefix) DO UPDATE SET guard = $2;

-- brakes::BUSIEST
SELECT prefix, minute, minute_texts, hour, hour_texts, day, day_texts, day_micros,
month, month_texts, month_micros, guard FROM brake WHERE business_id = $1 AND prefix <> '' AND day = $2
ORDER BY day_texts DESC LIMIT $3;

-- brakes::BUSIEST_CALLER
SELECT number, day, day_texts, hour, hour_texts FROM contact
WHERE business_id = $1 AND day = $2 ORDER BY day_texts DESC LIMIT 1;

-- brakes::COUNT_OWNER_TEXT
INSERT INTO owner_text (business_id, hour, texts, before)
VALUES ($1, $2, 1, 0) ON CONFLICT (business_id) DO UPDATE SET
before = CASE WHEN owner_text.hour = excluded.hour THEN owner_text.before
ELSE owner_text.texts END,
texts = CASE WHEN owner_text.hour = excluded.hour THEN owner_text.texts + 1 ELSE 1 END,
hour = excluded.hour
RETURNING texts, before;

-- brakes::OWNER_TEXTS
SELECT hour, texts, before FROM owner_text WHERE business_id = $1;

-- businesses::ADD
INSERT INTO business (company) VALUES ($1) ON CONFLICT (company) DO NOTHING;

-- businesses::ALL_OF_THEM
SELECT id, company, suspended_at,
(SELECT count(*) FROM line
WHERE line.business_id = business.id) FROM business ORDER BY id;

-- businesses::FIND
SELECT id, company, suspended_at,
(SELECT count(*) FROM line
WHERE line.business_id = business.id) FROM business WHERE company = $1;

-- businesses::GET
SELECT id, company, suspended_at,
(SELECT count(*) FROM line
WHERE line.business_id = business.id) FROM business WHERE id = $1;

-- businesses::RENAME
UPDATE business SET company = $2 WHERE id = $1
AND NOT EXISTS (SELECT 1 FROM business other WHERE other.company = $2 AND other.id <> $1);

-- businesses::SUSPEND
UPDATE business SET suspended_at = $2 WHERE id = $1;

-- calls::LOAD
SELECT c.business_id, c.id, c.line_id, c.carrier_id, c.caller, c.facts, c.held, c.text_id, c.decided_at, c.wake_at, k.opted_out_at, k.landline_at, k.texted_at,
k.texted_by, k.person_wrote_at, k.received_at, k.text_at, k.day, k.day_texts, k.line_id,
k.first_name, k.language, k.wordings, k.paused_at, k.sequence_stopped_at, k.prefers,
k.consent_text_at, k.hour, k.hour_texts
FROM call c
LEFT JOIN contact k ON k.business_id = c.business_id AND k.number = c.caller
WHERE c.business_id = $1 AND c.carrier_id = $2;

-- calls::INSERT
INSERT INTO call (business_id, id, line_id, carrier_id, caller, facts, outcome, held,
text_id, decided_at, wake_at, journal)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);

-- calls::UPDATE
UPDATE call SET facts = $3, outcome = $4, held = $5, text_id = $6, decided_at = $7,
wake_at = $8, journal = journal || $9 WHERE business_id = $1 AND id = $2;

-- calls::DUE
SELECT business_id, line_id, carrier_id FROM call
WHERE wake_at <= $1 ORDER BY wake_at LIMIT $2;

-- calls::POSTPONE
UPDATE call SET wake_at = $3 WHERE business_id = $1 AND carrier_id = $2;

-- calls::LINE_OF
SELECT line_id FROM call WHERE carrier_id = $1;

-- calls::FIND
SELECT business_id, id, line_id, carrier_id, caller, facts, held, text_id, decided_at, wake_at, journal FROM call WHERE carrier_id = $1;

-- calls::FIND_BY_ID
SELECT business_id, id, line_id, carrier_id, caller, facts, held, text_id, decided_at, wake_at, journal FROM call
WHERE business_id IN (SELECT id FROM business) AND id = $1;

-- calls::LAST_OF_CALLER
SELECT business_id, id, line_id, carrier_id, caller, facts, held, text_id, decided_at, wake_at, journal FROM call
WHERE business_id IN (SELECT id FROM business) AND caller = $1 ORDER BY id DESC LIMIT 1;

-- calls::GET
SELECT business_id, id, line_id, carrier_id, caller, facts, held, text_id, decided_at, wake_at, journal FROM call WHERE business_id = $1 AND id = $2;

-- calls::HELD_SINCE
SELECT business_id, id, line_id, carrier_id, caller, facts, held, text_id, decided_at, wake_at FROM call
WHERE business_id = $1 AND id > $2 AND line_id = $3 AND held = $4 ORDER BY id LIMIT $5;

-- calls::RECENT
SELECT business_id, id, line_id, carrier_id, caller, facts, held, text_id, decided_at, wake_at, journal FROM call WHERE business_id = $1
AND id < $3 ORDER BY id DESC LIMIT $2;

-- calls::MISSED_BEFORE
SELECT outcome, decided_at FROM call
WHERE business_id = $1 AND caller = $2 ORDER BY id DESC LIMIT $3;

-- calls::OF_CALLER
SELECT business_id, id, line_id, carrier_id, caller, facts, held, text_id, decided_at, wake_at, journal FROM call
WHERE business_id = $1 AND caller = $2 AND id < $4 ORDER BY id DESC LIMIT $3;

-- contacts::LOAD
SELECT opted_out_at, landline_at, texted_at, texted_by, person_wrote_at, received_at,
text_at, day, day_texts, line_id, first_name, language, wordings, paused_at,
sequence_stopped_at, prefers, consent_text_at, hour, hour_texts
FROM contact WHERE business_id = $1 AND number = $2;

-- contacts::SAVE
INSERT INTO contact (business_id, number, opted_out_at, landline_at, texted_at,
texted_by, person_wrote_at, received_at, text_at, day, day_texts, line_id,
first_name, language, wordings, paused_at, sequence_stopped_at, prefers,
consent_text_at, hour, hour_texts)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
$19, $20, $21)
ON CONFLICT (business_id, number) DO UPDATE SET opted_out_at = $3, landline_at = $4,
texted_at = $5, texted_by = $6, person_wrote_at = $7, received_at = $8, text_at = $9,
day = $10, day_texts = $11, line_id = $12, first_name = $13, language = $14,
wordings = $15, paused_at = $16, sequence_stopped_at = $17, prefers = $18,
consent_text_at = $19, hour = $20, hour_texts = $21;

-- contacts::SUPPRESSED
SELECT at FROM suppression WHERE business_id = $1 AND hash = $2;

-- contacts::SUPPRESS
INSERT INTO suppression (business_id, hash, at) VALUES ($1, $2, $3)
ON CONFLICT (business_id, hash) DO NOTHING;

-- contacts::UNSUPPRESS
DELETE FROM suppression WHERE business_id = $1 AND hash = $2;

-- contacts::UNDER_WAY
SELECT 1 FROM text
WHERE business_id = $1 AND party = $2 AND phase = 'attempted' LIMIT 1;

-- contacts::ERASE_TEXT_MEDIA
DELETE FROM media WHERE business_id = $1 AND text_id IN
(SELECT id FROM text  WHERE business_id = $1 AND party = $2)
RETURNING file;

-- contacts::ERASE_CALL_MEDIA
DELETE FROM media WHERE business_id = $1 AND call_id IN
(SELECT id FROM call  WHERE business_id = $1 AND caller = $2)
RETURNING file;

-- contacts::ERASE_NOTICES
DELETE FROM notice WHERE business_id = $1 AND (call_id IN
(SELECT id FROM call  WHERE business_id = $1 AND caller = $2)
OR text_id IN
(SELECT id FROM text  WHERE business_id = $1 AND party = $2));

-- contacts::ERASE_TEXTS
DELETE FROM text  WHERE business_id = $1 AND party = $2;

-- contacts::ERASE_RELAYS
DELETE FROM text  WHERE business_id = $1 AND about = $2;

-- contacts::ERASE_CALLS
DELETE FROM call  WHERE business_id = $1 AND caller = $2;

-- contacts::ERASE
DELETE FROM contact WHERE business_id = $1 AND number = $2;

-- contacts::FILE_IN_USE
SELECT 1 FROM media  WHERE file = $1 LIMIT 1;

-- contacts::CONVERSATIONS
SELECT number, text_at FROM contact
WHERE business_id = $1 AND text_at >= $2 AND received_at IS NOT NULL AND line_id = $4
ORDER BY text_at DESC LIMIT $3;

-- contacts::NAMES
SELECT number, first_name FROM contact WHERE business_id = $1
AND number IN (SELECT value FROM json_array_elements_text($2::text::json)) AND first_name IS NOT NULL;

-- contacts::THREADS
SELECT c.number, c.text_at, c.opted_out_at IS NOT NULL, w.since_at, t.kind, t.body, t.phase,
t.status FROM contact c
LEFT JOIN waiting w ON w.business_id = c.business_id AND w.key = 'answer:' || c.number LEFT JOIN text t ON t.business_id = c.business_id AND t.id =
(SELECT x.id FROM text x
WHERE x.business_id = c.business_id AND x.party = c.number ORDER BY x.id DESC LIMIT 1)
WHERE c.business_id = $1 AND c.person_wrote_at IS NOT NULL
AND (c.text_at, c.number) < ($2, $3)
ORDER BY c.text_at DESC, c.number DESC LIMIT $4;

-- contacts::WAITING_THREADS
SELECT c.number, c.text_at, c.opted_out_at IS NOT NULL, w.since_at, t.kind, t.body, t.phase,
t.status FROM waiting w
JOIN contact c ON c.business_id = w.business_id AND c.number = substr(w.key, 8) LEFT JOIN text t ON t.business_id = c.business_id AND t.id =
(SELECT x.id FROM text x
WHERE x.business_id = c.business_id AND x.party = c.number ORDER BY x.id DESC LIMIT 1)
WHERE w.business_id = $1 AND w.key LIKE 'answer:%' ORDER BY w.since_at LIMIT $2;

-- held::GET
SELECT key, CAST(value AS BIGINT) FROM installation
WHERE key IN ('held_at', 'held_backup_at') ORDER BY key;

-- held::PUT
INSERT INTO installation (key, value) VALUES ($1, $2)
ON CONFLICT (key) DO UPDATE SET value = $2;

-- held::RELEASE
DELETE FROM installation WHERE key IN ('held_at', 'held_backup_at');

-- held::RELISTED
UPDATE line SET relisted_at = $3, listed_at = $3 WHERE business_id = $1 AND id = $2;

-- held::LISTED
SELECT id FROM line WHERE relisted_at IS NOT NULL;

-- held::FORGET_LISTED
UPDATE line SET relisted_at = NULL WHERE relisted_at IS NOT NULL;

-- inbox::QUESTION
SELECT question FROM line WHERE business_id = $1 AND id = $2;

-- inbox::ANSWER
SELECT text_id FROM answer WHERE business_id = $1 AND key = $2;

-- inbox::ADD_ANSWER
INSERT INTO answer (business_id, key, text_id, at) VALUES ($1, $2, $3, $4);

-- inbox::SET_QUESTION
UPDATE line SET question = $3 WHERE business_id = $1 AND id = $2;

-- lines::ADD_BUSINESS
INSERT INTO business (company) VALUES ($1) ON CONFLICT (company) DO NOTHING;

-- lines::BUSINESS
SELECT id FROM business WHERE company = $1;

-- lines::ADD_LINE
INSERT INTO line (business_id, number) VALUES ($1, $2) ON CONFLICT (number) DO NOTHING;

-- lines::LINES
SELECT id, business_id FROM line WHERE number = $1;

-- lines::ALL_OF_THEM
SELECT id, business_id, number, set_up_at, test_caller, test_until, tested_at
FROM line ORDER BY id;

-- lines::OF_BUSINESS
SELECT id, business_id, number, set_up_at, test_caller, test_until, tested_at
FROM line  WHERE business_id = $1 ORDER BY id;

-- lines::BEGIN_TEST
UPDATE line SET test_caller = $3, test_until = $4
WHERE business_id = $1 AND id = $2;

-- lines::SET_TESTED
UPDATE line SET tested_at = $3
WHERE business_id = $1 AND id = $2 AND tested_at IS NULL;

-- lines::SET_UP
UPDATE line SET set_up_at = $3 WHERE business_id = $1 AND id = $2
AND set_up_at IS NULL;

-- lines::RENAME_BUSINESS
UPDATE business SET company = $2 WHERE id = $1
AND NOT EXISTS (SELECT 1 FROM business other WHERE other.company = $2);

-- lines::LISTED
SELECT listed_at FROM line WHERE business_id = $1 AND id = $2;

-- lines::SET_LISTED
UPDATE line SET listed_at = $3 WHERE business_id = $1 AND id = $2;

-- lines::INSTALL
INSERT INTO installation (key, value) VALUES ('installed_at', $1) ON CONFLICT (key) DO NOTHING;

-- lines::INSTALLED
SELECT value FROM installation WHERE key = 'installed_at';

-- media::INSERT
INSERT INTO media (business_id, id, text_id, call_id, carrier_id, url, content_type,
seconds, wake_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (carrier_id) DO NOTHING;

-- media::DUE
SELECT business_id, id, text_id, call_id, carrier_id, url, content_type, seconds, file, attempts,
error, wake_at FROM media
WHERE wake_at <= $1 ORDER BY wake_at LIMIT $2;

-- media::SAVE
UPDATE media SET content_type = $3, file = $4, size_bytes = $5, attempts = $6,
error = $7, wake_at = $8 WHERE business_id = $1 AND id = $2;

-- media::GET
SELECT business_id, id, text_id, call_id, carrier_id, url, content_type, seconds, file, attempts,
error, wake_at FROM media WHERE business_id = $1 AND id = $2;

-- media::OF_TEXTS
SELECT business_id, id, text_id, call_id, carrier_id, url, content_type, seconds, file, attempts,
error, wake_at FROM media
WHERE business_id = $1 AND text_id >= $2 AND text_id <= $3 ORDER BY id;

-- media::OF_CALL
SELECT business_id, id, text_id, call_id, carrier_id, url, content_type, seconds, file, attempts,
error, wake_at FROM media
WHERE business_id = $1 AND call_id = $2 ORDER BY id;

-- notices::INSERT
INSERT INTO notice (business_id, id, key, at, sentence, call_id, text_id)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (business_id, key) DO NOTHING;

-- notices::RECENT
SELECT business_id, id, key, at, sentence, call_id, text_id FROM notice
WHERE business_id = $1 ORDER BY id DESC LIMIT $2;

-- people::INSERT
INSERT INTO person (business_id, id, login, name, password, role, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (login) DO NOTHING;

-- people::GET
SELECT business_id, id, login, name, password, role, created_at FROM person WHERE business_id = $1 AND id = $2;

-- people::BY_LOGIN
SELECT business_id, id, login, name, password, role, created_at FROM person WHERE login = $1;

-- people::OF_BUSINESS
SELECT business_id, id, login, name, password, role, created_at FROM person WHERE business_id = $1 ORDER BY id;

-- people::RENAME
UPDATE person SET name = $3 WHERE business_id = $1 AND id = $2;

-- people::SET_PASSWORD
UPDATE person SET password = $3 WHERE business_id = $1 AND id = $2;

-- people::ALL_OF_INSTALLATION
SELECT business.id, business.company, person.login, person.name,
(SELECT max(seen_at) FROM session WHERE session.business_id = person.business_id
AND session.person_id = person.id) FROM business
LEFT JOIN person ON person.business_id = business.id ORDER BY business.id, person.id;

-- people::OPEN_SESSION
INSERT INTO session (business_id, id, person_id, created_at, seen_at,
expires_at, device, token_sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8);

-- people::FIND_SESSION
SELECT business_id, id, person_id, created_at, seen_at, expires_at, device,
(SELECT suspended_at FROM business WHERE business.id = business_id) FROM session
WHERE token_sha256 = $1;

-- people::STANDS
SELECT 1 FROM session WHERE business_id = $1 AND id = $2 AND expires_at > $3
AND NOT EXISTS (SELECT 1 FROM business WHERE id = $1 AND suspended_at IS NOT NULL);

-- people::SESSIONS
SELECT business_id, id, person_id, created_at, seen_at, expires_at, device FROM session
WHERE business_id = $1 AND person_id = $2 AND expires_at > $3 ORDER BY seen_at DESC;

-- people::SEE_SESSION
UPDATE session SET seen_at = $3, expires_at = $4
WHERE business_id = $1 AND id = $2;

-- people::REVOKE
DELETE FROM session WHERE business_id = $1 AND id = $3 AND person_id = $2;

-- people::REVOKE_OTHERS
DELETE FROM session WHERE business_id = $1 AND person_id = $2
AND id IS DISTINCT FROM $3;

-- people::FORGET_EXPIRED
DELETE FROM session WHERE business_id = $1 AND person_id = $2
AND expires_at <= $3;

-- people::INVITE
INSERT INTO login_link (business_id, code_sha256, person_id, created_at, expires_at)
VALUES ($1, $2, $3, $4, $5);

-- people::FIND_LINK
SELECT login_link.business_id, person_id, expires_at, used_at, company
FROM login_link JOIN business ON business.id = login_link.business_id
WHERE code_sha256 = $1;

-- people::USE_LINK
UPDATE login_link SET used_at = $3
WHERE business_id = $1 AND code_sha256 = $2 AND used_at IS NULL AND expires_at > $3;

-- people::VOID_LINKS
UPDATE login_link SET expires_at = $3 WHERE business_id = $1
AND person_id IS NOT DISTINCT FROM $2 AND used_at IS NULL AND expires_at > $3;

-- people::FORGET_LINKS
DELETE FROM login_link WHERE business_id = $1 AND expires_at <= $2;

-- registration::PUT
INSERT INTO registration (business_id, line_id, state, asked_at)
VALUES ($1, $2, $3, $4) ON CONFLICT (business_id, line_id)
DO UPDATE SET state = $3, asked_at = $4;

-- registration::ALL_OF_THEM
SELECT business_id, line_id, state, asked_at FROM registration;

-- registration::GET
SELECT state, asked_at FROM registration WHERE business_id = $1 AND line_id = $2;

-- settings::SET
INSERT INTO setting (business_id, line_id, key, value) VALUES ($1, $2, $3, $4)
ON CONFLICT (business_id, line_id, key) DO UPDATE SET value = $4;

-- settings::UNSET
DELETE FROM setting WHERE business_id = $1 AND line_id = $2 AND key = $3;

-- settings::OF_BUSINESS
SELECT business_id, line_id, key, value FROM setting WHERE business_id = $1
ORDER BY line_id, key;

-- settings::ALL_OF_THEM
SELECT business_id, line_id, key, value FROM setting
ORDER BY business_id, line_id, key;

-- settings::TOUCH
INSERT INTO installation (key, value) VALUES ('settings_revision', '1')
ON CONFLICT (key) DO UPDATE
SET value = CAST(CAST(installation.value AS BIGINT) + 1 AS TEXT);

-- settings::REVISION
SELECT CAST(value AS BIGINT) FROM installation WHERE key = 'settings_revision';

-- setup::PUT
INSERT INTO setup_undo (business_id, number, account, record, written_at)
VALUES ($1, $2, $3, $4, $5) ON CONFLICT (business_id, number)
DO UPDATE SET account = $3, record = $4, written_at = $5, undone_at = NULL;

-- setup::GET
SELECT number, account, record, written_at, undone_at FROM setup_undo
WHERE business_id = $1 AND number = $2;

-- setup::OF_BUSINESS
SELECT number, account, record, written_at, undone_at FROM setup_undo
WHERE business_id = $1 ORDER BY number;

-- setup::SET_UNDONE
UPDATE setup_undo SET undone_at = $3 WHERE business_id = $1 AND number = $2;

-- texts::INSERT
INSERT INTO text (business_id, id, line_id, kind, party, body, segments, phase, held,
carrier_id, deadline, wake_at, call_id, about, journal)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15);

-- texts::CLAIM
UPDATE text SET phase = 'attempted', attempt = $3, attempted_at = $4, looks = 0,
journal = journal || $5
WHERE business_id = $1 AND id = $2 AND phase = 'pending' AND attempt + 1 = $3
AND (deadline IS NULL OR deadline > $4)
AND NOT EXISTS (SELECT 1 FROM contact WHERE contact.business_id = $1
AND contact.number = text.party
AND ((contact.opted_out_at IS NOT NULL AND text.kind <> 'consent'
AND NOT (text.kind = 'answer'
AND coalesce(contact.received_at > contact.opted_out_at, FALSE)))
OR (contact.paused_at IS NOT NULL AND text.kind = 'missed_call')));

-- texts::NOTE
UPDATE text SET journal = journal || $3 WHERE business_id = $1 AND id = $2;

-- texts::SAVE_DELIVERY
UPDATE text SET phase = $3, held = $4, carrier_id = $5, status = $6,
error_code = $7, looks = $8, wake_at = $9, journal = journal || $10
WHERE business_id = $1 AND id = $2 AND attempt = $11;

-- texts::SAVE_FIRST_REPORT
UPDATE text SET phase = $3, held = $4, carrier_id = $5, status = $6,
error_code = $7, looks = $8, wake_at = $9, journal = journal || $10
WHERE business_id = $1 AND id = $2 AND phase = 'attempted' AND attempt = $11
AND looks = 0 AND status IS NULL;

-- texts::LOAD
SELECT business_id, id, line_id, kind, party, body, segments, phase, held, attempt, attempted_at,
carrier_id, status, error_code, looks, deadline, wake_at, call_id, about FROM text WHERE business_id = $1 AND id = $2;

-- texts::LOAD_BY_CARRIER_ID
SELECT business_id, id, line_id, kind, party, body, segments, phase, held, attempt, attempted_at,
carrier_id, status, error_code, looks, deadline, wake_at, call_id, about FROM text
WHERE business_id = $1 AND carrier_id = $2;

-- texts::KNOWN
SELECT 1 FROM text WHERE carrier_id = $1;

-- texts::DUE
SELECT business_id, id, line_id, kind, party, body, segments, phase, held, attempt, attempted_at,
carrier_id, status, error_code, looks, deadline, wake_at, call_id, about FROM text
WHERE wake_at <= $1 AND phase <> 'pending' ORDER BY wake_at LIMIT $2;

-- texts::ANY_TO_SEND
SELECT 1 FROM text
WHERE wake_at <= $1 AND phase = 'pending' LIMIT 1;

-- texts::LEASE
WITH due (due_of, due) AS MATERIALIZED (SELECT business_id, id FROM text
WHERE wake_at <= $1 AND phase = 'pending' ORDER BY wake_at LIMIT $3
FOR UPDATE SKIP LOCKED)
UPDATE text SET wake_at = $2 FROM due WHERE business_id = due_of AND id = due
RETURNING business_id, id, line_id, kind, party, body, segments, phase, held, attempt, attempted_at,
carrier_id, status, error_code, looks, deadline, wake_at, call_id, about;

-- texts::POSTPONE
UPDATE text SET wake_at = $3 WHERE business_id = $1 AND id = $2;

-- texts::TAKE_OVER
UPDATE text SET wake_at = $1
WHERE wake_at > $1 AND (phase = 'attempted' OR phase = 'pending' AND attempt = 0);

-- texts::HELD_SINCE
SELECT business_id, id, line_id, kind, party, body, segments, phase, held, attempt, attempted_at,
carrier_id, status, error_code, looks, deadline, wake_at, call_id, about FROM text
WHERE business_id = $1 AND id > $2 AND line_id = $3 AND phase = 'held' AND held = $4
AND (deadline IS NULL OR deadline > $5) AND kind <> 'notice' ORDER BY id LIMIT $6;

-- texts::WAITING
SELECT id FROM text
WHERE business_id = $1 AND party = $2 AND phase = 'pending';

-- texts::GET
SELECT business_id, id, line_id, kind, party, body, segments, phase, held, attempt, attempted_at,
carrier_id, status, error_code, looks, deadline, wake_at, call_id, about, journal FROM text WHERE business_id = $1 AND id = $2;

-- texts::THESE
SELECT business_id, id, line_id, kind, party, body, segments, phase, held, attempt, attempted_at,
carrier_id, status, error_code, looks, deadline, wake_at, call_id, about FROM text
WHERE business_id = $1 AND id IN (SELECT decode(value, 'hex') FROM json_array_elements_text($2::text::json));

-- texts::RECENT
SELECT business_id, id, line_id, kind, party, body, segments, phase, held, attempt, attempted_at,
carrier_id, status, error_code, looks, deadline, wake_at, call_id, about, journal FROM text WHERE business_id = $1
ORDER BY id DESC LIMIT $2;

-- texts::OF_PARTY
SELECT business_id, id, line_id, kind, party, body, segments, phase, held, attempt, attempted_at,
carrier_id, status, error_code, looks, deadline, wake_at, call_id, about, journal FROM text
WHERE business_id = $1 AND party = $2 AND id < $4 ORDER BY id DESC LIMIT $3;

-- texts::LAST_SENT
SELECT body FROM text
WHERE business_id = $1 AND party = $2 AND kind IN ('missed_call', 'answer')
ORDER BY id DESC LIMIT 1;

-- texts::NEWEST_WORD
SELECT id FROM text
WHERE business_id = $1 AND party = $2 AND kind IN ('inbound', 'answer')
ORDER BY id DESC LIMIT 1;

-- texts::UNKNOWN
SELECT business_id, id, line_id, kind, party, body, segments, phase, held, attempt, attempted_at,
carrier_id, status, error_code, looks, deadline, wake_at, call_id, about, journal FROM text
WHERE business_id = $1 AND phase = 'unknown'
AND kind NOT IN ('relay', 'question', 'notice') ORDER BY id LIMIT $2;

-- texts::COUNT_UNKNOWN
SELECT 1 FROM text
WHERE business_id = $1 AND phase = 'unknown'
AND kind NOT IN ('relay', 'question', 'notice') LIMIT $2;

-- texts::QUEUE
SELECT phase, count(*), decode(min(encode(id, 'hex')), 'hex') FROM text
WHERE wake_at IS NOT NULL GROUP BY phase;

-- waiting::PUT
INSERT INTO waiting (business_id, key, since_at, latest_at, call_id, text_id)
VALUES ($1, $2, $3, $3, $4, $5)
ON CONFLICT (business_id, key) DO UPDATE SET latest_at = $3,
times = waiting.times + 1, call_id = coalesce($4, waiting.call_id),
text_id = coalesce($5, waiting.text_id);

-- waiting::DONE
DELETE FROM waiting WHERE business_id = $1 AND key = $2;

-- waiting::DONE_WITH
DELETE FROM waiting WHERE business_id = $1 AND key IN ($2, $3);

-- waiting::COUNT
SELECT 1 FROM waiting WHERE business_id = $1 LIMIT $2;

-- waiting::GET
SELECT key, since_at, latest_at, times, call_id, text_id FROM waiting
WHERE business_id = $1 AND key = $2;

-- waiting::LIST
SELECT w.key, w.since_at, w.latest_at, w.times, w.call_id, w.text_id, c.held, t.body
FROM waiting w
LEFT JOIN call c ON c.business_id = w.business_id AND c.id = w.call_id
LEFT JOIN text t ON t.business_id = w.business_id AND t.id = w.text_id
WHERE w.business_id = $1 ORDER BY w.since_at, w.key LIMIT $2;
