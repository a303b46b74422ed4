//! `X-Twilio-Signature`: did Twilio send this, to this URL, with these fields?
//!
//! The signature is `base64(HMAC-SHA1(auth token, URL + for each POST field, sorted by name: name
//! and value))`; JSON bodies are covered by their SHA-256 in the query parameter `bodySHA256`
//! (<https://www.twilio.com/docs/usage/security>). The URL is the one that Twilio was given, so it
//! is rebuilt here from the configured public URL. Twilio is not consistent about ports, and its
//! own SDKs accept the URL with and without; so does this.
//!
//! A valid signature does not say when: there is no timestamp, so a replay passes, and everything
//! behind this must bear seeing the same webhook twice.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

mod spellings;

use crate::public_url::PublicUrl;
use spellings::{authorities, paths};

/// The header that holds the signature, in lower case.
pub const SIGNATURE_HEADER: &str = "x-twilio-signature";

/// What of a request's body is signed.
#[derive(Debug, Clone, Copy)]
pub enum Signed<'a> {
    /// A form: the decoded names and values, as they came. Empty for GET.
    Form(&'a [(String, String)]),
    /// Anything else, above all JSON: the raw bytes.
    Body(&'a [u8]),
}

/// Why a webhook is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignatureFault {
    /// The request does not claim to come from Twilio.
    #[error("the header X-Twilio-Signature is missing")]
    HeaderMissing,
    /// The header cannot be a signature.
    #[error("the header X-Twilio-Signature is not 20 bytes in base64")]
    HeaderMalformed,
    /// A body that is not a form must be covered by a hash in the query.
    #[error("the body is not a form and the URL has no bodySHA256 that covers it")]
    BodyHashMissing,
    /// The body is not the one whose hash stands in the query.
    #[error("the body's SHA-256 is not the bodySHA256 in the URL")]
    BodyHashWrong,
    /// Another token, URL or set of fields was signed.
    #[error("the signature does not fit the auth token, the public URL and the fields")]
    Mismatch,
}

/// Checks a webhook's signature with any of `tokens` (two while a token is being rotated).
///
/// `path_and_query` is taken from the request as it came, undecoded, with or without the public
/// URL's path prefix: a proxy may have stripped it.
///
/// # Errors
/// [`SignatureFault`]; answer 403 and do nothing.
pub fn verify(
    tokens: &[SecretString],
    base: &PublicUrl,
    path_and_query: &str,
    signed: Signed<'_>,
    header: Option<&str>,
) -> Result<(), SignatureFault> {
    let given = decode(header.ok_or(SignatureFault::HeaderMissing)?)?;
    let fields = match signed {
        Signed::Form(fields) => in_signing_order(fields),
        Signed::Body(body) => {
            check_body_hash(path_and_query, body)?;
            Vec::new()
        }
    };
    let paths = paths(base.prefix(), path_and_query);
    for authority in authorities(base) {
        for path in &paths {
            let url = [base.scheme(), "://", &authority, path];
            if tokens
                .iter()
                .any(|token| sign(token, &url, &fields).ct_eq(&given).into())
            {
                return Ok(());
            }
        }
    }
    Err(SignatureFault::Mismatch)
}

/// The bytes of a signature header; a spelling that Twilio would not write is refused.
fn decode(header: &str) -> Result<[u8; 20], SignatureFault> {
    let bytes = STANDARD
        .decode(header)
        .map_err(|_| SignatureFault::HeaderMalformed)?;
    bytes
        .try_into()
        .map_err(|_| SignatureFault::HeaderMalformed)
}

/// Names sorted bytewise; of a repeated name its distinct values, sorted.
fn in_signing_order(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    let mut fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    fields.sort_unstable();
    fields.dedup();
    fields
}

fn sign(token: &SecretString, url: &[&str], fields: &[(&str, &str)]) -> [u8; 20] {
    // HMAC takes keys of any length (RFC 2104), so this never fails; were it to, zeros would be
    // compared with what was sent, and `Mismatch` be the answer.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(token.expose_secret().as_bytes()) else {
        return [0; 20];
    };
    for part in url {
        mac.update(part.as_bytes());
    }
    for (name, value) in fields {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    mac.finalize().into_bytes().into()
}

fn check_body_hash(path_and_query: &str, body: &[u8]) -> Result<(), SignatureFault> {
    let query = path_and_query
        .split_once('?')
        .map_or("", |(_, query)| query);
    let claimed = form_urlencoded::parse(query.as_bytes())
        .find_map(|(name, value)| (name == "bodySHA256").then_some(value))
        .ok_or(SignatureFault::BodyHashMissing)?;
    let actual = hex::encode(Sha256::digest(body));
    if bool::from(actual.as_bytes().ct_eq(claimed.as_bytes())) {
        Ok(())
    } else {
        Err(SignatureFault::BodyHashWrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "0123456789abcdef0123456789abcdef";

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn header(url: &str, pairs: &[(&str, &str)]) -> String {
        STANDARD.encode(sign(&TOKEN.into(), &[url], pairs))
    }

    fn check(
        base: &str,
        path: &str,
        form: &[(String, String)],
        header: &str,
    ) -> Result<(), SignatureFault> {
        let base = PublicUrl::parse(base).unwrap();
        verify(
            &[TOKEN.into()],
            &base,
            path,
            Signed::Form(form),
            Some(header),
        )
    }

    #[test]
    fn repeated_names_count_once_per_distinct_value() {
        let url = "https://a.example/twilio/key";
        let form = fields(&[
            ("Digits", "2"),
            ("A", "x"),
            ("Digits", "1"),
            ("Digits", "2"),
        ]);
        let signature = header(url, &[("A", "x"), ("Digits", "1"), ("Digits", "2")]);
        assert_eq!(
            check("https://a.example", "/twilio/key", &form, &signature),
            Ok(())
        );
    }

    #[test]
    fn any_of_two_tokens_will_do_while_one_is_rotated() {
        let base = PublicUrl::parse("https://a.example").unwrap();
        let signature = header("https://a.example/twilio/voice", &[]);
        let both = [SecretString::from("another"), SecretString::from(TOKEN)];
        let check = |tokens: &[SecretString]| {
            verify(
                tokens,
                &base,
                "/twilio/voice",
                Signed::Form(&[]),
                Some(&signature),
            )
        };
        assert_eq!(check(&both), Ok(()));
        assert_eq!(check(&both[..1]), Err(SignatureFault::Mismatch));
        assert_eq!(check(&[]), Err(SignatureFault::Mismatch));
    }

    #[test]
    fn headers_that_are_no_signature_are_named() {
        let base = PublicUrl::parse("https://a.example").unwrap();
        let verify = |header| verify(&[TOKEN.into()], &base, "/", Signed::Form(&[]), header);
        assert_eq!(verify(None), Err(SignatureFault::HeaderMissing));
        let long = STANDARD.encode([0; 32]);
        for text in [
            "",
            "?",
            "t6+zZB+lcyDAZWnDRHMzv/sZgP",
            " t6+zZB+lcyDAZWnDRHMzv/sZgPI=",
            &long,
        ] {
            assert_eq!(
                verify(Some(text)),
                Err(SignatureFault::HeaderMalformed),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_body_must_be_covered_by_its_hash() {
        let base = PublicUrl::parse("https://a.example").unwrap();
        let hash = hex::encode(Sha256::digest(b"{}"));
        let path = format!("/twilio/voice?bodySHA256={hash}");
        let signature = header(&base.join(&path), &[]);
        let check = |path: &str, body: &[u8]| {
            verify(
                &[TOKEN.into()],
                &base,
                path,
                Signed::Body(body),
                Some(&signature),
            )
        };
        assert_eq!(check(&path, b"{}"), Ok(()));
        assert_eq!(check(&path, b"{ }"), Err(SignatureFault::BodyHashWrong));
        assert_eq!(
            check("/twilio/voice", b"{}"),
            Err(SignatureFault::BodyHashMissing)
        );
        let other = format!("/twilio/Voice?bodySHA256={hash}");
        assert_eq!(check(&other, b"{}"), Err(SignatureFault::Mismatch));
    }
}
