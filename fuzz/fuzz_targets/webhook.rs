//! A request as anybody may post it: path, query, signature, form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ringback_carriers::public_url::PublicUrl;
use ringback_carriers::twilio::parse::{WebhookRequest, decode_form, parse};
use ringback_carriers::twilio::signature::{Signed, verify};
use secrecy::SecretString;

// Parts of the input stand in lines of their own; the last one goes on to the end.
fuzz_target!(|input: &[u8]| {
    let mut parts = input.splitn(4, |byte| *byte == b'\n');
    let mut text = || String::from_utf8_lossy(parts.next().unwrap_or_default()).into_owned();
    let (path, query, header, body) = (text(), text(), text(), text());
    let form = decode_form(body.as_bytes());
    let request = WebhookRequest {
        path: &path,
        query: &query,
        form: &form,
    };
    let _ = parse(&request);

    let tokens = [SecretString::from("a token that nobody knows")];
    let base = PublicUrl::parse("https://ring.example.com:8443/front").expect("a URL");
    let target = format!("{path}?{query}");
    for signed in [Signed::Form(&form), Signed::Body(body.as_bytes())] {
        let verdict = verify(&tokens, &base, &target, signed, Some(&header));
        assert!(verdict.is_err(), "a guessed signature was believed");
    }
});
