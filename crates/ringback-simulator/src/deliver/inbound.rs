//! Texts from outside: to a phone they are just shown, to a line they are announced.

use super::keywords::Keyword;
use super::outbound::{Outbound, send, show};
use super::segments::segments;
use crate::core::{Shared, now_ms};
use crate::event::SimEvent;
use crate::sid;
use crate::twiml::{self, Document, Place, Reply, Verb};
use crate::webhook::{self, Fault, Link, Request, WebhookKind, message_fields};
use crate::world::{Alert, Media, Message, MessageStatus, ScreenText, StoredMedia};

/// A text from a phone.
pub(crate) struct Arriving {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) body: String,
    pub(crate) media: Vec<Media>,
}

/// Takes a text and returns its id; a line's webhook is asked in the background.
pub(crate) fn arrive(core: &Shared, text: Arriving) -> String {
    let message = store(core, text);
    core.tell(SimEvent::TextWritten {
        message: message.sid.clone(),
        from: message.from.clone(),
        to: message.to.clone(),
        body: message.body.clone(),
    });
    let sid = message.sid.clone();
    if !core.world().lines.contains_key(&message.to) {
        show(core, &message);
        return sid;
    }
    act_on_keyword(core, &message);
    let announcing = core.clone();
    core.spawn(async move {
        announce(&announcing, &message).await;
    });
    sid
}

fn store(core: &Shared, text: Arriving) -> Message {
    let sid = sid::fresh(if text.media.is_empty() { "SM" } else { "MM" });
    let at_ms = now_ms();
    let mut world = core.world();
    let mut media = Vec::new();
    for file in text.media {
        let id = sid::fresh("ME");
        let stored = StoredMedia {
            message: sid.clone(),
            created_ms: at_ms,
            media: file,
        };
        world.media.insert(id.clone(), stored);
        media.push(id);
    }
    let message = Message {
        sid,
        from: text.from,
        to: text.to,
        segments: segments(&text.body),
        body: text.body,
        status: MessageStatus::Received,
        direction: "inbound",
        media_urls: Vec::new(),
        media,
        error_code: None,
        status_callback: None,
        validity_seconds: 36_000,
        created_ms: at_ms,
        updated_ms: at_ms,
        sent_ms: Some(at_ms),
    };
    let screen = world.screens.entry(message.from.clone()).or_default();
    screen.push(ScreenText {
        outgoing: true,
        with: message.to.clone(),
        body: message.body.clone(),
        media: message.media.clone(),
        message: message.sid.clone(),
        at_ms,
    });
    // Texts between two phones are none of the account's.
    let line = world.lines.get(&message.to);
    if line.is_some_and(|line| !line.drops_texts()) {
        world.messages.add(message.clone());
    }
    message
}

/// STOP, START and HELP are answered by Twilio itself, and go to the webhook all the same.
fn act_on_keyword(core: &Shared, message: &Message) {
    let Some(keyword) = Keyword::of(&message.body) else {
        return;
    };
    let pair = (message.to.clone(), message.from.clone());
    let changed = match keyword {
        Keyword::Stop => core.world().opt_outs.insert(pair),
        Keyword::Start => core.world().opt_outs.remove(&pair),
        Keyword::Help => true,
    };
    // A YES from somebody who never said STOP is just an answer.
    if keyword == Keyword::Start && !changed {
        return;
    }
    if keyword != Keyword::Help && changed {
        core.tell(SimEvent::OptOut {
            line: message.to.clone(),
            phone: message.from.clone(),
            blocked: keyword == Keyword::Stop,
        });
    }
    send(core, answer(&message.to, &message.from, keyword.answer()));
}

fn answer(line: &str, phone: &str, body: &str) -> Outbound {
    Outbound {
        from: line.to_owned(),
        to: phone.to_owned(),
        body: body.to_owned(),
        media_urls: Vec::new(),
        status_callback: None,
        validity_seconds: 36_000,
        direction: "outbound-reply",
    }
}

/// Asks the line's webhook, then its fallback, then nobody: an inbound text is not redelivered.
async fn announce(core: &Shared, message: &Message) {
    let (link, fallback) = {
        let world = core.world();
        let Some(line) = world.lines.get(&message.to) else {
            return;
        };
        let Some((url, method)) = line.texts_go_to() else {
            return;
        };
        (Link { url, method }, line.sms_fallback_url.clone())
    };
    let form = message_fields(&core.config.account_sid, message, &files(core, message));
    let asked = link.url.clone();
    let mut request = Request::new(WebhookKind::Message, message.sid.as_str(), link, form);
    let Err(fault) = ask(core, message, &request).await else {
        return;
    };
    if fault.was_lost() {
        return;
    }
    complain(core, message, &asked, &fault);
    let Some(fallback) = fallback else { return };
    request.form.push("ErrorCode", fault.code.to_string());
    request.form.push("ErrorUrl", asked);
    request.kind = WebhookKind::MessageFallback;
    request.link = Link::post(fallback);
    if let Err(fault) = ask(core, message, &request).await {
        complain(core, message, &request.link.url, &fault);
    }
}

/// Addresses and types of a text's media.
fn files(core: &Shared, message: &Message) -> Vec<(String, String)> {
    let world = core.world();
    let found = message
        .media
        .iter()
        .filter_map(|id| Some((id, world.media.get(id)?)));
    found
        .map(|(id, file)| {
            (
                media_url(core, message, id),
                file.media.content_type.clone(),
            )
        })
        .collect()
}

/// Asks one address and does what its document says.
async fn ask(core: &Shared, message: &Message, request: &Request) -> Result<(), Fault> {
    let answer = webhook::ask(core, request).await?;
    if answer.body.is_empty() {
        // No content is taken for "no reply".
        return Ok(());
    }
    let (document, faults) = twiml::read(&answer, Place::Text)?;
    for fault in &faults {
        complain(core, message, &request.link.url, fault);
    }
    reply(core, message, document);
    Ok(())
}

fn reply(core: &Shared, message: &Message, document: Document) {
    for verb in document.verbs {
        let Verb::Reply(Reply {
            to,
            from,
            body,
            media,
            status_callback,
        }) = verb
        else {
            continue;
        };
        let text = Outbound {
            media_urls: media,
            status_callback,
            ..answer(
                &from.unwrap_or_else(|| message.to.clone()),
                &to.unwrap_or_else(|| message.from.clone()),
                &body,
            )
        };
        send(core, text);
    }
}

fn complain(core: &Shared, message: &Message, url: &str, fault: &Fault) {
    core.alert(Alert {
        code: fault.code,
        message: fault.message.clone(),
        about: message.sid.clone(),
        url: Some(url.to_owned()),
    });
}

fn media_url(core: &Shared, message: &Message, media: &str) -> String {
    let (base, account) = (&core.base_url, &core.config.account_sid);
    format!(
        "{base}/2010-04-01/Accounts/{account}/Messages/{}/Media/{media}",
        message.sid
    )
}
