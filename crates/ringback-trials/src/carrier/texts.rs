//! A text that somebody writes to a line.

use std::sync::Arc;

use super::RemoteText;
use super::webhook::{UnderWay, Webhook, send};
use crate::story::{BUSINESSES, LINES};
use crate::world::{World, lock};

/// Somebody texts a line. Twilio does not repeat a webhook of a text.
pub(crate) fn text(world: &Arc<World>, id: u64, line: usize, from: &str, says: &str) {
    let place = LINES[line];
    let text = RemoteText {
        sid: format!("SM{:032x}", u128::from(id) + 1),
        account: BUSINESSES[place.business].1,
        from: from.to_owned(),
        to: place.number.to_owned(),
        body: says.to_owned(),
        inbound: true,
        status: "received",
        error_code: None,
        created: world.after(),
    };
    let fields = vec![
        ("MessageSid", text.sid.clone()),
        ("SmsStatus", "received".to_owned()),
        ("From", text.from.clone()),
        ("To", text.to.clone()),
        ("Body", text.body.clone()),
        ("NumMedia", "0".to_owned()),
    ];
    let what = format!("text {says:?} of {from}");
    lock(&world.carrier).texts.push(text);
    let url = "https://desk.example/twilio/message".to_owned();
    let webhook = Webhook::of(place.business, url, fields);
    let world = Arc::clone(world);
    tokio::spawn(async move {
        let _under_way = UnderWay::begin(&world);
        send(&world, webhook, &what).await;
    });
}
