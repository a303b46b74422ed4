//! A carrier in this process instead of one behind the network, for simulations: the client's own
//! reading of answers and faults stays as it is.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::Response;
use url::Url;

use super::transport::Fault;

/// A request to the carrier's API.
#[derive(Debug)]
pub struct Asked {
    /// What is asked for.
    pub url: Url,
    /// The form that is posted; none where something is only asked for.
    pub form: Option<String>,
    /// The header `Authorization`.
    pub authorization: String,
}

/// What the carrier makes of it.
#[derive(Debug)]
pub enum Answer {
    /// An answer: status, headers, body.
    Said(u16, Vec<(&'static str, String)>, String),
    /// The connection was refused.
    NotReached,
    /// Nobody answered in time.
    TimedOut,
    /// The connection broke.
    Broken,
}

/// A carrier.
pub trait Exchange: Send + Sync {
    /// Answers one request, or not.
    fn ask(&self, asked: Asked) -> Pin<Box<dyn Future<Output = Answer> + Send>>;
}

thread_local! {
    static CARRIER: RefCell<Option<Arc<dyn Exchange>>> = const { RefCell::new(None) };
}

/// Clients that this thread makes from now on speak with `carrier`; with none, over the network.
pub fn set_carrier(carrier: Option<Arc<dyn Exchange>>) {
    CARRIER.with_borrow_mut(|of_thread| *of_thread = carrier);
}

/// The carrier of one client.
pub(super) struct Carrier {
    exchange: Arc<dyn Exchange>,
    authorization: String,
}

impl Carrier {
    /// This thread's, if it has one.
    pub(super) fn of_thread(authorization: &str) -> Option<Self> {
        CARRIER.with_borrow(|of_thread| {
            of_thread.as_ref().map(|exchange| Self {
                exchange: Arc::clone(exchange),
                authorization: authorization.to_owned(),
            })
        })
    }

    pub(super) async fn ask(&self, url: Url, form: Option<String>) -> Result<Response, Fault> {
        let authorization = self.authorization.clone();
        let asked = Asked {
            url,
            form,
            authorization,
        };
        let (status, headers, body) = match self.exchange.ask(asked).await {
            Answer::Said(status, headers, body) => (status, headers, body),
            Answer::NotReached => return Err(Fault::NotSent("refused".to_owned())),
            Answer::TimedOut => return Err(Fault::TimedOut),
            Answer::Broken => return Err(Fault::Broken("broke".to_owned())),
        };
        let mut response = http::Response::builder().status(status);
        for (name, value) in headers {
            response = response.header(name, value);
        }
        let response = response.body(body);
        response
            .map(Response::from)
            .map_err(|fault| Fault::Broken(fault.to_string()))
    }
}
