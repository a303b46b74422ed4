//! A call, from the first ring to its end, as the documents that come back say
//! (<https://www.twilio.com/docs/voice/twiml>).

use std::sync::Arc;
use std::time::Duration;

use super::RemoteCall;
use super::webhook::{Answered, UnderWay, Webhook, send};
use crate::story::{CALLERS, Goes, LINES, owner_of};
use crate::world::{World, lock};

/// How often one document follows another before the carrier gives up.
const DOCUMENTS_MAX: u32 = 8;

/// One call under way.
struct Call {
    world: Arc<World>,
    sid: String,
    line: usize,
    from: String,
    goes: Goes,
}

/// How a document left the call.
enum Next {
    /// Another document says how it goes on.
    Document(String),
    /// It is over, with this word for the caller's leg.
    Over(&'static str),
}

/// Somebody calls.
pub(crate) async fn call(
    world: Arc<World>,
    id: u64,
    line: usize,
    caller: Option<usize>,
    goes: Goes,
) {
    let _under_way = UnderWay::begin(&world);
    let call = Call {
        sid: format!("CA{:032x}", u128::from(id) + 1),
        line,
        from: caller
            .map_or("+266696687", |caller| CALLERS[caller])
            .to_owned(),
        goes,
        world,
    };
    let remote = RemoteCall {
        from: call.from.clone(),
        status: "ringing",
        talked: false,
        is_known: false,
    };
    lock(&call.world.carrier)
        .calls
        .insert(call.sid.clone(), remote);
    call.run().await;
}

impl Call {
    async fn run(self) {
        let first = self
            .post("/twilio/voice", "ringing", Vec::new(), "call")
            .await;
        let mut next = first.map_or(Next::Over("failed"), |answer| Next::Document(answer.body));
        for _ in 0..DOCUMENTS_MAX {
            let Next::Document(document) = &next else {
                break;
            };
            next = self.follow(document).await;
        }
        let status = match next {
            Next::Over(status) => status,
            Next::Document(_) => "completed",
        };
        self.set_status(status);
        let ended = vec![
            ("CallbackSource", "call-progress-events".to_owned()),
            ("CallDuration", "30".to_owned()),
        ];
        self.post("/twilio/status", status, ended, "end of call")
            .await;
    }

    fn set_status(&self, status: &'static str) {
        if let Some(call) = lock(&self.world.carrier).calls.get_mut(&self.sid) {
            call.status = status;
        }
    }

    async fn follow(&self, document: &str) -> Next {
        if document.contains("<Dial") {
            return self.dial(document).await;
        }
        if document.contains("<Record") {
            self.set_status("in-progress");
            tokio::time::sleep(Duration::from_secs(9)).await;
            let Some(action) = attribute(document, "Record", "action") else {
                return Next::Over("completed");
            };
            let recorded = vec![
                (
                    "RecordingUrl",
                    format!("http://carrier.example/RE{}", &self.sid[2..]),
                ),
                ("RecordingSid", format!("RE{}", &self.sid[2..])),
                ("RecordingDuration", "0".to_owned()),
            ];
            let answer = self
                .post_to(action, "in-progress", recorded, "voicemail")
                .await;
            return answer.map_or(Next::Over("completed"), |answer| {
                Next::Document(answer.body)
            });
        }
        Next::Over("completed")
    }

    /// Rings the owner's phone.
    async fn dial(&self, document: &str) -> Next {
        let Some(action) = attribute(document, "Dial", "action") else {
            return Next::Over("completed");
        };
        let rings = Duration::from_secs(25);
        let screen = attribute(document, "Number", "url");
        let leg = attribute(document, "Number", "statusCallback");
        match self.goes {
            Goes::NoAnswer => {
                tokio::time::sleep(rings).await;
                self.dialled(action, "no-answer", false).await
            }
            Goes::Busy => {
                tokio::time::sleep(Duration::from_secs(2)).await;
                self.dialled(action, "busy", false).await
            }
            Goes::GivesUp {
                after,
                reports_dial,
            } => {
                tokio::time::sleep(after.min(rings)).await;
                if after >= rings {
                    return self.dialled(action, "no-answer", false).await;
                }
                self.set_status("no-answer");
                if reports_dial {
                    self.gone(action).await;
                }
                Next::Over("no-answer")
            }
            Goes::Mailbox => self.picked_up(action, screen, leg, None).await,
            Goes::Taken { talk } => self.picked_up(action, screen, leg, Some(talk)).await,
        }
    }

    /// The caller has left: the end of the ringing is reported, and the answer does not matter.
    async fn gone(&self, action: String) {
        let fields = vec![
            ("DialCallStatus", "canceled".to_owned()),
            ("DialBridged", "false".to_owned()),
        ];
        self.post_to(action, "no-answer", fields, "end of ringing")
            .await;
    }

    /// Somebody picks up: a person who takes the call, or a mailbox.
    async fn picked_up(
        &self,
        action: String,
        screen: Option<String>,
        leg: Option<String>,
        talk: Option<Duration>,
    ) -> Next {
        tokio::time::sleep(Duration::from_secs(6)).await;
        let mut is_connected = true;
        if let Some(url) = screen {
            is_connected = self.screened(url, talk.is_some()).await;
        } else if let Some(url) = leg {
            self.leg(url, "in-progress", Vec::new(), "pick-up").await;
        }
        if !is_connected {
            tokio::time::sleep(Duration::from_secs(1)).await;
            return self.dialled(action, "no-answer", false).await;
        }
        {
            let mut carrier = lock(&self.world.carrier);
            if let Some(call) = carrier.calls.get_mut(&self.sid) {
                call.status = "in-progress";
                call.talked = true;
            }
        }
        tokio::time::sleep(talk.unwrap_or(Duration::from_secs(20))).await;
        let fields = vec![
            ("DialCallStatus", "completed".to_owned()),
            ("DialCallDuration", "20".to_owned()),
            ("DialBridged", "true".to_owned()),
        ];
        let answer = self
            .post_to(action, "in-progress", fields, "end of talk")
            .await;
        answer.map_or(Next::Over("completed"), |answer| {
            Next::Document(answer.body)
        })
    }

    /// Asks whoever picked up to press the key; whether they are connected.
    async fn screened(&self, url: String, presses: bool) -> bool {
        let asked = self.leg(url, "in-progress", Vec::new(), "pick-up").await;
        let Some(answer) = asked else { return false };
        let Some(action) = attribute(&answer.body, "Gather", "action") else {
            return false;
        };
        tokio::time::sleep(Duration::from_secs(if presses { 3 } else { 8 })).await;
        let digits = if presses { "1" } else { "" };
        let fields = vec![("Digits", digits.to_owned())];
        let pressed = self.leg(action, "in-progress", fields, "key").await;
        pressed.is_some_and(|answer| !answer.body.contains("<Hangup"))
    }

    async fn dialled(&self, action: String, status: &str, bridged: bool) -> Next {
        let fields = vec![
            ("DialCallStatus", status.to_owned()),
            ("DialBridged", bridged.to_string()),
        ];
        let answer = self
            .post_to(action, "in-progress", fields, "end of ringing")
            .await;
        answer.map_or(Next::Over("completed"), |answer| {
            Next::Document(answer.body)
        })
    }

    /// A webhook on a leg to the owner's phone.
    async fn leg(
        &self,
        url: String,
        status: &str,
        more: Vec<(&'static str, String)>,
        what: &str,
    ) -> Option<Answered> {
        let mut fields = vec![
            ("CallSid", format!("CA{}f", &self.sid[3..])),
            ("ParentCallSid", self.sid.clone()),
            ("Direction", "outbound-dial".to_owned()),
            ("From", self.from.clone()),
            ("To", owner_of(self.line).to_owned()),
            ("CallStatus", status.to_owned()),
        ];
        fields.extend(more);
        self.send(url, fields, what).await
    }

    async fn post(
        &self,
        path: &str,
        status: &str,
        more: Vec<(&'static str, String)>,
        what: &str,
    ) -> Option<Answered> {
        self.post_to(format!("https://desk.example{path}"), status, more, what)
            .await
    }

    async fn post_to(
        &self,
        url: String,
        status: &str,
        more: Vec<(&'static str, String)>,
        what: &str,
    ) -> Option<Answered> {
        let mut fields = vec![
            ("CallSid", self.sid.clone()),
            ("Direction", "inbound".to_owned()),
            ("From", self.from.clone()),
            ("To", LINES[self.line].number.to_owned()),
            ("CallStatus", status.to_owned()),
        ];
        fields.extend(more);
        self.send(url, fields, what).await
    }

    async fn send(
        &self,
        url: String,
        fields: Vec<(&'static str, String)>,
        what: &str,
    ) -> Option<Answered> {
        let webhook = Webhook::of(LINES[self.line].business, url, fields);
        let what = format!("{what} of {} ({})", self.from, &self.sid[30..]);
        let answered = send(&self.world, webhook, &what).await;
        let taken = answered.filter(Answered::is_taken);
        if taken.is_some()
            && let Some(call) = lock(&self.world.carrier).calls.get_mut(&self.sid)
        {
            call.is_known = true;
        }
        taken
    }
}

/// The value of an attribute of the first element of that name.
fn attribute(document: &str, element: &str, name: &str) -> Option<String> {
    let from = document.find(&format!("<{element}"))?;
    let element = &document[from..];
    let element = &element[..element.find('>')?];
    let value = element.split(&format!(" {name}=\"")).nth(1)?;
    let value = value.split('"').next()?;
    Some(value.replace("&amp;", "&"))
}
