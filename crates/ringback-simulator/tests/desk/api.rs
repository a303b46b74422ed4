//! A bare client of the carrier's API, so that tests see the answer and nothing but the answer.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

use std::time::Duration;

use base64::Engine as _;
use ringback_simulator::Simulator;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What came back: nothing at all, or as much as came.
#[derive(Debug)]
pub struct Raw {
    pub status: u16,
    pub head: String,
    pub body: String,
    /// Fewer bytes than were announced.
    pub truncated: bool,
}

impl Raw {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

#[derive(Debug)]
pub enum Nothing {
    Refused,
    Closed,
    TimedOut,
}

pub async fn post(carrier: &Simulator, path: &str, form: &[(&str, &str)]) -> Result<Raw, Nothing> {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    request(
        carrier,
        "POST",
        &of_account(carrier, path),
        &body,
        Some(carrier.auth_token()),
    )
    .await
}

pub async fn get(carrier: &Simulator, path: &str) -> Result<Raw, Nothing> {
    request(
        carrier,
        "GET",
        &of_account(carrier, path),
        "",
        Some(carrier.auth_token()),
    )
    .await
}

fn of_account(carrier: &Simulator, path: &str) -> String {
    format!("/2010-04-01/Accounts/{}{path}", carrier.account_sid())
}

/// A request to the control API.
pub async fn control(carrier: &Simulator, method: &str, path: &str, body: Value) -> Raw {
    let (path, body) = (format!("/simulator{path}"), body.to_string());
    exchange(carrier, method, &path, &body, None, "application/json")
        .await
        .unwrap()
}

pub async fn request(
    carrier: &Simulator,
    method: &str,
    path: &str,
    body: &str,
    token: Option<&str>,
) -> Result<Raw, Nothing> {
    exchange(
        carrier,
        method,
        path,
        body,
        token,
        "application/x-www-form-urlencoded",
    )
    .await
}

async fn exchange(
    carrier: &Simulator,
    method: &str,
    path: &str,
    body: &str,
    token: Option<&str>,
    content_type: &str,
) -> Result<Raw, Nothing> {
    let address = carrier.base_url().strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address)
        .await
        .map_err(|_| Nothing::Refused)?;
    let auth = token.map_or_else(String::new, |token| {
        let pair = format!("{}:{token}", carrier.account_sid());
        format!(
            "Authorization: Basic {}\r\n",
            base64::prelude::BASE64_STANDARD.encode(pair)
        )
    });
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{auth}\
         Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream
        .write_all(request.as_bytes())
        .await
        .map_err(|_| Nothing::Closed)?;
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut bytes));
    let ended = read.await.map_err(|_| Nothing::TimedOut)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return Err(Nothing::Closed);
    };
    let head = head.to_ascii_lowercase();
    let announced = head
        .split("content-length: ")
        .nth(1)
        .and_then(|rest| rest.split("\r\n").next()?.parse::<usize>().ok());
    Ok(Raw {
        status: head.split(' ').nth(1).unwrap().parse().unwrap(),
        truncated: ended.is_err() || announced.is_some_and(|length| length > body.len()),
        body: body.to_owned(),
        head,
    })
}
