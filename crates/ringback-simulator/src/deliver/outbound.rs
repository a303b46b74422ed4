//! From the queue to the phone: pace, validity, and the receipts on the way.

use std::time::Duration;

use super::segments::segments;
use crate::core::{Shared, now_ms};
use crate::event::SimEvent;
use crate::form::Form;
use crate::sid;
use crate::webhook::{self, Lane, Link, Request, WebhookKind};
use crate::world::{Message, MessageStatus, PhoneKind, ScreenText, World};

/// A text that a line is to send; already found acceptable.
#[derive(Debug, Clone)]
pub(crate) struct Outbound {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) body: String,
    pub(crate) media_urls: Vec<String>,
    pub(crate) status_callback: Option<String>,
    pub(crate) validity_seconds: u32,
    /// `outbound-api` or `outbound-reply`.
    pub(crate) direction: &'static str,
}

/// When a text leaves its line's queue, in simulated time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Departure {
    At(Duration),
    /// It expires first.
    Never {
        expires_at: Duration,
    },
}

/// Accepts a text: stores it and sends it on its way.
pub(crate) fn send(core: &Shared, text: Outbound) -> Message {
    let prefix = if text.media_urls.is_empty() {
        "SM"
    } else {
        "MM"
    };
    let at_ms = now_ms();
    let message = Message {
        sid: sid::fresh(prefix),
        segments: segments(&text.body),
        from: text.from,
        to: text.to,
        body: text.body,
        status: MessageStatus::Queued,
        direction: text.direction,
        media: Vec::new(),
        media_urls: text.media_urls,
        error_code: None,
        status_callback: text.status_callback,
        validity_seconds: text.validity_seconds,
        created_ms: at_ms,
        updated_ms: at_ms,
        sent_ms: None,
    };
    let departure = {
        let mut world = core.world();
        world.messages.add(message.clone());
        let delivers = core.config.delivery.enabled;
        delivers.then(|| departure(&mut world, &message, core.clock.now()))
    };
    tell(core, &message);
    if let Some(departure) = departure {
        let travelling = core.clone();
        let journey = message.clone();
        core.spawn(async move {
            travel(&travelling, journey, departure).await;
        });
    }
    message
}

/// Books the text's place in the line's queue. One that would expire there takes no place.
fn departure(world: &mut World, message: &Message, now: Duration) -> Departure {
    let Some(line) = world.lines.get_mut(&message.from) else {
        return Departure::At(now);
    };
    let at = line.queue_free_at.max(now);
    let expires_at = now + Duration::from_secs(message.validity_seconds.into());
    if at > expires_at {
        return Departure::Never { expires_at };
    }
    if line.segments_per_second > 0.0 {
        let takes = f64::from(message.segments) / line.segments_per_second;
        line.queue_free_at = at + Duration::try_from_secs_f64(takes).unwrap_or_default();
    }
    Departure::At(at)
}

async fn travel(core: &Shared, message: Message, departure: Departure) {
    let mut lane = Lane::default();
    let sid = message.sid.as_str();
    let delivery = core.config.delivery;
    match departure {
        Departure::At(at) => core.clock.sleep_until(at).await,
        Departure::Never { expires_at } => {
            core.clock.sleep_until(expires_at).await;
            advance(core, &mut lane, sid, MessageStatus::Failed, Some(30036));
            return;
        }
    }
    if delivery.reports_sending && !advance(core, &mut lane, sid, MessageStatus::Sending, None) {
        return;
    }
    core.clock.sleep(delivery.sent_after).await;
    let fate = fate(core, &message);
    if let Fate::Refused(code) = fate {
        advance(core, &mut lane, sid, MessageStatus::Failed, Some(code));
        return;
    }
    if !advance(core, &mut lane, sid, MessageStatus::Sent, None) {
        return;
    }
    core.clock.sleep(delivery.final_after).await;
    let arrives = matches!(fate, Fate::Delivered | Fate::Unreported);
    if arrives && core.world().messages.get(sid).is_some() {
        show(core, &message);
    }
    match fate {
        Fate::Delivered => advance(core, &mut lane, sid, MessageStatus::Delivered, None),
        Fate::Lost(code) => advance(core, &mut lane, sid, MessageStatus::Undelivered, Some(code)),
        Fate::Unreported | Fate::Refused(_) => false,
    };
}

/// What becomes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Delivered,
    /// It arrives, and nobody says so.
    Unreported,
    /// Undelivered, with Twilio's code.
    Lost(u32),
    /// Failed before it was sent, with Twilio's code.
    Refused(u32),
}

/// The fate of a text, by what its recipient and its line are.
fn fate(core: &Shared, message: &Message) -> Fate {
    let world = core.world();
    // Where Twilio checks at once, what was accepted before the STOP still leaves.
    if !core.config.delivery.refuses_opted_out && message.direction == "outbound-api" {
        let pair = (message.from.clone(), message.to.clone());
        if world.opt_outs.contains(&pair) {
            return Fate::Refused(21610);
        }
    }
    let line = world.lines.get(&message.from);
    if let Some(line) = line.filter(|line| !line.paperwork.is_registered()) {
        return Fate::Lost(if line.is_toll_free() { 30032 } else { 30034 });
    }
    match world.kind_of(&message.to, core.config.unknown_phones) {
        PhoneKind::Mobile | PhoneKind::Forbidden => Fate::Delivered,
        PhoneKind::NoReceipt => Fate::Unreported,
        PhoneKind::Landline => Fate::Lost(30006),
        PhoneKind::Dead => Fate::Lost(30005),
        PhoneKind::SwitchedOff => Fate::Lost(30003),
        PhoneKind::Filtered => Fate::Lost(30007),
        PhoneKind::Unregistered => Fate::Lost(30034),
        PhoneKind::Lossy => Fate::Lost(30410),
    }
}

/// Puts a text on its recipient's screen.
pub(super) fn show(core: &Shared, message: &Message) {
    let text = ScreenText {
        outgoing: false,
        with: message.from.clone(),
        body: message.body.clone(),
        media: message.media_urls.clone(),
        message: message.sid.clone(),
        at_ms: now_ms(),
    };
    core.world()
        .screens
        .entry(message.to.clone())
        .or_default()
        .push(text);
    core.tell(SimEvent::TextShown {
        message: message.sid.clone(),
        phone: message.to.clone(),
        from: message.from.clone(),
        body: message.body.clone(),
    });
}

/// Moves a text on and tells its status callback; `false` when it was taken back or forgotten.
fn advance(
    core: &Shared,
    lane: &mut Lane,
    sid: &str,
    status: MessageStatus,
    error_code: Option<u32>,
) -> bool {
    let message = {
        let mut world = core.world();
        let Some(message) = world.messages.get_mut(sid) else {
            return false;
        };
        if message.status.is_final() {
            return false;
        }
        message.status = status;
        message.error_code = error_code;
        message.updated_ms = now_ms();
        if status == MessageStatus::Sent {
            message.sent_ms = Some(message.updated_ms);
        }
        message.clone()
    };
    tell(core, &message);
    tell_callback(core, lane, &message);
    true
}

fn tell(core: &Shared, message: &Message) {
    if !core.events.is_watched() {
        return;
    }
    core.tell(SimEvent::MessageState {
        message: message.sid.clone(),
        from: message.from.clone(),
        to: message.to.clone(),
        status: message.status,
        error_code: message.error_code,
    });
}

/// Tells that the API has taken a text back.
pub(crate) fn canceled(core: &Shared, message: &Message) {
    tell(core, message);
    tell_callback(core, &mut Lane::default(), message);
}

/// Posts a text's state to its own callback, query and all.
fn tell_callback(core: &Shared, lane: &mut Lane, message: &Message) {
    let Some(url) = message.status_callback.clone() else {
        return;
    };
    let mut form = Form::default()
        .with("SmsSid", message.sid.as_str())
        .with("SmsStatus", message.status.word())
        .with("MessageStatus", message.status.word())
        .with("To", message.to.as_str())
        .with("MessageSid", message.sid.as_str())
        .with("AccountSid", core.config.account_sid.as_str())
        .with("From", message.from.as_str())
        .with("ApiVersion", "2010-04-01");
    if let Some(code) = message.error_code {
        form.push("ErrorCode", code.to_string());
    }
    if message.status == MessageStatus::Delivered {
        let done = jiff::Timestamp::now().strftime("%y%m%d%H%M").to_string();
        form.push("RawDlrDoneDate", done);
    }
    let (kind, about) = (WebhookKind::MessageStatus, message.sid.as_str());
    let request = Request::new(kind, about, Link::post(url), form);
    webhook::notify(core, lane, request);
}
