//! What the carrier reports of a text that it took: late, twice, or never.

use std::sync::Arc;
use std::time::Duration;

use super::RemoteText;
use super::webhook::{UnderWay, Webhook, send};
use crate::story::Weather;
use crate::world::{World, lock};

/// Takes a text to the phone, and reports.
pub(super) async fn follow(world: Arc<World>, business: usize, text: RemoteText, callback: String) {
    let _under_way = UnderWay::begin(&world);
    let mut chance = world.about("receipts", world.number());
    let (undelivered, lost) = {
        let carrier = lock(&world.carrier);
        let code = carrier.weathers(world.after()).find_map(|kind| match kind {
            Weather::Undelivered(code) => Some(code),
            _ => None,
        });
        (code, carrier.is(Weather::ReceiptsLost, world.after()))
    };
    let last = if undelivered.is_some() {
        "undelivered"
    } else {
        "delivered"
    };
    for status in ["sent", last] {
        tokio::time::sleep(Duration::from_millis(chance.between(20, 5_000))).await;
        let code = undelivered.filter(|_| status == "undelivered");
        if let Some(remote) = lock(&world.carrier).text_mut(&text.sid) {
            (remote.status, remote.error_code) = (status, code);
        }
        if lost && chance.percent(70) {
            world.note(|| format!("receipt lost: {status} to {}", text.to));
            continue;
        }
        let mut fields = vec![
            ("MessageSid", text.sid.clone()),
            ("MessageStatus", status.to_owned()),
            ("From", text.from.clone()),
            ("To", text.to.clone()),
        ];
        fields.extend(code.map(|code| ("ErrorCode", code.to_string())));
        let webhook = Webhook::of(business, callback.clone(), fields);
        // Each goes its own way, so that they can overtake each other.
        let (world, what) = (Arc::clone(&world), format!("{status} to {}", text.to));
        tokio::spawn(async move {
            let _under_way = UnderWay::begin(&world);
            send(&world, webhook, &what).await;
        });
    }
}
