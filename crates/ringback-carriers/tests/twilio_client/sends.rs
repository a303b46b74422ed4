//! What became of a send, by everything that can happen to one; and that nothing is sent twice.

use std::ops::Range;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ringback_carriers::outbound::{CarrierError, OutboundText, SendOutcome};
use ringback_carriers::twilio::client::TwilioClient;
use ringback_desk::carrier_event::TextStatus;
use tokio::net::TcpListener;

use super::scripted::{Act, Scripted, answer};
use super::{ACCOUNT, TOKEN, client};

const SID: &str = "SM33333333333333333333333333333333";

fn text() -> OutboundText<'static> {
    OutboundText {
        from: "+13125550100",
        to: "+13125550131",
        body: "Sorry we missed your call & more",
        status_callback: "https://ring.example.com/twilio/status?attempt=0190-a",
        validity_seconds: 900,
    }
}

fn created() -> String {
    let body = format!(
        r#"{{"sid":"{SID}","status":"queued","num_segments":"2","error_code":null,"date_sent":null}}"#
    );
    answer(201, "content-type: application/json\r\n", &body)
}

fn accepted() -> SendOutcome {
    SendOutcome::Accepted {
        text: SID.to_owned(),
        status: TextStatus::Queued,
        segments: Some(2),
        error_code: None,
    }
}

/// One send to a server that acts so.
async fn send(act: Act) -> SendOutcome {
    let server = Scripted::start([act]).await;
    let outcome = client(&server.url).send_text(&text()).await;
    assert_eq!(server.seen().len(), 1, "{outcome:?}");
    outcome
}

fn assert_unknown(outcome: &SendOutcome, what: &str) {
    assert!(
        matches!(outcome, SendOutcome::Unknown { .. }),
        "{what}: {outcome:?}"
    );
}

#[tokio::test]
async fn an_accepted_text_is_what_we_asked_for() {
    let server = Scripted::start([Act::Answer(created())]).await;
    assert_eq!(client(&server.url).send_text(&text()).await, accepted());
    let request = server.seen().pop().unwrap();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with(&format!(
        "POST /2010-04-01/Accounts/{ACCOUNT}/Messages.json HTTP/1.1\r\n"
    )));
    let login = format!(
        "authorization: Basic {}",
        STANDARD.encode(format!("{ACCOUNT}:{TOKEN}"))
    );
    for line in ["content-type: application/x-www-form-urlencoded", &login] {
        assert!(head.lines().any(|found| found == line), "{line} in {head}");
    }
    assert_eq!(
        body,
        "From=%2B13125550100&To=%2B13125550131&Body=Sorry+we+missed+your+call+%26+more\
         &StatusCallback=https%3A%2F%2Fring.example.com%2Ftwilio%2Fstatus%3Fattempt%3D0190-a&ValidityPeriod=900"
    );
}

#[tokio::test]
async fn a_text_that_failed_at_once_says_why() {
    let body =
        format!(r#"{{"sid":"{SID}","status":"failed","num_segments":"0","error_code":21610}}"#);
    let expected = SendOutcome::Accepted {
        text: SID.to_owned(),
        status: TextStatus::Failed,
        segments: None,
        error_code: Some(21610),
    };
    assert_eq!(send(Act::Answer(answer(201, "", &body))).await, expected);
}

#[tokio::test]
async fn refusals_carry_twilios_code() {
    for (status, body, code, message) in [
        (
            400,
            r#"{"code":21610,"message":"Attempt to send to unsubscribed recipient","status":400}"#,
            Some(21610),
            "Attempt to send to unsubscribed recipient",
        ),
        (
            401,
            r#"{"code":20003,"message":"Authenticate"}"#,
            Some(20003),
            "Authenticate",
        ),
        (403, r#"{"code":"20003"}"#, Some(20003), ""),
        (404, "<html>not found</html>", None, ""),
        (400, "", None, ""),
    ] {
        let expected = CarrierError {
            http_status: status,
            code,
            message: message.to_owned(),
        };
        let outcome = send(Act::Answer(answer(status, "", body))).await;
        assert_eq!(outcome, SendOutcome::Refused(expected), "{status} {body}");
    }
    let broken =
        "HTTP/1.1 400 Bad Request\r\ncontent-length: 100\r\n\r\n{\"code\":21610".to_owned();
    let outcome = send(Act::AnswerAndClose(broken)).await;
    assert!(matches!(
        outcome,
        SendOutcome::Refused(CarrierError {
            http_status: 400,
            code: None,
            ..
        })
    ));
}

#[tokio::test]
async fn what_was_not_processed_may_be_tried_again() {
    let date =
        "date: Mon, 23 Nov 2026 15:04:05 GMT\r\nretry-after: Mon, 23 Nov 2026 15:04:35 GMT\r\n";
    for (status, headers, wait) in [
        (429, "retry-after: 7\r\n", Some(Duration::from_secs(7))),
        (429, "", None),
        (503, date, Some(Duration::from_secs(30))),
        (503, "", None),
    ] {
        let outcome = send(Act::Answer(answer(status, headers, r#"{"code":20429}"#))).await;
        let SendOutcome::NotProcessed { retry_after, .. } = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(retry_after, wait, "{status} {headers}");
    }
    let broken = "HTTP/1.1 503 Busy\r\nretry-after: 3\r\ncontent-length: 100\r\n\r\n".to_owned();
    let outcome = send(Act::AnswerAndClose(broken)).await;
    assert!(
        matches!(
            outcome,
            SendOutcome::NotProcessed {
                retry_after: Some(_),
                ..
            }
        ),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn what_never_left_may_be_tried_again() {
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    // A server that speaks no TLS.
    let plain = Scripted::start([]).await.url.replace("http:", "https:");
    for url in [
        format!("http://{closed}"),
        plain,
        "http://nowhere.invalid".to_owned(),
    ] {
        let outcome = client(&url).send_text(&text()).await;
        let SendOutcome::NotProcessed {
            retry_after: None,
            why,
        } = outcome
        else {
            panic!("{url}: {outcome:?}")
        };
        assert!(
            !why.is_empty() && !why.contains(TOKEN) && !why.contains(ACCOUNT),
            "{why}"
        );
    }
}

#[tokio::test]
async fn what_may_have_been_sent_is_unknown() {
    for status in [100, 204, 302, 307, 408, 500, 501, 502, 504, 599] {
        let headers = "location: /elsewhere\r\n";
        let outcome = send(Act::AnswerAndClose(answer(status, headers, ""))).await;
        assert_unknown(&outcome, &status.to_string());
    }
    for act in [
        Act::Hang,
        Act::AnswerAndClose(String::new()),
        Act::AnswerAndClose("HTTP/1.1 201 Cre".to_owned()),
        Act::AnswerAndClose("this is no HTTP\r\n\r\n".to_owned()),
        Act::AnswerAndClose(created().replace("content-length: ", "content-length: 9")),
        // The head is there, the body never ends.
        Act::Answer(created().replace("content-length: ", "content-length: 9")),
    ] {
        assert_unknown(&send(act.clone()).await, &format!("{act:?}"));
    }
}

#[tokio::test]
async fn an_acceptance_that_cannot_be_read_is_unknown() {
    let huge = format!(r#"{{"filler":"{}","sid":"{SID}"}}"#, "x".repeat(300_000));
    let without_length = format!("HTTP/1.1 201 Created\r\nconnection: close\r\n\r\n{huge}");
    for answer in [
        answer(201, "", "<html>all is well</html>"),
        answer(201, "", ""),
        answer(201, "", "{}"),
        answer(201, "", r#"{"sid":null}"#),
        answer(201, "", r#"{"sid":12}"#),
        answer(201, "", r#"{"sid":""}"#),
        answer(201, "", r#"{"sid":"CA33333333333333333333333333333333"}"#),
        answer(201, "", r#"{"sid":"SM3333/../../evil"}"#),
        answer(201, "", &huge),
        without_length,
    ] {
        let outcome = send(Act::AnswerAndClose(answer.clone())).await;
        assert_unknown(&outcome, &answer[..answer.len().min(120)]);
    }
}

/// The trap: a connection from the pool dies while the request is under way.
#[tokio::test]
async fn a_reused_connection_that_dies_repeats_nothing() {
    let script = [
        Act::Answer(created()),
        Act::AnswerAndClose(String::new()),
        Act::Answer(created()),
    ];
    let server = Scripted::start(script).await;
    let client = client(&server.url);
    assert_eq!(client.send_text(&text()).await, accepted());
    assert_unknown(&client.send_text(&text()).await, "the second");
    assert_eq!(server.seen().len(), 2);
    assert_eq!(client.send_text(&text()).await, accepted());
    assert_eq!(server.seen().len(), 3);
}

/// Connections that end in every way, without notice, under many sends at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_send_arrives_twice_however_connections_end() {
    const SENDERS: usize = 16;
    const SENDS: usize = 400;
    let ends = [
        Act::AnswerAndClose(created()),
        Act::Answer(created()),
        Act::AnswerAndClose(created()),
        Act::AnswerAndClose(String::new()),
    ];
    let server = Scripted::start(ends.into_iter().cycle().take(3 * SENDS)).await;
    let client = client(&server.url);
    let senders: Vec<_> = (0..SENDERS)
        .map(|sender| tokio::spawn(send_numbered(client.clone(), sender..SENDS, SENDERS)))
        .collect();
    let mut outcomes = Vec::new();
    for sender in senders {
        outcomes.extend(sender.await.unwrap());
    }
    let taken = outcomes
        .iter()
        .filter(|(_, outcome)| *outcome == accepted())
        .count();
    assert!(taken > SENDS / 10, "{taken} of {SENDS}");
    let seen = server.seen();
    for (number, outcome) in &outcomes {
        let name = format!("attempt%3Da{number}z");
        let times = seen
            .iter()
            .filter(|request| request.contains(&name))
            .count();
        match outcome {
            SendOutcome::Accepted { .. } => assert_eq!(times, 1, "{number}"),
            SendOutcome::Unknown { .. } => assert!(times <= 1, "{number}: {times}"),
            SendOutcome::NotProcessed { .. } => assert_eq!(times, 0, "{number}"),
            SendOutcome::Refused(_) => panic!("{number}: {outcome:?}"),
        }
    }
}

/// Sends every `step`th of `numbers`, one after the other, each named in its callback.
async fn send_numbered(
    client: TwilioClient,
    numbers: Range<usize>,
    step: usize,
) -> Vec<(usize, SendOutcome)> {
    let mut outcomes = Vec::new();
    for number in numbers.step_by(step) {
        let status_callback = format!("https://x.example/twilio/status?attempt=a{number}z");
        let text = OutboundText {
            status_callback: &status_callback,
            ..text()
        };
        outcomes.push((number, client.send_text(&text).await));
    }
    outcomes
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Scripted::start([Act::Answer(created())]).await;
    let headers = format!("location: {}/x\r\n", elsewhere.url);
    assert_unknown(
        &send(Act::Answer(answer(307, &headers, ""))).await,
        "redirect",
    );
    assert!(elsewhere.seen().is_empty());
}
