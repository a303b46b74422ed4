//! Settings of a line, `key = value` a line, as a file, the environment or a form give them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ringback_desk::settings::{Given, LineSettings, Values};

fuzz_target!(|text: &str| {
    let mut values = Values::default();
    for line in text.lines() {
        if let Some((key, value)) = line.split_once('=') {
            let (key, value) = (key.trim(), value.trim());
            values.insert(key.to_owned(), Given::text(key, value));
        }
    }
    let mut faults = Vec::new();
    let read = LineSettings::read(vec![&values], &mut faults);
    assert!(
        read.is_some() || !faults.is_empty(),
        "refused without a word"
    );
});
