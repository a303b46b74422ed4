//! What people write, whatever it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ringback_desk::consent::{Context, is_automatic_answer, read};

fuzz_target!(|text: &str| {
    for is_opted_out in [false, true] {
        for last_outbound in [None, Some("Reminder: Tue 3pm. Reply C to confirm.")] {
            let context = Context {
                is_opted_out,
                last_outbound,
                ..Context::default()
            };
            let reading = read(text, &context);
            assert!(!reading.reason.is_empty(), "a reading without a reason");
        }
    }
    let _ = is_automatic_answer(text);
});
