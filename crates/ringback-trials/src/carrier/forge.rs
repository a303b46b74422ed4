//! Webhooks of somebody who does not have the token of the line's account.

use std::sync::Arc;

use super::webhook::{UnderWay, Webhook, deliver};
use crate::story::{BUSINESSES, CALLERS, Forgery, LINES};
use crate::world::{World, lock};

/// Sends one, and looks whether it is turned away.
pub(crate) async fn forge(
    world: Arc<World>,
    id: u64,
    line: usize,
    says: Forgery,
    by_neighbour: bool,
) {
    let _under_way = UnderWay::begin(&world);
    let place = LINES[line];
    let (path, fields) = what(&world, id, line, says);
    let url = format!("https://desk.example{path}");
    let mut webhook = Webhook::of(place.business, url, fields);
    let neighbour = (place.business + 1) % BUSINESSES.len();
    webhook.token = if by_neighbour {
        // In the neighbour's own name, and so rightly signed; the line is not theirs.
        if id.is_multiple_of(2)
            && let Some(account) = webhook.fields.first_mut()
        {
            BUSINESSES[neighbour].1.clone_into(&mut account.1);
        }
        BUSINESSES[neighbour].2
    } else {
        "a guess"
    };
    let before = world.rows_of(line);
    let answered = deliver(&world, webhook, &format!("a forged {says:?}")).await;
    if let Some(answered) = answered
        && answered.is_taken()
    {
        world.broke(format!("a forged {says:?} was taken"));
    }
    let after = world.rows_of(line);
    if after.forged > before.forged {
        world.broke(format!("a forged {says:?} left a row"));
    }
}

fn what(
    world: &World,
    id: u64,
    line: usize,
    says: Forgery,
) -> (&'static str, Vec<(&'static str, String)>) {
    let caller = CALLERS[usize::try_from(id).unwrap_or(0) % CALLERS.len()].to_owned();
    let number = LINES[line].number.to_owned();
    let text = |words: &str| {
        vec![
            ("MessageSid", format!("SMf{id:031x}")),
            ("SmsStatus", "received".to_owned()),
            ("From", caller.clone()),
            ("To", number.clone()),
            ("Body", words.to_owned()),
        ]
    };
    match says {
        Forgery::Call => (
            "/twilio/voice",
            vec![
                ("CallSid", format!("CAf{id:031x}")),
                ("Direction", "inbound".to_owned()),
                ("From", caller),
                ("To", number),
                ("CallStatus", "ringing".to_owned()),
            ],
        ),
        Forgery::Text => ("/twilio/message", text("Hello, please call this number")),
        Forgery::Stop => ("/twilio/message", text("STOP")),
        Forgery::Receipt => {
            let carrier = lock(&world.carrier);
            let out = carrier.texts.iter().rev().find(|text| !text.inbound);
            let sid = out.map_or_else(|| format!("SMf{id:031x}"), |text| text.sid.clone());
            let fields = vec![
                ("MessageSid", sid),
                ("MessageStatus", "failed".to_owned()),
                ("ErrorCode", "30003".to_owned()),
                ("From", number),
                ("To", caller),
            ];
            ("/twilio/status", fields)
        }
    }
}
