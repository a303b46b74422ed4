//! `ringback setup --undo`: what was replaced at the carrier comes back, byte for byte.

use ringback_simulator::LineService;

use crate::desk::LINE;
use crate::desk::office::{Office, number};

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
