//! Webhooks of our own making, to play exactly what a network, a proxy or a forger may do.
//!
//! The signature is made here from its description
//! (<https://www.twilio.com/docs/usage/security>) and shares nothing with what checks it.

use base64::Engine as _;
use hmac::{Hmac, KeyInit, Mac};
use ringback_simulator::Message;
use sha1::Sha1;

use super::{CALLER, Desk, LINE, OWNER};

/// One request that claims to come from the carrier.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// The address that is signed.
    pub signed_url: String,
    /// The address that is asked.
    pub url: String,
    pub fields: Vec<(String, String)>,
    pub token: Option<String>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// `X-Twilio-Signature` for a form.
pub fn sign(token: &str, url: &str, fields: &[(String, String)]) -> String {
    let mut sorted: Vec<_> = fields.iter().collect();
    sorted.sort();
    sorted.dedup();
    let mut mac = Hmac::<Sha1>::new_from_slice(token.as_bytes()).unwrap();
    mac.update(url.as_bytes());
    for (name, value) in sorted {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}

fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

/// The fields of a text to the line, beside the account.
pub fn text_fields<'a>(sid: &'a str, from: &'a str, body: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("MessageSid", sid),
        ("SmsStatus", "received"),
        ("From", from),
        ("To", LINE),
        ("Body", body),
        ("NumMedia", "0"),
    ]
}

impl Webhook {
    /// Sends it.
    pub async fn post(&self, desk: &Desk) -> Answer {
        let mut request = desk.http.post(&self.url).form(&self.fields);
        if let Some(token) = &self.token {
            let signature = sign(token, &self.signed_url, &self.fields);
            request = request.header("X-Twilio-Signature", signature);
        }
        let answer = request.send().await.unwrap();
        Answer {
            status: answer.status().as_u16(),
            body: answer.text().await.unwrap(),
        }
    }

    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(of, _)| of != name);
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn unsigned(mut self) -> Self {
        self.token = None;
        self
    }
}

impl Desk {
    /// A webhook to this path below the public URL, signed by the account.
    pub fn webhook(&self, path: &str, pairs: &[(&str, &str)]) -> Webhook {
        let mut fields = fields(pairs);
        fields.push((
            "AccountSid".to_owned(),
            self.carrier.account_sid().to_owned(),
        ));
        Webhook {
            signed_url: format!("{}{path}", self.public_url),
            url: self.url(path),
            fields,
            token: Some(self.carrier.auth_token().to_owned()),
        }
    }

    /// A delivery receipt for a text that we sent, to where the text asked for it.
    pub fn receipt(&self, text: &Message, status: &str, code: Option<u32>) -> Webhook {
        let url = text.status_callback.as_deref().unwrap();
        let path = url.strip_prefix(&self.public_url).unwrap();
        let fields = [
            ("MessageSid", text.sid.as_str()),
            ("MessageStatus", status),
            ("From", &text.from),
            ("To", &text.to),
        ];
        let receipt = self.webhook(path, &fields);
        match code {
            Some(code) => receipt.set("ErrorCode", &code.to_string()),
            None => receipt,
        }
    }

    /// A call whose webhooks are played by hand. The carrier has never heard of it.
    pub fn raw_call(&self, number: u32) -> RawCall<'_> {
        RawCall {
            desk: self,
            sid: format!("CA{number:032x}"),
            from: CALLER.to_owned(),
        }
    }
}

/// A call that only its webhooks tell of.
pub struct RawCall<'a> {
    desk: &'a Desk,
    pub sid: String,
    pub from: String,
}

impl RawCall<'_> {
    fn of_caller(&self, path: &str, status: &str) -> Webhook {
        let fields = [
            ("CallSid", self.sid.as_str()),
            ("From", &self.from),
            ("To", LINE),
            ("Direction", "inbound"),
            ("CallStatus", status),
            ("StirVerstat", "TN-Validation-Passed-A"),
        ];
        self.desk.webhook(path, &fields)
    }

    fn of_phone(&self, path: &str) -> Webhook {
        let leg = format!("CB{}", &self.sid[2..]);
        let query = format!("?call={}&phone=%2B{}", self.sid, &OWNER[1..]);
        let fields = [
            ("CallSid", leg.as_str()),
            ("ParentCallSid", &self.sid),
            ("From", &self.from),
            ("To", OWNER),
            ("Direction", "outbound-dial"),
            ("CallStatus", "in-progress"),
        ];
        self.desk.webhook(&format!("{path}{query}"), &fields)
    }

    pub fn arrives(&self) -> Webhook {
        self.of_caller("/twilio/voice", "ringing")
    }

    pub fn picked_up(&self) -> Webhook {
        self.of_phone("/twilio/screen")
    }

    pub fn pressed(&self, digits: &str) -> Webhook {
        self.of_phone("/twilio/key").set("Digits", digits)
    }

    /// The dial action: how ringing ended, while the caller's leg stands like this.
    pub fn dialled(&self, dial: &str, bridged: bool, call: &str) -> Webhook {
        self.of_caller("/twilio/dial?round=1", call)
            .set("DialCallStatus", dial)
            .set("DialBridged", &bridged.to_string())
    }

    pub fn ended(&self, status: &str) -> Webhook {
        self.of_caller("/twilio/status", status)
            .set("CallbackSource", "call-progress-events")
            .set("CallDuration", "4")
    }
}
