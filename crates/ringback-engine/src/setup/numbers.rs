//! The account's numbers, with the messaging services that would override them.

use std::collections::HashMap;

use ringback_carriers::twilio::client::{ApiError, OwnNumber, TwilioClient};
use ringback_desk::phone::PhoneNumber;
use ringback_desk::setup::facts::{NumberFacts, ServiceFacts};
use ringback_desk::setup::findings::Finding;

use super::silent;

/// All numbers of the account.
///
/// # Errors
/// [`Finding::NoNumbers`], or that the carrier could not be asked.
pub async fn list_numbers(client: &TwilioClient) -> Result<Vec<NumberFacts>, Finding> {
    let numbers = client
        .list_numbers()
        .await
        .map_err(|fault| silent(&fault))?;
    if numbers.is_empty() {
        return Err(Finding::NoNumbers);
    }
    let services = services(client).await.map_err(|fault| silent(&fault))?;
    let facts = numbers.into_iter().filter_map(|own| facts(own, &services));
    Ok(facts.collect())
}

/// One number of the account.
///
/// # Errors
/// [`Finding::NotInAccount`], or that the carrier could not be asked.
pub async fn find_number(
    client: &TwilioClient,
    number: &PhoneNumber,
) -> Result<NumberFacts, Finding> {
    let found = client.find_number(number.as_str()).await;
    let own = found.map_err(|fault| silent(&fault))?;
    let own = own.ok_or(Finding::NotInAccount)?;
    let services = services(client).await.map_err(|fault| silent(&fault))?;
    facts(own, &services).ok_or(Finding::NotInAccount)
}

/// Each service by the ids of its numbers. An account without the Messaging API has none.
async fn services(client: &TwilioClient) -> Result<HashMap<String, ServiceFacts>, ApiError> {
    let services = match client.list_services().await {
        Ok(services) => services,
        Err(fault) if fault.is_not_found() => return Ok(HashMap::new()),
        Err(fault) => return Err(fault),
    };
    let mut by_number = HashMap::new();
    for service in services {
        let numbers = client.list_service_numbers(&service.sid).await?;
        let facts = ServiceFacts {
            id: service.sid,
            name: service.name,
            inbound: service.inbound,
            uses_number_setting: service.uses_number_setting,
            others: numbers.len().saturating_sub(1),
        };
        by_number.extend(numbers.into_iter().map(|number| (number, facts.clone())));
    }
    Ok(by_number)
}

/// Nothing for what is no telephone number, such as a short code.
fn facts(own: OwnNumber, services: &HashMap<String, ServiceFacts>) -> Option<NumberFacts> {
    Some(NumberFacts {
        number: PhoneNumber::from_e164(&own.number).ok()?,
        takes_calls: own.can_voice,
        takes_texts: own.can_sms,
        takes_pictures: own.can_mms,
        wiring: own.wiring,
        service: services.get(&own.sid).cloned(),
        id: own.sid,
    })
}
