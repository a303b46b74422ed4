//! Tests of the configuration's layers; what users read of faults is tested through the program.

use std::path::Path;

use super::Layers;

/// The layers of these variables over an empty file, so that no file of the folder counts.
fn with(variables: &[(&str, &str)]) -> Layers {
    let variables = variables
        .iter()
        .map(|&(name, value)| (name.to_owned(), value.to_owned()));
    Layers::from_parts(Some(Path::new("/dev/null")), variables)
}

#[test]
fn a_secret_does_not_show_in_debug() {
    let layers = with(&[("RINGBACK_TWILIO_AUTH_TOKEN", "0123456789abcdef")]);
    assert!(layers.values.contains_key("twilio_auth_token"));
    let shown = format!("{layers:?}");
    assert!(shown.contains("RINGBACK_TWILIO_AUTH_TOKEN"), "{shown}");
    assert!(!shown.contains("0123456789abcdef"), "{shown}");
}

#[test]
fn what_a_cluster_sets_is_no_unknown_key_and_what_a_person_misspells_is() {
    let layers = with(&[
        ("RINGBACK_SERVICE_HOST", "10.0.0.1"),
        ("RINGBACK_SERVICE_PORT_HTTP", "8080"),
        ("RINGBACK_PORT", "tcp://10.0.0.1:8080"),
        ("RINGBACK_PORT_8080_TCP_ADDR", "10.0.0.1"),
    ]);
    assert_eq!(layers.faults, []);
    for name in ["RINGBACK_LISTN", "RINGBACK_RINGBACK_LISTEN"] {
        let layers = with(&[(name, "x")]);
        assert_eq!(layers.faults.len(), 1, "{name}");
        assert!(layers.values.is_empty(), "{name}");
    }
}
