//! Fetching files: along redirects, with credentials for one host only, never too much.

use ringback_carriers::twilio::client::{ApiError, NotAllowed};

use super::client;
use super::scripted::{Act, Scripted, answer};

const PATH: &str = "/2010-04-01/Accounts/AC0/Messages/MM4/Media/ME1";

fn redirect(to: &str) -> Act {
    Act::Answer(answer(302, &format!("location: {to}\r\n"), ""))
}

fn picture() -> Act {
    Act::Answer(answer(200, "content-type: image/jpeg\r\n", "a picture"))
}

fn has_login(request: &str) -> bool {
    request.contains("authorization: Basic ")
}

#[tokio::test]
async fn credentials_stay_with_the_api() {
    let storage = Scripted::start([picture()]).await;
    let api = Scripted::start([
        redirect("/elsewhere"),
        redirect(&format!("{}/x?sig=1", storage.url)),
    ])
    .await;
    let file = client(&api.url)
        .fetch_media(&format!("{}{PATH}", api.url))
        .await
        .unwrap();
    assert_eq!(file.content_type.as_deref(), Some("image/jpeg"));
    assert_eq!(file.into_bytes().await.unwrap(), "a picture");
    let asked = api.seen();
    assert!(asked[0].starts_with(&format!("GET {PATH} ")) && has_login(&asked[0]));
    assert!(asked[1].starts_with("GET /elsewhere ") && has_login(&asked[1]));
    let stored = storage.seen();
    assert!(
        stored[0].starts_with("GET /x?sig=1 ") && !has_login(&stored[0]),
        "{stored:?}"
    );
}

#[tokio::test]
async fn recordings_come_as_mp3_unless_said_otherwise() {
    for (name, asked) in [
        ("RE6", "/Recordings/RE6.mp3 "),
        ("RE6.wav", "/Recordings/RE6.wav "),
    ] {
        let api = Scripted::start([picture()]).await;
        let url = format!("{}/Recordings/{name}", api.url);
        client(&api.url).fetch_recording(&url).await.unwrap();
        assert!(
            api.seen()[0].starts_with(&format!("GET {asked}")),
            "{:?}",
            api.seen()
        );
    }
}

#[tokio::test]
async fn files_begin_at_the_api() {
    let other = Scripted::start([picture()]).await;
    let api = Scripted::start([]).await;
    for (url, fault) in [
        (format!("{}{PATH}", other.url), NotAllowed::OtherHost),
        ("https://api.twilio.com/x".to_owned(), NotAllowed::OtherHost),
        (
            format!("{}/x", api.url.replace("127.0.0.1", "localhost")),
            NotAllowed::OtherHost,
        ),
        (
            format!("{}/x", api.url.replace("http://", "http://me:pw@")),
            NotAllowed::Url,
        ),
        ("not a url".to_owned(), NotAllowed::Url),
    ] {
        let told = client(&api.url).fetch_media(&url).await.unwrap_err();
        assert_eq!(told, ApiError::NotAllowed(fault), "{url}");
    }
    assert!(api.seen().is_empty() && other.seen().is_empty());
}

#[tokio::test]
async fn redirects_do_not_lead_inside() {
    for (to, fault) in [
        (
            "http://169.254.169.254/latest/meta-data",
            NotAllowed::NotHttps,
        ),
        (
            "https://169.254.169.254/latest/meta-data",
            NotAllowed::PrivateAddress,
        ),
        ("https://[fd00::1]/x", NotAllowed::PrivateAddress),
        ("https://192.168.1.1/x", NotAllowed::PrivateAddress),
        ("http://mms.example.com/x", NotAllowed::NotHttps),
        ("file:///etc/passwd", NotAllowed::Url),
        ("https://", NotAllowed::Url),
    ] {
        let api = Scripted::start([redirect(to)]).await;
        let told = client(&api.url)
            .fetch_media(&format!("{}{PATH}", api.url))
            .await
            .unwrap_err();
        assert_eq!(told, ApiError::NotAllowed(fault), "{to}");
    }
}

#[tokio::test]
async fn redirects_end() {
    let api = Scripted::start(std::iter::repeat_n(redirect(PATH), 20)).await;
    let told = client(&api.url)
        .fetch_media(&format!("{}{PATH}", api.url))
        .await
        .unwrap_err();
    assert_eq!(told, ApiError::NotAllowed(NotAllowed::TooManyRedirects));
    assert_eq!(api.seen().len(), 6);
}

#[tokio::test]
async fn no_more_than_the_limit_is_taken() {
    let too_large = ApiError::TooLarge {
        limit_bytes: 100_000,
    };
    let large = "x".repeat(100_001);
    let api = Scripted::start([
        Act::Answer(answer(200, "", &large)),
        Act::AnswerAndClose(format!(
            "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{large}"
        )),
        Act::AnswerAndClose(answer(200, "", &large[..100_000])),
    ])
    .await;
    let client = client(&api.url);
    let url = format!("{}{PATH}", api.url);
    assert_eq!(client.fetch_media(&url).await.unwrap_err(), too_large);
    let unannounced = client.fetch_media(&url).await.unwrap();
    assert_eq!(unannounced.into_bytes().await.unwrap_err(), too_large);
    assert_eq!(
        client
            .fetch_media(&url)
            .await
            .unwrap()
            .into_bytes()
            .await
            .unwrap()
            .len(),
        100_000
    );
}

#[tokio::test]
async fn a_file_that_breaks_off_is_no_file() {
    let broken = answer(200, "", "0123456789").replace("content-length: 10", "content-length: 20");
    for (act, timed_out) in [
        (Act::AnswerAndClose(broken.clone()), false),
        (Act::Answer(broken), true),
    ] {
        let api = Scripted::start([act]).await;
        let file = client(&api.url)
            .fetch_media(&format!("{}{PATH}", api.url))
            .await
            .unwrap();
        let told = file.into_bytes().await.unwrap_err();
        assert_eq!(matches!(told, ApiError::TimedOut), timed_out, "{told:?}");
        assert_eq!(
            matches!(told, ApiError::Unreachable(_)),
            !timed_out,
            "{told:?}"
        );
    }
}

#[tokio::test]
async fn a_file_that_is_gone_is_refused() {
    let api = Scripted::start([Act::Answer(answer(404, "", r#"{"code":20404}"#))]).await;
    let told = client(&api.url)
        .fetch_media(&format!("{}{PATH}", api.url))
        .await
        .unwrap_err();
    assert!(told.is_not_found(), "{told:?}");
}
