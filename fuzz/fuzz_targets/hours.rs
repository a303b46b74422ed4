//! Opening hours, holidays and dates as people spell them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ringback_desk::hours::TimeOfDay;
use ringback_desk::hours::spelling::{closures, special, weekly};

fuzz_target!(|text: &str| {
    let _ = TimeOfDay::parse(text);
    let _ = weekly(text);
    let _ = closures(text.split(','));
    let _ = special(text.split(','));
});
