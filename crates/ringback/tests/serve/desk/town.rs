//! Two businesses in one installation, each set up on the pages by its own owner, with a carrier
//! account, a number and phones of its own.

use ringback_simulator::{LineSetup, Phone, SimEvent, Simulator, SimulatorConfig, WebhookKind};

use super::people::{Browser, code_in};
use super::{Desk, LINE, OWNER, SECOND, SOON, SPEED, Setup, TOKEN, openapi};

pub const OTHER_LINE: &str = "+13125550101";
pub const OTHER_TOKEN: &str = "fedcba9876543210fedcba9876543210";

/// The first business's carrier is the desk's.
pub struct Town {
    pub desk: Desk,
    /// The second business's.
    pub other: Simulator,
    /// The API that both accounts are reached at.
    pub api_url: String,
    /// Who works at the first: Riverside Plumbing.
    pub sam: Browser,
    /// Who works at the second: Lakeside Heating.
    pub ann: Browser,
}

impl Town {
    pub async fn open() -> Self {
        let mut desk = Setup::default().untouched().open().await;
        let other = Simulator::start(SimulatorConfig {
            account_sid: format!("AC{}", "6".repeat(32)),
            auth_token: OTHER_TOKEN.to_owned(),
            speed: SPEED,
            segments_per_second: 0.0,
            validate_openapi: Some(openapi()),
            ..SimulatorConfig::default()
        })
        .await
        .unwrap();
        other.add_line(LineSetup::new(OTHER_LINE));
        for phone in [OWNER, SECOND] {
            other.add_phone(Phone::new(phone));
        }
        let sam = desk.settles_in(&code_in(&desk.program.link), "sam").await;
        let api_url = super::exchange::exchange(&[&desk.carrier, &other]).await;
        desk.program.set("twilio_api_url", &api_url);
        desk.program.set("access_token", TOKEN);
        desk.program.kill().await;
        desk.program.start().await;
        let added = ["business", "add", "Lakeside Heating"];
        let added = desk.program.run(&added).await.stdout;
        let code = code_in(&String::from_utf8(added).unwrap());
        let ann = desk.settles_in(&code, "ann").await;
        let riverside = ["Riverside Plumbing", "Sam", LINE, OWNER];
        sets_up(&sam, &desk.carrier, riverside).await;
        sets_up(
            &ann,
            &other,
            ["Lakeside Heating", "Ann", OTHER_LINE, SECOND],
        )
        .await;
        Self {
            desk,
            other,
            api_url,
            sam,
            ann,
        }
    }

    /// A call to the second business; its id.
    pub fn calls_other(&self, from: &str) -> String {
        self.other.place_call(from, OTHER_LINE).unwrap()
    }

    /// A text to the second business; waits until the desk has taken it in.
    pub async fn writes_other(&self, from: &str, body: &str) {
        let text = self.other.send_text(from, OTHER_LINE, body, Vec::new());
        let taken = |event: &SimEvent| {
            matches!(event, SimEvent::WebhookPosted { kind: WebhookKind::Message, about, status: Some(200..300), .. }
                if *about == text)
        };
        self.other.wait_for(SOON, taken).await.unwrap();
    }

    /// What the second business has texted to a number, once the outbox is empty.
    pub async fn bodies_of_other(&self, to: &str) -> Vec<String> {
        self.desk.quiet().await;
        let texts = self.other.api_messages_to(to).into_iter();
        texts.map(|text| text.body).collect()
    }

    /// As [`Desk::close`], of both carriers.
    pub async fn close(self) {
        let log = self.desk.program.log();
        assert!(!log.contains(OTHER_TOKEN), "a token is in the log:\n{log}");
        let alerts = self.other.alerts();
        assert!(alerts.is_empty(), "the carrier found fault: {alerts:#?}");
        self.desk.close().await;
    }
}

/// What an owner does on the pages of the set-up.
async fn sets_up(who: &Browser, carrier: &Simulator, what: [&str; 4]) {
    let [company, owner, number, ring] = what;
    let steps: [(&str, &[(&str, &str)]); 5] = [
        (
            "business",
            &[
                ("company", company),
                ("owner", owner),
                ("trade", "general"),
                ("zone", "America/Chicago"),
            ],
        ),
        (
            "carrier",
            &[
                ("account_sid", carrier.account_sid()),
                ("auth_token", carrier.auth_token()),
            ],
        ),
        (
            "number/confirm",
            &[("number", number), ("reach", "dialled")],
        ),
        ("phones", &[("ring", ring)]),
        ("hours", &[("hours", "24h"), ("holidays", "")]),
    ];
    for (step, form) in steps {
        let answer = who.post(&format!("/setup/{step}"), form).await;
        let status = answer.status();
        let words = answer.text().await.unwrap();
        assert_eq!(status, 303, "{step}: {words}");
    }
}
