//! A feature's statements: constants that a test can list and prepare.

#[cfg(test)]
use crate::{
    accounts, backup, brakes, businesses, calls, contacts, duties, held, inbox, lines, media,
    notices, people, registration, retention, settings, setup, texts, waiting,
};

/// Declares SQL constants and an `ALL` list of them.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)+) => {
        $($(#[$doc])* pub(super) const $name: &str = $sql;)+
        /// Every statement of this feature, by name.
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str)] = &[$((stringify!($name), $name)),+];
    };
}
pub(crate) use statements;

/// Every statement there is, by feature and name.
#[cfg(test)]
pub(crate) const FEATURES: &[(&str, &[(&str, &str)])] = &[
    ("accounts", accounts::STATEMENTS),
    ("backup", backup::STATEMENTS),
    ("brakes", brakes::STATEMENTS),
    ("businesses", businesses::STATEMENTS),
    ("calls", calls::STATEMENTS),
    ("contacts", contacts::STATEMENTS),
    ("duties", duties::STATEMENTS),
    ("held", held::STATEMENTS),
    ("inbox", inbox::STATEMENTS),
    ("lines", lines::STATEMENTS),
    ("media", media::STATEMENTS),
    ("notices", notices::STATEMENTS),
    ("people", people::STATEMENTS),
    ("registration", registration::STATEMENTS),
    ("retention", retention::STATEMENTS),
    ("settings", settings::STATEMENTS),
    ("setup", setup::STATEMENTS),
    ("texts", texts::STATEMENTS),
    ("waiting", waiting::STATEMENTS),
];

/// Statements that may walk a whole index, each with its reason.
#[cfg(test)]
pub(crate) const WALKS: &[(&str, &str)] = &[
    ("backup::TABLES", "lists the tables"),
    ("backup::SCHEMA", "a row for each migration"),
    ("backup::FILES", "a backup reads all there is"),
    ("backup::NOBODY_KNOWS", "once, in a restore"),
    ("backup::END_SESSIONS", "once, in a restore"),
    ("backup::END_LINKS", "once, in a restore"),
    ("backup::STOPPED", "once, in a restore"),
    ("backup::PAUSED", "once, in a restore"),
    ("backup::SUPPRESSED", "once, in a restore"),
    ("backup::SUPPRESSED_OF_OLD", "once, in a restore"),
    ("backup::TEXTED", "once, in a restore"),
    ("held::LISTED", "a row for each line, before a release"),
    ("held::FORGET_LISTED", "once, in a restore"),
    (
        "accounts::ALL_OF_THEM",
        "at start and when settings changed",
    ),
    (
        "businesses::ALL_OF_THEM",
        "at start, when settings changed, and for the operator",
    ),
    ("lines::ALL_OF_THEM", "at start and when settings changed"),
    (
        "settings::ALL_OF_THEM",
        "at start and when settings changed",
    ),
    (
        "registration::ALL_OF_THEM",
        "at start and when settings changed",
    ),
    (
        "texts::QUEUE",
        "reads the partial index of what waits, which is all that it counts",
    ),
    (
        "contacts::NAMES",
        "walks the list that it is given, and looks each number up",
    ),
    (
        "texts::THESE",
        "walks the list that it is given, and looks each text up",
    ),
    (
        "calls::FIND_BY_ID",
        "looks the id up in each business, on the console",
    ),
    (
        "calls::LAST_OF_CALLER",
        "looks the caller up in each business, on the console",
    ),
    (
        "retention::MEDIA_OF_TEXTS",
        "walks the list that it is given, and looks each text up",
    ),
    (
        "retention::MEDIA_OF_CALLS",
        "walks the list that it is given, and looks each call up",
    ),
    (
        "retention::TEXTS",
        "walks the list that it is given, and looks each text up",
    ),
    (
        "retention::CALLS",
        "walks the list that it is given, and looks each call up",
    ),
    (
        "people::ALL_OF_INSTALLATION",
        "lists everybody, on the console and at start",
    ),
];

#[cfg(test)]
mod tests {
    use super::{FEATURES, WALKS};
    use crate::Store;

    /// Statements that read or write across businesses, each with its reason.
    const ACROSS: &[(&str, &str)] = &[
        ("backup::TABLES", "a backup is of the whole installation"),
        ("backup::SCHEMA", "the installation's own"),
        ("backup::FILES", "a backup is of the whole installation"),
        ("backup::CHECK", "a backup is of the whole installation"),
        (
            "backup::NOBODY_KNOWS",
            "a restore is of the whole installation",
        ),
        (
            "backup::END_SESSIONS",
            "a restore is of the whole installation",
        ),
        (
            "backup::END_LINKS",
            "a restore is of the whole installation",
        ),
        (
            "backup::STOPPED",
            "another file of the same installation, with all its businesses",
        ),
        (
            "backup::PAUSED",
            "another file of the same installation, with all its businesses",
        ),
        (
            "backup::SUPPRESSED",
            "another file of the same installation, with all its businesses",
        ),
        (
            "backup::SUPPRESSED_OF_OLD",
            "another file of the same installation, with all its businesses",
        ),
        (
            "backup::TEXTED",
            "another file of the same installation, with all its businesses",
        ),
        ("backup::NOTED", "the installation's own"),
        ("backup::NOTE", "the installation's own"),
        ("duties::TAKE", "the installation's own"),
        ("held::GET", "the installation's own"),
        ("held::PUT", "the installation's own"),
        ("held::RELEASE", "the installation's own"),
        ("held::LISTED", "before the whole installation is released"),
        (
            "held::FORGET_LISTED",
            "a restore is of the whole installation",
        ),
        (
            "calls::DUE",
            "the timer wakes whatever is due, and each row names its business",
        ),
        (
            "calls::FIND",
            "a person types a carrier's id, which is unique over all",
        ),
        (
            "texts::DUE",
            "the timer wakes whatever is due, and each row names its business",
        ),
        (
            "texts::TAKE_OVER",
            "at start, what a dead process left behind",
        ),
        (
            "calls::FIND_BY_ID",
            "a person on the console types an id of ours",
        ),
        (
            "calls::LAST_OF_CALLER",
            "a person on the console types a number",
        ),
        ("calls::LINE_OF", "a carrier's id is unique over all"),
        ("texts::ANY_TO_SEND", "as DUE"),
        ("texts::LEASE", "as DUE"),
        ("texts::QUEUE", "health of the installation"),
        ("texts::KNOWN", "a carrier's id is unique over all"),
        (
            "media::DUE",
            "the timer wakes whatever is due, and each row names its business",
        ),
        (
            "accounts::ALL_OF_THEM",
            "at start: the accounts of all businesses",
        ),
        ("businesses::ADD", "this is where businesses come from"),
        (
            "businesses::ALL_OF_THEM",
            "the operator's list, and the start",
        ),
        ("businesses::FIND", "the operator names a business"),
        (
            "settings::ALL_OF_THEM",
            "at start: the settings of all businesses",
        ),
        (
            "registration::ALL_OF_THEM",
            "at start: the registrations of all lines",
        ),
        ("retention::TAKE_TURN", "the installation's own"),
        ("settings::TOUCH", "the installation's own"),
        ("settings::REVISION", "the installation's own"),
        (
            "lines::ALL_OF_THEM",
            "at start: the lines of all businesses",
        ),
        (
            "media::FILE_IN_USE",
            "files are named by content, and no business must lose another's",
        ),
        ("lines::ADD_BUSINESS", "this is where businesses come from"),
        ("lines::BUSINESS", "this is where businesses come from"),
        ("lines::LINES", "a number is unique over all"),
        ("lines::INSTALLED", "the installation's own"),
        ("lines::INSTALL", "the installation's own"),
        (
            "people::BY_LOGIN",
            "the door does not know yet whose business it is",
        ),
        (
            "people::ALL_OF_INSTALLATION",
            "a person on the console asks who can log in",
        ),
        (
            "people::FIND_SESSION",
            "a session's token says whose business it is",
        ),
        (
            "people::FIND_LINK",
            "a link's code says whose business it is",
        ),
    ];

    #[test]
    fn every_statement_prepares_and_binds_its_business() {
        let store = Store::open_in_memory().expect("in-memory database");
        store.with_writer_connection(|connection| {
            for (feature, statements) in FEATURES {
                for (name, sql) in *statements {
                    connection
                        .prepare(sql)
                        .unwrap_or_else(|fault| panic!("{feature}::{name}: {fault}"));
                    let full = format!("{feature}::{name}");
                    let across = ACROSS.iter().any(|(listed, _)| *listed == full);
                    let binds = sql.contains("business_id = ?1")
                        || sql.contains("(business_id") && sql.contains("VALUES (?1")
                        || sql.contains("WHERE id = ?1") && sql.contains(" business ");
                    assert!(
                        binds != across,
                        "{full} binds its business, or says why not"
                    );
                }
            }
        });
    }

    /// A plan that walks a table grows with history. One wrong plan made a spike five times as
    /// slow, and slower with each call.
    #[test]
    fn no_statement_walks_a_table() {
        let store = Store::open_in_memory().expect("in-memory database");
        store.with_writer_connection(|connection| {
            for (feature, statements) in FEATURES {
                for (name, sql) in *statements {
                    let full = format!("{feature}::{name}");
                    if WALKS.iter().any(|(listed, _)| *listed == full) {
                        continue;
                    }
                    for step in plan(connection, sql) {
                        let walks = step.starts_with("SCAN") && !step.contains("ROW");
                        assert!(!walks, "{full} walks: {step}");
                    }
                }
            }
        });
    }

    fn plan(connection: &rusqlite::Connection, sql: &str) -> Vec<String> {
        let mut explained = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .expect("explainable");
        let count = explained.parameter_count();
        let nulls = vec![rusqlite::types::Null; count];
        explained
            .query_map(rusqlite::params_from_iter(nulls), |row| row.get(3))
            .expect("a plan")
            .collect::<Result<_, _>>()
            .expect("steps")
    }
}
