//! A file on its way in, piece by piece, so that it never stands in memory whole.

use bytes::{Bytes, BytesMut};
use reqwest::Response;
use reqwest::header::CONTENT_TYPE;

use super::super::ApiError;

/// A file that Twilio has begun to send.
#[derive(Debug)]
pub struct MediaStream {
    /// What the server says it is; a hint, and never proof.
    pub content_type: Option<String>,
    response: Response,
    bytes_read: u64,
    bytes_max: u64,
}

impl MediaStream {
    pub(super) fn new(response: Response, bytes_max: u64) -> Result<Self, ApiError> {
        if response
            .content_length()
            .is_some_and(|length| length > bytes_max)
        {
            return Err(ApiError::TooLarge {
                limit_bytes: bytes_max,
            });
        }
        let content_type = response.headers().get(CONTENT_TYPE);
        let content_type = content_type
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        Ok(Self {
            content_type,
            response,
            bytes_read: 0,
            bytes_max,
        })
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// [`ApiError::TooLarge`] as soon as the file is longer than allowed; [`ApiError::TimedOut`]
    /// and [`ApiError::Unreachable`] when it breaks off. What was read before is then incomplete.
    pub async fn next_chunk(&mut self) -> Result<Option<Bytes>, ApiError> {
        let chunk = self
            .response
            .chunk()
            .await
            .map_err(ApiError::from_transport)?;
        self.bytes_read += chunk.as_ref().map_or(0, |chunk| chunk.len() as u64);
        if self.bytes_read > self.bytes_max {
            return Err(ApiError::TooLarge {
                limit_bytes: self.bytes_max,
            });
        }
        Ok(chunk)
    }

    /// The whole file in memory, for small ones.
    ///
    /// # Errors
    /// As [`MediaStream::next_chunk`].
    pub async fn into_bytes(mut self) -> Result<Bytes, ApiError> {
        let mut bytes = BytesMut::new();
        while let Some(chunk) = self.next_chunk().await? {
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.freeze())
    }
}
