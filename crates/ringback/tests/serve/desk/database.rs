//! The database of a test: a file in its directory, or, where `RINGBACK_TEST_DATABASE` is
//! `postgres`, a database of its own on the server that `RINGBACK_TEST_POSTGRES` names.

use std::path::{Path, PathBuf};

use ringback_scratch::Scratch;

const VARIABLE: &str = "RINGBACK_TEST_DATABASE";

/// Where the program keeps everything.
pub enum Database {
    Sqlite(PathBuf),
    Postgres(Scratch),
}

impl Database {
    /// A new one.
    pub async fn create(directory: &Path) -> Self {
        match std::env::var(VARIABLE).as_deref() {
            Ok("postgres") => Self::Postgres(Scratch::create().await),
            Ok("sqlite" | "") | Err(_) => Self::Sqlite(directory.join("desk.db")),
            Ok(other) => panic!("{VARIABLE} is {other}: set it to sqlite or postgres"),
        }
    }

    /// What is set for it. A server's database has no place for files beside it.
    pub fn settings(&self, directory: &Path) -> Vec<(&'static str, String)> {
        let beside = |name: &str| directory.join(name).to_str().unwrap().to_owned();
        match self {
            Self::Sqlite(path) => vec![("database", path.to_str().unwrap().to_owned())],
            Self::Postgres(scratch) => vec![
                ("database", scratch.url()),
                ("key_file", beside("ringback.key")),
                ("media", beside("media")),
            ],
        }
    }
}
