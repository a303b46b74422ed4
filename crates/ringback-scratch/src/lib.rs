//! For tests: a PostgreSQL database of its own for each, gone afterwards.
//!
//! The server is the one that `cargo xtask test` starts and names in `RINGBACK_TEST_POSTGRES`.
//! Tests that need it are `#[ignore]`d, so that a run without it counts them as skipped;
//! `cargo xtask postgres COMMAND` runs a command with a server.

use tokio_postgres::{Client, NoTls};

/// The variable that names the server: the address of a database on it, which is only connected to.
pub const VARIABLE: &str = "RINGBACK_TEST_POSTGRES";

/// An empty database. Dropped, it is dropped from the server as well, whoever is connected to it.
#[derive(Debug)]
pub struct Scratch {
    server: String,
    name: String,
}

impl Scratch {
    /// Makes one.
    ///
    /// # Panics
    /// When the variable is not set, or the server does not answer.
    pub async fn create() -> Self {
        let server = std::env::var(VARIABLE).unwrap_or_else(|_| {
            panic!("{VARIABLE} is not set: this test wants PostgreSQL; `cargo xtask postgres COMMAND` runs a command with it")
        });
        let name = format!("test_{}", uuid::Uuid::now_v7().simple());
        run(&server, &format!("CREATE DATABASE {name}")).await;
        Self { server, name }
    }

    /// The address of it, as a setting of the program.
    #[must_use]
    pub fn url(&self) -> String {
        with_database(&self.server, &self.name)
    }

    /// Its name on the server.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A connection to another database of the server, for a test that shuts this one.
    ///
    /// # Panics
    /// When the server does not answer.
    pub async fn connect_elsewhere(&self) -> Client {
        connect(&self.server).await
    }

    /// A connection to it, driven by a task of its own.
    ///
    /// # Panics
    /// When the server does not answer.
    pub async fn connect(&self) -> Client {
        connect(&self.url()).await
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        // On a thread of its own: whoever drops it may be in the middle of a runtime.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            let Ok(runtime) = runtime else { return };
            runtime.block_on(run(&server, &format!("DROP DATABASE {name} WITH (FORCE)")));
        });
        // A test that has failed already has said more than this would.
        let _ = dropping.join();
    }
}

async fn run(server: &str, sql: &str) {
    let client = connect(server).await;
    client
        .batch_execute(sql)
        .await
        .unwrap_or_else(|fault| panic!("{sql}: {fault}"));
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls)
        .await
        .unwrap_or_else(|fault| panic!("{VARIABLE}: {fault}"));
    tokio::spawn(connection);
    client
}

/// The same address with another database: what stands between the host and the `?`.
fn with_database(url: &str, database: &str) -> String {
    let (base, query) = url
        .split_once('?')
        .map_or((url, None), |(base, query)| (base, Some(query)));
    let host = base
        .find("://")
        .and_then(|at| base[at + 3..].find('/').map(|slash| at + 3 + slash))
        .map_or(base, |end| &base[..end]);
    let query = query.map_or(String::new(), |query| format!("?{query}"));
    format!("{host}/{database}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_all_but_the_database() {
        for (url, expected) in [
            (
                "postgres:///a?host=/run/x&user=p",
                "postgres:///t?host=/run/x&user=p",
            ),
            ("postgres://u:p@h:5432/a", "postgres://u:p@h:5432/t"),
            ("postgres://h", "postgres://h/t"),
            ("postgres://h?user=u", "postgres://h/t?user=u"),
        ] {
            assert_eq!(with_database(url, "t"), expected);
        }
    }

    #[tokio::test]
    #[ignore = "wants PostgreSQL: cargo xtask test"]
    async fn each_is_empty_and_gone_afterwards() {
        let (one, other) = (Scratch::create().await, Scratch::create().await);
        let client = one.connect().await;
        client
            .batch_execute("CREATE TABLE a (b int)")
            .await
            .unwrap();
        let count = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
        let seen: i64 = other
            .connect()
            .await
            .query_one(count, &[])
            .await
            .unwrap()
            .get(0);
        assert_eq!(seen, 0);
        let (server, name) = (one.server.clone(), one.name.clone());
        drop(one);
        let exists = "SELECT 1 FROM pg_database WHERE datname = $1";
        let left = connect(&server)
            .await
            .query(exists, &[&name])
            .await
            .unwrap();
        assert!(left.is_empty());
    }
}
