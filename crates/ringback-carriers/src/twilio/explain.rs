//! One recorded webhook in, what we make of it out: for `ringback explain webhook`.
//!
//! The URL is taken as given, as if it were the configured one, so that a webhook can be checked
//! without the server that it came to.

use ringback_desk::carrier_event::CarrierWebhook;
use secrecy::SecretString;
use serde::Serialize;
use serde_json::{Map, Value};

use super::parse::{WebhookRequest, decode_form, parse};
use super::signature::{SIGNATURE_HEADER, Signed, verify};
use crate::public_url::PublicUrl;

/// Present when the webhook was signed with a key of its own instead of the auth token.
const SETTINGS_HEADER: &str = "x-twilio-webhooks-signature-settings";

/// What we make of a webhook.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// As given.
    pub id: Value,
    /// Whether the signature holds.
    pub valid: bool,
    /// One sentence.
    pub reason: String,
    /// What it tells. Empty when it is not to be believed.
    pub events: Vec<CarrierWebhook>,
}

/// The field of the input that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the field `{field}` {fault}")]
pub struct ExplainError {
    /// Its name.
    pub field: &'static str,
    /// What is wrong with it.
    pub fault: &'static str,
}

/// Checks and reads one webhook.
///
/// Fields of `case`: `id`; `secret` (or `auth_token`; a list while it is rotated); `method`
/// (`POST` unless said); `url`, in full; `headers`, names in any case; `body`, raw. Instead of the
/// last two also `signature` and `params`, an object whose lists stand for repeated names.
///
/// # Errors
/// [`ExplainError`] names the field that is missing or of the wrong type.
pub fn explain(case: &Value) -> Result<Explanation, ExplainError> {
    let case = Case::read(case)?;
    let (verdict, reason) = case.check();
    let (reason, events) = match (verdict, case.events()) {
        (Verdict::Forged, _) => (reason, Vec::new()),
        (_, Ok(webhook)) => (reason, vec![webhook]),
        (_, Err(why)) => (format!("{reason}; {why}"), Vec::new()),
    };
    Ok(Explanation {
        id: case.id,
        valid: verdict == Verdict::Genuine,
        reason: sentence(&reason),
        events,
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Genuine,
    Forged,
    Unchecked,
}

struct Case {
    id: Value,
    tokens: Vec<SecretString>,
    base: PublicUrl,
    /// Path, query and whatever else stands behind the host.
    rest: String,
    signature: Option<String>,
    has_own_key: bool,
    content: Content,
}

enum Content {
    Form(Vec<(String, String)>),
    Body(Vec<u8>),
}

impl Case {
    fn read(case: &Value) -> Result<Self, ExplainError> {
        let case = case.as_object().ok_or(ExplainError {
            field: "case",
            fault: "is not an object",
        })?;
        let url = text(case, "url")?.ok_or(ExplainError {
            field: "url",
            fault: "is missing",
        })?;
        let (base, rest) = split_url(url)?;
        let headers = headers(case)?;
        let header = |name: &str| {
            headers
                .iter()
                .find_map(|(key, value)| (key == name).then_some(value.clone()))
        };
        Ok(Self {
            id: case.get("id").cloned().unwrap_or(Value::Null),
            tokens: tokens(case)?,
            content: content(case, &rest, header("content-type").as_deref())?,
            signature: text(case, "signature")?
                .map(str::to_owned)
                .or_else(|| header(SIGNATURE_HEADER)),
            has_own_key: header(SETTINGS_HEADER).is_some(),
            base,
            rest,
        })
    }

    fn check(&self) -> (Verdict, String) {
        if self.tokens.is_empty() {
            let reason = "no secret was given, so the signature was not checked";
            return (Verdict::Unchecked, reason.to_owned());
        }
        let signed = match &self.content {
            Content::Form(fields) => Signed::Form(fields),
            Content::Body(body) => Signed::Body(body),
        };
        match verify(
            &self.tokens,
            &self.base,
            &self.rest,
            signed,
            self.signature.as_deref(),
        ) {
            Ok(()) => (
                Verdict::Genuine,
                "the signature fits the secret, the URL and the content".to_owned(),
            ),
            Err(fault) if self.has_own_key => (
                Verdict::Forged,
                format!(
                    "{fault}; it was signed with a key of its own, and Ringback checks the auth token"
                ),
            ),
            Err(fault) => (Verdict::Forged, fault.to_string()),
        }
    }

    fn events(&self) -> Result<CarrierWebhook, String> {
        let (path, query) = self.rest.split_once('?').unwrap_or((&self.rest, ""));
        let form = match &self.content {
            Content::Form(fields) if fields.is_empty() => decode_form(query.as_bytes()),
            Content::Form(fields) => fields.clone(),
            Content::Body(_) => {
                return Err("nothing here handles bodies that are not forms".to_owned());
            }
        };
        parse(&WebhookRequest {
            path,
            query,
            form: &form,
        })
        .map_err(|why| why.to_string())
    }
}

fn split_url(url: &str) -> Result<(PublicUrl, String), ExplainError> {
    let not_full = ExplainError {
        field: "url",
        fault: "is not a full URL",
    };
    let whole = PublicUrl::split(url).ok_or_else(|| not_full.clone())?;
    let rest = whole.prefix().to_owned();
    let base = PublicUrl::split(&url[..url.len() - rest.len()]).ok_or(not_full)?;
    Ok((base, rest))
}

fn text<'a>(
    case: &'a Map<String, Value>,
    field: &'static str,
) -> Result<Option<&'a str>, ExplainError> {
    match case.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(ExplainError {
            field,
            fault: "is not a string",
        }),
    }
}

fn tokens(case: &Map<String, Value>) -> Result<Vec<SecretString>, ExplainError> {
    for field in ["secret", "auth_token"] {
        let fault = ExplainError {
            field,
            fault: "is not a string or a list of strings",
        };
        match case.get(field) {
            None | Some(Value::Null) => {}
            Some(Value::String(token)) => return Ok(vec![token.clone().into()]),
            Some(Value::Array(all)) => {
                let tokens = all
                    .iter()
                    .map(|token| token.as_str().map(SecretString::from))
                    .collect();
                return Option::<Vec<_>>::ok_or(tokens, fault);
            }
            Some(_) => return Err(fault),
        }
    }
    Ok(Vec::new())
}

/// Names in lower case; of a header that came several times the first value.
fn headers(case: &Map<String, Value>) -> Result<Vec<(String, String)>, ExplainError> {
    let fault = ExplainError {
        field: "headers",
        fault: "is not an object of strings",
    };
    match case.get("headers") {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::Object(headers)) => headers
            .iter()
            .map(|(name, value)| {
                let first = value.as_array().map_or(Some(value), |all| all.first());
                let value = first.and_then(Value::as_str).ok_or_else(|| fault.clone())?;
                Ok((name.to_ascii_lowercase(), value.to_owned()))
            })
            .collect(),
        Some(_) => Err(fault),
    }
}

fn content(
    case: &Map<String, Value>,
    rest: &str,
    content_type: Option<&str>,
) -> Result<Content, ExplainError> {
    if let Some(params) = params(case)? {
        return Ok(Content::Form(params));
    }
    let is_get = text(case, "method")?.is_some_and(|method| method.eq_ignore_ascii_case("GET"));
    let Some(body) = text(case, "body")?.filter(|_| !is_get) else {
        return Ok(Content::Form(Vec::new()));
    };
    let is_form = match content_type {
        Some(content_type) => {
            let essence = content_type.split(';').next().unwrap_or_default().trim();
            essence.eq_ignore_ascii_case("application/x-www-form-urlencoded")
        }
        None => !rest.contains("bodySHA256=") && !body.trim_start().starts_with(['{', '[']),
    };
    Ok(if is_form {
        Content::Form(decode_form(body.as_bytes()))
    } else {
        Content::Body(body.into())
    })
}

fn params(case: &Map<String, Value>) -> Result<Option<Vec<(String, String)>>, ExplainError> {
    let fault = ExplainError {
        field: "params",
        fault: "is not an object of strings and lists of strings",
    };
    let params = match case.get("params") {
        None | Some(Value::Null) => return Ok(None),
        Some(Value::Object(params)) => params,
        Some(_) => return Err(fault),
    };
    let mut fields = Vec::with_capacity(params.len());
    for (name, value) in params {
        let values = value
            .as_array()
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in values {
            let value = match value {
                Value::String(text) => text.clone(),
                Value::Number(_) | Value::Bool(_) => value.to_string(),
                _ => return Err(fault),
            };
            fields.push((name.clone(), value));
        }
    }
    Ok(Some(fields))
}

fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).chain(['.']).collect()
}
