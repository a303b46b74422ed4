//! `X-Twilio-Signature`: base64 of HMAC-SHA1, keyed with the account's token, over the URL and
//! the form's fields, name and value, sorted by name (Twilio, "Webhooks security").

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// Signs with one token; the key is prepared once.
pub(super) struct Signer(Hmac<Sha1>);

impl Signer {
    pub(super) fn new(token: &str) -> Self {
        // HMAC takes keys of any length, so that a longer or shorter one is no error.
        Self(Hmac::new_from_slice(token.as_bytes()).unwrap_or_else(|_| unreachable!()))
    }

    /// Signs a request; `fields` must be sorted by name.
    pub(super) fn sign(&self, url: &str, fields: &[(&str, &str)]) -> String {
        let mut mac = self.0.clone();
        mac.update(url.as_bytes());
        for (name, value) in fields {
            mac.update(name.as_bytes());
            mac.update(value.as_bytes());
        }
        STANDARD.encode(mac.finalize().into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example that Twilio's documentation calculates.
    #[test]
    fn the_published_example_comes_out() {
        let fields = [
            ("CallSid", "CA1234567890ABCDE"),
            ("Caller", "+12349013030"),
            ("Digits", "1234"),
            ("From", "+12349013030"),
            ("To", "+18005551212"),
        ];
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        let signature = Signer::new("12345").sign(url, &fields);
        assert_eq!(signature, "0/KCTR6DLpKmkAf8muzZqo1nDgQ=");
    }
}
