//! What a webhook is made of: where it goes, what it says, and what comes back.

use bytes::Bytes;

use super::WebhookKind;
use crate::form::Form;
use crate::sid;

/// An address and how it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) url: String,
    /// `GET` or `POST`.
    pub(crate) method: String,
}

impl Link {
    pub(crate) fn post(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            method: "POST".into(),
        }
    }

    /// The same, where the address is taken as relative to the document that it stands in.
    pub(crate) fn seen_from(&self, document_url: &str) -> Self {
        let joined = url::Url::parse(document_url).and_then(|base| base.join(&self.url));
        let url = joined.map_or_else(|_| self.url.clone(), String::from);
        Self {
            url,
            method: self.method.clone(),
        }
    }
}

/// One webhook to post.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    pub(crate) kind: WebhookKind,
    /// The call or message.
    pub(crate) about: String,
    /// A fragment of the address holds connection overrides.
    pub(crate) link: Link,
    pub(crate) form: Form,
    /// `I-Twilio-Idempotency-Token`: the same for every try.
    pub(crate) token: String,
}

impl Request {
    pub(crate) fn new(kind: WebhookKind, about: impl Into<String>, link: Link, form: Form) -> Self {
        Self {
            kind,
            about: about.into(),
            link,
            form,
            token: sid::fresh(""),
        }
    }
}

/// A 2xx answer.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
    /// The address that answered in the end, for relative addresses in the document.
    pub(crate) url: String,
}

/// Why there is no answer to go on with, with Twilio's code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) code: u32,
    pub(crate) message: String,
}

impl Fault {
    /// The webhook was lost because a test wanted it so: nobody is to blame and nobody is told.
    pub(crate) fn lost() -> Self {
        Self {
            code: 0,
            message: "lost on purpose".into(),
        }
    }

    pub(crate) fn was_lost(&self) -> bool {
        self.code == 0
    }
}
