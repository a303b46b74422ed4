//! Asking the carrier whether a number is registered.

use ringback_carriers::twilio::client::{ApiError, TwilioClient};
use ringback_desk::setup::facts::{NumberFacts, Scheme};
use ringback_desk::setup::registration::{Facts, Registration, Standing, judge};

/// How a number's registration stands, by what the carrier says now.
///
/// # Errors
/// [`ApiError`] when it could not be asked.
pub async fn ask_registration(
    client: &TwilioClient,
    number: &NumberFacts,
) -> Result<Registration, ApiError> {
    let facts = match number.scheme() {
        Scheme::None => Facts::NotNeeded,
        Scheme::TollFree => Facts::TollFree {
            verifications: client.list_toll_free_verifications(&number.id).await?,
        },
        Scheme::Campaign => campaign(client, number).await?,
    };
    Ok(judge(&facts))
}

async fn campaign(client: &TwilioClient, number: &NumberFacts) -> Result<Facts, ApiError> {
    let own = match &number.service {
        Some(service) => client.list_campaigns(&service.id).await?,
        None => Vec::new(),
    };
    if !own.is_empty() {
        return Ok(Facts::Campaign {
            own,
            elsewhere: None,
            brands: Vec::new(),
        });
    }
    Ok(Facts::Campaign {
        own,
        elsewhere: approved_elsewhere(client).await?,
        brands: client.list_brands().await?,
    })
}

/// The first service whose campaign is approved: the number only has to be added to it.
async fn approved_elsewhere(client: &TwilioClient) -> Result<Option<String>, ApiError> {
    for service in client.list_services().await? {
        let campaigns = client.list_campaigns(&service.sid).await?;
        if campaigns
            .iter()
            .any(|campaign| campaign.standing == Standing::Approved)
        {
            return Ok(Some(service.name));
        }
    }
    Ok(None)
}
