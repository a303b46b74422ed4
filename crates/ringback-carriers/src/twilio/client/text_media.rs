//! Asking for a text's attachments.

use ringback_desk::carrier_event::MediaLink;
use serde::Deserialize;

use super::{ApiError, TwilioClient, checked_sid};

#[derive(Deserialize)]
struct Page {
    media_list: Vec<MediaJson>,
}

#[derive(Deserialize)]
struct MediaJson {
    sid: String,
    #[serde(default)]
    content_type: Option<String>,
}

impl TwilioClient {
    /// The attachments of a text, in order
    /// (<https://www.twilio.com/docs/messaging/api/media-resource>).
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn text_media(&self, text: &str) -> Result<Vec<MediaLink>, ApiError> {
        let folder = format!("/Messages/{}/Media", checked_sid(text)?);
        let page: Page = self.get(&format!("{folder}.json")).await?;
        page.media_list
            .into_iter()
            .map(|media| {
                let sid = checked_sid(&media.sid)?;
                Ok(MediaLink {
                    url: format!("{}{folder}/{sid}", self.inner.account_url),
                    content_type: media
                        .content_type
                        .unwrap_or_else(|| "application/octet-stream".to_owned()),
                })
            })
            .collect()
    }
}
