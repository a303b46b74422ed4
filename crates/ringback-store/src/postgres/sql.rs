//! Statements that only PostgreSQL runs.

/// Takes the turns of businesses, in order. The upper half keeps them apart from the advisory locks
/// of other programs ("RING").
pub(super) const TURNS: &str = "SELECT count(pg_advisory_xact_lock(1380535879::bigint << 32
    | CAST(turn AS bigint))) FROM unnest(string_to_array(?1, ',')) AS turn";
/// Notes which group a writer stores.
pub(super) const MARK: &str = "INSERT INTO writer_mark (writer, mark, at)
    VALUES (?1, ?2, CAST(extract(epoch FROM now()) AS bigint))
    ON CONFLICT (writer) DO UPDATE SET mark = excluded.mark, at = excluded.at";
/// Which group a writer stored last; waits for one that is not at its end.
pub(super) const MARKED: &str = "SELECT mark FROM writer_mark WHERE writer = $1 FOR UPDATE";
/// Ends a connection that its client has lost.
pub(super) const END_OTHER: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name = $1 AND pid <> pg_backend_pid()";
/// What PostgreSQL needs beside the schema that both databases have.
pub(super) const OWN: &str = "CREATE TABLE IF NOT EXISTS writer_mark (
    writer BYTEA PRIMARY KEY, mark BIGINT NOT NULL, at BIGINT NOT NULL) WITH (fillfactor = 10);
    DELETE FROM writer_mark WHERE at < extract(epoch FROM now()) - 7 * 86400;";
/// What each connection is set to. Plans use indexes wherever there is one, as the statements mean
/// it, also while a table is small or was never analysed; a replica that stands still loses its
/// transaction, and with it the turns that others wait for.
pub(super) const SET_UP: &str = "SET enable_seqscan = off; SET jit = off;
    SET plan_cache_mode = force_generic_plan;
    SET idle_in_transaction_session_timeout = '4s'; SET lock_timeout = '8s';
    SET statement_timeout = '15s'; SET client_min_messages = warning; SET timezone = 'UTC'";
/// Whether the server lets us write, and its version.
pub(super) const SERVER: &str = "SELECT current_setting('server_version_num')::bigint,
    pg_is_in_recovery(), current_setting('server_version')";
/// One migration at a time, whoever starts.
pub(super) const MIGRATING: &str =
    "SELECT pg_advisory_xact_lock(1380535879::bigint << 32 | 4294967295)";
/// Tells other replicas.
pub(super) const NOTIFY: &str = "SELECT pg_notify('ringback', $1)";
