//! An opt-out in words, words that may be one, and words that only sound like one.

use ringback_simulator::LineSetup;

use crate::desk::{CALLER, CALLER_2, Desk, LINE, OWNER, SECOND, Setup, TEXT};

const CONFIRMED: &str = "Riverside Plumbing: You will get no more texts from us. Reply START if \
                         you want them again.";

/// Each call is missed and would be texted, were it not for what the caller wrote.
async fn texting_all() -> Desk {
    Setup::default()
        .set("forwarded", "true")
        .set("live_minutes", "0")
        .set("window_hours", "0")
        .set("brakes", "off")
        .open()
        .await
}

/// Presses a button on a person's page; the answer's status.
async fn press(desk: &Desk, party: &str, decision: &str) -> u16 {
    let url = desk.url(&format!("/people/{party}/consent"));
    let request = desk.http.post(url).bearer_auth(crate::desk::TOKEN);
    let answer = request.form(&[("decision", decision)]).send().await;
    answer.unwrap().status().as_u16()
}

async fn journal(desk: &Desk) -> String {
    let entries = desk.timeline().await;
    let sentences = entries
        .iter()
        .filter_map(|entry| entry["sentence"].as_str());
    sentences.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn who_is_marked_as_spanish_reads_the_confirmation_in_spanish() {
    let desk = texting_all().await;
    let url = desk.url(&format!("/people/{CALLER}/details"));
    let request = desk.http.post(url).bearer_auth(crate::desk::TOKEN);
    let answer = request.form(&[("language", "es")]).send().await.unwrap();
    assert_eq!(answer.status(), 303);
    desk.writes(CALLER, "por favor no me manden mas mensajes")
        .await;
    let confirmed =
        "Riverside Plumbing: Ya no le enviaremos mensajes. Responda START si los quiere de nuevo.";
    assert_eq!(desk.bodies(CALLER).await, [confirmed]);
    desk.close().await;
}

#[tokio::test]
async fn an_opt_out_in_words_ends_texts_and_is_confirmed_once() {
    let desk = texting_all().await;
    desk.writes(CALLER, "please take me off your list, we found somebody")
        .await;
    assert_eq!(desk.bodies(CALLER).await, [CONFIRMED]);
    desk.writes(CALLER, "I said stop texting me!!").await;
    desk.writes(CALLER, "Stop.").await;
    let call = desk.call(CALLER);
    desk.is_held(&call, "opted_out").await;
    assert_eq!(desk.bodies(CALLER).await, [CONFIRMED], "nothing after it");
    let told = desk.bodies(OWNER).await;
    assert!(told[0].contains("we found somebody"), "{told:?}");
    let page = desk.page(&format!("/people/{CALLER}")).await;
    assert!(page.contains("This person said STOP."), "{page}");
    let journal = journal(&desk).await;
    assert!(
        journal.contains("It asks to be taken off the list. No text goes to them"),
        "{journal}"
    );
    let other = desk.call(CALLER_2);
    desk.is_texted(&other, CALLER_2, "forwarded").await;
    desk.writes(CALLER, "START").await;
    let call = desk.call(CALLER);
    assert_eq!(
        desk.verdict(&call).await.outcome(),
        "sent",
        "START lifts it"
    );
    desk.close().await;
}

#[tokio::test]
async fn words_that_only_sound_like_it_reach_the_owner_and_change_nothing() {
    let desk = texting_all().await;
    let said = [
        "can you stop by at 5?",
        "Please stop the leak, water is everywhere",
        "cancel my 3pm and remove the old heater instead",
    ];
    for (at, words) in said.iter().enumerate() {
        desk.writes(CALLER, words).await;
        let told = desk.bodies(OWNER).await;
        assert!(told[at].ends_with(words), "{told:?}");
    }
    let front = desk.page("/").await;
    assert!(!front.contains("Opt them out"), "nobody has to decide");
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    desk.close().await;
}

#[tokio::test]
async fn what_may_mean_stop_waits_for_a_person_who_can_decide_either_way() {
    let desk = texting_all().await;
    desk.writes(CALLER, "Wrong number").await;
    assert_eq!(desk.bodies(OWNER).await.len(), 1, "the owner reads it");
    let call = desk.call(CALLER);
    desk.is_held(&call, "paused").await;
    for page in ["/".to_owned(), format!("/people/{CALLER}")] {
        let page = desk.page(&page).await;
        assert!(
            page.contains("Opt them out") && page.contains("Keep texting"),
            "{page}"
        );
    }
    assert_eq!(press(&desk, CALLER, "keep").await, 303);
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    assert!(!desk.page("/").await.contains("Keep texting"));

    desk.writes(CALLER_2, "who gave you my number").await;
    let call = desk.call(CALLER_2);
    desk.is_held(&call, "paused").await;
    for _ in 0..2 {
        assert_eq!(press(&desk, CALLER_2, "opt_out").await, 303);
    }
    let call = desk.call(CALLER_2);
    desk.is_held(&call, "opted_out").await;
    assert!(desk.bodies(CALLER_2).await.is_empty());
    // A person cannot take back what the customer did not.
    press(&desk, CALLER_2, "keep").await;
    let call = desk.call(CALLER_2);
    desk.is_held(&call, "opted_out").await;
    let journal = journal(&desk).await;
    for words in [
        "automatic texts to them wait until you decide",
        "You decided that texts to them go on",
        "You opted them out",
    ] {
        assert!(journal.contains(words), "{words}: {journal}");
    }
    desk.close().await;
}

#[tokio::test]
async fn a_button_pressed_from_another_site_or_for_a_stranger_does_nothing() {
    let desk = texting_all().await;
    let call = desk.call(CALLER);
    desk.is_texted(&call, CALLER, "forwarded").await;
    let url = desk.url(&format!("/people/{CALLER}/consent"));
    let foreign = desk
        .http
        .post(url)
        .bearer_auth(crate::desk::TOKEN)
        .header("Sec-Fetch-Site", "cross-site")
        .form(&[("decision", "opt_out")])
        .send()
        .await
        .unwrap();
    assert_eq!(foreign.status(), 403);
    assert_eq!(press(&desk, "+13125550199", "opt_out").await, 404);
    assert_eq!(press(&desk, CALLER, "perhaps").await, 422);
    let call = desk.call(CALLER);
    assert_eq!(desk.verdict(&call).await.outcome(), "sent");
    desk.close().await;
}

#[tokio::test]
async fn help_and_stop_in_company_are_answered_by_us_and_only_then() {
    let desk = Setup::default()
        .set(
            "help_text",
            "{company}: call {number}. Reply STOP to opt out.",
        )
        .open()
        .await;
    desk.writes(CALLER, "HELP").await;
    assert!(desk.bodies(CALLER).await.is_empty(), "the carrier answers");
    desk.writes(CALLER, "Help!!").await;
    assert_eq!(
        desk.bodies(CALLER).await,
        ["Riverside Plumbing: call (312) 555-0100. Reply STOP to opt out."]
    );
    desk.writes(CALLER, "Help!!").await;
    assert_eq!(desk.bodies(CALLER).await.len(), 1, "no two machines talk");
    desk.writes(CALLER_2, "STOP").await;
    assert!(
        desk.bodies(CALLER_2).await.is_empty(),
        "the carrier answers"
    );
    desk.close().await;
}

#[tokio::test]
async fn another_business_goes_on_texting() {
    const OTHER: &str = "+13125550101";
    let mut desk = texting_all().await;
    let webhooks = format!("{}/twilio", desk.public_url);
    desk.carrier
        .add_line(LineSetup::new(OTHER).webhooks(&webhooks));
    let file = desk.directory.path().join("lines.toml");
    let text = format!(
        "[[line]]\nnumber = \"{LINE}\"\ncompany = \"Riverside Plumbing\"\n\n\
         [[line]]\nnumber = \"{OTHER}\"\ncompany = \"Lakeside Heating\"\nowner = \"Ann\"\n\
         ring = [\"{SECOND}\"]\n"
    );
    std::fs::write(&file, text).unwrap();
    for key in ["line_number", "company"] {
        desk.program.unset(key);
    }
    desk.program.set("config", file.to_str().unwrap());
    desk.program.kill().await;
    desk.program.start().await;
    desk.writes(CALLER, "lose my number").await;
    desk.writes(CALLER_2, "wrong number").await;
    for (caller, reason) in [(CALLER, "opted_out"), (CALLER_2, "paused")] {
        let ours = desk.call(caller);
        desk.is_held(&ours, reason).await;
        let theirs = desk.carrier.place_call(caller, OTHER).unwrap();
        assert_eq!(desk.verdict(&theirs).await.outcome(), "sent", "{caller}");
    }
    let page = desk.page("/?business=2").await;
    assert!(!page.contains("Opt them out"), "{page}");
    assert!(!desk.bodies(CALLER_2).await.iter().any(|text| text == TEXT));
    desk.close().await;
}
