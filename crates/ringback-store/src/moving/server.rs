//! The PostgreSQL database that an installation is moved into.

use rusqlite::types::Value;
use tokio::task::LocalSet;
use tokio_postgres::Client;
use tokio_postgres::types::{ToSql, Type};

use super::error::MoveError;
use super::state::{KEY, State};
use super::tables::{Kind, Row, Table};
use crate::dialect;
use crate::error::StoreError;
use crate::keys::KeyPlace;
use crate::postgres;

/// Rows that are read in one go.
const BATCH: usize = 2_000;
/// What holds off replicas that still run when a move is taken back.
const FENCE: &str = "CREATE OR REPLACE FUNCTION fence() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the move into this database was taken back'; END $$;
    CREATE TRIGGER fence BEFORE INSERT OR UPDATE OR DELETE ON text
    FOR EACH STATEMENT EXECUTE FUNCTION fence();
    CREATE TRIGGER fence BEFORE INSERT OR UPDATE OR DELETE ON call
    FOR EACH STATEMENT EXECUTE FUNCTION fence();";
const NOTE: &str = "INSERT INTO installation (key, value) VALUES ($1, $2)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value";
/// Every attempt counts one up, so that one more than before means that something was sent.
const ATTEMPTS: &str = "SELECT coalesce(sum(attempt), 0)::bigint FROM text";

/// Runs a move on a runtime of its own.
pub(super) fn run<T, F: Future<Output = Result<T, MoveError>>>(
    work: impl FnOnce() -> F,
) -> Result<T, MoveError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|fault| StoreError::Unavailable(fault.to_string()))?;
    LocalSet::new().block_on(&runtime, async { work().await })
}

pub(super) struct Server {
    client: Client,
}

impl Server {
    /// Connects, and brings the database to this release's schema.
    pub(super) async fn open(address: &str, key: &KeyPlace) -> Result<Self, MoveError> {
        let client = postgres::for_a_move(address, key).await?;
        Ok(Self { client })
    }

    /// Notes that a move begins, or finds the one that broke off.
    pub(super) async fn begin(&self) -> Result<(), MoveError> {
        match State::of(&self.client).await?? {
            Some(State::Unfinished) => return Ok(()),
            Some(State::TakenBack) => return Err(MoveError::TakenBack),
            Some(State::Finished { .. }) => return Err(MoveError::NotEmpty),
            None => {}
        }
        let any = "SELECT 1 FROM business LIMIT 1";
        if self.client.query_opt(any, &[]).await?.is_some() {
            return Err(MoveError::NotEmpty);
        }
        let state = State::Unfinished.code();
        self.client.execute(NOTE, &[&KEY, &state]).await?;
        Ok(())
    }

    /// How many rows of a table are there.
    pub(super) async fn count(&self, table: &Table) -> Result<u64, MoveError> {
        let sql = format!("SELECT count(*) FROM {}", table.name);
        let rows: i64 = self.client.query_one(&sql, &[]).await?.get(0);
        Ok(u64::try_from(rows).unwrap_or_default())
    }

    /// The key of the last row that is there: rows come in the order of their keys.
    pub(super) async fn last_key(&self, table: &Table) -> Result<Option<Vec<Value>>, MoveError> {
        // A handful of rows, some of which are this side's own: all of them again.
        if table.name == "installation" {
            return Ok(None);
        }
        let (keys, name) = (table.keys(), &table.name);
        let order = keys.join(" DESC, ");
        let sql = format!(
            "SELECT {} FROM {name} ORDER BY {order} DESC LIMIT 1",
            keys.join(", ")
        );
        let row = self.client.query_opt(&sql, &[]).await?;
        Ok(row.map(|row| read(&row, &table.key_kinds())))
    }

    /// Adds rows, all or none. Each column travels as one array.
    pub(super) async fn insert(&mut self, table: &Table, rows: &[Row]) -> Result<(), MoveError> {
        let mut arrays: Vec<Box<dyn ToSql + Sync + '_>> = Vec::new();
        let mut types = Vec::new();
        for (column, (name, kind)) in table.columns.iter().enumerate() {
            let values = || rows.iter().map(|row| &row[column]);
            let fits = values().all(|value| fits(value, *kind));
            if !fits {
                let what = format!("{}.{name} holds a value of another type", table.name);
                return Err(MoveError::Server(what));
            }
            let (array, name): (Box<dyn ToSql + Sync + '_>, _) = match kind {
                Kind::Int => (Box::new(values().map(int).collect::<Vec<_>>()), "bigint"),
                Kind::Text => (Box::new(values().map(text).collect::<Vec<_>>()), "text"),
                Kind::Blob => (Box::new(values().map(blob).collect::<Vec<_>>()), "bytea"),
            };
            arrays.push(array);
            types.push(format!("${}::{name}[]", column + 1));
        }
        let (name, columns, types) = (&table.name, table.list(), types.join(", "));
        let again = match name.as_str() {
            "installation" => "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            _ => "",
        };
        let sql = format!("INSERT INTO {name} ({columns}) SELECT * FROM unnest({types}) {again}");
        let arrays: Vec<&(dyn ToSql + Sync)> = arrays.iter().map(AsRef::as_ref).collect();
        self.client.execute(&sql, &arrays).await?;
        Ok(())
    }

    /// The next rows behind this key, in the order of their keys.
    pub(super) async fn batch(
        &self,
        table: &Table,
        after: Option<&[Value]>,
    ) -> Result<Vec<Row>, MoveError> {
        let sql = dialect::statement(&table.select(after.is_some(), BATCH));
        let after: Vec<Box<dyn ToSql + Sync>> = after
            .unwrap_or_default()
            .iter()
            .cloned()
            .map(owned)
            .collect();
        let after: Vec<&(dyn ToSql + Sync)> = after.iter().map(AsRef::as_ref).collect();
        let kinds: Vec<Kind> = table.columns.iter().map(|(_, kind)| *kind).collect();
        let rows = self.client.query(&sql, &after).await?;
        Ok(rows.iter().map(|row| read(row, &kinds)).collect())
    }

    /// Lets numbers go on behind those that were moved, and notes that all is there.
    pub(super) async fn finish(&mut self, tables: &[Table]) -> Result<(), MoveError> {
        let transaction = self.client.transaction().await?;
        let numbered = "SELECT table_name::text, column_name::text FROM information_schema.columns
            WHERE table_schema = current_schema() AND is_identity = 'YES'";
        for row in transaction.query(numbered, &[]).await? {
            let (table, column): (String, String) = (row.get(0), row.get(1));
            let next = format!(
                "SELECT setval(pg_get_serial_sequence('{table}', '{column}'), max({column}))
                 FROM {table} HAVING max({column}) IS NOT NULL"
            );
            transaction.query(&next, &[]).await?;
        }
        let attempts = transaction.query_one(ATTEMPTS, &[]).await?.get(0);
        let state = State::Finished { attempts }.code();
        transaction.execute(NOTE, &[&KEY, &state]).await?;
        transaction.commit().await?;
        for table in tables {
            let analyze = format!("ANALYZE {}", table.name);
            self.client.batch_execute(&analyze).await?;
        }
        Ok(())
    }

    /// Ends this side, unless something was sent from it.
    pub(super) async fn take_back(&mut self) -> Result<(), MoveError> {
        let transaction = self.client.transaction().await?;
        // Nobody claims a text while it is looked whether anybody did.
        let lock = "LOCK TABLE text, call IN ACCESS EXCLUSIVE MODE";
        transaction.batch_execute(lock).await?;
        match State::of(&transaction).await?? {
            None => return Err(MoveError::NotMoved),
            Some(State::TakenBack) => return Ok(()),
            Some(State::Unfinished) => {}
            Some(State::Finished { attempts }) => {
                let now: i64 = transaction.query_one(ATTEMPTS, &[]).await?.get(0);
                if now != attempts {
                    return Err(MoveError::Sent);
                }
            }
        }
        transaction.batch_execute(FENCE).await?;
        let state = State::TakenBack.code();
        transaction.execute(NOTE, &[&KEY, &state]).await?;
        Ok(transaction.commit().await?)
    }
}

fn fits(value: &Value, kind: Kind) -> bool {
    match value {
        Value::Null => true,
        Value::Integer(_) => kind == Kind::Int,
        Value::Text(_) => kind == Kind::Text,
        Value::Blob(_) => kind == Kind::Blob,
        Value::Real(_) => false,
    }
}

fn int(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn blob(value: &Value) -> Option<&[u8]> {
    match value {
        Value::Blob(bytes) => Some(bytes),
        _ => None,
    }
}

fn owned(value: Value) -> Box<dyn ToSql + Sync> {
    match value {
        Value::Integer(number) => Box::new(number),
        Value::Text(text) => Box::new(text),
        Value::Blob(bytes) => Box::new(bytes),
        Value::Null | Value::Real(_) => Box::new(None::<i64>),
    }
}

fn read(row: &tokio_postgres::Row, kinds: &[Kind]) -> Row {
    let columns = row.columns().iter().zip(kinds).enumerate();
    let value = |(index, (column, kind)): (usize, (&tokio_postgres::Column, &Kind))| {
        debug_assert!([Type::INT8, Type::TEXT, Type::BYTEA].contains(column.type_()));
        let value = match kind {
            Kind::Int => row.get::<_, Option<i64>>(index).map(Value::Integer),
            Kind::Text => row.get::<_, Option<String>>(index).map(Value::Text),
            Kind::Blob => row.get::<_, Option<Vec<u8>>>(index).map(Value::Blob),
        };
        value.unwrap_or(Value::Null)
    };
    columns.map(value).collect()
}
