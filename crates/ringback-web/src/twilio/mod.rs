//! Twilio's webhooks: verified, parsed, handed to the engine, answered after the commit.

mod answer;
mod calls;
mod line;
mod texts;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{OriginalUri, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use ringback_carriers::twilio::parse::{ParseError, WebhookRequest, decode_form, parse};
use ringback_carriers::twilio::signature::{self, SIGNATURE_HEADER, SignatureFault, Signed};
use ringback_desk::carrier_event::{CarrierEvent, CarrierWebhook};
use ringback_engine::{Account, Directory, Refusal};
use ringback_store::StoreError;
use secrecy::SecretString;

use crate::WebState;
use line::Ours;

/// Why a webhook was not taken.
#[derive(Debug, thiserror::Error)]
enum Rejection {
    /// Unsigned or forged.
    #[error("{0}")]
    Signature(#[from] SignatureFault),
    /// Signed, and not understood.
    #[error("{0}")]
    Parse(#[from] ParseError),
    /// Signed, and not ours.
    #[error("{0}")]
    NotOurs(#[from] Refusal),
    /// Not stored: the carrier is to come again.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// More webhooks at once than can be borne.
    #[error("too many webhooks at once; come again in a moment")]
    Shed,
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::Signature(_) => StatusCode::FORBIDDEN,
            Self::Parse(ParseError::Missing(_)) => StatusCode::BAD_REQUEST,
            // Something that we have no use for yet is no fault of the carrier's.
            Self::Parse(ParseError::NotHandled(_)) => {
                return StatusCode::NO_CONTENT.into_response();
            }
            Self::NotOurs(_) => StatusCode::NOT_FOUND,
            Self::Store(_) | Self::Shed => StatusCode::SERVICE_UNAVAILABLE,
        };
        metrics::counter!("ringback_webhooks_refused_total", "status" => status.as_str().to_owned())
            .increment(1);
        tracing::warn!(status = status.as_u16(), why = %self, "a webhook was turned away");
        let mut response = (status, format!("{self}\n")).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response
                .headers_mut()
                .insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}

/// Any request below `/twilio/`.
pub(crate) async fn webhook(
    State(state): State<WebState>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    receive(&state, &uri, &headers, &body).await
}

/// Any request below `/twilio/`, whoever serves it.
pub async fn receive(state: &WebState, uri: &Uri, headers: &HeaderMap, body: &Bytes) -> Response {
    let began = std::time::Instant::now();
    let answered = match state.webhooks().try_acquire() {
        Ok(_permit) => take(state, uri, headers, body).await,
        Err(_) => Err(Rejection::Shed),
    };
    metrics::histogram!("ringback_webhook_seconds").record(began.elapsed().as_secs_f64());
    answered.unwrap_or_else(IntoResponse::into_response)
}

async fn take(
    state: &WebState,
    uri: &Uri,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Response, Rejection> {
    let directory = state.engine().directory();
    let (webhook, signers) = verified(state, &directory, uri, headers, body)?;
    let ours = Ours::of(state, &directory, &webhook.account, &signers)?;
    match webhook.event {
        CarrierEvent::TextReceived(text) => texts::received(&ours, text).await,
        CarrierEvent::TextStatusChanged(changed) => texts::status(&ours, changed).await,
        CarrierEvent::RecordingReady(recording) => calls::recording(&ours, recording).await,
        CarrierEvent::VoicemailEnded(ended) => Ok(calls::voicemail_ended(&ours, ended).await),
        event => calls::fact(&ours, event).await,
    }
}

/// Nothing of a webhook is believed before its signature holds.
fn verified<'d>(
    state: &WebState,
    directory: &'d Directory,
    uri: &Uri,
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<(CarrierWebhook, Vec<&'d Arc<Account>>), Rejection> {
    let config = state.config();
    let path_and_query = uri.path_and_query().map_or("/", |path| path.as_str());
    let is_form = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .is_none_or(|kind| {
            kind.trim_start()
                .starts_with("application/x-www-form-urlencoded")
        });
    let mut form = if is_form {
        decode_form(body)
    } else {
        Vec::new()
    };
    let signed = if is_form {
        Signed::Form(&form)
    } else {
        Signed::Body(body)
    };
    let header = headers
        .get(SIGNATURE_HEADER)
        .and_then(|value| value.to_str().ok());
    let query = uri.query().unwrap_or_default();
    let claimed = claimed_account(&form, query);
    let signers = signers(directory, claimed.as_deref(), |tokens| {
        signature::verify(tokens, &config.public_url, path_and_query, signed, header)
    })?;
    if body.is_empty() {
        // A number may be set up to ask by GET: its fields are in the query then.
        form = decode_form(query.as_bytes());
    }
    let webhook = parse(&WebhookRequest {
        path: uri.path(),
        query,
        form: &form,
    })?;
    Ok((webhook, signers))
}

/// The account that a webhook says it comes from; believed only when that account's token signed.
fn claimed_account(form: &[(String, String)], query: &str) -> Option<String> {
    let in_query = || decode_form(query.as_bytes()).into_iter();
    let mut fields = form.iter().cloned().chain(in_query());
    fields.find_map(|(name, value)| (name == "AccountSid").then_some(value))
}

/// The accounts whose token signed: of several with one id, those that have the right one. What
/// names no account of ours is tried against one token, not against all, so that a flood of
/// forgeries costs no more with many businesses.
fn signers<'d>(
    directory: &'d Directory,
    claimed: Option<&str>,
    verify: impl Fn(&[SecretString]) -> Result<(), SignatureFault>,
) -> Result<Vec<&'d Arc<Account>>, SignatureFault> {
    let named = claimed.map_or(&[][..], |sid| directory.accounts_with(sid));
    let tried: Vec<_> = match named {
        [] => directory.accounts().take(1).collect(),
        _ => named.iter().collect(),
    };
    let mut fault = None;
    let mut signed = Vec::new();
    for account in tried {
        match verify(account.signing_tokens()) {
            Ok(()) => signed.push(account),
            Err(mismatch) => fault = Some(mismatch),
        }
    }
    if signed.is_empty() {
        fault.map_or_else(|| verify(&[]), Err)?;
    }
    Ok(signed)
}
