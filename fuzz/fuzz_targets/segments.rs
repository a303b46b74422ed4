//! Any text, measured as the carrier bills it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ringback_desk::segments::{check_length, measure, smart, to_gsm7_text};

fuzz_target!(|text: &str| {
    let measured = measure(text);
    assert_eq!(
        measured.segments == 0,
        text.is_empty(),
        "only nothing has no segment"
    );
    let replaced = smart(text);
    assert!(
        measure(&replaced).segments <= measured.segments,
        "smart encoding costs more"
    );
    let _ = (to_gsm7_text(text), check_length(text));
});
