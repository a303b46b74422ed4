//! A configuration that cannot be used: every fault is named with its key and its fix, and no
//! secret is ever shown.

use std::collections::BTreeMap;
use std::process::Output;

use tempfile::TempDir;

use crate::desk::{LINE, OWNER, Program};

const AUTH_TOKEN: &str = "5ec2e7a0c0ffee00c0ffee00c0ffee00";
const ACCESS_TOKEN: &str = "an-access-token-to-keep";
const PASSWORD: &str = "hunter2hunter2";

/// A complete set-up, with nothing wrong in it but its carrier, whom nobody asks here.
fn program(directory: &TempDir) -> Program {
    let database = directory.path().join("desk.db");
    let settings = [
        ("database", database.to_str().unwrap()),
        ("listen", "127.0.0.1:0"),
        ("public_url", "https://ring.example.com"),
        ("access_token", ACCESS_TOKEN),
        ("twilio_account_sid", "AC55555555555555555555555555555555"),
        ("twilio_auth_token", AUTH_TOKEN),
        ("twilio_api_url", "http://127.0.0.1:9"),
        ("line_number", LINE),
        ("company", "Riverside Plumbing"),
        ("owner", "Sam"),
        ("ring", OWNER),
    ];
    let owned = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
    let settings: BTreeMap<_, _> = settings.into_iter().map(owned).collect();
    Program::new(directory.path(), settings)
}

/// What `serve` says when it does not start.
fn complaint(output: &Output) -> String {
    let words = String::from_utf8(output.stderr.clone()).unwrap();
    let said = String::from_utf8(output.stdout.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}{words}");
    for secret in [AUTH_TOKEN, ACCESS_TOKEN, PASSWORD] {
        assert!(
            !words.contains(secret) && !said.contains(secret),
            "{said}{words}"
        );
    }
    assert!(!words.contains("panicked"), "{words}");
    words
}

/// What is set wrong, and what must stand in the complaint: the key as it was given, and the fix.
const WRONG: [(&str, &str, [&str; 2]); 32] = [
    ("rimg", OWNER, ["RINGBACK_RIMG: ", "Did you mean ring?"]),
    (
        "compny",
        "x",
        ["RINGBACK_COMPNY: ", "Did you mean company?"],
    ),
    (
        "frobnicate_all",
        "x",
        ["RINGBACK_FROBNICATE_ALL: ", "--help"],
    ),
    (
        "line_number",
        "555-0100",
        ["RINGBACK_LINE_NUMBER: ", "+13125550100"],
    ),
    (
        "line_number",
        "+1312555010x",
        ["RINGBACK_LINE_NUMBER: ", "+13125550100"],
    ),
    (
        "ring",
        "+13125550177, Bob",
        ["RINGBACK_RING: `Bob`", "+13125550100"],
    ),
    ("ring", LINE, ["RINGBACK_RING: ", "not the line"]),
    ("team", "nobody", ["RINGBACK_TEAM: ", "+13125550100"]),
    (
        "database",
        "/no/such/folder/desk.db",
        ["database: ", "Create it, or set another path"],
    ),
    ("database", "/", ["database: ", "is a directory"]),
    (
        "database",
        "mysql://ringback:hunter2hunter2@db.example/ringback",
        ["database: `mysql://", "postgres://user@host/database"],
    ),
    (
        "database",
        "postgres://ringback:hunter2hunter2@db.example/ringback",
        ["key_file: ", "same file on each replica"],
    ),
    (
        "zone",
        "America/Chicag0",
        ["RINGBACK_ZONE: ", "America/Chicago"],
    ),
    ("listen", "8080", ["RINGBACK_LISTEN: ", "127.0.0.1:8080"]),
    (
        "public_url",
        "ring.example.com",
        ["RINGBACK_PUBLIC_URL: ", "https://ring.example.com"],
    ),
    (
        "public_url",
        "https://me:hunter2hunter2@ring.example.com",
        ["RINGBACK_PUBLIC_URL: ", "https://ring.example.com"],
    ),
    (
        "public_url",
        "https://ring.example.com/?a=1",
        ["RINGBACK_PUBLIC_URL: ", "no ?"],
    ),
    (
        "twilio_api_url",
        "the usual one",
        ["RINGBACK_TWILIO_API_URL: ", "Leave it out"],
    ),
    (
        "access_token",
        "hunter2",
        ["RINGBACK_ACCESS_TOKEN: ", "at least 16"],
    ),
    (
        "ring_seconds",
        "5",
        ["RINGBACK_RING_SECONDS: ", "from 10 to 60"],
    ),
    (
        "ring_seconds",
        "61",
        ["RINGBACK_RING_SECONDS: ", "from 10 to 60"],
    ),
    (
        "ring_seconds",
        "12.5",
        ["RINGBACK_RING_SECONDS: ", "whole number"],
    ),
    (
        "ring_order",
        "random",
        ["RINGBACK_RING_ORDER: ", "at_once, in_turn"],
    ),
    (
        "acceptance",
        "maybe",
        ["RINGBACK_ACCEPTANCE: ", "key, machine, none"],
    ),
    (
        "after_miss",
        "music",
        ["RINGBACK_AFTER_MISS: ", "voicemail, message, hang_up"],
    ),
    (
        "text",
        "Hi {name}",
        ["RINGBACK_TEXT: ", "{owner}, {company} and {number}"],
    ),
    (
        "text",
        "Hi {owner",
        ["RINGBACK_TEXT: ", "{owner}, {company} and {number}"],
    ),
    (
        "countries",
        "USA",
        ["RINGBACK_COUNTRIES: `USA`", "two letters"],
    ),
    ("brakes", "perhaps", ["RINGBACK_BRAKES: ", "on or off"]),
    ("line_pace", "0", ["RINGBACK_LINE_PACE: ", "0.01"]),
    ("line_pace", "NaN", ["RINGBACK_LINE_PACE: ", "0.01"]),
    ("log_format", "xml", ["RINGBACK_LOG_FORMAT: ", "text, json"]),
];

#[tokio::test]
async fn each_fault_is_named_with_its_key_and_its_fix() {
    let all = WRONG.map(|(key, value, wanted)| async move {
        let directory = tempfile::tempdir().unwrap();
        let mut program = program(&directory);
        program.set(key, value);
        (
            key,
            value,
            wanted,
            complaint(&program.run(&["serve"]).await),
        )
    });
    for (key, value, wanted, words) in futures::future::join_all(all).await {
        for part in wanted {
            assert!(
                words.contains(part),
                "{key} = {value}: `{part}` is not in\n{words}"
            );
        }
    }
}

#[tokio::test]
async fn what_must_be_set_is_asked_for() {
    for key in [
        "public_url",
        "twilio_account_sid",
        "twilio_auth_token",
        "line_number",
        "company",
        "owner",
    ] {
        let directory = tempfile::tempdir().unwrap();
        let mut program = program(&directory);
        program.unset(key);
        let words = complaint(&program.run(&["serve"]).await);
        let variable = format!("RINGBACK_{}", key.to_uppercase());
        assert!(words.contains(&format!("{key}: is not set")), "{words}");
        assert!(words.contains(&variable), "{words}");
    }
}

#[tokio::test]
async fn all_faults_are_named_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let mut program = program(&directory);
    program.set("ring_seconds", "5");
    program.set("zone", "Mars/Olympus");
    program.set("rimg", "x");
    program.unset("owner");
    let words = complaint(&program.run(&["serve"]).await);
    for part in ["RING_SECONDS", "Mars/Olympus", "RIMG", "owner: is not set"] {
        assert!(words.contains(part), "{words}");
    }
}

#[tokio::test]
async fn keys_of_the_file_are_checked_as_well() {
    for (text, wanted) in [
        ("compny = \"x\"", ["compny: ", "Did you mean company?"]),
        (
            "[[line]]\nnumbr = \"+13125550100\"",
            ["line[0].numbr: ", "Did you mean"],
        ),
        (
            "[[line]]\nlisten = \"127.0.0.1:1\"",
            ["line[0].listen: ", "is not a setting"],
        ),
        ("line = 5", ["line: ", "[[line]]"]),
        ("ring_seconds = 5", ["ring_seconds: ", "from 10 to 60"]),
        (
            "twilio_auth_token = \"hunter2hunter2\" oops",
            ["is not TOML at line 1", "key = "],
        ),
    ] {
        let directory = tempfile::tempdir().unwrap();
        let mut program = program(&directory);
        let file = directory.path().join("ringback.toml");
        std::fs::write(&file, text).unwrap();
        let given = complaint(
            &program
                .run(&["serve", "--config", file.to_str().unwrap()])
                .await,
        );
        program.set("config", file.to_str().unwrap());
        let by_variable = complaint(&program.run(&["serve"]).await);
        program.unset("config");
        let found = complaint(&program.run(&["serve"]).await);
        for words in [given, by_variable, found] {
            for part in wanted {
                assert!(words.contains(part), "`{part}` is not in\n{words}");
            }
        }
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let program = program(&directory);
    let output = program
        .run(&["serve", "--config", "no-such-file.toml"])
        .await;
    let words = complaint(&output);
    assert!(
        words.contains("no-such-file.toml: cannot be read"),
        "{words}"
    );
}

#[tokio::test]
async fn a_port_that_is_taken_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let mut program = program(&directory);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    program.set("listen", &address);
    let words = complaint(&program.run(&["serve"]).await);
    assert!(
        words.contains("listen") && words.contains(&address),
        "{words}"
    );
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let program = program(&directory);
    let letter = "Dear Sir or Madam, this is a letter. ".repeat(50);
    std::fs::write(directory.path().join("desk.db"), &letter).unwrap();
    let words = complaint(&program.run(&["serve"]).await);
    assert!(words.contains("database"), "{words}");
    let after = std::fs::read_to_string(directory.path().join("desk.db")).unwrap();
    assert_eq!(after, letter);
}

#[tokio::test]
async fn help_names_every_setting_and_command() {
    let directory = tempfile::tempdir().unwrap();
    let program = program(&directory);
    let help = |output: Output| String::from_utf8(output.stdout).unwrap();
    let all = help(program.run(&["--help"]).await);
    for command in ["demo", "serve", "check", "why", "explain"] {
        assert!(all.contains(command), "{all}");
    }
    let serve = help(program.run(&["serve", "--help"]).await);
    for key in [
        "database",
        "listen",
        "public_url",
        "twilio_account_sid",
        "twilio_auth_token",
        "twilio_api_url",
        "line_number",
        "company",
        "owner",
        "ring",
        "zone",
        "line_pace",
        "brakes",
        "brake_minute",
    ] {
        assert!(serve.contains(&format!("\n  {key} ")), "{key}: {serve}");
    }
}
