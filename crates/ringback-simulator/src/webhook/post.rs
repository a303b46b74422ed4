//! Posting a webhook: signed, within its limits, tried again where Twilio does, and broken where a
//! test asks for it.

use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::client::{Outgoing, RawAnswer, Unanswered};
use super::overrides::{self, Overrides};
use super::request::{Answer, Fault, Request};
use super::sign::signature;
use crate::core::Shared;
use crate::event::SimEvent;
use crate::fault::{WebhookFault, random_delay};
use crate::form::Form;
use crate::world::Alert;

/// Keeps status callbacks of one call or message in order: each waits for the one before it.
#[derive(Default)]
pub(crate) struct Lane(Option<oneshot::Receiver<()>>);

/// Posts a webhook whose answer decides what happens next.
pub(crate) async fn ask(core: &Shared, request: &Request) -> Result<Answer, Fault> {
    match core.faults.for_webhook(request.kind) {
        Some(WebhookFault::Lose) => {
            core.tell(SimEvent::WebhookLost {
                kind: request.kind,
                about: request.about.clone(),
            });
            return Err(Fault::lost());
        }
        Some(WebhookFault::Duplicate) => {
            let (again, twin) = (core.clone(), request.clone());
            core.spawn(async move {
                let _ = deliver(&again, &twin).await;
            });
        }
        Some(WebhookFault::Late { milliseconds }) => {
            tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        }
        Some(WebhookFault::Shuffle { milliseconds_max }) => {
            tokio::time::sleep(random_delay(milliseconds_max)).await;
        }
        None => {}
    }
    deliver(core, request).await
}

/// Posts a webhook that only tells: in the background, after the lane's earlier ones.
pub(crate) fn notify(core: &Shared, lane: &mut Lane, request: Request) {
    match core.faults.for_webhook(request.kind) {
        Some(WebhookFault::Lose) => {
            core.tell(SimEvent::WebhookLost {
                kind: request.kind,
                about: request.about,
            });
        }
        Some(WebhookFault::Duplicate) => {
            in_order(core, lane, request.clone());
            in_order(core, lane, request);
        }
        Some(WebhookFault::Late { milliseconds }) => {
            out_of_order(core, Duration::from_millis(milliseconds), request);
        }
        Some(WebhookFault::Shuffle { milliseconds_max }) => {
            out_of_order(core, random_delay(milliseconds_max), request);
        }
        None => in_order(core, lane, request),
    }
}

fn in_order(core: &Shared, lane: &mut Lane, request: Request) {
    let (done, next) = oneshot::channel();
    let before = lane.0.replace(next);
    let posting = core.clone();
    core.spawn(async move {
        if let Some(before) = before {
            let _ = before.await;
        }
        told(&posting, &request).await;
        let _ = done.send(());
    });
}

fn out_of_order(core: &Shared, delay: Duration, request: Request) {
    let posting = core.clone();
    core.spawn(async move {
        tokio::time::sleep(delay).await;
        told(&posting, &request).await;
    });
}

/// Posts, and leaves an alert when it was not taken.
async fn told(core: &Shared, request: &Request) {
    if let Err(fault) = deliver(core, request).await {
        core.alert(Alert {
            code: fault.code,
            message: fault.message,
            about: request.about.clone(),
            url: Some(request.link.url.clone()),
        });
    }
}

/// Tries until there is an answer or nothing left to try.
async fn deliver(core: &Shared, request: &Request) -> Result<Answer, Fault> {
    let (url, overrides) = overrides::read(&request.link.url, core.config.webhook_limits);
    let started = Instant::now();
    let mut attempt = 1;
    loop {
        let left = overrides.total.saturating_sub(started.elapsed());
        let limit = overrides.answer.min(left);
        let result = follow(core, request, url, limit, attempt).await;
        let again = attempt <= overrides.retries
            && started.elapsed() < overrides.total
            && wants_another_try(&result, &overrides);
        if !again {
            return judge(result);
        }
        attempt += 1;
    }
}

/// One try, along redirects (a redirected POST goes on as GET, but for 307 and 308).
async fn follow(
    core: &Shared,
    request: &Request,
    url: &str,
    limit: Duration,
    attempt: u32,
) -> Result<(RawAnswer, String), Unanswered> {
    let mut url = url.to_owned();
    let mut method = request.link.method.clone();
    for _ in 0..10 {
        let answer = once(core, request, &method, &url, limit, attempt).await?;
        let target = answer
            .location
            .as_deref()
            .filter(|_| (300..400).contains(&answer.status));
        let Some(target) = target else {
            return Ok((answer, url));
        };
        let base = url::Url::parse(&url).map_err(|error| Unanswered::BadUrl(error.to_string()))?;
        url = base
            .join(target)
            .map_err(|error| Unanswered::BadUrl(error.to_string()))?
            .into();
        if !matches!(answer.status, 307 | 308) {
            method = "GET".into();
        }
    }
    Err(Unanswered::Broken("too many redirects".into()))
}

async fn once(
    core: &Shared,
    request: &Request,
    method: &str,
    url: &str,
    limit: Duration,
    attempt: u32,
) -> Result<RawAnswer, Unanswered> {
    let posts = method == "POST";
    let asked = if posts {
        url.to_owned()
    } else {
        with_query(url, &request.form)
    };
    let signature = signature(
        &core.config.auth_token,
        &asked,
        posts.then_some(&request.form),
    );
    let started = Instant::now();
    let out = Outgoing {
        method,
        url: &asked,
        form: &request.form,
        signature: &signature,
        token: &request.token,
        limit,
    };
    let result = {
        let _brake = core.clock.brake();
        core.webhooks.send(&out).await
    };
    core.tell(SimEvent::WebhookPosted {
        kind: request.kind,
        about: request.about.clone(),
        url: url.to_owned(),
        status: result.as_ref().ok().map(|answer| answer.status),
        milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        attempt,
    });
    result
}

fn with_query(url: &str, form: &Form) -> String {
    let glue = if url.contains('?') { '&' } else { '?' };
    format!("{url}{glue}{}", form.encode())
}

fn wants_another_try(
    result: &Result<(RawAnswer, String), Unanswered>,
    overrides: &Overrides,
) -> bool {
    let on = overrides.retry_on;
    match result {
        Ok((answer, _)) if (400..500).contains(&answer.status) => on.client_errors,
        Ok((answer, _)) if answer.status >= 500 => on.server_errors,
        Ok(_) => false,
        Err(Unanswered::NotConnected(_)) => on.connect,
        Err(Unanswered::TimedOut) => on.answer,
        Err(_) => false,
    }
}

fn judge(result: Result<(RawAnswer, String), Unanswered>) -> Result<Answer, Fault> {
    let (answer, url) = result.map_err(|unanswered| match unanswered {
        Unanswered::NotConnected(why) => Fault {
            code: 11205,
            message: why,
        },
        Unanswered::TimedOut => Fault {
            code: 11200,
            message: "no answer in time".into(),
        },
        Unanswered::TooLarge => Fault {
            code: 11750,
            message: "TwiML response body too large (64 kB)".into(),
        },
        Unanswered::Broken(why) => Fault {
            code: 11206,
            message: why,
        },
        Unanswered::BadUrl(why) => Fault {
            code: 11100,
            message: why,
        },
    })?;
    if !(200..300).contains(&answer.status) {
        let message = format!("Got HTTP {} response", answer.status);
        return Err(Fault {
            code: 11200,
            message,
        });
    }
    tracing::trace!(took = ?answer.took, url, "webhook answered");
    Ok(Answer {
        content_type: answer.content_type,
        body: answer.body,
        url,
    })
}
