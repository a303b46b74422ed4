//! A front desk for tests: takes webhooks, remembers them, answers with given documents.

#![allow(dead_code, unreachable_pub, clippy::unwrap_used)]

pub mod api;

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, Method, Uri};
use axum::response::{IntoResponse, Response};
use ringback_simulator::{LineSetup, Phone, Simulator, SimulatorConfig};

pub const LINE: &str = "+13125550100";
pub const CALLER: &str = "+13125550131";
pub const OWNER: &str = "+13125550177";
pub const SECOND: &str = "+13125550178";
pub const SOON: Duration = Duration::from_secs(30);

/// A webhook as it arrived.
#[derive(Debug, Clone)]
pub struct Hook {
    pub method: String,
    pub path: String,
    pub query: String,
    pub fields: BTreeMap<String, String>,
    pub headers: BTreeMap<String, String>,
}

impl Hook {
    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// Status, content type, body.
type Document = (u16, &'static str, String);

#[derive(Clone, Default)]
struct Inner {
    hooks: Arc<Mutex<Vec<Hook>>>,
    documents: Arc<Mutex<HashMap<String, Document>>>,
}

/// The desk's server.
#[derive(Clone)]
pub struct Desk {
    inner: Inner,
    pub url: String,
}

impl Desk {
    pub async fn start() -> Self {
        let inner = Inner::default();
        let router = Router::new().fallback(take).with_state(inner.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { inner, url }
    }

    /// Answers requests to a path with TwiML.
    pub fn says(&self, path: &str, twiml: &str) -> &Self {
        self.answers(
            path,
            200,
            "text/xml",
            &format!("<Response>{twiml}</Response>"),
        )
    }

    pub fn answers(&self, path: &str, status: u16, kind: &'static str, body: &str) -> &Self {
        let mut documents = self.inner.documents.lock().unwrap();
        documents.insert(path.to_owned(), (status, kind, body.to_owned()));
        self
    }

    pub fn hooks(&self, path: &str) -> Vec<Hook> {
        let hooks = self.inner.hooks.lock().unwrap();
        hooks
            .iter()
            .filter(|hook| hook.path == path)
            .cloned()
            .collect()
    }

    /// Waits until a path was asked this often.
    pub async fn hook(&self, path: &str, count: usize) -> Vec<Hook> {
        for _ in 0..3000 {
            let hooks = self.hooks(path);
            if hooks.len() >= count {
                return hooks;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!(
            "{path} was asked {} times, not {count}",
            self.hooks(path).len()
        );
    }
}

async fn take(
    State(inner): State<Inner>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let query = uri.query().unwrap_or_default().to_owned();
    let encoded = if method == Method::GET {
        query.as_bytes()
    } else {
        &body
    };
    let hook = Hook {
        method: method.to_string(),
        path: uri.path().to_owned(),
        fields: form_urlencoded::parse(encoded).into_owned().collect(),
        headers: headers
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect(),
        query,
    };
    let path = hook.path.clone();
    inner.hooks.lock().unwrap().push(hook);
    let found = inner.documents.lock().unwrap().get(&path).cloned();
    match found {
        Some((status, kind, body)) => {
            let status = axum::http::StatusCode::from_u16(status).unwrap();
            (status, [("content-type", kind)], body).into_response()
        }
        None => axum::http::StatusCode::NO_CONTENT.into_response(),
    }
}

/// A carrier with one line that belongs to a desk, and a fast clock.
pub async fn carrier(speed: f64) -> (Simulator, Desk) {
    carrier_with(SimulatorConfig {
        speed,
        ..SimulatorConfig::default()
    })
    .await
}

pub async fn carrier_with(config: SimulatorConfig) -> (Simulator, Desk) {
    let desk = Desk::start().await;
    let carrier = Simulator::start(config).await.unwrap();
    carrier.add_line(LineSetup::new(LINE).webhooks(&desk.url));
    carrier.add_phone(Phone::new(OWNER));
    carrier.add_phone(Phone::new(SECOND));
    (carrier, desk)
}
