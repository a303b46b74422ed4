//! Webhooks of calls that come late, twice, in another order or not at all: one outcome, and at
//! most one text, whatever happens.

use crate::desk::{CALLER, Desk, RawCall, Setup, TEXT, Webhook};

/// Every order of these.
fn orders<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (index, first) in items.iter().enumerate() {
        let mut rest = items.to_vec();
        rest.remove(index);
        for mut order in orders(&rest) {
            order.insert(0, first.clone());
            all.push(order);
        }
    }
    all
}

/// A number for each of many callers.
fn caller(index: usize) -> String {
    format!("+1773555{:04}", 100 + index)
}

async fn play(desk: &Desk, webhooks: &[Webhook]) {
    for webhook in webhooks {
        let answer = webhook.post(desk).await;
        assert!((200..300).contains(&answer.status), "{answer:?}");
    }
}

async fn unbraked() -> Desk {
    Setup::default().set("brakes", "off").open().await
}

#[tokio::test]
async fn a_missed_call_is_texted_once_in_every_order_of_its_webhooks() {
    let desk = unbraked().await;
    for index in 0..6 {
        let mut call = desk.raw_call(u32::try_from(index).unwrap());
        call.from = caller(index);
        let webhooks = [
            call.arrives(),
            call.dialled("no-answer", false, "ringing"),
            call.ended("no-answer"),
        ];
        let order = &orders(&webhooks)[index];
        play(&desk, order).await;
        // And all of it again, backwards.
        let again: Vec<_> = order.iter().rev().cloned().collect();
        play(&desk, &again).await;
        let verdict = desk.verdict(&call.sid).await;
        assert_eq!(verdict.outcome(), "sent", "order {index}: {verdict:#?}");
        assert_eq!(verdict.count("missed"), 1, "order {index}: {verdict:#?}");
        assert_eq!(desk.bodies(&call.from).await, [TEXT], "order {index}");
    }
    desk.close().await;
}

#[tokio::test]
async fn many_copies_at_once_are_one_missed_call() {
    let desk = Desk::open().await;
    let call = desk.raw_call(1);
    let copies: Vec<_> = (0..40)
        .map(|index| match index % 3 {
            0 => call.arrives(),
            1 => call.dialled("busy", false, "ringing"),
            _ => call.ended("no-answer"),
        })
        .collect();
    let answers = futures::future::join_all(copies.iter().map(|copy| copy.post(&desk))).await;
    assert!(
        answers
            .iter()
            .all(|answer| (200..300).contains(&answer.status))
    );
    assert_eq!(desk.verdict(&call.sid).await.outcome(), "sent");
    assert_eq!(desk.bodies(CALLER).await, [TEXT]);
    desk.close().await;
}

/// Plays a call and returns what became of it.
async fn plays(webhooks: impl Fn(&RawCall<'_>) -> Vec<Webhook>) -> (String, String, Vec<String>) {
    let desk = Desk::open().await;
    let call = desk.raw_call(7);
    play(&desk, &webhooks(&call)).await;
    let verdict = desk.verdict(&call.sid).await;
    let texts = desk.bodies(CALLER).await;
    let outcome = (
        verdict.outcome().to_owned(),
        verdict.missed().to_owned(),
        texts,
    );
    desk.close().await;
    outcome
}

#[tokio::test]
async fn an_answered_call_stays_answered_whatever_comes_twice_or_late() {
    let (outcome, _, texts) = plays(|call| {
        let answered = [
            call.arrives(),
            call.picked_up(),
            call.pressed("1"),
            call.dialled("completed", true, "completed"),
            call.ended("completed"),
        ];
        let twice = answered.iter().flat_map(|one| [one.clone(), one.clone()]);
        twice
            .chain([
                call.ended("no-answer"),
                call.dialled("no-answer", false, "completed"),
            ])
            .collect()
    })
    .await;
    assert_eq!((outcome.as_str(), texts.len()), ("answered", 0));
}

#[tokio::test]
async fn accepted_with_the_dial_result_lost_is_answered() {
    let (outcome, _, texts) = plays(|call| {
        vec![
            call.arrives(),
            call.picked_up(),
            call.pressed("1"),
            call.ended("completed"),
        ]
    })
    .await;
    assert_eq!((outcome.as_str(), texts.len()), ("answered", 0));
}

#[tokio::test]
async fn a_key_that_never_bridged_is_missed_in_either_order() {
    for end_first in [false, true] {
        let (outcome, missed, texts) = plays(|call| {
            let mut ends = vec![
                call.dialled("completed", false, "completed"),
                call.ended("completed"),
            ];
            if end_first {
                ends.reverse();
            }
            let mut all = vec![call.arrives(), call.picked_up(), call.pressed("1")];
            all.append(&mut ends);
            all
        })
        .await;
        assert_eq!(
            (outcome.as_str(), missed.as_str()),
            ("sent", "not_connected")
        );
        assert_eq!(texts, [TEXT]);
    }
}

#[tokio::test]
async fn words_that_nobody_knows_are_missed_calls() {
    let (outcome, missed, texts) =
        plays(|call| vec![call.arrives(), call.dialled("vanished", false, "ringing")]).await;
    assert_eq!(
        (outcome.as_str(), missed.as_str()),
        ("sent", "unrecognised")
    );
    assert_eq!(texts, [TEXT]);
}

#[tokio::test]
async fn a_call_known_only_by_its_end_is_asked_for_and_missed_when_nobody_knows_it() {
    let (outcome, missed, texts) = plays(|call| vec![call.ended("completed")]).await;
    assert_eq!((outcome.as_str(), missed.as_str()), ("sent", "found_later"));
    assert_eq!(texts, [TEXT]);
}

#[tokio::test]
async fn the_carriers_second_question_gets_the_first_answer_again() {
    let desk = Desk::open().await;
    let call = desk.raw_call(3);
    let first = call.arrives().post(&desk).await;
    let second = call.arrives().post(&desk).await;
    assert_eq!(first.body, second.body);
    assert!(first.body.contains("<Dial"), "{}", first.body);
    let after = call.dialled("no-answer", false, "ringing");
    let first = after.post(&desk).await;
    let second = after.post(&desk).await;
    assert_eq!(first.body, second.body);
    assert!(first.body.contains("<Record"), "{}", first.body);
    desk.verdict(&call.sid).await;
    desk.close().await;
}
