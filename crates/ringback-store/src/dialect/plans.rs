//! What PostgreSQL chooses for each statement.
//!
//! It has no index hints, so that the plans are looked at: on filled tables with statistics, for
//! any parameters (a generic plan), with its own costs and nothing forbidden. No statement may read
//! a whole table, and none may walk an index without a condition on it.

use serde_json::Value;
use tokio_postgres::Client;

use super::server;
use crate::statements::WALKS;

/// Rows in each table. Enough that reading all of them costs more than looking some up.
const ROWS: u32 = 10_000;
/// Businesses that they belong to.
const BUSINESSES: u32 = 200;
/// Statements that walk on PostgreSQL and not on SQLite, each with its reason.
const WALKS_HERE: &[(&str, &str)] = &[];

#[tokio::test]
#[ignore = "wants PostgreSQL: cargo xtask test"]
async fn no_statement_walks_a_table() {
    let (_scratch, client) = server::migrated().await;
    fill(&client).await;
    let may_walk = |name: &str| {
        WALKS
            .iter()
            .chain(WALKS_HERE)
            .any(|(walks, _)| *walks == name)
    };
    let mut faults = Vec::new();
    for (name, sql) in server::statements().filter(|(name, _)| !may_walk(name)) {
        let found = walks(&plan(&client, &sql).await);
        faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));

    // And it can fail.
    for (sql, walk) in [
        (
            "SELECT id FROM text WHERE business_id = $1 AND body = $2 OR body = $3",
            "Seq Scan of text",
        ),
        (
            "SELECT number FROM contact ORDER BY business_id, number LIMIT 5",
            "Index Only Scan of contact",
        ),
        (
            "UPDATE call SET held = NULL WHERE line_id = $1",
            "Seq Scan of call",
        ),
    ] {
        assert_eq!(walks(&plan(&client, sql).await), [walk], "{sql}");
    }
}

/// Rows in every table: numbers that count up, texts and bytes made of them, what may be absent
/// absent in nine rows of ten, and all of it of businesses from the first to the last.
async fn fill(client: &Client) {
    let tables = "SELECT table_name, string_agg(quote_ident(column_name), ', '
            ORDER BY ordinal_position), string_agg(CASE
            WHEN column_name = 'business_id' AND NOT is_key THEN format('n %% %s * 50 + 1', $1::text)
            WHEN is_nullable = 'YES' THEN format('CASE WHEN n %% 10 = 0 THEN %s END', made)
            ELSE made END, ', ' ORDER BY ordinal_position)
        FROM (SELECT *, CASE data_type WHEN 'bigint' THEN 'n' WHEN 'bytea'
            THEN 'decode(md5(n::text), ''hex'')' ELSE '''a'' || n' END AS made,
            table_name IN ('account', 'owner_text') AS is_key
            FROM information_schema.columns WHERE table_schema = 'public') columns
        GROUP BY table_name ORDER BY table_name <> 'business'";
    for row in client
        .query(tables, &[&BUSINESSES.to_string()])
        .await
        .unwrap()
    {
        let (table, columns, values): (&str, &str, &str) = (row.get(0), row.get(1), row.get(2));
        let insert = format!(
            "INSERT INTO {table} ({columns}) SELECT {values} FROM generate_series(1, {ROWS}) n"
        );
        client
            .batch_execute(&insert)
            .await
            .unwrap_or_else(|fault| panic!("{insert}: {fault:?}"));
    }
    client
        .batch_execute("ANALYZE; SET plan_cache_mode = force_generic_plan")
        .await
        .unwrap();
}

async fn plan(client: &Client, sql: &str) -> Value {
    let prepare = format!("PREPARE looked_at AS {sql}");
    client.batch_execute(&prepare).await.unwrap();
    let count = client.prepare(sql).await.unwrap().params().len();
    let nulls = vec!["NULL"; count].join(", ");
    let arguments = match count {
        0 => String::new(),
        _ => format!("({nulls})"),
    };
    let explain = format!("EXPLAIN (FORMAT JSON) EXECUTE looked_at{arguments}");
    let said = client.simple_query(&explain).await.unwrap();
    client.batch_execute("DEALLOCATE looked_at").await.unwrap();
    let text: String = said
        .iter()
        .filter_map(|message| match message {
            tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0),
            _ => None,
        })
        .collect();
    serde_json::from_str(&text).unwrap()
}

/// The steps that read a whole table or walk an index.
fn walks(plan: &Value) -> Vec<String> {
    let mut found = Vec::new();
    find_walks(plan, &mut found);
    found
}

fn find_walks(plan: &Value, found: &mut Vec<String>) {
    match plan {
        Value::Array(steps) => steps.iter().for_each(|step| find_walks(step, found)),
        Value::Object(step) => {
            let kind = step.get("Node Type").and_then(Value::as_str).unwrap_or("");
            let what = step
                .get("Relation Name")
                .or_else(|| step.get("Index Name"))
                .and_then(Value::as_str)
                .unwrap_or("");
            let by_index = ["Index Scan", "Index Only Scan", "Bitmap Index Scan"].contains(&kind);
            if kind == "Seq Scan" || by_index && !step.contains_key("Index Cond") {
                found.push(format!("{kind} of {what}"));
            }
            step.values().for_each(|value| find_walks(value, found));
        }
        _ => {}
    }
}
