//! The key file through the whole store: made once, demanded ever after.

use crate::Store;

#[test]
fn a_database_starts_with_its_own_key_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = folder.path().join("ringback.db");
    let key = folder.path().join("ringback.key");
    drop(Store::open(&database).expect("first start"));
    let first = std::fs::read_to_string(&key).expect("the key was written");
    drop(Store::open(&database).expect("second start"));
    assert_eq!(std::fs::read_to_string(&key).expect("still there"), first);

    std::fs::remove_file(&key).expect("removed");
    let missing = Store::open(&database).expect_err("no key").to_string();
    assert!(missing.contains("is missing"), "{missing}");
    assert!(!key.exists(), "none is made in its place");

    std::fs::write(&key, format!("ringback-key 1 {}\n", "ab".repeat(32))).expect("another");
    let wrong = Store::open(&database).expect_err("another key").to_string();
    assert!(wrong.contains("opt-outs would be forgotten"), "{wrong}");

    std::fs::write(&key, "not a key").expect("spoilt");
    let spoilt = Store::open(&database)
        .expect_err("no key at all")
        .to_string();
    assert!(spoilt.contains("is not a key file"), "{spoilt}");

    std::fs::write(&key, first).expect("put back");
    Store::open(&database).expect("its own key");
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_the_key() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    drop(Store::open(&folder.path().join("a.db")).expect("opens"));
    let mode = std::fs::metadata(folder.path().join("a.key"))
        .expect("made")
        .permissions()
        .mode();
    assert_eq!(mode & 0o077, 0, "{mode:o}");
}
