//! Telephone numbers as carriers and people spell them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ringback_desk::phone::{PhoneNumber, Region, classify, explain, text_back};
use ringback_desk::zones::{names_of_number, state_of_number};

fuzz_target!(|raw: &str| {
    for home in [
        None,
        "US".parse::<Region>().ok(),
        "GB".parse::<Region>().ok(),
    ] {
        let classified = classify(raw, home);
        let _ = text_back(&classified, &home.into_iter().collect::<Vec<_>>());
        let _ = explain(raw, home);
        if let Ok(number) = PhoneNumber::parse(raw, home) {
            let again = PhoneNumber::from_e164(number.as_str());
            assert_eq!(again.as_ref(), Ok(&number), "E.164 is read back as itself");
            let _ = (
                names_of_number(number.as_str()),
                state_of_number(number.as_str()),
            );
        }
    }
});
