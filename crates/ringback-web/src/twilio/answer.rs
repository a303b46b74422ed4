//! What the engine decided, as TwiML.

use std::sync::Arc;

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use ringback_carriers::twilio::reply::{self, RingOrder, RingPlan, Screening, Voicemail};
use ringback_carriers::twilio::urls::Urls;
use ringback_desk::calls::{RingRound, VoiceReply};
use ringback_desk::lines::{Acceptance, AfterMiss, Line};
use ringback_desk::phone::PhoneNumber;
use ringback_engine::CallAnswer;

/// How long the owner has to press the key. Shorter than a mailbox's greeting, which would
/// otherwise keep the caller waiting.
const KEY_SECONDS: u32 = 8;
/// The longest voicemail.
const VOICEMAIL_SECONDS_MAX: u32 = 180;
/// Silence that ends a voicemail.
const VOICEMAIL_SILENCE_SECONDS: u32 = 5;

/// The leg that asked.
pub(super) struct Leg {
    pub line: Arc<Line>,
    pub call: String,
    /// The owner's phone, on a leg to one.
    pub phone: Option<PhoneNumber>,
}

/// The document for a call's leg.
pub(super) fn to_call(urls: &Urls, leg: &Leg, answer: &CallAnswer) -> Response {
    twiml(match &answer.reply {
        VoiceReply::Ring(round) => ring(urls, leg, round, answer.caller),
        VoiceReply::AfterMiss => after_miss(urls, &leg.line, answer.texted),
        VoiceReply::Screen => screen(urls, leg, answer.caller),
        VoiceReply::Connect => reply::bridge(),
        VoiceReply::HangUp => reply::hang_up(),
        VoiceReply::Nothing => reply::empty(),
    })
}

pub(super) fn hang_up() -> Response {
    twiml(reply::hang_up())
}

pub(super) fn empty() -> Response {
    twiml(reply::empty())
}

fn twiml(document: String) -> Response {
    ([(CONTENT_TYPE, reply::CONTENT_TYPE)], document).into_response()
}

fn ring(urls: &Urls, leg: &Leg, round: &RingRound, caller: Option<PhoneNumber>) -> String {
    let line = &leg.line;
    let screened = round.acceptance != Acceptance::None;
    reply::ring(&RingPlan {
        phones: round.phones.iter().map(ToString::to_string).collect(),
        order: RingOrder::AtOnce,
        dial_timeout_seconds: Line::dial_timeout_seconds(round.ring_seconds),
        // A withheld or malformed caller id can make the leg fail (error 13214).
        caller_id: caller.is_none().then(|| line.number.to_string()),
        action_url: urls.dial(round.round),
        screen_url: screened.then(|| urls.screen(&leg.call)),
        leg_status_url: (!screened).then(|| urls.leg(&leg.call)),
        machine_detection: round.acceptance == Acceptance::Machine,
    })
}

fn screen(urls: &Urls, leg: &Leg, caller: Option<PhoneNumber>) -> String {
    let line = &leg.line;
    let caller = caller.map_or_else(
        || "a withheld number".to_owned(),
        |number| reply::spoken_number(&number.display_for(line.region)),
    );
    let phone = leg.phone.map(|phone| phone.to_string()).unwrap_or_default();
    reply::screen(&Screening {
        company: line.company.clone(),
        caller,
        action_url: urls.key(&leg.call, &phone),
        wait_seconds: KEY_SECONDS,
    })
}

fn after_miss(urls: &Urls, line: &Line, texted: bool) -> String {
    let texted = if texted {
        " We have just sent you a text, so you can also reply there."
    } else {
        ""
    };
    let company = &line.company;
    match line.after_miss {
        AfterMiss::Voicemail => reply::message_and_voicemail(&Voicemail {
            message: format!(
                "Sorry, nobody at {company} can take your call right now.{texted} Please leave a \
                 message after the tone."
            ),
            max_seconds: VOICEMAIL_SECONDS_MAX,
            silence_seconds: VOICEMAIL_SILENCE_SECONDS,
            action_url: urls.recorded(),
            recording_status_url: urls.recording(),
        }),
        AfterMiss::Message => reply::message_only(&format!(
            "Sorry, nobody at {company} can take your call right now.{texted} Goodbye."
        )),
        AfterMiss::HangUp => reply::hang_up(),
    }
}
