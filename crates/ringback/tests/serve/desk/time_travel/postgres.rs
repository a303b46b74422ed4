//! Moving every time of a PostgreSQL database into the past.

use tokio_postgres::Client;

use super::{IN_JSON, TIMES_MIN};

pub(super) async fn move_back(client: &Client, milliseconds: i64) {
    // What the killed program's connections had begun is undone by the server, in its time.
    let others = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    client.query(others, &[]).await.unwrap();
    let is_time = "data_type = 'bigint' AND (column_name LIKE '%\\_at'
        OR column_name IN ('at', 'deadline', 'test_until'))";
    let times = columns(client, is_time).await;
    assert!(
        times.len() >= TIMES_MIN,
        "the schema's times are found: {times:?}"
    );
    for (table, column) in times {
        run(
            client,
            &format!("UPDATE {table} SET {column} = {column} - {milliseconds}"),
        )
        .await;
    }
    for (column, path) in IN_JSON {
        let tables = columns(client, &format!("column_name = '{column}'")).await;
        assert_eq!(tables.len(), 1, "{column} is in {tables:?}");
        let table = &tables[0].0;
        let path = format!("'{{{}}}'", path.replace('.', ","));
        let sql = format!(
            "UPDATE {table} SET {column} = jsonb_set({column}::jsonb, {path},
                to_jsonb(({column}::jsonb #>> {path})::bigint - {milliseconds}))::text
             WHERE {column}::jsonb #>> {path} IS NOT NULL"
        );
        run(client, &sql).await;
    }
    let wordings = format!(
        "UPDATE contact SET wordings = (SELECT coalesce(jsonb_agg(jsonb_set(item, '{{at}}',
            to_jsonb((item ->> 'at')::bigint - {milliseconds}))), '[]')
         FROM jsonb_array_elements(wordings::jsonb) item)::text WHERE wordings IS NOT NULL"
    );
    run(client, &wordings).await;
    let installation = format!(
        "UPDATE installation SET value = (value::bigint - {milliseconds})::text
         WHERE key LIKE '%\\_at'"
    );
    run(client, &installation).await;
}

async fn run(client: &Client, sql: &str) {
    client
        .batch_execute(sql)
        .await
        .unwrap_or_else(|fault| panic!("{sql}: {fault:?}"));
}

/// The columns for which this holds, each with its table.
async fn columns(client: &Client, wanted: &str) -> Vec<(String, String)> {
    let sql = format!(
        "SELECT table_name::text, column_name::text FROM information_schema.columns
         WHERE table_schema = 'public' AND ({wanted})"
    );
    let rows = client.query(&sql, &[]).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}
