//! Changes are checked together and stored together.

use std::collections::BTreeMap;
use std::sync::Arc;

use ringback_carriers::public_url::PublicUrl;
use ringback_desk::clock::Instant;
use ringback_store::Scope;
use ringback_store::Store;
use url::Url;

use super::*;
use crate::directory::ConfiguredLine;

fn nothing_configured() -> Configured {
    Configured {
        lines: BTreeMap::new(),
        account: None,
        api_url: Url::parse("http://127.0.0.1:1").expect("a URL"),
        public_url: PublicUrl::parse("http://127.0.0.1:8080").expect("a URL"),
    }
}

fn number(e164: &str) -> PhoneNumber {
    PhoneNumber::from_e164(e164).expect("a number")
}

/// Changes the settings of a new business, and gives the keys of the faults and what is stored.
async fn changed(configured: Configured, changes: Vec<Change>) -> (Vec<String>, Vec<String>) {
    let store = Store::open_in_memory().expect("in memory");
    store
        .write(Scope::Installation, move |tx| {
            businesses::add(tx, "Lakeside")?;
            let business = businesses::add(tx, "Riverside")?.expect("new");
            lines::set_up(tx, business, &number("+13125550100"), Instant(1))?;
            let faults = change(tx, &configured, business, &changes)?;
            let stored = settings::of_business(tx, business)?;
            let name = businesses::get(tx, business)?.map(|business| business.company);
            Ok((
                faults.into_iter().map(|fault| fault.key).collect(),
                stored
                    .into_iter()
                    .map(|setting| format!("{}={}", setting.key, setting.value))
                    .chain(name)
                    .collect(),
            ))
        })
        .await
        .expect("stored")
}

#[tokio::test]
async fn one_fault_and_nothing_is_changed() {
    let changes = vec![
        Change::of_business("owner", "Dana"),
        Change::of_business("ring_seconds", "5"),
        Change::of_business("text", "Hello {stranger}"),
        Change::of_business("wner", "Dana"),
    ];
    let (mut faults, stored) = changed(nothing_configured(), changes).await;
    faults.sort();
    assert_eq!(faults, ["ring_seconds", "text", "wner"]);
    assert_eq!(stored, ["Riverside"]);
}

#[tokio::test]
async fn the_name_goes_to_the_business_and_stays_its_own() {
    let taken = vec![Change::of_business("company", "Lakeside")];
    let (faults, stored) = changed(nothing_configured(), taken).await;
    assert_eq!(
        (faults, stored),
        (vec!["company".to_owned()], vec!["Riverside".to_owned()])
    );
    let free = vec![
        Change::of_business("company", " Hillside "),
        Change::of_business("owner", "Dana"),
    ];
    let (faults, stored) = changed(nothing_configured(), free).await;
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(stored, ["owner=Dana", "Hillside"]);
}

#[tokio::test]
async fn what_the_configuration_gives_is_changed_there_only() {
    let mut configured = nothing_configured();
    let layer = Values::from([("owner", Given::text("RINGBACK_OWNER", "Sam"))]);
    configured.lines.insert(
        number("+13125550100"),
        ConfiguredLine {
            company: "Riverside".to_owned(),
            layers: vec![Arc::new(layer)],
        },
    );
    let changes = vec![Change::of_business("owner", "Dana")];
    let (faults, stored) = changed(configured.clone(), changes).await;
    assert_eq!(
        (faults, stored),
        (vec!["owner".to_owned()], vec!["Riverside".to_owned()])
    );
    let other = vec![Change::of_business("ring_seconds", "20")];
    assert_eq!(changed(configured, other).await.0, Vec::<String>::new());
}
