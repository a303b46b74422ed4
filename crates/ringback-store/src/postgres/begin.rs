//! The first connection: version, schema and key, before anything else is asked.

use sha2::{Digest, Sha256};
use tokio_postgres::{Client, Error, Transaction};

use super::connector::{Connector, in_words};
use super::sql;
use crate::error::StoreError;
use crate::keys::{self, KeyPlace, Keys};
use crate::migrate::{self, MIGRATIONS};
use crate::sqlite::now_ms;

/// The oldest server that is supported, as it numbers itself.
const VERSION_MIN: i64 = 140_000;

/// Brings the database to this release's schema, and gives its keys, and the server's name.
pub(super) async fn begin(
    connector: &Connector,
    place: &KeyPlace,
) -> Result<(Keys, String), StoreError> {
    let shown = connector.shown().to_owned();
    let open = |fault: String| StoreError::Open {
        path: shown.clone(),
        fault,
    };
    let (mut client, connection) = connector.first().await.map_err(open)?;
    let driving = tokio::task::spawn_local(connection);
    let begun = async {
        let server = may_be_used(&client).await.map_err(open)?;
        let transaction = client
            .transaction()
            .await
            .map_err(|fault| open(in_words(&fault)))?;
        let keys = set_up(&transaction, &shown, place).await?;
        let committed = transaction.commit().await;
        committed.map_err(|fault| open(in_words(&fault)))?;
        Ok((keys, server))
    }
    .await;
    drop(client);
    let _ = driving.await;
    begun
}

async fn may_be_used(client: &Client) -> Result<String, String> {
    let row = client
        .query_one(sql::SERVER, &[])
        .await
        .map_err(|fault| in_words(&fault))?;
    let (number, is_standby, name): (i64, bool, String) = (row.get(0), row.get(1), row.get(2));
    if number < VERSION_MIN {
        return Err(format!(
            "it is PostgreSQL {name}, and Ringback needs PostgreSQL 14 or newer"
        ));
    }
    if is_standby {
        return Err(
            "it is a standby, which nothing can be written to; name the primary".to_owned(),
        );
    }
    Ok(format!("PostgreSQL {name}"))
}

async fn set_up(
    transaction: &Transaction<'_>,
    shown: &str,
    place: &KeyPlace,
) -> Result<Keys, StoreError> {
    let refused = |fault: Error| StoreError::Open {
        path: shown.to_owned(),
        fault: format!(
            "{}; the user needs the right to create tables in its schema",
            in_words(&fault)
        ),
    };
    transaction
        .batch_execute(sql::MIGRATING)
        .await
        .map_err(refused)?;
    migrate(transaction, now_ms())
        .await
        .map_err(|fault| match fault {
            Stop::Schema(fault) => fault,
            Stop::Refused(fault) => refused(fault),
        })?;
    transaction.batch_execute(sql::OWN).await.map_err(refused)?;
    let stored = transaction
        .query_opt(keys::STORED_ID, &[])
        .await
        .map_err(refused)?
        .map(|row| row.get::<_, String>(0));
    let (keys, is_new) = keys::choose(stored.as_deref(), place.on_server()?.as_deref())?;
    if is_new {
        let sql = crate::dialect::statement(keys::STORE_ID);
        let stored = transaction.execute(&sql, &[&keys.id()]).await;
        stored.map_err(refused)?;
    }
    Ok(keys)
}

enum Stop {
    Schema(StoreError),
    Refused(Error),
}

impl From<Error> for Stop {
    fn from(fault: Error) -> Self {
        Self::Refused(fault)
    }
}

impl From<StoreError> for Stop {
    fn from(fault: StoreError) -> Self {
        Self::Schema(fault)
    }
}

/// All migrations that are not there yet, in the transaction.
async fn migrate(transaction: &Transaction<'_>, now_ms: i64) -> Result<(), Stop> {
    let ledger = crate::dialect::migration(migrate::LEDGER);
    transaction.batch_execute(&ledger).await?;
    let row = transaction.query_one(migrate::NEWEST, &[]).await?;
    let newest = row.get(0);
    migrate::refuse(newest)?;
    let verify = crate::dialect::statement(migrate::SHA256);
    let note = crate::dialect::statement(migrate::NOTE);
    for &(number, name, sql) in MIGRATIONS {
        let sha256 = hex::encode(Sha256::digest(sql.as_bytes()));
        if number <= newest {
            let row = transaction.query_one(&verify, &[&number]).await?;
            migrate::verify(number, name, &row.get::<_, String>(0), &sha256)?;
            continue;
        }
        let sql = crate::dialect::migration(sql);
        transaction.batch_execute(&sql).await?;
        let noted = transaction
            .execute(&note, &[&number, &name, &sha256, &now_ms])
            .await;
        noted?;
    }
    Ok(())
}
