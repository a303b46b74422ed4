//! What the caller hears after a miss, and the voicemail that is kept.

use ringback_simulator::{CallerBehaviour, PlaceCall, SimEvent, Sound, WebhookKind};

use crate::desk::{CALLER, Desk, LINE, SOON, Setup, TEXT};

/// Everything that the caller heard, without the ringing tone.
fn heard(desk: &Desk) -> Vec<String> {
    let history = desk.carrier.history();
    let sounds = history.iter().filter_map(|stamped| match &stamped.event {
        SimEvent::Heard { phone, heard, .. } if phone == CALLER => match heard {
            Sound::Speech { text } => Some(text.clone()),
            Sound::Beep => Some("beep".to_owned()),
            Sound::Ringing | Sound::HangUp | Sound::Voice | Sound::Audio { .. } => None,
        },
        _ => None,
    });
    sounds.collect()
}

/// The address of the first file that a page links to.
fn file_on(page: &str) -> Option<String> {
    let rest = page.split("../media/").nth(1)?;
    Some(format!("/media/{}", rest.split('"').next()?))
}

async fn voicemail_page(desk: &Desk) -> (String, String) {
    let looking = async {
        loop {
            let calls = desk.json("/api/calls").await;
            let id = calls["calls"][0]["id"].as_str().unwrap().to_owned();
            let page = desk.page(&format!("/calls/{id}")).await;
            if let Some(file) = file_on(&page) {
                return (page, file);
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(SOON, looking).await.unwrap()
}

#[tokio::test]
async fn a_voicemail_is_recorded_kept_and_behind_the_token() {
    let desk = Setup::default().set("forwarded", "true").open().await;
    let speaks = CallerBehaviour::LeaveVoicemail { seconds: 14.0 };
    let call = desk
        .carrier
        .place(PlaceCall::new(CALLER, LINE).behaves(speaks))
        .unwrap();
    desk.told(WebhookKind::RecordingStatus, &call).await;
    let words = heard(&desk);
    assert!(
        words[0].contains("nobody at Riverside Plumbing can take your call"),
        "{words:?}"
    );
    assert!(
        words[0].contains("We have just sent you a text"),
        "{words:?}"
    );
    assert_eq!(words[1], "beep");
    let (page, file) = voicemail_page(&desk).await;
    assert!(
        page.contains("The caller left a voicemail of 14 seconds."),
        "{page}"
    );
    assert_eq!(desk.stranger_gets(&file).await.status(), 401);
    let answer = desk.get(&file).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let kind = answer.headers()["content-type"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(kind.starts_with("audio/"), "{kind}");
    assert!(
        answer.bytes().await.unwrap().len() > 1_000,
        "it has the audio in it"
    );
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn the_text_does_not_wait_for_the_voicemail() {
    let desk = Setup::default()
        .set("forwarded", "true")
        .speed(5.0)
        .open()
        .await;
    let speaks = CallerBehaviour::LeaveVoicemail { seconds: 20.0 };
    let call = desk
        .carrier
        .place(PlaceCall::new(CALLER, LINE).behaves(speaks))
        .unwrap();
    desk.texts(CALLER, 1).await;
    assert!(
        desk.carrier.recordings(&call).is_empty(),
        "the caller still speaks"
    );
    desk.carrier.set_speed(100.0);
    desk.ends(&call).await;
    assert_eq!(desk.bodies(CALLER).await, [TEXT]);
    desk.close().await;
}

#[tokio::test]
async fn a_voicemail_outlives_a_restart_before_it_was_fetched() {
    use ringback_simulator::{ApiFault, ApiRoute, FaultCount};
    let mut desk = Setup::default().set("forwarded", "true").open().await;
    desk.carrier
        .break_api(ApiRoute::Files, FaultCount::Always, ApiFault::ErrorBefore);
    let speaks = CallerBehaviour::LeaveVoicemail { seconds: 5.0 };
    let call = desk
        .carrier
        .place(PlaceCall::new(CALLER, LINE).behaves(speaks))
        .unwrap();
    desk.told(WebhookKind::RecordingStatus, &call).await;
    desk.sees(|event| {
        matches!(event, SimEvent::ApiRequest { path, status: Some(500), .. }
            if path.contains("/Recordings/"))
    })
    .await;
    desk.program.kill().await;
    desk.carrier.heal();
    desk.program.start().await;
    let (_, file) = voicemail_page(&desk).await;
    assert_eq!(desk.get(&file).send().await.unwrap().status(), 200);
    desk.close().await;
}

#[tokio::test]
async fn message_only_records_nothing() {
    let desk = Setup::default()
        .set("forwarded", "true")
        .set("after_miss", "message")
        .open()
        .await;
    let call = desk.call(CALLER);
    desk.ends(&call).await;
    let words = heard(&desk);
    assert_eq!(words.len(), 1, "{words:?}");
    assert!(words[0].ends_with("Goodbye."), "{words:?}");
    assert!(desk.carrier.recordings(&call).is_empty());
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn hang_up_says_nothing() {
    let desk = Setup::default()
        .set("forwarded", "true")
        .set("after_miss", "hang_up")
        .open()
        .await;
    let call = desk.call(CALLER);
    desk.ends(&call).await;
    assert!(heard(&desk).is_empty());
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn a_caller_who_is_not_texted_is_not_told_of_a_text() {
    let desk = Setup::default()
        .set("forwarded", "true")
        .set("texting", "false")
        .set("after_miss", "message")
        .open()
        .await;
    let call = desk.call(CALLER);
    desk.ends(&call).await;
    let words = heard(&desk);
    assert!(!words[0].contains("text"), "{words:?}");
    desk.close().await;
}
