//! Twilio's dates (RFC 2822) and those of HTTP.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};
use ringback_desk::clock::Instant;

/// More than this is not worth believing.
const RETRY_AFTER_SECONDS_MAX: u64 = 86_400;

/// `Mon, 23 Nov 2026 15:04:05 +0000`, as in resources, or with `GMT`, as in headers.
pub(super) fn read_date(text: &str) -> Option<Instant> {
    let at = DateTimeParser::new().parse_timestamp(text).ok()?;
    Some(Instant(at.as_millisecond()))
}

/// The time on Twilio's clock when it answered.
pub(super) fn answered_at(headers: &HeaderMap) -> Option<Instant> {
    read_date(headers.get(DATE)?.to_str().ok()?)
}

/// How long Twilio asks us to wait: seconds, or a date (RFC 9110, 10.2.3), which is read by
/// Twilio's own clock where it shows it.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = match text.parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let now =
                answered_at(headers).unwrap_or_else(|| Instant(Timestamp::now().as_millisecond()));
            read_date(text)?.since(now)
        }
    };
    Some(wait.min(Duration::from_secs(RETRY_AFTER_SECONDS_MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn dates_of_resources_and_headers() {
        let at = Some(Instant(1_795_446_245_000));
        assert_eq!(read_date("Mon, 23 Nov 2026 15:04:05 +0000"), at);
        assert_eq!(read_date("Mon, 23 Nov 2026 15:04:05 GMT"), at);
        assert_eq!(read_date("Mon, 23 Nov 2026 07:04:05 -0800"), at);
        assert_eq!(read_date("2026-11-23T15:04:05Z"), None);
        assert_eq!(read_date(""), None);
    }

    #[test]
    fn waits_in_seconds_or_until_a_date() {
        let date = ("date", "Mon, 23 Nov 2026 15:04:05 GMT");
        for (pairs, expected) in [
            (vec![("retry-after", "7")], Some(Duration::from_secs(7))),
            (vec![("retry-after", "0")], Some(Duration::ZERO)),
            (
                vec![("retry-after", "99999999")],
                Some(Duration::from_secs(86_400)),
            ),
            (
                vec![date, ("retry-after", "Mon, 23 Nov 2026 15:04:35 GMT")],
                Some(Duration::from_secs(30)),
            ),
            (
                vec![date, ("retry-after", "Mon, 23 Nov 2026 15:00:00 GMT")],
                Some(Duration::ZERO),
            ),
            (
                vec![("retry-after", "Fri, 01 Jan 2021 00:00:00 GMT")],
                Some(Duration::ZERO),
            ),
            (vec![("retry-after", "soon")], None),
            (vec![("retry-after", "-1")], None),
            (vec![], None),
        ] {
            assert_eq!(retry_after(&headers(&pairs)), expected, "{pairs:?}");
        }
    }
}
