//! Texts that owners write, with braces and brackets in whatever order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ringback_desk::template::{Template, Values};
use ringback_desk::words::{join_wordings, lint::lint, preview, split_wordings};

fuzz_target!(|source: &str| {
    let wordings = split_wordings(source);
    assert_eq!(
        split_wordings(&join_wordings(&wordings)),
        wordings,
        "wordings are read back"
    );
    let Ok(template) = Template::parse(source) else {
        return;
    };
    let values = Values::default();
    let _ = template.render(&values);
    let _ = lint(&template, &values);
    let _ = preview(&template, &values, None);
});
