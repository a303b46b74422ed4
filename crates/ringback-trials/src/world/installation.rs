//! The installation that every story begins with: a ready database, and where its carrier is.

use std::collections::BTreeMap;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use ringback_carriers::public_url::PublicUrl;
use ringback_desk::clock::Instant;
use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::phone::PhoneNumber;
use ringback_engine::Configured;
use ringback_store::{InlineDatabase, StoreError, Tx, accounts, businesses, lines, settings};
use url::Url;

use crate::story::{BUSINESSES, LINES, owner_of};

/// Where the carrier reaches the installation.
const PUBLIC_URL: &str = "https://desk.example";
/// Where the installation reaches the carrier.
const API_URL: &str = "http://carrier.example";

/// What worlds are made from.
pub struct Installation {
    pub(super) database: InlineDatabase,
    pub(super) configured: Configured,
    pub(super) metrics: PrometheusHandle,
    /// Whether what happens is written down.
    pub(super) tells: bool,
    /// Business and line as the database knows them, by their place in the story.
    pub(super) ids: Vec<(BusinessId, LineId)>,
}

impl Installation {
    /// Makes it ready.
    ///
    /// # Errors
    /// When the database refuses what every installation has.
    pub fn new(tells: bool) -> Result<Self, String> {
        let database = InlineDatabase::create().map_err(|fault| fault.to_string())?;
        let ids = database.write(fill).map_err(|fault| fault.to_string())?;
        let public_url = PublicUrl::parse(PUBLIC_URL).map_err(|fault| fault.to_string())?;
        let api_url = Url::parse(API_URL).map_err(|fault| fault.to_string())?;
        Ok(Self {
            database,
            configured: Configured {
                lines: BTreeMap::new(),
                account: None,
                api_url,
                public_url,
            },
            metrics: PrometheusBuilder::new().build_recorder().handle(),
            tells,
            ids,
        })
    }
}

fn fill(tx: &Tx<'_>) -> Result<Vec<(BusinessId, LineId)>, StoreError> {
    let mut of_businesses = Vec::new();
    for (company, sid, token) in BUSINESSES {
        let business = businesses::add(tx, company)?.unwrap_or(BusinessId(0));
        accounts::set(tx, business, sid, token)?;
        of_businesses.push(business);
    }
    let mut ids = Vec::new();
    for (place, line) in LINES.iter().enumerate() {
        let business = of_businesses[line.business];
        let number = PhoneNumber::from_e164(line.number)
            .map_err(|fault| StoreError::Schema(fault.to_string()))?;
        let id = lines::set_up(tx, business, &number, Instant(0))?.unwrap_or(LineId(0));
        let owner = owner_of(place);
        for (key, value) in [
            ("owner", "Sam"),
            ("ring", owner),
            ("zone", "America/Chicago"),
        ] {
            settings::set(tx, business, Some(id), key, Some(value))?;
        }
        ids.push((business, id));
    }
    Ok(ids)
}
