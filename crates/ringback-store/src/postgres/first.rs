//! Connections at the beginning: for a server that starts, and for a move.

use tokio::task::spawn_local;
use tokio_postgres::Client;

use super::address::Address;
use super::begin;
use super::connector::Connector;
use crate::error::StoreError;
use crate::keys::{KeyPlace, Keys};
use crate::moving;

/// A connection to a database that has this release's schema, for whoever moves an installation
/// into it. Must be called within a [`tokio::task::LocalSet`].
pub(crate) async fn for_a_move(address: &str, place: &KeyPlace) -> Result<Client, StoreError> {
    let connector = Connector::new(Address::read(address)?)?;
    begin::begin(&connector, place).await?;
    client(&connector).await
}

/// The keys of a database that is an installation, and not one that is being moved; and the
/// server's name.
pub(super) async fn for_a_server(
    connector: &Connector,
    place: &KeyPlace,
) -> Result<(Keys, String), StoreError> {
    let begun = begin::begin(connector, place).await?;
    moving::refuse_unfinished(&client(connector).await?).await?;
    Ok(begun)
}

async fn client(connector: &Connector) -> Result<Client, StoreError> {
    let (client, driver) = connector.first().await.map_err(StoreError::Unavailable)?;
    spawn_local(driver);
    Ok(client)
}
