//! Webhooks: signed as Twilio signs, sent over a network that loses, repeats and delays.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Uri};
use base64::Engine as _;
use hmac::{Hmac, KeyInit, Mac};
use ringback_engine::process::simulated;
use sha1::Sha1;

use crate::story::{BUSINESSES, Weather};
use crate::world::{World, lock};

/// How long Twilio waits for an answer
/// (<https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides>).
const ANSWER_TIME: Duration = Duration::from_secs(15);

/// A webhook.
#[derive(Debug, Clone)]
pub(crate) struct Webhook {
    /// The whole address.
    pub(crate) url: String,
    /// Name and value.
    pub(crate) fields: Vec<(&'static str, String)>,
    /// What signs it.
    pub(crate) token: &'static str,
}

/// The answer to one.
#[derive(Debug, Clone)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) body: String,
}

impl Webhook {
    /// One of the account of a business.
    pub(crate) fn of(business: usize, url: String, fields: Vec<(&'static str, String)>) -> Self {
        let (_, sid, token) = BUSINESSES[business];
        let account = std::iter::once(("AccountSid", sid.to_owned()));
        Self {
            url,
            fields: account.chain(fields).collect(),
            token,
        }
    }

    /// `X-Twilio-Signature` (<https://www.twilio.com/docs/usage/security>).
    fn signature(&self) -> String {
        let mut sorted = self.fields.clone();
        sorted.sort();
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(self.token.as_bytes()) else {
            return String::new();
        };
        mac.update(self.url.as_bytes());
        for (name, value) in sorted {
            mac.update(name.as_bytes());
            mac.update(value.as_bytes());
        }
        base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
    }
}

/// Sends a webhook through the network as it is now; `None` where no answer comes.
pub(crate) async fn send(world: &Arc<World>, webhook: Webhook, what: &str) -> Option<Answered> {
    let number = world.number();
    let mut chance = world.about("webhook", number);
    let (lost, twice, late) = {
        let carrier = lock(&world.carrier);
        let is = |kind| carrier.is(kind, world.after());
        (
            is(Weather::WebhooksLost) && chance.percent(60),
            is(Weather::WebhooksTwice) && chance.percent(60),
            is(Weather::WebhooksLate),
        )
    };
    if lost {
        world.note(|| format!("webhook lost: {what}"));
        return None;
    }
    if twice {
        let (again, world, what) = (webhook.clone(), Arc::clone(world), what.to_owned());
        let wait = Duration::from_millis(chance.below(20_000));
        tokio::spawn(async move {
            let _under_way = UnderWay::begin(&world);
            tokio::time::sleep(wait).await;
            deliver(&world, again, &format!("again: {what}")).await;
        });
    }
    let latency_ms = if late {
        chance.between(10, 14_000)
    } else {
        chance.between(5, 80)
    };
    tokio::time::sleep(Duration::from_millis(latency_ms)).await;
    deliver(world, webhook, what).await
}

/// Brings a webhook to one of the processes, and takes the answer back.
pub(crate) async fn deliver(world: &Arc<World>, webhook: Webhook, what: &str) -> Option<Answered> {
    let Some((process, open)) = world.somebody(world.number()) else {
        world.note(|| format!("nobody takes: {what}"));
        return None;
    };
    let machine = process.machine;
    let (path_and_query, signature) = (path_and_query(&webhook.url), webhook.signature());
    let (reply, answer) = tokio::sync::oneshot::channel();
    let body: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&webhook.fields)
        .finish();
    simulated::spawn(process, async move {
        let uri = Uri::try_from(path_and_query).unwrap_or_default();
        let mut headers = HeaderMap::new();
        if let Ok(signature) = HeaderValue::try_from(signature) {
            headers.insert("x-twilio-signature", signature);
        }
        let answered =
            ringback_web::receive_webhook(&open.web, &uri, &headers, &Bytes::from(body)).await;
        let status = answered.status().as_u16();
        let body = read(answered.into_body()).await;
        // The carrier may not wait any more.
        let _ = reply.send(Answered { status, body });
    });
    let answered = tokio::time::timeout(ANSWER_TIME, answer).await;
    let answered = answered.ok().and_then(Result::ok);
    world.note(|| {
        let status = answered
            .as_ref()
            .map_or("no answer".to_owned(), |answered| {
                answered.status.to_string()
            });
        format!("process {machine} takes {what}: {status}")
    });
    if answered.as_ref().is_some_and(Answered::is_taken) {
        world.check_taken(&webhook);
    }
    answered
}

impl Answered {
    /// 2xx: the carrier will not come again.
    pub(crate) fn is_taken(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

async fn read(body: Body) -> String {
    let bytes = to_bytes(body, 1 << 20).await.unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn path_and_query(url: &str) -> String {
    let after_scheme = url.find("://").map_or(0, |at| at + 3);
    let path = url[after_scheme..].find('/').unwrap_or(0);
    url[after_scheme + path..].to_owned()
}

/// Held while something is on its way, so that nobody takes the silence for rest.
pub(crate) struct UnderWay {
    world: Arc<World>,
    number: u64,
}

impl UnderWay {
    pub(crate) fn begin(world: &Arc<World>) -> Self {
        let number = world.number();
        lock(&world.carrier).under_way.insert(number);
        Self {
            world: Arc::clone(world),
            number,
        }
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        lock(&self.world.carrier).under_way.remove(&self.number);
    }
}
