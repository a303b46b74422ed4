//! An installation moves from its file to PostgreSQL while it works: from then on the file sends
//! nothing, and nobody is forgotten who was texted or said stop.

use ringback_scratch::Scratch;

use crate::desk::{CALLER, CALLER_2, Setup};

const CALLER_3: &str = "+13125550133";
/// Twilio's code for a webhook that was answered with an error: what a file that was moved leads to.
const ERROR_ANSWER: u32 = 11200;

#[tokio::test]
#[ignore = "wants PostgreSQL: cargo xtask test"]
async fn who_was_texted_and_who_said_stop_is_known_on_the_other_side() {
    let scratch = Scratch::create().await;
    let mut desk = Setup::default().set("forwarded", "true").open().await;
    for caller in [CALLER, CALLER_2] {
        desk.call(caller);
        desk.texts(caller, 1).await;
    }
    desk.writes(CALLER_2, "STOP").await;
    desk.quiet().await;

    let said = desk.runs(&["move", &scratch.url()]).await;
    assert!(said.contains("the same on both sides"), "{said}");
    // It still runs, and promises nothing any more.
    let call = desk.call(CALLER_3);
    desk.ends(&call).await;
    desk.program.terminate().await;
    assert!(desk.carrier.messages_to(CALLER_3).is_empty());
    let why = desk.refuses(&["serve"]).await;
    assert!(why.contains("was moved to postgres://"), "{why}");

    let file = desk.program.set("database", &scratch.url());
    desk.program
        .set("key_file", desk.path("desk.key").to_str().unwrap());
    desk.program
        .set("media", desk.path("media").to_str().unwrap());
    desk.program.start().await;
    for caller in [CALLER, CALLER_2, CALLER_3] {
        let call = desk.call(caller);
        desk.ends(&call).await;
    }
    desk.texts(CALLER_3, 1).await;
    for (caller, texts) in [(CALLER, 1), (CALLER_2, 1), (CALLER_3, 1)] {
        assert_eq!(desk.bodies(caller).await.len(), texts, "{caller}");
    }

    desk.program.set("database", &file);
    let refused = desk.refuses(&["move", "--undo", &scratch.url()]).await;
    assert!(refused.contains("texts were sent"), "{refused}");
    desk.program.set("database", &scratch.url());
    desk.close_with_alerts(&[ERROR_ANSWER]).await;
}
