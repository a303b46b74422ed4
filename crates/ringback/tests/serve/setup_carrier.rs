//! `ringback setup` against the carrier: faults in words, what is replaced, and putting it back.

use std::collections::BTreeMap;
use std::process::Output;

use ringback_simulator::{
    AccountState, Behaviour, Line, LineService, LineSetup, Paperwork, Phone, SimEvent, Simulator,
    SimulatorConfig, Sound,
};
use tempfile::TempDir;

use crate::desk::{LINE, OWNER, Program, SOON};

const PUBLIC: &str = "https://ring.example.com";
const NEW_WORDS: [&str; 12] = [
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
struct Office {
    carrier: Simulator,
    program: Program,
    _directory: TempDir,
}

impl Office {
    async fn open(line: LineSetup) -> Self {
        let config = SimulatorConfig {
            speed: 50.0,
            ..SimulatorConfig::default()
        };
        let carrier = Simulator::start(config).await.unwrap();
        carrier.add_line(line);
        carrier.add_phone(Phone::new(OWNER));
        let directory = tempfile::tempdir().unwrap();
        let database = directory.path().join("desk.db");
        let settings = [
            ("database", database.to_str().unwrap()),
            ("public_url", PUBLIC),
            ("twilio_api_url", carrier.base_url()),
            ("twilio_account_sid", carrier.account_sid()),
            ("twilio_auth_token", carrier.auth_token()),
        ];
        let owned = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
        let settings: BTreeMap<_, _> = settings.into_iter().map(owned).collect();
        Self {
            program: Program::new(directory.path(), settings),
            carrier,
            _directory: directory,
        }
    }

    async fn set_up(&self, more: &[&str]) -> Said {
        let arguments: Vec<&str> = NEW_WORDS.iter().chain(more).copied().collect();
        Said::of(self.program.run(&arguments).await)
    }

    async fn undo(&self, more: &[&str]) -> Said {
        let arguments: Vec<&str> = ["setup", "--undo"].iter().chain(more).copied().collect();
        Said::of(self.program.run(&arguments).await)
    }

    /// The number as the carrier has it, every field.
    fn line(&self) -> Line {
        self.carrier.lines().remove(0)
    }

    fn wiring(&self) -> serde_json::Value {
        serde_json::to_value(self.line()).unwrap()
    }

    /// How often something was changed at the carrier.
    fn posts(&self) -> usize {
        let history = self.carrier.history();
        let is_post = |event: &SimEvent| matches!(event, SimEvent::ApiReceived { method, .. } if method == "POST");
        history
            .iter()
            .filter(|stamped| is_post(&stamped.event))
            .count()
    }
}

struct Said {
    words: String,
    succeeded: bool,
}

impl Said {
    fn of(output: Output) -> Self {
        let words = [output.stdout, output.stderr].concat();
        Self {
            words: String::from_utf8(words).unwrap(),
            succeeded: output.status.success(),
        }
    }

    #[track_caller]
    fn says(&self, succeeded: bool, parts: &[&str]) {
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

fn number() -> LineSetup {
    LineSetup::new(LINE)
}

#[tokio::test]
async fn a_number_is_pointed_here_and_running_it_again_changes_nothing() {
    let office = Office::open(number()).await;
    office.set_up(&[]).await.says(
        true,
        &[
            "ok     account: \"Simulated account\"",
            "calls (voice URL): nothing -> https://ring.example.com/twilio/voice",
            "texts (SMS URL): nothing -> https://ring.example.com/twilio/message",
            "ok     number +13125550100: calls and texts lead to https://ring.example.com",
            "ok     registration: This number is registered",
        ],
    );
    let line = office.line();
    assert_eq!(
        line.voice_url.as_deref(),
        Some("https://ring.example.com/twilio/voice")
    );
    assert_eq!(
        line.sms_url.as_deref(),
        Some("https://ring.example.com/twilio/message")
    );
    assert_eq!(
        line.status_callback.as_deref(),
        Some("https://ring.example.com/twilio/status")
    );

    let posts = office.posts();
    office.set_up(&[]).await.says(true, &["leads here already"]);
    assert_eq!(office.posts(), posts);
}

#[tokio::test]
async fn without_yes_nothing_is_changed() {
    let office = Office::open(number()).await;
    let arguments: Vec<&str> = NEW_WORDS
        .into_iter()
        .filter(|word| *word != "--yes")
        .collect();
    let said = Said::of(office.program.run(&arguments).await);
    said.says(
        false,
        &[
            "plan   number +13125550100",
            "give --yes",
            "nothing was changed",
        ],
    );
    assert_eq!(office.line().voice_url, None);
    office
        .undo(&[])
        .await
        .says(false, &["nothing was replaced"]);
}

#[tokio::test]
async fn each_fault_of_the_account_ends_in_its_words() {
    let mut office = Office::open(number()).await;
    office
        .program
        .set("twilio_auth_token", "ffffffffffffffffffffffffffffffff");
    office.set_up(&[]).await.says(
        false,
        &[
            "fault  account: Twilio refuses this auth token",
            "Copy the Auth Token again",
        ],
    );
    office
        .program
        .set("twilio_auth_token", "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF");
    office
        .set_up(&[])
        .await
        .says(false, &["looks like the secret of an API key"]);
    let key = format!("SK{}", "5".repeat(32));
    office
        .set_up(&["--account-sid", &key])
        .await
        .says(false, &["SID of an API key"]);
    office
        .set_up(&["--account-sid", "me"])
        .await
        .says(false, &["not an account SID"]);

    let token = office.carrier.auth_token().to_owned();
    office.program.set("twilio_auth_token", &token);
    office.carrier.set_account(AccountState {
        trial: false,
        status: "suspended".to_owned(),
    });
    office
        .set_up(&[])
        .await
        .says(false, &["The Twilio account is suspended."]);
    office.carrier.set_account(AccountState {
        trial: true,
        status: "active".to_owned(),
    });
    office
        .set_up(&[])
        .await
        .says(true, &["note   account: The Twilio account is on trial"]);
}

#[tokio::test]
async fn each_fault_of_the_number_ends_in_its_words_and_changes_nothing() {
    let toll_free = "+18885550100";
    for (line, words) in [
        (
            number().voice_only(),
            "This number can't send or receive texts.",
        ),
        (number().text_only(), "This number takes no calls."),
    ] {
        let office = Office::open(line).await;
        office
            .set_up(&[])
            .await
            .says(false, &[words, "nothing was changed"]);
        assert_eq!(office.line().voice_url, None, "{words}");
    }
    let office = Office::open(number()).await;
    let said = office.set_up(&["--ring", "Bob"]).await;
    said.says(false, &["--ring: `Bob`"]);
    assert_eq!(office.posts(), 0);

    let office = Office::open(LineSetup::new(toll_free)).await;
    office.set_up(&[]).await.says(
        false,
        &[
            "This number is not in the account.",
            "The account has +18885550100.",
        ],
    );
}

#[tokio::test]
async fn a_number_that_is_not_registered_is_set_up_and_said_to_be_held() {
    for (line, words) in [
        (
            number().unregistered(),
            "the carriers do not know the business",
        ),
        (
            number().paperwork(Paperwork::NoCampaign),
            "no campaign says what it texts about",
        ),
        (
            number().paperwork(Paperwork::Pending),
            "waits for the carriers",
        ),
        (
            number().paperwork(Paperwork::Refused {
                code: 30896,
                words: "Opt-in".to_owned(),
            }),
            "30896: It does not show how people agreed",
        ),
    ] {
        let office = Office::open(line).await;
        let said = office.set_up(&[]).await;
        said.says(
            true,
            &["note   registration:", words, "missed-call texts are held"],
        );
    }
}

#[tokio::test]
async fn what_was_there_comes_back_byte_for_byte_and_twice_is_once() {
    let line = number()
        .voice_url("https://old.example/voice?a=1&b=%20%2F")
        .voice_fallback_url("https://old.example/fallback")
        .sms_url("http://old.example:8080/sms")
        .service(Some(LineService {
            name: "Reminders".to_owned(),
            inbound_url: Some("https://old.example/service".to_owned()),
            uses_number_webhook: false,
            strangers: 0,
        }));
    let office = Office::open(line).await;
    office.carrier.change_line(LINE, |line| {
        line.voice_method = "GET".to_owned();
        line.sms_application_sid = Some(format!("AP{}", "1".repeat(32)));
        line.trunk_sid = Some(format!("TK{}", "2".repeat(32)));
    });
    let before = office.wiring();
    office.set_up(&[]).await.says(
        true,
        &[
            "The Messaging Service \"Reminders\" sends texts to this number to https://old.example/service",
            "The SIP trunk TK2222",
            "https://old.example/voice?a=1&b=%20%2F (by GET) -> https://ring.example.com",
        ],
    );
    let during = office.line();
    assert_eq!((during.trunk_sid, during.sms_application_sid), (None, None));
    assert!(during.service.unwrap().uses_number_webhook);
    assert_eq!(
        during.voice_fallback_url.as_deref(),
        Some("https://old.example/fallback")
    );

    office.undo(&[]).await.says(
        true,
        &["ok     number +13125550100: SIP trunk: nothing -> TK"],
    );
    assert_eq!(office.wiring(), before);
    let posts = office.posts();
    office.undo(&[]).await.says(true, &["is as it was before"]);
    assert_eq!((office.wiring(), office.posts()), (before.clone(), posts));

    // And once more round.
    office
        .set_up(&[])
        .await
        .says(true, &["lead to https://ring.example.com"]);
    office.undo(&[]).await.says(true, &["SIP trunk"]);
    assert_eq!(office.wiring(), before);
}

#[tokio::test]
async fn a_service_that_others_share_is_changed_only_by_force() {
    let service = |strangers| LineService {
        name: "Everybody".to_owned(),
        inbound_url: Some("https://old.example/service".to_owned()),
        uses_number_webhook: false,
        strangers,
    };
    let office = Office::open(number().service(Some(service(3)))).await;
    let before = office.wiring();
    office.set_up(&[]).await.says(
        false,
        &[
            "and to 3 others",
            "shared with 3 other number(s)",
            "nothing was changed",
        ],
    );
    assert_eq!(office.wiring(), before);
    office
        .set_up(&["--force"])
        .await
        .says(true, &["lead to https://ring.example.com"]);
    office
        .undo(&[])
        .await
        .says(true, &["decides itself where texts lead"]);
    assert_eq!(office.wiring(), before);
}

#[tokio::test]
async fn what_somebody_changed_since_is_left_until_it_is_forced() {
    let office = Office::open(number().voice_url("https://old.example/voice")).await;
    let before = office.wiring();
    office.set_up(&[]).await.says(true, &[]);
    let newer = Some("https://newer.example/voice".to_owned());
    office
        .carrier
        .change_line(LINE, |line| line.voice_url = newer.clone());
    office.undo(&[]).await.says(
        false,
        &[
            "left   number +13125550100: calls (voice URL): https://newer.example/voice -> https://old.example/voice",
            "give --force",
        ],
    );
    let line = office.line();
    assert_eq!(
        (line.voice_url, line.sms_url),
        (newer, None),
        "ours went, theirs stayed"
    );
    office
        .undo(&["--force"])
        .await
        .says(true, &["https://old.example/voice"]);
    assert_eq!(office.wiring(), before);
}

#[tokio::test]
async fn a_test_call_lets_the_owner_hear_the_screening() {
    let office = Office::open(number()).await;
    office.carrier.change_phone(OWNER, |phone| {
        phone.behaviour = Behaviour::AnswerAfter {
            seconds: 2.0,
            keys: None,
            listen_seconds: 0.0,
            hang_up_after_seconds: None,
        };
    });
    let said = office.set_up(&["--test-call"]).await;
    said.says(true, &["ok     test call: it was picked up"]);
    let heard = office.carrier.wait_for(SOON, |event| {
        matches!(event, SimEvent::Heard { heard: Sound::Speech { text }, phone, .. }
            if phone == OWNER && text.contains("Press 1 to take the call"))
    });
    heard.await.unwrap();
    assert!(
        office.carrier.alerts().is_empty(),
        "{:?}",
        office.carrier.alerts()
    );
}

#[tokio::test]
async fn the_same_is_asked_in_questions() {
    let mut office = Office::open(number()).await;
    office
        .carrier
        .add_line(LineSetup::new("+13125550199").voice_only());
    office.program.unset("twilio_account_sid");
    office.program.unset("twilio_auth_token");
    let sid = office.carrier.account_sid().to_owned();
    let token = office.carrier.auth_token().to_owned();
    let answers = format!(
        "Riverside Plumbing\nSam\nplumber\nAmerica/Chicago\n{sid}\nwrong\n{sid}\n{token}\n\ny\n{OWNER}\n\
         \n\nn\ny\n"
    );
    let output = office.program.run_with(&["setup", "--ask"], answers).await;
    let said = Said::of(output);
    said.says(
        true,
        &[
            "The company's name, as it stands in texts: ",
            "fault  account: Twilio refuses this auth token",
            "2  +13125550199  calls only",
            "    | ",
            "ok     text: 1 segment",
            "lead to https://ring.example.com",
        ],
    );
    // What was answered is there the next time, the account too.
    let again = Said::of(office.program.run(&["setup", "--yes", "--undo"]).await);
    again.says(true, &["voice URL"]);
}
