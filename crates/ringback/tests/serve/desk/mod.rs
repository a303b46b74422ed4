//! A front desk for tests: a carrier in this process, and the real program as its child.

mod authority;
mod database;
pub mod exchange;
pub mod office;
mod pages;
pub mod people;
mod program;
mod rows;
mod time_travel;
pub mod town;
mod verdict;
mod webhook;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use ringback_simulator::{
    LineSetup, Message, Phone, SimEvent, Simulator, SimulatorConfig, Sound, WebhookKind,
    WebhookRoute,
};
use tempfile::TempDir;

pub use authority::{Authority, BLOCKED};
use database::Database;
pub use program::{Program, free_port};
pub use verdict::Verdict;
pub use webhook::{RawCall, Webhook, sign, text_fields};

pub const LINE: &str = "+13125550100";
pub const CALLER: &str = "+13125550131";
pub const CALLER_2: &str = "+13125550132";
pub const OWNER: &str = "+13125550177";
pub const SECOND: &str = "+13125550178";
pub const TOKEN: &str = "token-of-this-test-only";
/// What leaves by default to a number that was never texted, to the letter.
pub const TEXT: &str = "Hey, this is Sam at Riverside Plumbing. Sorry we missed your call - what \
                        can we help with? Reply here or call back at (312) 555-0100. Reply STOP \
                        to opt out.";
/// What leaves by default to somebody who was texted within the month.
pub const SECOND_TEXT: &str = "Hi, Sam at Riverside Plumbing here. I couldn't get to the phone \
                               just now. What do you need? Text me here and I'll write back.";
/// Long enough for a machine that builds something else beside.
pub const SOON: Duration = Duration::from_secs(20);
/// Twilio's codes for a webhook that found nobody, or whose connection broke: what a program that
/// is killed leads to.
const NOT_REACHED: [u32; 2] = [11205, 11206];
/// What is set where an owner is to set up the rest.
const OF_THE_INSTALLATION: [&str; 6] = [
    "database",
    "key_file",
    "listen",
    "media",
    "public_url",
    "twilio_api_url",
];
/// How much faster than life phones ring here.
const SPEED: f64 = 60.0;

/// What may differ from one test to the next.
pub struct Setup {
    settings: Vec<(&'static str, String)>,
    config: SimulatorConfig,
    line: LineSetup,
    public: Option<(String, String)>,
    is_untouched: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            settings: Vec::new(),
            config: SimulatorConfig {
                speed: SPEED,
                // The desk's pace is under test here, not the carrier's.
                segments_per_second: 0.0,
                validate_openapi: Some(openapi()),
                ..SimulatorConfig::default()
            },
            line: LineSetup::new(LINE),
            public: None,
            is_untouched: false,
        }
    }
}

impl Setup {
    /// A setting of `ringback serve`, by its name in the file.
    pub fn set(mut self, key: &'static str, value: &str) -> Self {
        self.settings.push((key, value.to_owned()));
        self
    }

    /// How much faster than life phones ring.
    pub fn speed(mut self, speed: f64) -> Self {
        self.config.speed = speed;
        self
    }

    /// Changes the carrier.
    pub fn carrier(mut self, change: impl FnOnce(&mut SimulatorConfig)) -> Self {
        change(&mut self.config);
        self
    }

    /// Changes the line at the carrier.
    pub fn line(mut self, change: impl FnOnce(LineSetup) -> LineSetup) -> Self {
        self.line = change(self.line);
        self
    }

    /// The carrier reaches the desk at this public URL, by a proxy that puts this in front of the
    /// path that is left when the URL is taken off.
    pub fn public(mut self, url: &str, path: &str) -> Self {
        self.public = Some((url.to_owned(), path.to_owned()));
        self
    }

    /// An installation that knows where it listens and which carrier there is, and nothing else; the
    /// number leads nowhere yet.
    pub fn untouched(mut self) -> Self {
        self.is_untouched = true;
        self
    }

    pub async fn open(mut self) -> Desk {
        // Fails when another test of this process was first, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let directory = tempfile::tempdir().unwrap();
        let port = free_port();
        let own = format!("http://127.0.0.1:{port}");
        let public_url = match self.public {
            None => own,
            Some((public, path)) => {
                let actual = format!("{own}{path}");
                let route = WebhookRoute {
                    public: public.clone(),
                    actual,
                };
                self.config.webhook_routes.push(route);
                public
            }
        };
        let carrier = Simulator::start(self.config).await.unwrap();
        carrier.add_line(if self.is_untouched {
            self.line
        } else {
            self.line.webhooks(&format!("{public_url}/twilio"))
        });
        for phone in [OWNER, SECOND] {
            carrier.add_phone(Phone::new(phone));
        }
        let database = Database::create(directory.path()).await;
        let mut settings = settings(&carrier, port, &public_url);
        for (key, value) in database
            .settings(directory.path())
            .into_iter()
            .chain(self.settings)
        {
            settings.insert(key.to_owned(), value);
        }
        if self.is_untouched {
            settings.retain(|key, _| OF_THE_INSTALLATION.contains(&key.as_str()));
        }
        let mut desk = Desk {
            program: Program::new(directory.path(), settings),
            http: reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .build()
                .unwrap(),
            public_url,
            carrier,
            directory,
            database,
            port,
        };
        desk.program.start().await;
        desk
    }
}

fn settings(carrier: &Simulator, port: u16, public_url: &str) -> BTreeMap<String, String> {
    [
        ("listen", format!("127.0.0.1:{port}").as_str()),
        ("public_url", public_url),
        ("access_token", TOKEN),
        ("twilio_account_sid", carrier.account_sid()),
        ("twilio_auth_token", carrier.auth_token()),
        ("twilio_api_url", carrier.base_url()),
        ("line_number", LINE),
        ("company", "Riverside Plumbing"),
        ("owner", "Sam"),
        ("ring", OWNER),
        ("zone", "America/Chicago"),
        ("line_pace", "1000"),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_owned(), value.to_owned()))
    .collect()
}

fn openapi() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/data/twilio/openapi-messages-numbers-calls.json")
}

/// The desk, running.
pub struct Desk {
    pub carrier: Simulator,
    pub program: Program,
    pub http: reqwest::Client,
    pub public_url: String,
    pub directory: TempDir,
    pub database: Database,
    pub port: u16,
}

impl Desk {
    pub async fn open() -> Self {
        Setup::default().open().await
    }

    /// A call from `from`; its id.
    pub fn call(&self, from: &str) -> String {
        self.carrier.place_call(from, LINE).unwrap()
    }

    /// Waits for something at the carrier.
    pub async fn sees(&self, wanted: impl Fn(&SimEvent) -> bool) -> SimEvent {
        self.carrier.wait_for(SOON, wanted).await.unwrap()
    }

    /// Waits until a phone rings for this call.
    pub async fn rings(&self, call: &str, phone: &str) {
        self.sees(|event| {
            matches!(event, SimEvent::PhoneRings { call: of, phone: on, .. }
                if of == call && on == phone)
        })
        .await;
    }

    /// Waits until a party of this call hears words that begin like this.
    pub async fn hears(&self, call: &str, on: &str, words: &str) {
        self.sees(|event| {
            matches!(event, SimEvent::Heard { call: of, phone, heard: Sound::Speech { text }, .. }
                if of == call && phone == on && text.contains(words))
        })
        .await;
    }

    /// Waits until the caller's leg is over.
    pub async fn ends(&self, call: &str) {
        self.sees(|event| matches!(event, SimEvent::CallEnded { call: of, .. } if of == call))
            .await;
    }

    /// Waits until `count` texts have gone to this number, and says what they are.
    pub async fn texts(&self, to: &str, count: usize) -> Vec<Message> {
        let enough = || Some(self.carrier.messages_to(to)).filter(|texts| texts.len() >= count);
        self.carrier.until(SOON, enough).await.unwrap()
    }

    /// Waits until a text that we sent has this state.
    pub async fn reaches(&self, message: &str, status: &str) {
        self.sees(|event| {
            matches!(event, SimEvent::MessageState { message: of, status: is, .. }
                if of == message && is.word() == status)
        })
        .await;
    }

    /// Waits until the desk has answered a webhook of this kind about this call or text.
    pub async fn told(&self, kind: WebhookKind, about: &str) {
        self.sees(|event| {
            matches!(event, SimEvent::WebhookPosted { kind: of, about: on, status: Some(200..300), .. }
                if *of == kind && on == about)
        })
        .await;
    }

    /// A text from a phone; waits until the desk has taken it in.
    pub async fn writes(&self, from: &str, body: &str) -> String {
        let text = self.carrier.send_text(from, LINE, body, Vec::new());
        self.told(WebhookKind::Message, &text).await;
        text
    }

    /// The bodies of all texts to this number that are ours, once the outbox is empty. What was
    /// decided by then is all there will ever be.
    pub async fn bodies(&self, to: &str) -> Vec<String> {
        self.quiet().await;
        let texts = self.carrier.messages_to(to).into_iter();
        texts
            .filter(|text| text.direction == "outbound-api")
            .map(|text| text.body)
            .collect()
    }

    /// Ends the desk as an operator would, and asserts what holds after every test.
    pub async fn close(self) {
        self.close_with_alerts(&[]).await;
    }

    /// As [`Self::close`], where the test itself made the carrier complain.
    pub async fn close_with_alerts(mut self, allowed: &[u32]) {
        let alerts: Vec<_> = self.carrier.alerts();
        let was_down = self.program.was_down;
        let unwanted: Vec<_> = alerts
            .iter()
            .filter(|alert| !allowed.contains(&alert.code))
            .filter(|alert| !(was_down && NOT_REACHED.contains(&alert.code)))
            .collect();
        assert!(
            unwanted.is_empty(),
            "the carrier found fault: {unwanted:#?}"
        );
        let began = Instant::now();
        let status = self.program.terminate().await;
        assert_eq!(status.code(), Some(0), "SIGTERM ends it with exit code 0");
        assert!(began.elapsed() < Duration::from_secs(10), "within 10 s");
        self.program.assert_clean_log(self.carrier.auth_token());
    }
}
