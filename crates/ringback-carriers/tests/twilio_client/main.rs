//! The REST client against servers that behave as badly as the Internet does, over real sockets.

#![allow(clippy::unwrap_used)]

mod media;
mod reads;
mod scripted;
mod sends;
mod setup;
mod wire;

use std::time::Duration;

use ringback_carriers::public_url::PublicUrl;
use ringback_carriers::twilio::client::{ClientLimits, TwilioClient};
use ringback_carriers::twilio::config::TwilioConfig;

const ACCOUNT: &str = "AC00000000000000000000000000000000";
const TOKEN: &str = "0123456789abcdef0123456789abcdef";

/// Short enough to wait for, long enough for a busy machine.
const LIMITS: ClientLimits = ClientLimits {
    request: Duration::from_millis(1_500),
    connect: Duration::from_millis(1_000),
    media_silence: Duration::from_millis(1_500),
    media: Duration::from_secs(5),
    media_bytes_max: 100_000,
};

fn client(api_url: &str) -> TwilioClient {
    // Fails when another test of this process was first, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = TwilioConfig {
        account_sid: ACCOUNT.to_owned(),
        auth_token: TOKEN.into(),
        api_url: api_url.parse().unwrap(),
        public_url: PublicUrl::parse("https://ring.example.com").unwrap(),
    };
    TwilioClient::with_limits(&config, LIMITS).unwrap()
}
