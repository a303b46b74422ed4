//! Ringing the owner's phones.

use super::super::urls::with_query;
use super::xml::Document;

/// Twilio rings at most ten numbers of one `<Dial>` at once.
const PHONE_COUNT_MAX: usize = 10;

/// Which phones ring when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RingOrder {
    /// All at once; the first that picks up stops the others.
    AtOnce,
    /// One after the other, each for the whole time.
    InTurn,
}

/// Everything that `<Dial>` needs to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RingPlan {
    /// The owner's phones, E.164; the first ten count.
    pub phones: Vec<String>,
    /// Whether they ring together.
    pub order: RingOrder,
    /// What to ask for, at least 5. Twilio adds 5 seconds of its own.
    pub dial_timeout_seconds: u32,
    /// What the phones show as caller. `None` is the caller's own number; where that is withheld,
    /// give the line's, or the leg fails (error 13214).
    pub caller_id: Option<String>,
    /// Where Twilio asks what comes next.
    pub action_url: String,
    /// Where a phone that picked up gets its screening document; `None` connects whoever picks up,
    /// even a mailbox. `phone` is added to it.
    pub screen_url: Option<String>,
    /// Where word goes when a phone picks up, for plans without a screening document, which tells
    /// it too. `phone` is added to it.
    pub leg_status_url: Option<String>,
    /// Whether Twilio should find out if a machine picked up; costs time and money.
    pub machine_detection: bool,
}

/// `<Dial>` with the phones of `plan`
/// (<https://www.twilio.com/docs/voice/twiml/dial>). The caller hears ringing, and is not billed
/// for an answered call, until somebody is really there (`answerOnBridge`).
#[must_use]
pub fn ring(plan: &RingPlan) -> String {
    let timeout = plan.dial_timeout_seconds.clamp(5, 600).to_string();
    let mut document = Document::response();
    document.open(
        "Dial",
        &[
            ("answerOnBridge", Some("true")),
            ("timeout", Some(&timeout)),
            ("action", Some(&plan.action_url)),
            ("callerId", plan.caller_id.as_deref()),
            (
                "sequential",
                (plan.order == RingOrder::InTurn).then_some("true"),
            ),
        ],
    );
    for phone in plan.phones.iter().take(PHONE_COUNT_MAX) {
        number(&mut document, plan, phone);
    }
    document.finish()
}

fn number(document: &mut Document, plan: &RingPlan, phone: &str) {
    let with_phone = |url: &str| with_query(url.to_owned(), &[("phone", phone)]);
    let screen_url = plan.screen_url.as_deref().map(with_phone);
    let status_url = plan.leg_status_url.as_deref().map(with_phone);
    document.text(
        "Number",
        &[
            ("url", screen_url.as_deref()),
            ("statusCallback", status_url.as_deref()),
            (
                "statusCallbackEvent",
                status_url.as_deref().map(|_| "answered"),
            ),
            (
                "machineDetection",
                plan.machine_detection.then_some("Enable"),
            ),
        ],
        phone,
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> RingPlan {
        RingPlan {
            phones: vec!["+13125550177".to_owned(), "+13125550178".to_owned()],
            order: RingOrder::AtOnce,
            dial_timeout_seconds: 20,
            caller_id: None,
            action_url: "https://x.example/twilio/dial?round=1".to_owned(),
            screen_url: Some("https://x.example/twilio/screen?call=CA1".to_owned()),
            leg_status_url: Some("https://x.example/twilio/leg?call=CA1".to_owned()),
            machine_detection: false,
        }
    }

    #[test]
    fn rings_all_phones_and_screens_each() {
        assert_eq!(
            ring(&plan()),
            concat!(
                r#"<?xml version="1.0" encoding="UTF-8"?><Response>"#,
                r#"<Dial answerOnBridge="true" timeout="20" action="https://x.example/twilio/dial?round=1">"#,
                r#"<Number url="https://x.example/twilio/screen?call=CA1&amp;phone=%2B13125550177" "#,
                r#"statusCallback="https://x.example/twilio/leg?call=CA1&amp;phone=%2B13125550177" "#,
                r#"statusCallbackEvent="answered">+13125550177</Number>"#,
                r#"<Number url="https://x.example/twilio/screen?call=CA1&amp;phone=%2B13125550178" "#,
                r#"statusCallback="https://x.example/twilio/leg?call=CA1&amp;phone=%2B13125550178" "#,
                r#"statusCallbackEvent="answered">+13125550178</Number>"#,
                r#"</Dial></Response>"#
            )
        );
    }

    #[test]
    fn options_show_only_when_chosen() {
        let chosen = ring(&RingPlan {
            order: RingOrder::InTurn,
            caller_id: Some("+13125550100".to_owned()),
            screen_url: None,
            machine_detection: true,
            dial_timeout_seconds: 1,
            ..plan()
        });
        for part in [
            r#" sequential="true""#,
            r#" callerId="+13125550100""#,
            r#" machineDetection="Enable""#,
            r#" timeout="5""#,
            "<Number statusCallback=",
        ] {
            assert!(chosen.contains(part), "{part} in {chosen}");
        }
        for absent in [" sequential", " callerId", " machineDetection"] {
            assert!(!ring(&plan()).contains(absent), "{absent}");
        }
    }

    #[test]
    fn no_more_than_ten_phones_ring() {
        let many = RingPlan {
            phones: vec!["+13125550177".to_owned(); 2_000],
            ..plan()
        };
        let document = ring(&many);
        assert_eq!(document.matches("</Number>").count(), PHONE_COUNT_MAX);
        assert!(document.len() < 64 * 1_024);
    }
}
