//! The way out: one HTTP/1.1 client for all webhooks.
//!
//! It speaks plain HTTP only; an `https://` address must be led to a plain one by
//! [`crate::WebhookRoute`], as a proxy that ends TLS would.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::header::{ACCEPT, CONTENT_TYPE, LOCATION, USER_AGENT};
use hyper::{Method, Request};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use crate::config::{SimulatorConfig, WebhookRoute};
use crate::form::Form;

/// Twilio takes no larger document (error 11750).
const ANSWER_BYTES_MAX: usize = 64 * 1024;

/// What came back.
#[derive(Debug, Clone)]
pub(crate) struct RawAnswer {
    pub(crate) status: u16,
    pub(crate) content_type: String,
    pub(crate) location: Option<String>,
    pub(crate) body: Bytes,
    pub(crate) took: Duration,
}

/// Why nothing usable came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unanswered {
    /// The connection never stood, so the request never left.
    NotConnected(String),
    /// The time was up.
    TimedOut,
    /// More than Twilio reads.
    TooLarge,
    /// The connection broke, or what came was no HTTP.
    Broken(String),
    /// The address is none that can be asked.
    BadUrl(String),
}

/// One request, ready to be written.
pub(crate) struct Outgoing<'a> {
    pub(crate) method: &'a str,
    pub(crate) url: &'a str,
    pub(crate) form: &'a Form,
    pub(crate) signature: &'a str,
    pub(crate) token: &'a str,
    pub(crate) limit: Duration,
}

pub(crate) struct WebhookClient {
    http: Client<HttpConnector, Full<Bytes>>,
    routes: Vec<WebhookRoute>,
}

impl WebhookClient {
    pub(crate) fn new(config: &SimulatorConfig) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_connect_timeout(Some(config.webhook_limits.connect));
        connector.set_nodelay(true);
        let http = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(Duration::from_secs(30))
            .build(connector);
        Self {
            http,
            routes: config.webhook_routes.clone(),
        }
    }

    /// Where an address really leads.
    fn routed(&self, url: &str) -> String {
        for route in &self.routes {
            if let Some(rest) = url.strip_prefix(&route.public) {
                return format!("{}{rest}", route.actual);
            }
        }
        url.to_owned()
    }

    pub(crate) async fn send(&self, out: &Outgoing<'_>) -> Result<RawAnswer, Unanswered> {
        let request = self.request(out)?;
        let started = Instant::now();
        let exchange = async {
            let response = self.http.request(request).await.map_err(|error| {
                let text = describe(&error);
                if error.is_connect() {
                    Unanswered::NotConnected(text)
                } else {
                    Unanswered::Broken(text)
                }
            })?;
            let (head, body) = response.into_parts();
            let body = Limited::new(body, ANSWER_BYTES_MAX)
                .collect()
                .await
                .map_err(|error| {
                    if error.is::<LengthLimitError>() {
                        Unanswered::TooLarge
                    } else {
                        Unanswered::Broken(error.to_string())
                    }
                })?;
            let header = |name| {
                head.headers
                    .get(name)
                    .and_then(|value| value.to_str().ok())
                    .map(str::to_owned)
            };
            Ok(RawAnswer {
                status: head.status.as_u16(),
                content_type: header(CONTENT_TYPE).unwrap_or_default(),
                location: header(LOCATION),
                body: body.to_bytes(),
                took: started.elapsed(),
            })
        };
        tokio::time::timeout(out.limit, exchange)
            .await
            .unwrap_or(Err(Unanswered::TimedOut))
    }

    fn request(&self, out: &Outgoing<'_>) -> Result<Request<Full<Bytes>>, Unanswered> {
        let target = self.routed(out.url);
        if !target.starts_with("http://") {
            return Err(Unanswered::BadUrl(format!(
                "{target} is no http:// address, and no webhook route leads it to one"
            )));
        }
        let posts = out.method == "POST";
        let builder = Request::builder()
            .method(if posts { Method::POST } else { Method::GET })
            .uri(&target)
            .header(USER_AGENT, "TwilioProxy/1.1")
            .header(ACCEPT, "*/*")
            .header("X-Twilio-Signature", out.signature)
            .header("I-Twilio-Idempotency-Token", out.token);
        let built = if posts {
            builder
                .header(
                    CONTENT_TYPE,
                    "application/x-www-form-urlencoded; charset=UTF-8",
                )
                .body(Full::from(out.form.encode()))
        } else {
            builder.body(Full::default())
        };
        built.map_err(|error| Unanswered::BadUrl(error.to_string()))
    }
}

/// An error with what caused it, in one line.
fn describe(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
