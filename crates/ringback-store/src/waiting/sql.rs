//! SQL for [`super`].

crate::statements::statements! {
    PUT = "INSERT INTO waiting (business_id, key, since_at, latest_at, call_id, text_id)
        VALUES (?1, ?2, ?3, ?3, ?4, ?5)
        ON CONFLICT (business_id, key) DO UPDATE SET latest_at = ?3,
        times = waiting.times + 1, call_id = coalesce(?4, waiting.call_id),
        text_id = coalesce(?5, waiting.text_id)";
    DONE = "DELETE FROM waiting WHERE business_id = ?1 AND key = ?2";
    DONE_WITH = "DELETE FROM waiting WHERE business_id = ?1 AND key IN (?2, ?3)";
    COUNT = "SELECT 1 FROM waiting WHERE business_id = ?1 LIMIT ?2";
    GET = "SELECT key, since_at, latest_at, times, call_id, text_id FROM waiting
        WHERE business_id = ?1 AND key = ?2";
    LIST = "SELECT w.key, w.since_at, w.latest_at, w.times, w.call_id, w.text_id, c.held, t.body
        FROM waiting w INDEXED BY waiting_since
        LEFT JOIN call c ON c.business_id = w.business_id AND c.id = w.call_id
        LEFT JOIN text t ON t.business_id = w.business_id AND t.id = w.text_id
        WHERE w.business_id = ?1 ORDER BY w.since_at, w.key LIMIT ?2";
}
