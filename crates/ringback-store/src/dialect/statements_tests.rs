//! Every statement prepares on a real server, with parameters and columns of the types that are
//! bound and read.

use tokio_postgres::types::Type;

use super::server;

#[tokio::test]
#[ignore = "wants PostgreSQL: cargo xtask test"]
async fn every_statement_prepares_with_the_types_that_are_bound() {
    let (_scratch, client) = server::migrated().await;
    let mut faults = Vec::new();
    for (name, sql) in server::statements() {
        let prepared = match client.prepare(&sql).await {
            Ok(prepared) => prepared,
            Err(fault) => {
                faults.push(format!(
                    "{name}: {}\n{sql}",
                    fault
                        .as_db_error()
                        .map_or_else(|| fault.to_string(), ToString::to_string)
                ));
                continue;
            }
        };
        for (index, kind) in prepared.params().iter().enumerate() {
            if !server::is_ours(kind) {
                faults.push(format!("{name}: parameter {} is of type {kind}", index + 1));
            }
        }
        for column in prepared.columns() {
            // A count or a comparison; both are read as such.
            let is_read = [Type::INT4, Type::BOOL].contains(column.type_());
            if !is_read && !server::is_ours(column.type_()) {
                faults.push(format!(
                    "{name}: {} is of type {}",
                    column.name(),
                    column.type_()
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
