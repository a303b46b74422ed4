//! Whoever keeps the certificate: uses the one on the disk, renews it in time, and says in words
//! why it cannot.

use std::sync::Arc;
use std::time::Duration;

use instant_acme::{Account, CertificateIdentifier, NewAccount};
use ringback_desk::clock::Instant;

use super::client::Client;
use super::order::{Issued, order};
use super::refusal::{Kind, Method, Refusal};
use super::schedule::{Window, pause, renewal};
use super::{Acme, Folder};
use crate::shelf::Shelf;
use crate::{Pair, now};

/// A clock that was set, or a machine that slept, is noticed within this time.
const LOOK_EVERY: Duration = Duration::from_secs(3_600);
/// How often the authority is asked when it would like a renewal.
const ASK_WINDOW_EVERY: Duration = Duration::from_secs(8 * 3_600);

/// Keeps the certificate, for ever.
pub(crate) async fn keep(acme: Acme, folder: Folder, shelf: Arc<Shelf>) {
    let mut keeper = Keeper {
        acme,
        folder,
        shelf,
        failures: 0,
        chance: rand::random(),
        window: None,
        due_at: now(),
        ask_window_at: now(),
    };
    keeper.take_up();
    loop {
        tokio::time::sleep(keeper.due_at.since(now()).min(LOOK_EVERY)).await;
        if keeper.due_at <= now() {
            keeper.renew().await;
        } else if keeper.ask_window_at <= now() {
            keeper.ask_window().await;
        }
    }
}

struct Keeper {
    acme: Acme,
    folder: Folder,
    shelf: Arc<Shelf>,
    /// Attempts that failed since the last that went well.
    failures: usize,
    /// Where in the time for a renewal this one falls; drawn anew for each certificate.
    chance: f64,
    window: Option<Window>,
    due_at: Instant,
    ask_window_at: Instant,
}

impl Keeper {
    /// Uses what is on the disk: a start asks the authority for nothing that is there.
    fn take_up(&mut self) {
        match self.folder.pair() {
            Ok(Some(pair)) => {
                let until = pair.facts.ends_at.to_rfc3339();
                tracing::info!(domain = self.acme.domain, %until, "the certificate is on the disk");
                self.put(pair);
            }
            Ok(None) => {
                tracing::info!(domain = self.acme.domain, "a certificate is asked for");
            }
            Err(fault) => {
                tracing::warn!(%fault, "the certificate on the disk cannot be used; a new one is asked for");
            }
        }
    }

    fn put(&mut self, pair: Pair) {
        self.due_at = renewal(&pair.facts, self.window, self.chance);
        self.shelf.put(pair, Some(self.due_at));
    }

    async fn renew(&mut self) {
        match self.attempt().await {
            Ok(pair) => {
                self.failures = 0;
                self.chance = rand::random();
                self.window = None;
                self.ask_window_at = now();
                let until = pair.facts.ends_at.to_rfc3339();
                tracing::info!(domain = self.acme.domain, %until, "a new certificate is in use");
                self.put(pair);
            }
            Err(refusal) => self.take_note(&refusal),
        }
    }

    fn take_note(&mut self, refusal: &Refusal) {
        self.failures += 1;
        let pause = pause(self.failures, refusal.kind, rand::random());
        self.due_at = now().plus(pause);
        let again_at = self.due_at.to_rfc3339();
        let domain = &self.acme.domain;
        let words = &refusal.words;
        let ends_at = self
            .shelf
            .read(|content| content.pair.map(|pair| pair.facts.ends_at.to_rfc3339()));
        match ends_at {
            Some(until) => {
                tracing::error!(%domain, %until, %again_at, "the certificate could not be renewed: {words}");
            }
            None => tracing::error!(%domain, %again_at, "there is no certificate yet: {words}"),
        }
        let since = self.folder.keep_fault(words, now());
        self.shelf.put_fault(words.clone(), since);
        self.shelf.put_renewal(self.due_at);
    }

    /// The first attempt of all tries both ways at once where there are two; later ones take turns,
    /// so that failures stay within an authority's limits.
    async fn attempt(&mut self) -> Result<Pair, Refusal> {
        let first = self.order_known(self.method()).await;
        let issued = match first {
            Err(refusal) if refusal.is_unproved && self.failures == 0 && self.acme.has_http => {
                tracing::warn!("port 80 is tried next: {}", refusal.words);
                self.failures = 1;
                self.order_known(Method::Http).await?
            }
            other => other?,
        };
        let (key, chain) = (issued.key.as_str(), issued.chain.as_str());
        let pair = Pair::from_pem(chain.as_bytes(), key.as_bytes())
            .map_err(|fault| Refusal::other(format!("What was issued is of no use: {fault}.")))?;
        self.folder.keep_pair(key, chain)?;
        Ok(pair)
    }

    /// An authority that forgot us gets a new account, and no second attempt beyond that.
    async fn order_known(&self, method: Method) -> Result<Issued, Refusal> {
        match self.order(method).await {
            Err(refusal) if refusal.kind == Kind::NoAccount => {
                self.folder.forget_account();
                self.order(method).await
            }
            other => other,
        }
    }

    async fn order(&self, method: Method) -> Result<Issued, Refusal> {
        let account = self.account(method).await?;
        order(&account, &self.acme.domain, method, &self.shelf).await
    }

    /// Port 443, and in turn with it port 80 where that is served.
    fn method(&self) -> Method {
        if self.acme.has_http && self.failures % 2 == 1 {
            Method::Http
        } else {
            Method::TlsAlpn
        }
    }

    /// The account that is there, or a new one.
    async fn account(&self, method: Method) -> Result<Account, Refusal> {
        let refused = |error| Refusal::of_error(&error, &self.acme.domain, method);
        let client = Client::new(self.acme.root.as_deref())
            .map_err(|fault| Refusal::other(format!("acme_root cannot be used: {fault}")))?;
        let builder = Account::builder_with_http(Box::new(client));
        if let Some(credentials) = self.folder.account() {
            return builder.from_credentials(credentials).await.map_err(refused);
        }
        let contact: Vec<_> = self.acme.contact.iter().map(mail_to).collect();
        let contact: Vec<_> = contact.iter().map(String::as_str).collect();
        let wanted = NewAccount {
            contact: &contact,
            terms_of_service_agreed: true,
            only_return_existing: false,
        };
        let directory = self.acme.directory.clone();
        let (account, credentials) = builder
            .create(&wanted, directory, None)
            .await
            .map_err(refused)?;
        self.folder.keep_account(&credentials)?;
        Ok(account)
    }

    /// Asks when the authority would like a renewal: it may have to revoke what it issued. One that
    /// has no such word, or cannot be asked, changes nothing.
    async fn ask_window(&mut self) {
        self.ask_window_at = now().plus(ASK_WINDOW_EVERY);
        let Some(window) = self.window().await else {
            return;
        };
        self.window = Some(window);
        let facts = self
            .shelf
            .read(|content| content.pair.map(|pair| pair.facts.clone()));
        if let Some(facts) = facts {
            self.due_at = renewal(&facts, self.window, self.chance);
            self.shelf.put_renewal(self.due_at);
        }
    }

    async fn window(&self) -> Option<Window> {
        let pair = self.shelf.read(|content| content.pair.cloned())?;
        let id = CertificateIdentifier::try_from(pair.certificate()?).ok()?;
        let account = self.account(Method::TlsAlpn).await.ok()?;
        let (info, _) = account.renewal_info(&id).await.ok()?;
        let at = |seconds: i64| Instant(seconds.saturating_mul(1_000));
        Some(Window {
            from: at(info.suggested_window.start.unix_timestamp()),
            to: at(info.suggested_window.end.unix_timestamp()),
        })
    }
}

fn mail_to(address: &String) -> String {
    format!("mailto:{address}")
}
