//! A carrier with one number, an empty database, and nobody who has set anything up.

use std::collections::BTreeMap;
use std::process::Output;

use ringback_simulator::{Line, LineSetup, Phone, SimEvent, Simulator, SimulatorConfig};
use tempfile::TempDir;

use super::database::Database;
use super::{LINE, OWNER, Program};

const PUBLIC: &str = "https://ring.example.com";
/// A whole set-up in flags.
pub const FLAGS: [&str; 12] = [
    "setup",
    "--yes",
    "--company",
    "Riverside Plumbing",
    "--owner",
    "Sam",
    "--zone",
    "America/Chicago",
    "--ring",
    OWNER,
    "--number",
    LINE,
];

/// A carrier with one number, and an empty database.
pub struct Office {
    pub carrier: Simulator,
    pub program: Program,
    pub directory: TempDir,
    _database: Database,
}

impl Office {
    pub async fn open(line: LineSetup) -> Self {
        // Fails when another test of this process was first, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let config = SimulatorConfig {
            speed: 50.0,
            ..SimulatorConfig::default()
        };
        let carrier = Simulator::start(config).await.unwrap();
        carrier.add_line(line);
        carrier.add_phone(Phone::new(OWNER));
        let directory = tempfile::tempdir().unwrap();
        let database = Database::create(directory.path()).await;
        let settings = [
            ("public_url", PUBLIC),
            ("twilio_api_url", carrier.base_url()),
            ("twilio_account_sid", carrier.account_sid()),
            ("twilio_auth_token", carrier.auth_token()),
        ];
        let owned = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
        let mut settings: BTreeMap<_, _> = settings.into_iter().map(owned).collect();
        for (key, value) in database.settings(directory.path()) {
            settings.insert(key.to_owned(), value);
        }
        Self {
            program: Program::new(directory.path(), settings),
            carrier,
            directory,
            _database: database,
        }
    }

    pub async fn set_up(&self, more: &[&str]) -> Said {
        let arguments: Vec<&str> = FLAGS.iter().chain(more).copied().collect();
        Said::of(self.program.run(&arguments).await)
    }

    pub async fn undo(&self, more: &[&str]) -> Said {
        let arguments: Vec<&str> = ["setup", "--undo"].iter().chain(more).copied().collect();
        Said::of(self.program.run(&arguments).await)
    }

    /// The number as the carrier has it, every field.
    pub fn line(&self) -> Line {
        self.carrier.lines().remove(0)
    }

    pub fn wiring(&self) -> serde_json::Value {
        serde_json::to_value(self.line()).unwrap()
    }

    /// How often something was changed at the carrier.
    pub fn posts(&self) -> usize {
        let history = self.carrier.history();
        let is_post = |event: &SimEvent| matches!(event, SimEvent::ApiReceived { method, .. } if method == "POST");
        history
            .iter()
            .filter(|stamped| is_post(&stamped.event))
            .count()
    }
}

/// What a command said, and whether it succeeded.
pub struct Said {
    words: String,
    succeeded: bool,
}

impl Said {
    pub fn of(output: Output) -> Self {
        let words = [output.stdout, output.stderr].concat();
        Self {
            words: String::from_utf8(words).unwrap(),
            succeeded: output.status.success(),
        }
    }

    #[track_caller]
    pub fn says(&self, succeeded: bool, parts: &[&str]) {
        for part in parts {
            assert!(
                self.words.contains(part),
                "{part} is not in:\n{}",
                self.words
            );
        }
        assert_eq!(self.succeeded, succeeded, "{}", self.words);
        assert!(
            !self.words.contains("0123456789abcdef"),
            "the token is shown"
        );
    }
}

/// A number that nobody has set up yet.
pub fn number() -> LineSetup {
    LineSetup::new(LINE)
}
