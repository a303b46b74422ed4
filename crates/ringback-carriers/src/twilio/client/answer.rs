//! Reading answers: never more than a limit, and Twilio's own errors out of those that refuse.

use bytes::{Bytes, BytesMut};
use reqwest::{Response, StatusCode};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::ApiError;
use super::dates::retry_after;
use crate::outbound::CarrierError;

/// The longest list that we ask for is a tenth of this.
const JSON_BYTES_MAX: u64 = 4 * 1_024 * 1_024;

/// Errors and single resources are a page at most.
pub(super) const SMALL_BYTES_MAX: u64 = 256 * 1_024;

/// The resource in a successful answer.
pub(super) async fn read_json<T: DeserializeOwned>(response: Response) -> Result<T, ApiError> {
    let response = refuse_failures(response).await?;
    let body = read_body(response, JSON_BYTES_MAX).await?;
    serde_json::from_slice(&body).map_err(|fault| ApiError::Unreadable(fault.to_string()))
}

/// Lets only successful answers pass.
pub(super) async fn refuse_failures(response: Response) -> Result<Response, ApiError> {
    match response.status() {
        status if status.is_success() => Ok(response),
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => Err(ApiError::Busy {
            retry_after: retry_after(response.headers()),
        }),
        status if status.is_client_error() => Err(ApiError::Refused(read_refusal(response).await)),
        status => Err(ApiError::Fault {
            http_status: status.as_u16(),
        }),
    }
}

/// Collects a body of at most `limit_bytes`.
pub(super) async fn read_body(mut response: Response, limit_bytes: u64) -> Result<Bytes, ApiError> {
    let too_large = ApiError::TooLarge { limit_bytes };
    let announced = response.content_length().unwrap_or(0);
    if announced > limit_bytes {
        return Err(too_large);
    }
    let Some(first) = next_chunk(&mut response).await? else {
        return Ok(Bytes::new());
    };
    // Nearly always the whole body comes in one piece, which then need not be copied.
    if first.len() as u64 == announced {
        return Ok(first);
    }
    let mut body = BytesMut::from(&first[..]);
    while body.len() as u64 <= limit_bytes {
        match next_chunk(&mut response).await? {
            Some(chunk) => body.extend_from_slice(&chunk),
            None => return Ok(body.freeze()),
        }
    }
    Err(too_large)
}

async fn next_chunk(response: &mut Response) -> Result<Option<Bytes>, ApiError> {
    response.chunk().await.map_err(ApiError::from_transport)
}

/// What Twilio says about a request that it refuses
/// (<https://www.twilio.com/docs/usage/twilios-response#exceptions>). The status alone refuses; a
/// body that cannot be read takes nothing from that.
pub(super) async fn read_refusal(response: Response) -> CarrierError {
    let http_status = response.status().as_u16();
    let body = read_body(response, SMALL_BYTES_MAX)
        .await
        .unwrap_or_default();
    let said: Refusal = serde_json::from_slice(&body).unwrap_or_default();
    CarrierError {
        http_status,
        code: number(&said.code),
        message: said
            .message
            .as_str()
            .unwrap_or_default()
            .chars()
            .take(500)
            .collect(),
    }
}

#[derive(Default, Deserialize)]
struct Refusal {
    #[serde(default)]
    code: Value,
    #[serde(default)]
    message: Value,
}

/// A number that Twilio writes now as a number, now as a string.
pub(super) fn number(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) => number.as_u64().and_then(|number| number.try_into().ok()),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}
