//! The carrier's API, as far as the engine asks it
//! (<https://www.twilio.com/docs/messaging/api/message-resource>).

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use ringback_carriers::twilio::client::simulated::{Answer, Asked, Exchange};
use serde_json::{Value, json};

use super::webhook::UnderWay;
use super::{Carrier, RemoteText, receipts};
use crate::story::{BUSINESSES, Weather};
use crate::world::{SimProcess, World, lock};

/// How long the engine's client waits for an answer.
const REQUEST_TIME: Duration = Duration::from_secs(10);

/// The API of a world's carrier.
pub(crate) struct Api(pub(crate) Arc<World>);

impl Exchange for Api {
    fn ask(&self, asked: Asked) -> Pin<Box<dyn Future<Output = Answer> + Send>> {
        let world = Arc::clone(&self.0);
        let (reply, answer) = tokio::sync::oneshot::channel();
        let asker = world.asker();
        // What has left a process goes its way, whether the process lives on or not.
        tokio::spawn(async move {
            let _under_way = UnderWay::begin(&world);
            let is_text = asked.form.is_some();
            let attempt = asked.form.as_deref().and_then(attempt_in);
            let (answer, is_clear) = exchange(&world, asked, asker).await;
            let heard = reply.send(answer).is_ok();
            if is_text && !(heard && is_clear) {
                lock(&world.promises).doubt(attempt.as_deref());
            }
        });
        Box::pin(async move { answer.await.unwrap_or(Answer::Broken) })
    }
}

/// One request: there, what is done, and back. Besides the answer: whether it leaves no doubt.
async fn exchange(
    world: &Arc<World>,
    asked: Asked,
    asker: Option<Arc<SimProcess>>,
) -> (Answer, bool) {
    let mut chance = world.about("request", world.number());
    let weather = weather(world);
    let slow = if weather == Some(Weather::Slow) {
        chance.between(500, 11_000)
    } else {
        0
    };
    tokio::time::sleep(Duration::from_millis(chance.between(5, 120) + slow / 2)).await;
    if let Some(asker) = &asker
        && let Some(lasts) = doomed(asker, &asked)
    {
        asker.end();
        world.died(asker.machine, lasts);
    }
    match weather {
        Some(Weather::Refuses) => return (Answer::NotReached, true),
        Some(Weather::LosesRequests) => {
            tokio::time::sleep(REQUEST_TIME).await;
            return (Answer::TimedOut, false);
        }
        Some(Weather::TooMany) => return (said(429, &json!({"code": 20429})), true),
        Some(Weather::Unavailable) => return (said(503, &json!({})), true),
        Some(Weather::Fault) => return (said(500, &json!({})), false),
        _ => {}
    }
    let answer = carry_out(world, &asked, weather);
    tokio::time::sleep(Duration::from_millis(chance.between(5, 120) + slow / 2)).await;
    match weather {
        Some(Weather::LosesAnswers) => {
            tokio::time::sleep(REQUEST_TIME).await;
            (Answer::TimedOut, false)
        }
        Some(Weather::Breaks) => (Answer::Broken, false),
        Some(Weather::FaultAfter) => (said(500, &json!({})), false),
        _ if slow > 10_000 => (Answer::TimedOut, false),
        _ => (answer, true),
    }
}

/// Whether the asker is to die in this request, and for how long.
fn doomed(asker: &SimProcess, asked: &Asked) -> Option<Duration> {
    asked.form.as_ref()?;
    lock(&asker.dies_in_request).take()
}

/// How the way to the API is; of several troubles the first.
fn weather(world: &World) -> Option<Weather> {
    let carrier = lock(&world.carrier);
    let mut weathers = carrier.weathers(world.after());
    weathers.find(|kind| {
        matches!(
            kind,
            Weather::Refuses
                | Weather::LosesRequests
                | Weather::LosesAnswers
                | Weather::Breaks
                | Weather::TooMany
                | Weather::Unavailable
                | Weather::Fault
                | Weather::FaultAfter
                | Weather::RefusesTexts(_)
                | Weather::Slow
        )
    })
}

fn carry_out(world: &Arc<World>, asked: &Asked, weather: Option<Weather>) -> Answer {
    let path = asked.url.path();
    let business = BUSINESSES.iter().position(|(_, sid, _)| path.contains(sid));
    let Some(business) = business else {
        return said(404, &json!({"code": 20404}));
    };
    let answer = answer(world, business, asked, weather);
    dated(world, answer)
}

/// Every answer carries the carrier's time.
fn dated(world: &World, answer: Answer) -> Answer {
    match answer {
        Answer::Said(status, mut headers, body) => {
            headers.push(("date", rfc2822(world, world.after())));
            Answer::Said(status, headers, body)
        }
        other => other,
    }
}

fn answer(world: &Arc<World>, business: usize, asked: &Asked, weather: Option<Weather>) -> Answer {
    let path = asked.url.path();
    if let Some(form) = &asked.form {
        return send(world, business, form, weather);
    }
    let resource = path.rsplit('/').next().unwrap_or_default();
    if resource == "Messages.json" {
        list(world, business, asked)
    } else if resource == "Calls.json" {
        children(world, asked)
    } else if let Some(sid) = resource.strip_suffix(".json") {
        one(world, sid)
    } else {
        said(404, &json!({"code": 20404}))
    }
}

/// `POST …/Messages.json`
fn send(world: &Arc<World>, business: usize, form: &str, weather: Option<Weather>) -> Answer {
    let field = |name: &str| {
        let mut fields = form_urlencoded::parse(form.as_bytes());
        let found = fields.find(|(of, _)| of == name);
        found
            .map(|(_, value)| value.into_owned())
            .unwrap_or_default()
    };
    let attempt = attempt_in(form);
    let text = RemoteText {
        sid: format!("SM{:032x}", u128::from(world.number()) + (1 << 96)),
        account: BUSINESSES[business].1,
        from: field("From"),
        to: field("To"),
        body: field("Body"),
        inbound: false,
        status: "queued",
        error_code: None,
        created: world.after(),
    };
    let refused = match weather {
        Some(Weather::RefusesTexts(code)) => Some(code),
        _ => None,
    };
    world.check_request(&text, attempt.as_deref(), refused.is_some());
    if let Some(code) = refused {
        world.note(|| format!("the carrier refuses a text to {}: {code}", text.to));
        return said(400, &json!({"code": code, "message": "refused"}));
    }
    world.note(|| {
        format!(
            "the carrier takes a text from {} to {}: {:?}",
            text.from, text.to, text.body
        )
    });
    let answer = said(
        201,
        &json!({"sid": text.sid, "status": "queued", "num_segments": "1"}),
    );
    {
        let mut carrier = lock(&world.carrier);
        carrier.texts_taken += 1;
        carrier.texts.push(text.clone());
    }
    tokio::spawn(receipts::follow(
        Arc::clone(world),
        business,
        text,
        field("StatusCallback"),
    ));
    answer
}

/// `GET …/Messages.json?To=…&From=…`, newest first.
fn list(world: &World, business: usize, asked: &Asked) -> Answer {
    let query = |name: &str| {
        let mut pairs = asked.url.query_pairs();
        pairs
            .find(|(of, _)| of == name)
            .map(|(_, value)| value.into_owned())
    };
    let (to, from) = (query("To"), query("From"));
    let carrier = lock(&world.carrier);
    let lag = if carrier.is(Weather::ListsLag, world.after()) {
        Duration::from_secs(30)
    } else {
        Duration::ZERO
    };
    let is_wanted = |text: &&RemoteText| {
        text.account == BUSINESSES[business].1
            && to.as_ref().is_none_or(|to| *to == text.to)
            && from.as_ref().is_none_or(|from| *from == text.from)
            && text.created + lag <= world.after()
    };
    let texts: Vec<Value> = carrier
        .texts
        .iter()
        .rev()
        .filter(is_wanted)
        .map(|text| message(world, text))
        .collect();
    said(200, &json!({"messages": texts}))
}

fn one(world: &World, sid: &str) -> Answer {
    let carrier = lock(&world.carrier);
    if let Some(call) = carrier.calls.get(sid) {
        return said(
            200,
            &json!({"sid": sid, "status": call.status, "direction": "inbound"}),
        );
    }
    let text = carrier.texts.iter().find(|text| text.sid == sid);
    text.map_or_else(
        || said(404, &json!({"code": 20404})),
        |text| said(200, &message(world, text)),
    )
}

fn children(world: &World, asked: &Asked) -> Answer {
    let parent = asked
        .url
        .query_pairs()
        .find(|(of, _)| of == "ParentCallSid");
    let parent = parent
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default();
    let carrier: &Carrier = &lock(&world.carrier);
    let legs = carrier.calls.get(&parent).map(|call| {
        let (status, seconds) = if call.talked {
            ("completed", "20")
        } else {
            ("no-answer", "0")
        };
        json!({"sid": format!("CA{}f", &parent[3..]), "parent_call_sid": parent,
            "status": status, "direction": "outbound-dial", "duration": seconds})
    });
    said(200, &json!({"calls": legs.into_iter().collect::<Vec<_>>()}))
}

fn message(world: &World, text: &RemoteText) -> Value {
    json!({
        "sid": text.sid, "from": text.from, "to": text.to, "body": text.body,
        "direction": if text.inbound { "inbound" } else { "outbound-api" },
        "status": text.status, "error_code": text.error_code, "num_segments": "1", "num_media": "0",
        "date_created": rfc2822(world, text.created),
    })
}

fn rfc2822(world: &World, after: Duration) -> String {
    let at = world.story.begins_at_ms + i64::try_from(after.as_millis()).unwrap_or(0);
    let at = jiff::Timestamp::from_millisecond(at).unwrap_or_default();
    at.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

fn said(status: u16, body: &Value) -> Answer {
    let headers = vec![("content-type", "application/json".to_owned())];
    Answer::Said(status, headers, body.to_string())
}

/// Our own name of the attempt, from the address for its receipts.
fn attempt_in(form: &str) -> Option<String> {
    let mut fields = form_urlencoded::parse(form.as_bytes());
    let (_, callback) = fields.find(|(name, _)| name == "StatusCallback")?;
    let (_, attempt) = callback.split_once("attempt=")?;
    Some(attempt.to_owned())
}
