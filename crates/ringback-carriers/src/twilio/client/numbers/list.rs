//! Finding numbers of the account.

use form_urlencoded::byte_serialize;
use serde::Deserialize;

use super::super::{ApiError, TwilioClient, checked_sid};
use super::{NumberJson, OwnNumber};

/// Pages of 100: more numbers than a service business has.
const PAGES_MAX: usize = 20;

#[derive(Deserialize)]
struct Page {
    incoming_phone_numbers: Vec<NumberJson>,
    #[serde(default)]
    next_page_uri: Option<String>,
}

impl TwilioClient {
    /// Looks for `number` (E.164) among the account's numbers.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn find_number(&self, number: &str) -> Result<Option<OwnNumber>, ApiError> {
        let pattern: String = byte_serialize(number.as_bytes()).collect();
        let path = format!("/IncomingPhoneNumbers.json?PhoneNumber={pattern}&PageSize=50");
        let page: Page = self.get(&path).await?;
        // The parameter matches parts of numbers as well.
        let found = page
            .incoming_phone_numbers
            .into_iter()
            .find(|found| found.phone_number == number);
        Ok(found.map(OwnNumber::from))
    }

    /// All numbers of the account, at most 2,000.
    ///
    /// # Errors
    /// [`ApiError`] of the first page that could not be read.
    pub async fn list_numbers(&self) -> Result<Vec<OwnNumber>, ApiError> {
        let mut page: Page = self.get("/IncomingPhoneNumbers.json?PageSize=100").await?;
        let mut numbers = Vec::new();
        for _ in 0..PAGES_MAX {
            numbers.extend(page.incoming_phone_numbers.drain(..).map(OwnNumber::from));
            let Some(next) = self.next_page(page.next_page_uri.as_deref())? else {
                break;
            };
            page = self.get_url(next).await?;
        }
        Ok(numbers)
    }

    /// One number by Twilio's id.
    ///
    /// # Errors
    /// [`ApiError`]; [`ApiError::is_not_found`] when there is no such number.
    pub async fn fetch_number(&self, sid: &str) -> Result<OwnNumber, ApiError> {
        let path = format!("/IncomingPhoneNumbers/{}.json", checked_sid(sid)?);
        let json: NumberJson = self.get(&path).await?;
        Ok(json.into())
    }
}
