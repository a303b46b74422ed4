//! `ringback setup` against the carrier: each fault in words, questions, and a test call.

use ringback_simulator::{AccountState, Behaviour, LineSetup, Paperwork, SimEvent, Sound};

use crate::desk::office::{FLAGS, Office, Said, number};
use crate::desk::{CALLER, LINE, OWNER, SOON, free_port};

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
async fn what_was_set_up_answers_the_next_call() {
    let mut office = Office::open(number()).await;
    let listen = format!("127.0.0.1:{}", free_port());
    office.program.set("listen", &listen);
    office
        .program
        .set("public_url", &format!("http://{listen}"));
    office.program.start().await;
    // The account comes by flags, the token from a file: the configuration knows neither.
    office.program.unset("twilio_account_sid");
    office.program.unset("twilio_auth_token");
    let token = office.directory.path().join("token");
    std::fs::write(&token, office.carrier.auth_token()).unwrap();
    let sid = office.carrier.account_sid().to_owned();
    let more = [
        "--account-sid",
        &sid,
        "--auth-token-file",
        token.to_str().unwrap(),
    ];
    office.set_up(&more).await.says(true, &["settings: stored"]);
    office
        .carrier
        .change_phone(OWNER, |phone| phone.behaviour = Behaviour::Busy);
    let delivered = |office: &Office| !office.carrier.phone_screen(CALLER).is_empty();
    for _ in 0..20 {
        // The running server takes the new line in within a moment.
        let call = office.carrier.place_call(CALLER, LINE).unwrap();
        let ended =
            |event: &SimEvent| matches!(event, SimEvent::CallEnded { call: of, .. } if *of == call);
        office.carrier.wait_for(SOON, ended).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        if delivered(&office) {
            break;
        }
    }
    assert!(delivered(&office), "{:?}", office.carrier.alerts());
    assert_eq!(office.program.terminate().await.code(), Some(0));
}

#[tokio::test]
async fn without_yes_nothing_is_changed() {
    let office = Office::open(number()).await;
    let arguments: Vec<&str> = FLAGS.into_iter().filter(|word| *word != "--yes").collect();
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
