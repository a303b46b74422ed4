//! People who log in, in tests: by the link that the program prints, as a browser would.

use reqwest::header::{COOKIE, SET_COOKIE};
use reqwest::{Method, RequestBuilder, Response};

use super::{Desk, Program};

pub const PASSWORD: &str = "four plain short words";

/// Somebody's browser: an address and a session's cookie.
pub struct Browser {
    http: reqwest::Client,
    base: String,
    cookie: String,
}

impl Browser {
    /// What the browser has got with this answer; nobody's where it got nothing.
    pub fn with(desk: &Desk, answer: &Response) -> Self {
        let cookies = answer.headers().get_all(SET_COOKIE).iter();
        let session = cookies
            .filter_map(|cookie| cookie.to_str().unwrap().split(';').next())
            .find(|cookie| cookie.starts_with("ringback_session="));
        Self {
            http: desk.http.clone(),
            base: desk.url(""),
            cookie: session.unwrap_or_default().to_owned(),
        }
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.base))
            .header(COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Response {
        let request = self.request(Method::POST, path).form(form);
        request.send().await.unwrap()
    }

    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    /// Whether the session still lets somebody in.
    pub async fn is_in(&self) -> bool {
        self.get("/account").await.status() == 200
    }
}

/// The code in what a command printed.
pub fn code_in(printed: &str) -> String {
    let after = printed.split("/welcome?code=").nth(1).expect(printed);
    after.split_whitespace().next().unwrap().to_owned()
}

impl Program {
    /// A new link for a business, by the console.
    pub async fn reset(&self, business: &str) -> String {
        let output = self.run(&["user", "reset", "--business", business]).await;
        let printed = String::from_utf8(output.stdout).unwrap();
        let fault = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{fault}");
        code_in(&printed)
    }
}

impl Desk {
    /// The form of a link, as a program would send it: no browser, no headers.
    pub async fn welcome(&self, code: &str, login: &str, password: &str) -> Response {
        let form = [("code", code), ("login", login), ("password", password)];
        let posted = self.http.post(self.url("/welcome")).form(&form);
        posted.send().await.unwrap()
    }

    /// Somebody who sets a first password with this code.
    pub async fn settles_in(&self, code: &str, login: &str) -> Browser {
        let answer = self.welcome(code, login, PASSWORD).await;
        assert_eq!(answer.status(), 303, "{}", answer.text().await.unwrap());
        Browser::with(self, &answer)
    }

    pub async fn login(&self, login: &str, password: &str) -> Response {
        let form = [("login", login), ("password", password)];
        let posted = self.http.post(self.url("/login")).form(&form);
        posted.send().await.unwrap()
    }

    /// Somebody who logs in on another device.
    pub async fn logs_in(&self, login: &str) -> Browser {
        let answer = self.login(login, PASSWORD).await;
        assert_eq!(answer.status(), 303);
        Browser::with(self, &answer)
    }
}
