//! What the carrier posts: the webhooks of a missed call in the order and with the fields that
//! Twilio sends ("TwiML request parameters", "Dial action parameters", "Track outbound message
//! status"), each signed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::form;
use super::ledger::Text;
use super::sign::Signer;
use crate::bench::http::Front;
use crate::bench::numbers;
use crate::bench::random::Random;
use crate::bench::server::Settings;

/// One call that nobody answers. All of it follows from its index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MissedCall {
    /// Which one it is, from 0.
    pub(crate) index: u32,
    /// The carrier's id.
    pub(crate) sid: String,
    /// The caller, who calls only once.
    pub(crate) from: String,
    /// The line, one of many by chance.
    pub(crate) to: String,
}

/// Knows the server's address and the key that it checks.
pub(crate) struct Script {
    account: String,
    auth_token: String,
    public_url: String,
    front: Front,
    lines: u32,
    signer: Signer,
}

impl Script {
    /// A script for a server with these settings.
    pub(crate) fn new(settings: &Settings) -> Self {
        Self {
            account: settings.account.clone(),
            auth_token: settings.auth_token.clone(),
            public_url: settings.public_url(),
            front: settings.front(),
            lines: settings.lines,
            signer: Signer::new(&settings.auth_token),
        }
    }

    /// The call of this index.
    pub(crate) fn call(&self, index: u32) -> MissedCall {
        let line = Random::new(u64::from(index)).between(0, u64::from(self.lines)) as u32;
        MissedCall {
            index,
            sid: format!("CA{index:08x}{:024x}", 0xbec4_u32),
            from: numbers::caller(index),
            to: numbers::line(line),
        }
    }

    /// The call with this id; `None` for an id that no call has.
    pub(crate) fn call_by_sid(&self, sid: &str) -> Option<MissedCall> {
        let index = u32::from_str_radix(sid.get(2..10)?, 16).ok()?;
        Some(self.call(index)).filter(|call| call.sid == sid)
    }

    /// The account's id.
    pub(super) fn account(&self) -> &str {
        &self.account
    }

    /// Where the server listens.
    pub(super) fn front(&self) -> &Front {
        &self.front
    }

    /// What the API wants to see in `Authorization`.
    pub(super) fn authorization(&self) -> String {
        let pair = format!("{}:{}", self.account, self.auth_token);
        format!("Basic {}", STANDARD.encode(pair))
    }

    /// The first webhook: somebody calls and asks what to do.
    pub(crate) fn call_arrives(&self, call: &MissedCall) -> Vec<u8> {
        let mut fields = self.call_fields(call);
        fields.push(("CallStatus", "ringing"));
        self.post(&format!("{}/twilio/voice", self.public_url), fields)
    }

    /// The second webhook, posted where the answer to the first one said: nobody answered.
    pub(crate) fn dial_ended(&self, call: &MissedCall, action: &str) -> Vec<u8> {
        let leg = leg_sid(call);
        let mut fields = self.call_fields(call);
        fields.extend([
            ("CallStatus", "in-progress"),
            ("DialBridged", "false"),
            ("DialCallSid", leg.as_str()),
            ("DialCallStatus", "no-answer"),
        ]);
        self.post(&self.absolute(action), fields)
    }

    /// A delivery receipt, where the text asked for it.
    pub(super) fn receipt(&self, text: &Text, status: &str) -> Option<Vec<u8>> {
        let url = text.status_callback.as_deref()?;
        let fields = vec![
            ("AccountSid", self.account.as_str()),
            ("ApiVersion", "2010-04-01"),
            ("From", &text.from),
            ("MessageSid", &text.sid),
            ("MessageStatus", status),
            ("SmsSid", &text.sid),
            ("SmsStatus", status),
            ("To", &text.to),
        ];
        Some(self.post(url, fields))
    }

    fn call_fields<'a>(&'a self, call: &'a MissedCall) -> Vec<(&'a str, &'a str)> {
        vec![
            ("AccountSid", &self.account),
            ("ApiVersion", "2010-04-01"),
            ("CallSid", &call.sid),
            ("Called", &call.to),
            ("CalledCity", "CHICAGO"),
            ("CalledCountry", "US"),
            ("CalledState", "IL"),
            ("CalledZip", "60601"),
            ("Caller", &call.from),
            ("CallerCity", "CHICAGO"),
            ("CallerCountry", "US"),
            ("CallerState", "IL"),
            ("CallerZip", "60614"),
            ("Direction", "inbound"),
            ("From", &call.from),
            ("FromCity", "CHICAGO"),
            ("FromCountry", "US"),
            ("FromState", "IL"),
            ("FromZip", "60614"),
            ("StirVerstat", "TN-Validation-Passed-A"),
            ("To", &call.to),
            ("ToCity", "CHICAGO"),
            ("ToCountry", "US"),
            ("ToState", "IL"),
            ("ToZip", "60601"),
        ]
    }

    /// An action may be written relative to the server's address.
    fn absolute(&self, action: &str) -> String {
        if action.starts_with('/') {
            return format!("{}{action}", self.public_url);
        }
        action.to_owned()
    }

    fn post(&self, url: &str, mut fields: Vec<(&str, &str)>) -> Vec<u8> {
        fields.sort_unstable();
        let signature = self.signer.sign(url, &fields);
        let body = form::encode(&fields);
        let (host, path) = host_and_path(url);
        format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: TwilioProxy/1.1\r\n\
             Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n\
             X-Twilio-Signature: {signature}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len(),
        )
        .into_bytes()
    }
}

/// The id of the leg to the owner's phone.
pub(super) fn leg_sid(call: &MissedCall) -> String {
    format!("CA{:08x}{:024x}", call.index, 0x1e9_u32)
}

fn host_and_path(url: &str) -> (&str, &str) {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/')
        .map_or((rest, "/"), |slash| rest.split_at(slash))
}

/// Where the answer to the first webhook wants the second one: the action of its `Dial`.
pub(crate) fn dial_action(twiml: &str) -> Option<String> {
    let dial = &twiml[twiml.find("<Dial")?..];
    let tag = &dial[..dial.find('>')?];
    let value = tag.split_once(" action=\"")?.1.split('"').next()?;
    Some(value.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script() -> Script {
        let mut settings = Settings::of(9, 5000);
        settings.ports = vec![8080];
        Script::new(&settings)
    }

    #[test]
    fn the_action_is_read_from_the_answer() {
        let twiml = "<?xml?><Response><Dial timeout=\"20\" action=\"http://h/d?a=1&amp;b=2\" \
                     x=\"1\"><Number>1</Number></Dial></Response>";
        assert_eq!(dial_action(twiml).as_deref(), Some("http://h/d?a=1&b=2"));
        assert_eq!(
            dial_action("<Response><Gather action=\"/x\"/></Response>"),
            None
        );
        assert_eq!(
            dial_action("<Response><Dial><Number action=\"/x\"/></Dial>"),
            None
        );
    }

    #[test]
    fn calls_spread_over_the_lines_and_are_found_again() {
        let script = script();
        let lines: std::collections::BTreeSet<String> =
            (0..1000).map(|index| script.call(index).to).collect();
        assert!(lines.len() > 800, "{}", lines.len());
        let call = script.call(77);
        assert_eq!(call.sid.len(), 34);
        assert_eq!(script.call_by_sid(&call.sid), Some(call.clone()));
        assert_eq!(script.call_by_sid(&leg_sid(&call)), None);
    }

    #[test]
    fn both_webhooks_are_whole_requests() {
        let script = script();
        let call = script.call(0);
        let first = String::from_utf8(script.call_arrives(&call)).unwrap();
        assert!(first.starts_with("POST /twilio/voice HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n"));
        let second = script.dial_ended(&call, "/twilio/dial?round=1");
        let second = String::from_utf8(second).unwrap();
        assert!(
            second.starts_with("POST /twilio/dial?round=1 HTTP/1.1\r\n"),
            "{second}"
        );
        let body = second.split_once("\r\n\r\n").unwrap().1;
        assert!(second.contains(&format!("Content-Length: {}\r\n", body.len())));
        assert_eq!(
            form::value(body, "DialCallStatus").as_deref(),
            Some("no-answer")
        );
        assert_eq!(form::value(body, "From"), Some(call.from));
    }
}
