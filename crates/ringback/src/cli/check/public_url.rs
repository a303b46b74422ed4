//! What `ringback check` says of the way in: the public URL, its certificate, and the proxy.

use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_https::{Acme, Facts, ProbeFault, Roots, Source, probe};
use url::Url;

use super::{Report, now};
use crate::config::Settings;

/// How long the public URL may take to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);
/// A certificate that ends sooner should have been renewed.
const SOON: Duration = Duration::from_hours(7 * 24);
/// One whose whole life is shorter ends soon all its life.
const SHORT_LIFE: Duration = Duration::from_hours(20 * 24);

pub(super) async fn check(settings: &Settings, report: &mut Report) {
    let url = &settings.configured.public_url;
    let source = settings.https.source.as_ref();
    match source {
        Some(Source::Acme(acme)) => of_authority(acme, report),
        Some(Source::Files(files)) => match files.read() {
            Ok(pair) => of_disk(&pair.facts, url.host(), report),
            Err(fault) => report.fault("certificate", &fault.to_string()),
        },
        None if url.is_https() => proxy(settings, report),
        None => report.note(
            "public URL",
            "is not https: callers' texts would cross the net in the clear. With a host name that \
             points here, set acme = \"ring.example.com\" and Ringback fetches its certificate; \
             or put Caddy or nginx before it (docs/https.md)",
        ),
    }
    if url.is_https() {
        of_handshake(settings, report).await;
    }
    reaches(settings, report).await;
}

fn proxy(settings: &Settings, report: &Report) {
    if settings.https.proxies.is_empty() {
        report.note(
            "proxy",
            "none is trusted, so that everybody behind it counts as one address at the login: set \
             trusted_proxies to its address (127.0.0.1 where it runs on this machine)",
        );
    }
}

/// The certificate that was fetched, or why there is none.
fn of_authority(acme: &Acme, report: &mut Report) {
    let folder = acme.look_into_folder();
    match folder.pair() {
        Ok(Some(pair)) => of_disk(&pair.facts, &acme.domain, report),
        Ok(None) => {
            let words = "there is none yet: `ringback serve` fetches it, and needs port 443 open";
            report.fault("certificate", words);
        }
        Err(fault) => report.fault("certificate", &fault.to_string()),
    }
    if let Some(fault) = folder.last_fault() {
        let since = folder.failing_since();
        let days = since.map_or(0, |since| now().since(since).as_secs() / 86_400);
        let words = match days {
            0 => format!("the last attempt failed: {fault}"),
            1 => format!("attempts fail for a day: {fault}"),
            days => format!("attempts fail for {days} days: {fault}"),
        };
        report.fault("certificate", &words);
    }
}

fn of_disk(facts: &Facts, host: &str, report: &mut Report) {
    if !facts.covers(host) {
        let names = facts.names.join(", ");
        return report.fault("certificate", &format!("is for {names}, not for {host}"));
    }
    lasts("certificate", facts, now(), report);
}

/// How long it is valid still.
fn lasts(name: &str, facts: &Facts, at: Instant, report: &mut Report) {
    let until: String = facts.ends_at.to_rfc3339().chars().take(10).collect();
    let left = facts.ends_at.since(at);
    let days = left.as_secs() / 86_400;
    let words = format!(
        "for {}, issued by {}, valid until {until} ({days} days)",
        facts.names.join(", "),
        facts.issuer
    );
    if left.is_zero() {
        report.fault(name, &format!("expired on {until}: it was not renewed"));
    } else if left < SOON && facts.ends_at.since(facts.begins_at) > SHORT_LIFE {
        report.note(
            name,
            &format!("{words}: it should have been renewed by now"),
        );
    } else {
        report.good(name, &words);
    }
}

/// What a browser and the carrier are shown.
async fn of_handshake(settings: &Settings, report: &mut Report) {
    let url = &settings.configured.public_url;
    let parsed = Url::parse(url.as_str()).ok();
    let port = parsed.and_then(|url| url.port_or_known_default());
    let host = url.host();
    let is_own = settings.https.source.is_some();
    match probe(host, port.unwrap_or(443), &roots(settings)).await {
        Ok(found) => match found.objection {
            None => lasts("HTTPS", &found.facts, now(), report),
            Some(objection) => {
                let words = format!("the certificate at {host} is not accepted: {objection}");
                report.fault("HTTPS", &words);
            }
        },
        Err(fault) => report.fault("HTTPS", &format!("{fault}: {}", way_out(&fault, is_own))),
    }
}

fn way_out(fault: &ProbeFault, is_own: bool) -> &'static str {
    match (fault, is_own) {
        (ProbeFault::NoAddress(_), _) => "create an A record (or AAAA) that points to this machine",
        (ProbeFault::NoConnection(..), true) => {
            "is `ringback serve` running, and the port open in the firewall and forwarded here? \
             Some routers let nobody in from inside: try from a phone without Wi-Fi"
        }
        (ProbeFault::NoConnection(..), false) => {
            "is the proxy running, and the port open? Without a proxy, set acme to this host name"
        }
        (ProbeFault::NoTls(..), true) => {
            "the certificate is not there yet, or another program has that port"
        }
        (ProbeFault::NoTls(..), false) => {
            "give the proxy a certificate, or do without one and set acme to this host name"
        }
        (ProbeFault::Roots(_), _) => "install the system's certificates (ca-certificates)",
    }
}

/// A private authority is accepted where it is the configured one.
fn roots(settings: &Settings) -> Roots {
    match &settings.https.source {
        Some(Source::Acme(Acme {
            root: Some(root), ..
        })) => Roots::Only(root.clone()),
        _ => Roots::System,
    }
}

async fn reaches(settings: &Settings, report: &mut Report) {
    let url = &settings.configured.public_url;
    let client = match client(&roots(settings)) {
        Ok(client) => client,
        Err(fault) => return report.fault("public URL", &fault.to_string()),
    };
    let running = if settings.https.source.is_some() {
        "is `ringback serve` running?"
    } else {
        "is `ringback serve` running, and the proxy?"
    };
    match client.get(url.join("/healthz")).send().await {
        Ok(answer) if answer.status().is_success() => {
            let words = format!("{} reaches this server", url.as_str());
            report.good("public URL", &words);
        }
        Ok(answer) => report.fault(
            "public URL",
            &format!(
                "{} answers {}: point the proxy at {} (is `ringback serve` running?)",
                url.as_str(),
                answer.status().as_u16(),
                settings.listen
            ),
        ),
        Err(_) => {
            let words = format!("{} cannot be reached: {running}", url.as_str());
            report.fault("public URL", &words);
        }
    }
}

fn client(roots: &Roots) -> reqwest::Result<reqwest::Client> {
    let builder = reqwest::Client::builder().timeout(ANSWER_WITHIN);
    match roots {
        Roots::System => builder.build(),
        Roots::Only(pem) => builder
            .tls_certs_only(reqwest::Certificate::from_pem_bundle(pem)?)
            .build(),
    }
}
