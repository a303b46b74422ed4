//! The API that the server asks: sends a text, and looks up texts, calls, numbers and the
//! account in Twilio's shapes. Filters that this carrier has no use for are taken and ignored.

use std::time::{Instant, SystemTime};

use serde_json::{Value, json};

use super::ledger::Text;
use super::script::{self, MissedCall};
use super::{Carrier, date, form};
use crate::bench::http::{Message, Pool};

/// An answer, and the text that it is about if it took one.
pub(super) struct Answer {
    pub(super) status: String,
    pub(super) body: String,
    pub(super) text: Option<Text>,
}

impl Answer {
    fn ok(body: Value) -> Self {
        Self {
            status: "200 OK".to_owned(),
            body: body.to_string(),
            text: None,
        }
    }

    fn error(status: &'static str, code: u32, message: &str) -> Self {
        let number = status
            .split(' ')
            .next()
            .and_then(|number| number.parse::<u16>().ok());
        let body = json!({"code": code, "message": message, "more_info": "", "status": number});
        Self {
            status: status.to_owned(),
            body: body.to_string(),
            text: None,
        }
    }
}

/// Lets another carrier answer, and enters the text if it took one.
///
/// # Errors
/// When that carrier cannot be reached.
pub(super) async fn hand_on(
    carrier: &Carrier,
    upstream: &Pool,
    request: &Message,
) -> std::io::Result<Answer> {
    let arrived = Instant::now();
    let answer = upstream.exchange(&request.to_bytes()).await?;
    let took_a_text = answer.status() == 201 && request.first_line().contains("/Messages.json");
    let text = took_a_text.then(|| read_text(request.text())).flatten();
    Ok(Answer {
        status: answer
            .first_line()
            .split_once(' ')
            .map_or("502", |(_, status)| status)
            .to_owned(),
        body: answer.text().to_owned(),
        text: text.map(|text| carrier.ledger.enter(text, arrived)),
    })
}

/// Answers one request.
pub(super) fn answer(carrier: &Carrier, request: &Message) -> Answer {
    let arrived = Instant::now();
    if request.header("authorization") != Some(carrier.authorization.as_str()) {
        return Answer::error("401 Unauthorized", 20003, "Authenticate");
    }
    let mut words = request.first_line().split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let root = format!("/2010-04-01/Accounts/{}", carrier.script.account());
    let Some(path) = path.strip_prefix(root.as_str()) else {
        return not_found(target);
    };
    let path = path.strip_suffix(".json").unwrap_or(path);
    match (method, path) {
        ("POST", "/Messages") => take_text(carrier, request.text(), arrived),
        ("GET", "/Messages") => list_texts(carrier, query),
        ("GET", "/Calls") => list_legs(carrier, query),
        ("GET", "/IncomingPhoneNumbers") => list_numbers(query),
        ("GET", "") => Answer::ok(json!({
            "sid": carrier.script.account(), "friendly_name": "Bench",
            "status": "active", "type": "Full",
        })),
        ("GET", _) => one(carrier, path).unwrap_or_else(|| not_found(target)),
        _ => not_found(target),
    }
}

fn not_found(target: &str) -> Answer {
    let message = format!("The requested resource {target} was not found");
    Answer::error("404 Not Found", 20404, &message)
}

fn take_text(carrier: &Carrier, body: &str, arrived: Instant) -> Answer {
    let Some(text) = read_text(body) else {
        return Answer::error(
            "400 Bad Request",
            21604,
            "A 'To', 'From' and 'Body' are required",
        );
    };
    let text = carrier.ledger.enter(text, arrived);
    let body = as_json(carrier, &text, "queued").to_string();
    Answer {
        status: "201 Created".to_owned(),
        body,
        text: Some(text),
    }
}

/// The text that a request asks for; its id is not known yet.
fn read_text(form: &str) -> Option<Text> {
    Some(Text {
        sid: String::new(),
        from: form::value(form, "From")?,
        to: form::value(form, "To")?,
        body: form::value(form, "Body")?,
        status_callback: form::value(form, "StatusCallback"),
        taken: SystemTime::now(),
    })
}

fn list_texts(carrier: &Carrier, query: &str) -> Answer {
    let texts = match form::value(query, "To") {
        Some(to) => carrier.ledger.to(&to),
        None => Vec::new(),
    };
    let from = form::value(query, "From");
    let texts: Vec<Value> = texts
        .iter()
        .filter(|text| from.as_ref().is_none_or(|from| *from == text.from))
        .map(|text| as_json(carrier, text, "delivered"))
        .collect();
    Answer::ok(page("messages", texts))
}

/// The legs of a call: one, to the owner's phone, and nobody answered it.
fn list_legs(carrier: &Carrier, query: &str) -> Answer {
    let parent = form::value(query, "ParentCallSid");
    let call = parent.and_then(|parent| carrier.script.call_by_sid(&parent));
    let legs = call.map(|call| {
        let mut leg = call_as_json(carrier, &call, "no-answer");
        leg["parent_call_sid"] = call.sid.clone().into();
        leg["sid"] = script::leg_sid(&call).into();
        leg["direction"] = "outbound-dial".into();
        leg
    });
    Answer::ok(page("calls", legs.into_iter().collect()))
}

fn list_numbers(query: &str) -> Answer {
    let number = form::value(query, "PhoneNumber").map(|number| {
        json!({
            "sid": "PN00000000000000000000000000000000", "phone_number": number,
            "capabilities": {"voice": true, "sms": true, "mms": true, "fax": false},
            "voice_url": "", "sms_url": "", "status_callback": "", "voice_application_sid": "",
            "sms_application_sid": "", "trunk_sid": null, "status": "in-use",
        })
    });
    Answer::ok(page("incoming_phone_numbers", number.into_iter().collect()))
}

/// A text or call by its id.
fn one(carrier: &Carrier, path: &str) -> Option<Answer> {
    if let Some(sid) = path.strip_prefix("/Messages/") {
        let text = carrier.ledger.by_sid(sid)?;
        return Some(Answer::ok(as_json(carrier, &text, "delivered")));
    }
    let call = carrier.script.call_by_sid(path.strip_prefix("/Calls/")?)?;
    Some(Answer::ok(call_as_json(carrier, &call, "completed")))
}

fn page(key: &str, rows: Vec<Value>) -> Value {
    json!({
        key: rows, "page": 0, "page_size": 1000, "start": 0, "end": 0, "uri": "",
        "first_page_uri": "", "next_page_uri": null, "previous_page_uri": null,
    })
}

fn as_json(carrier: &Carrier, text: &Text, status: &str) -> Value {
    let date = date::rfc2822(text.taken);
    let account = carrier.script.account();
    let uri = format!("/2010-04-01/Accounts/{account}/Messages/{}.json", text.sid);
    json!({
        "account_sid": account, "api_version": "2010-04-01", "body": text.body,
        "date_created": date, "date_sent": null, "date_updated": date,
        "direction": "outbound-api", "error_code": null, "error_message": null,
        "from": text.from, "messaging_service_sid": null, "num_media": "0",
        "num_segments": "1", "price": null, "price_unit": "USD", "sid": text.sid,
        "status": status, "subresource_uris": {}, "to": text.to, "uri": uri,
    })
}

fn call_as_json(carrier: &Carrier, call: &MissedCall, status: &str) -> Value {
    let date = date::rfc2822(SystemTime::now());
    let account = carrier.script.account();
    json!({
        "sid": call.sid, "parent_call_sid": null, "account_sid": account, "from": call.from,
        "to": call.to, "status": status, "direction": "inbound", "duration": "0",
        "date_created": date, "date_updated": date, "start_time": date, "end_time": date,
        "answered_by": null, "forwarded_from": "", "caller_name": "", "api_version": "2010-04-01",
        "uri": format!("/2010-04-01/Accounts/{account}/Calls/{}.json", call.sid),
    })
}
