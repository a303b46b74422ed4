//! Listing texts, newest first: to find out whether a send got through after all, and which texts
//! came while we were away.
//!
//! Not filtered by `DateSent`: a text that was never sent has none, and would be missing from the
//! very list that is to show it.

use form_urlencoded::byte_serialize;
use ringback_desk::clock::Instant;
use serde::Deserialize;
use url::Url;

use super::answer::read_json;
use super::dates::answered_at;
use super::texts::{MessageJson, RemoteText};
use super::{ApiError, TwilioClient, parse_url};

const PAGE_SIZE_MAX: usize = 100;

/// What to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListTexts {
    /// Only texts to this number.
    pub to: Option<String>,
    /// Only texts from this number.
    pub from: Option<String>,
    /// Only texts that Twilio took then or later, in whole seconds, which is all that it says.
    pub since: Instant,
    /// Only texts that came in. A busy account's own would leave no room for them.
    pub inbound_only: bool,
    /// No more than these.
    pub limit: usize,
}

#[derive(Deserialize)]
struct Page {
    messages: Vec<MessageJson>,
    #[serde(default)]
    next_page_uri: Option<String>,
}

impl TwilioClient {
    /// Lists texts, newest first, page by page until `since` or `limit`.
    ///
    /// # Errors
    /// [`ApiError`] of the first page that could not be read; nothing is returned then, for a list
    /// with a hole in it would be taken for whole.
    pub async fn list_texts(&self, list: &ListTexts) -> Result<Vec<RemoteText>, ApiError> {
        let (texts, _) = self.list_texts_at(list).await?;
        Ok(texts)
    }

    /// As [`TwilioClient::list_texts`], with the time on Twilio's clock when it began to answer,
    /// where the answer shows it.
    ///
    /// # Errors
    /// As [`TwilioClient::list_texts`].
    pub async fn list_texts_at(
        &self,
        list: &ListTexts,
    ) -> Result<(Vec<RemoteText>, Option<Instant>), ApiError> {
        let mut began = None;
        let since = Instant(list.since.0.div_euclid(1_000) * 1_000);
        let mut texts = Vec::new();
        let mut next = Some(self.first_page(list)?);
        while let Some(url) = next {
            let response = self.inner.http.get(url.clone()).await;
            let response = response.map_err(ApiError::no_answer)?;
            began = began.or_else(|| answered_at(response.headers()));
            let page: Page = read_json(response).await?;
            let mut oldest = None;
            for text in page.messages.into_iter().map(RemoteText::from) {
                oldest = text.created.or(oldest);
                let is_wanted = text.inbound || !list.inbound_only;
                if is_wanted && text.created.is_none_or(|created| created >= since) {
                    texts.push(text);
                }
            }
            if texts.len() >= list.limit || oldest.is_none_or(|oldest| oldest < since) {
                break;
            }
            next = self
                .next_page(page.next_page_uri.as_deref())?
                .filter(|next| *next != url);
        }
        texts.truncate(list.limit);
        Ok((texts, began))
    }

    fn first_page(&self, list: &ListTexts) -> Result<Url, ApiError> {
        let mut url = format!(
            "{}?PageSize={}",
            self.inner.messages_url,
            list.limit.clamp(1, PAGE_SIZE_MAX)
        );
        for (name, number) in [("To", &list.to), ("From", &list.from)] {
            if let Some(number) = number {
                url.push_str(&format!("&{name}="));
                url.extend(byte_serialize(number.as_bytes()));
            }
        }
        parse_url(&url)
    }
}
