//! Logging in: the one-time link, passwords, sessions, and everybody who tries to come in without.

use std::time::Duration;

use reqwest::Method;

use crate::desk::people::{Browser, PASSWORD, code_in};
use crate::desk::{Desk, Setup};

const OTHER_PASSWORD: &str = "five other quite plain words";

/// A desk that nobody has a token for.
async fn locked_desk() -> Desk {
    Setup::default().set("access_token", "").open().await
}

async fn with_sam() -> (Desk, Browser) {
    let desk = locked_desk().await;
    let code = code_in(&desk.program.link);
    let sam = desk.settles_in(&code, "Sam@Example.com").await;
    (desk, sam)
}

async fn change(who: &Browser, current: &str, password: &str) -> reqwest::Response {
    let form = [("current", current), ("password", password)];
    who.post("/account/password", &form).await
}

#[tokio::test]
async fn a_link_is_used_by_the_form_only_and_once() {
    let desk = locked_desk().await;
    let code = code_in(&desk.program.link);
    let link = desk.url(&format!("/welcome?code={code}"));
    for method in [Method::GET, Method::HEAD, Method::GET] {
        let looked = desk.http.request(method, &link).send().await.unwrap();
        assert_eq!(looked.status(), 200, "a mail scanner looks at it");
    }
    for (login, password) in [("s", PASSWORD), ("sam", "short"), ("sam", "password123")] {
        let faulty = desk.welcome(&code, login, password).await;
        assert_eq!(faulty.status(), 422, "a faulty form does not use it");
        assert!(!faulty.text().await.unwrap().contains(password));
    }
    let sam = desk.settles_in(&code, "sam").await;
    assert!(sam.is_in().await);
    let again = desk.welcome(&code, "ann", PASSWORD).await;
    assert_eq!(again.status(), 410);
    assert!(again.text().await.unwrap().contains("has been used"));
    assert_eq!(desk.http.get(&link).send().await.unwrap().status(), 410);
    let ann = desk.login("ann", PASSWORD).await;
    assert_eq!(ann.status(), 401, "nobody came in by it");
    desk.close().await;
}

#[tokio::test]
async fn two_who_use_a_link_at_the_same_moment_are_one() {
    let desk = locked_desk().await;
    let code = code_in(&desk.program.link);
    let names = ["one", "two", "three", "four"];
    let tries = names.map(|name| desk.welcome(&code, name, PASSWORD));
    let answers = futures::future::join_all(tries).await;
    let mut statuses: Vec<_> = answers.iter().map(|answer| answer.status()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 410, 410, 410]);
    desk.close().await;
}

#[tokio::test]
async fn a_link_works_for_a_day_and_each_start_prints_one_while_nobody_can_log_in() {
    let mut desk = locked_desk().await;
    let first = code_in(&desk.program.link);
    desk.dies_for(Duration::from_hours(23)).await;
    let second = code_in(&desk.program.link);
    assert_ne!(first, second);
    let looked = desk.stranger_gets(&format!("/welcome?code={first}")).await;
    assert_eq!(looked.status(), 200, "an hour is left");
    desk.dies_for(Duration::from_hours(2)).await;
    let late = desk.welcome(&first, "sam", PASSWORD).await;
    assert_eq!(late.status(), 410);
    assert!(late.text().await.unwrap().contains("has expired"));
    desk.settles_in(&second, "sam").await;
    desk.program.kill().await;
    desk.program.start().await;
    assert!(
        !desk.program.link.contains("code="),
        "{}",
        desk.program.link
    );
    let unknown = desk.welcome("no-such-code", "sam", PASSWORD).await;
    assert_eq!(unknown.status(), 410);
    let log = desk.program.log();
    assert!(!log.contains(&first) && !log.contains(&second), "{log}");
    desk.close().await;
}

#[tokio::test]
async fn a_reset_beside_the_running_server_ends_old_links_and_old_sessions() {
    let (desk, sam) = with_sam().await;
    let lost = desk.program.reset("riverside plumbing").await;
    let code = desk.program.reset("1").await;
    assert_eq!(desk.welcome(&lost, "", OTHER_PASSWORD).await.status(), 410);
    assert!(sam.is_in().await, "until it is used");
    // The form cannot make it somebody else's.
    let answer = desk.welcome(&code, "mallory", OTHER_PASSWORD).await;
    assert_eq!(answer.status(), 303);
    assert!(Browser::with(&desk, &answer).is_in().await);
    assert!(!sam.is_in().await, "sessions of before have ended");
    assert_eq!(desk.login("sam@example.com", PASSWORD).await.status(), 401);
    let back = desk.login(" SAM@example.com", OTHER_PASSWORD).await;
    assert_eq!(back.status(), 303);
    let listed = desk.program.run(&["user", "list"]).await;
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(
        listed.contains("sam@example.com") && !listed.contains("mallory"),
        "{listed}"
    );
    for (arguments, words) in [
        (
            &["user", "reset", "--business", "Nowhere"][..],
            "there are:",
        ),
        (&["user", "reset", "--person", "ann"][..], "sam@example.com"),
    ] {
        let refused = desk.program.run(arguments).await;
        assert!(!refused.status.success());
        let fault = String::from_utf8(refused.stderr).unwrap();
        assert!(fault.contains(words), "{fault}");
    }
    desk.close().await;
}

#[tokio::test]
async fn nobody_learns_whether_a_login_exists() {
    let (desk, _) = with_sam().await;
    let mut bodies = Vec::new();
    for login in ["sam@example.com", "ann@example.com"] {
        let answer = desk.login(login, "not the password").await;
        assert_eq!(answer.status(), 401);
        assert!(answer.headers().get("set-cookie").is_none());
        bodies.push(answer.text().await.unwrap().replace(login, "…"));
    }
    assert_eq!(bodies[0], bodies[1]);
    desk.close().await;
}

#[tokio::test]
async fn after_six_tries_even_the_right_password_waits_and_others_do_not() {
    let (desk, sam) = with_sam().await;
    for _ in 0..6 {
        let answer = desk.login("sam@example.com", "not the password").await;
        assert_eq!(answer.status(), 401);
    }
    let answer = desk.login("sam@example.com", PASSWORD).await;
    assert_eq!(answer.status(), 429);
    let wait: u64 = answer.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=31).contains(&wait), "{wait}");
    assert!(answer.text().await.unwrap().contains("Please wait"));
    assert_eq!(desk.login("ann", "not the password").await.status(), 401);
    assert!(sam.is_in().await, "who is in stays in");
    // The door of the account's password is the same one.
    assert_eq!(change(&sam, PASSWORD, OTHER_PASSWORD).await.status(), 429);
    desk.close().await;
}

#[tokio::test]
async fn a_hundred_tries_at_once_are_turned_away_and_the_desk_answers_meanwhile() {
    let (desk, sam) = with_sam().await;
    let tries = (0..100).map(|index| {
        let login = format!("user{index}");
        let desk = &desk;
        async move {
            desk.login(&login, "not the password")
                .await
                .status()
                .as_u16()
        }
    });
    let flood = futures::future::join_all(tries);
    let meanwhile = async {
        tokio::time::sleep(Duration::from_millis(50)).await;
        let began = std::time::Instant::now();
        assert!(sam.is_in().await);
        began.elapsed()
    };
    let (statuses, took) = tokio::join!(flood, meanwhile);
    assert!(took < Duration::from_secs(2), "{took:?}");
    let count = |wanted: &[u16]| statuses.iter().filter(|one| wanted.contains(one)).count();
    assert_eq!(count(&[401, 429, 503]), 100, "{statuses:?}");
    assert!(count(&[401]) <= 40 && count(&[429]) >= 55, "{statuses:?}");
    desk.close().await;
}

#[tokio::test]
async fn another_password_ends_every_other_session_and_its_feed() {
    let (desk, sam) = with_sam().await;
    let phone = desk.logs_in("sam@example.com").await;
    let mut feed = phone.get("/live").await;
    assert_eq!(feed.status(), 200);
    assert_eq!(change(&sam, "not it", OTHER_PASSWORD).await.status(), 422);
    assert_eq!(change(&sam, PASSWORD, "short").await.status(), 422);
    assert!(phone.is_in().await, "nothing has changed");
    assert_eq!(change(&sam, PASSWORD, OTHER_PASSWORD).await.status(), 303);
    assert!(sam.is_in().await && !phone.is_in().await);
    let end = async { while let Ok(Some(_)) = feed.chunk().await {} };
    tokio::time::timeout(Duration::from_secs(8), end)
        .await
        .expect("the feed ends");
    assert_eq!(desk.login("sam@example.com", PASSWORD).await.status(), 401);
    desk.close().await;
}

#[tokio::test]
async fn sessions_are_ended_one_by_one_and_all_together() {
    let (desk, sam) = with_sam().await;
    let phone = desk.logs_in("sam@example.com").await;
    let page = sam.get("/account").await.text().await.unwrap();
    let others: Vec<_> = page.split("account/sessions/").skip(1).collect();
    assert_eq!(others.len(), 2, "the phone's, and all: {page}");
    let path = format!("/account/sessions/{}", others[0].split('"').next().unwrap());
    assert_eq!(sam.post(&path, &[]).await.status(), 303);
    assert!(sam.is_in().await && !phone.is_in().await);
    let (phone, desktop) = (desk.logs_in("sam@example.com").await, sam);
    assert_eq!(
        desktop.post("/account/sessions/end", &[]).await.status(),
        303
    );
    assert!(!desktop.is_in().await && !phone.is_in().await);
    let back = desk.logs_in("sam@example.com").await;
    let left = back.post("/logout", &[]).await;
    assert!(
        left.headers()["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    assert!(!back.is_in().await);
    desk.close().await;
}

#[tokio::test]
async fn a_session_lasts_thirty_days_from_its_last_use() {
    let (mut desk, sam) = with_sam().await;
    for _ in 0..2 {
        desk.dies_for(Duration::from_hours(29 * 24)).await;
        let answer = sam.get("/account").await;
        assert_eq!(answer.status(), 200);
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        assert!(
            cookie.contains("Max-Age=2592000"),
            "the browser's, too: {cookie}"
        );
        assert!(
            sam.get("/account")
                .await
                .headers()
                .get("set-cookie")
                .is_none()
        );
    }
    desk.dies_for(Duration::from_hours(31 * 24)).await;
    assert!(!sam.is_in().await);
    desk.close().await;
}

#[tokio::test]
async fn a_suspended_business_shows_its_people_why_and_nothing_else() {
    let (desk, sam) = with_sam().await;
    let mut feed = sam.get("/live").await;
    let done = desk.program.run(&["business", "suspend", "1"]).await;
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    for path in ["/", "/account", "/api/calls", "/live"] {
        let answer = sam.get(path).await;
        assert_eq!(answer.status(), 403, "{path}");
        assert!(answer.text().await.unwrap().contains("suspended"));
    }
    let end = async { while let Ok(Some(_)) = feed.chunk().await {} };
    tokio::time::timeout(Duration::from_secs(8), end)
        .await
        .expect("the feed ends");
    desk.close().await;
}

#[tokio::test]
async fn a_form_on_somebody_elses_page_does_nothing() {
    let (desk, sam) = with_sam().await;
    for (path, form) in [
        (
            "/login",
            [("login", "sam@example.com"), ("password", PASSWORD)],
        ),
        ("/welcome", [("code", "x"), ("password", PASSWORD)]),
        ("/logout", [("", ""), ("", "")]),
        ("/account/sessions/end", [("", ""), ("", "")]),
        (
            "/account/password",
            [("current", PASSWORD), ("password", OTHER_PASSWORD)],
        ),
    ] {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            let posted = desk
                .http
                .post(desk.url(path))
                .form(&form)
                .header(name, value);
            let posted = posted.header("cookie", sam.cookie());
            assert_eq!(
                posted.send().await.unwrap().status(),
                403,
                "{path}: {name}: {value}"
            );
        }
    }
    assert!(sam.is_in().await);
    desk.close().await;
}

#[tokio::test]
async fn without_a_token_of_the_installation_none_opens_anything() {
    let (desk, _) = with_sam().await;
    for token in ["", "undefined", "token-of-this-test-only"] {
        let by_header = desk.http.get(desk.url("/")).bearer_auth(token);
        let by_cookie = desk.http.get(desk.url("/"));
        let by_cookie = by_cookie.header("cookie", format!("ringback_access={token}"));
        let by_link = desk.http.get(desk.url(&format!("/?token={token}")));
        for request in [by_header, by_cookie, by_link] {
            assert_eq!(request.send().await.unwrap().status(), 401, "{token:?}");
        }
    }
    desk.close().await;
}

#[tokio::test]
async fn secrets_are_in_the_browser_and_nowhere_else() {
    let desk = Setup::default()
        .set("access_token", "")
        .public("https://ring.example.com", "")
        .open()
        .await;
    let code = code_in(&desk.program.link);
    let answer = desk.welcome(&code, "sam", PASSWORD).await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    let token = cookie.split(['=', ';']).nth(1).unwrap().to_owned();
    assert!(token.len() >= 43, "256 bits: {token}");
    let wrong = desk.login("sam", "wrong-password-of-sam").await;
    assert_eq!(wrong.status(), 401);
    let mut kept = desk.program.log().into_bytes();
    for name in ["desk.db", "desk.db-wal"] {
        kept.extend(std::fs::read(desk.directory.path().join(name)).unwrap_or_default());
    }
    for secret in [code.as_str(), &token, PASSWORD, "wrong-password-of-sam"] {
        let is_kept = kept
            .windows(secret.len())
            .any(|part| part == secret.as_bytes());
        assert!(!is_kept, "{secret} is on the disk");
    }
    let hash = b"$argon2id$v=19$m=19456,t=2,p=1$";
    assert!(kept.windows(hash.len()).any(|part| part == hash));
    desk.close().await;
}
