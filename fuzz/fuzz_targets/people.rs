//! What a browser and a person at the door say of themselves.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ringback_carriers::public_url::PublicUrl;
use ringback_desk::contacts::read_first_name;
use ringback_desk::people::{device, login, password};
use ringback_desk::timeline::{read_journal, write_journal};

fuzz_target!(|typed: &str| {
    let _ = (
        device::in_words(typed),
        password::normalize(typed),
        read_first_name(typed),
    );
    let _ = password::check(typed, &["sam@example.com"]);
    if let Ok(name) = login::normalize(typed) {
        assert_eq!(
            login::normalize(&name).as_deref(),
            Ok(name.as_str()),
            "normal twice"
        );
        let _ = login::first_name_for(&name);
    }
    let _ = PublicUrl::parse(typed);
    let journal = read_journal(typed);
    assert_eq!(
        read_journal(&write_journal(&journal)),
        journal,
        "a journal is read back"
    );
});
