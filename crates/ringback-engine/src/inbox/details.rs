//! What a person of the business says of a customer: first name, language and time zone.

use ringback_desk::contacts::{Contact, Place};
use ringback_desk::id::BusinessId;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::words::Language;
use ringback_store::{StoreError, contacts};

use crate::engine::Engine;

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The first name, which texts greet by; none takes it away.
    pub first_name: Option<String>,
    /// The language that texts are written in.
    pub language: Language,
    /// The zone that they live by; none goes by their number.
    pub zone: Option<Place>,
}

impl Engine {
    /// Keeps the details of the person at `number`, whether they called already or not.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn set_details(
        &self,
        business: BusinessId,
        number: PhoneNumber,
        details: Details,
    ) -> Result<(), StoreError> {
        self.store()
            .write(business, move |tx| {
                let before = contacts::load(tx, business, number.as_str())?;
                let contact = Contact {
                    first_name: details.first_name.clone(),
                    language: details.language,
                    zone: details.zone.clone(),
                    ..before
                };
                contacts::save(tx, business, number.as_str(), &contact)
            })
            .await
    }

    /// The details of the person at `number`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn details(
        &self,
        business: BusinessId,
        number: PhoneNumber,
    ) -> Result<Details, StoreError> {
        let contact = self
            .store()
            .read(move |tx| contacts::load(tx, business, number.as_str()))
            .await?;
        Ok(Details {
            first_name: contact.first_name,
            language: contact.language,
            zone: contact.zone,
        })
    }
}
