//! Lines that are not registered: texts are held, not burnt, and leave when carriers let them.

use ringback_simulator::{LineService, Paperwork, SimEvent};

use crate::desk::{CALLER, CALLER_2, Desk, LINE, SOON, Setup};

fn unregistered(paperwork: Paperwork) -> Setup {
    Setup::default()
        .set("forwarded", "true")
        .line(|line| line.unregistered().paperwork(paperwork))
}

/// Waits until a notice on the page says this.
async fn told(desk: &Desk, part: &str) {
    let until = std::time::Instant::now() + SOON;
    while std::time::Instant::now() < until {
        if desk.notices().await.iter().any(|it| it.contains(part)) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{part}: {:?}", desk.notices().await);
}

fn sent(desk: &Desk) -> usize {
    let history = desk.carrier.history();
    let is_send = |event: &SimEvent| matches!(event, SimEvent::ApiReceived { method, path } if method == "POST" && path.ends_with("/Messages.json"));
    history.iter().filter(|it| is_send(&it.event)).count()
}

#[tokio::test]
async fn texts_are_held_while_the_line_is_unregistered_and_leave_when_it_is() {
    let desk = unregistered(Paperwork::Nothing).open().await;
    told(&desk, "the carriers do not know the business yet").await;
    let call = desk.call(CALLER);
    let verdict = desk.verdict(&call).await;
    assert_eq!(verdict.outcome(), "held", "{verdict:#?}");
    let why = String::from_utf8(desk.program.run(&["why", &call]).await.stdout).unwrap();
    assert!(why.contains("not registered yet"), "{why}");
    told(
        &desk,
        "(312) 555-0131 was not texted: the line is not registered yet",
    )
    .await;
    assert_eq!(sent(&desk), 0, "nothing was burnt");

    desk.carrier.change_line(LINE, |line| {
        line.paperwork = Paperwork::Registered;
        line.service = Some(LineService::default());
    });
    // The call that is held next makes Ringback ask again; both leave.
    let second = desk.call(CALLER_2);
    let of_second = desk.verdict_when(&second, |verdict| verdict.outcome() == "sent");
    assert_eq!(of_second.await.outcome(), "sent");
    let of_first = desk.verdict_when(&call, |verdict| verdict.outcome() == "sent");
    assert_eq!(of_first.await.outcome(), "sent");
    assert_eq!(desk.texts(CALLER, 1).await.len(), 1);
    told(
        &desk,
        "This number is registered: its texts arrive. Texts leave from now on.",
    )
    .await;
    desk.close().await;
}

#[tokio::test]
async fn a_refusal_is_told_with_what_to_mend() {
    let refused = Paperwork::Refused {
        code: 30896,
        words: "Opt-in".to_owned(),
    };
    let setup = unregistered(refused).line(|line| line.service(Some(LineService::default())));
    let desk = setup.open().await;
    told(
        &desk,
        "30896: It does not show how people agreed to get texts.",
    )
    .await;
    told(&desk, "Copy the opt-in wording").await;
    let call = desk.call(CALLER);
    assert_eq!(desk.verdict(&call).await.outcome(), "held");
    desk.close().await;
}

#[tokio::test]
async fn an_owner_who_wants_it_so_lets_texts_leave_all_the_same() {
    let setup = unregistered(Paperwork::Pending).set("hold_unregistered", "off");
    let setup = setup.line(|line| line.service(Some(LineService::default())));
    let desk = setup.open().await;
    told(&desk, "waits for the carriers").await;
    let call = desk.call(CALLER);
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    assert_eq!(desk.texts(CALLER, 1).await.len(), 1);
    desk.close().await;
}

#[tokio::test]
async fn the_page_says_how_it_stands_and_reviewers_find_what_it_links() {
    let desk = unregistered(Paperwork::NoCampaign).open().await;
    told(&desk, "no campaign says what it texts about").await;
    let page = desk.page("/settings/registration").await;
    for part in [
        "not registered",
        "Add a campaign in Twilio&#39;s console",
        "Riverside Plumbing is a local service business",
        "Reply STOP to opt out",
        "/p/1/privacy",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let front = desk.page("/").await;
    assert!(front.contains("Texts are held"), "{front}");
    for path in ["/p/1/privacy", "/p/1/terms"] {
        let answer = desk.stranger_gets(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        let words = answer.text().await.unwrap();
        assert!(
            words.contains("Riverside Plumbing") && words.contains("STOP"),
            "{words}"
        );
        assert!(!words.contains("Sam"), "nobody's name but the company's");
    }
    for nowhere in ["/p/2/privacy", "/p/x/terms", "/p/1/other"] {
        let answer = desk.stranger_gets(nowhere).await;
        assert_ne!(answer.status(), 200, "{nowhere}");
    }
    desk.close().await;
}
