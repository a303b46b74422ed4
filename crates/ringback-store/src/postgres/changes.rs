//! Which businesses changed, from one replica to the others.
//!
//! One `NOTIFY` for whatever was stored within a few milliseconds, after it was stored: inside each
//! transaction it would make all commits of the database wait for each other. A replica that misses
//! one finds the rows by looking for what is due, as it does without it.

use std::collections::BTreeSet;
use std::future::poll_fn;
use std::rc::Rc;
use std::time::Duration;

use ringback_desk::id::BusinessId;
use tokio::sync::{broadcast, mpsc};
use tokio_postgres::AsyncMessage;

use super::connector::{Connector, Driver};
use super::link::Link;
use super::sql;
use crate::scope::Scope;

/// What is stored meanwhile goes into the same notification.
const GATHERED: Duration = Duration::from_millis(5);
/// PostgreSQL takes payloads of less than 8,000 bytes.
const PAYLOAD_MAX: usize = 7_000;

/// What another replica changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// These businesses.
    Businesses(Vec<BusinessId>),
    /// Anything: the installation, more businesses than fit, or notifications were missed.
    Anything,
}

/// Where writers note what they stored.
#[derive(Clone)]
pub(super) struct Changed(mpsc::UnboundedSender<Scope>);

impl Changed {
    pub(super) fn new() -> (Self, mpsc::UnboundedReceiver<Scope>) {
        let (noted, gathered) = mpsc::unbounded_channel();
        (Self(noted), gathered)
    }

    pub(super) fn note(&self, scope: Scope) {
        // Without a listener nobody is told, and finds out by looking.
        let _ = self.0.send(scope);
    }
}

/// Tells what this replica stored, and hears what others did.
pub(super) struct Teller {
    /// Names this replica, so that it does not wake itself.
    name: String,
    connector: Rc<Connector>,
    heard: broadcast::Sender<Change>,
}

impl Teller {
    pub(super) fn new(connector: Rc<Connector>, heard: broadcast::Sender<Change>) -> Self {
        Self {
            name: uuid::Uuid::now_v7().simple().to_string(),
            connector,
            heard,
        }
    }

    /// Works until nobody stores any more.
    pub(super) async fn work(self, mut stored: mpsc::UnboundedReceiver<Scope>) {
        let mut backoff = self.connector.backoff();
        loop {
            match self.connector.listen().await {
                Ok((link, driver)) => {
                    backoff = self.connector.backoff();
                    // Whatever was told while nobody listened.
                    let _ = self.heard.send(Change::Anything);
                    tokio::select! {
                        () = self.hear(driver) => {}
                        is_over = self.tell(&link, &mut stored) => if is_over { return },
                    }
                }
                Err(_) if stored.is_closed() => return,
                Err(_) => backoff.wait().await,
            }
        }
    }

    async fn hear(&self, mut driver: Driver) {
        loop {
            match poll_fn(|cx| driver.poll_message(cx)).await {
                Some(Ok(AsyncMessage::Notification(told))) => {
                    if let Some(change) = read(told.payload(), &self.name) {
                        let _ = self.heard.send(change);
                    }
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            }
        }
    }

    /// `true` when nobody stores any more.
    async fn tell(&self, link: &Link, stored: &mut mpsc::UnboundedReceiver<Scope>) -> bool {
        loop {
            let Some(first) = stored.recv().await else {
                return true;
            };
            tokio::time::sleep(GATHERED).await;
            let mut scopes = vec![first];
            while let Ok(scope) = stored.try_recv() {
                scopes.push(scope);
            }
            let payload = write(&self.name, &scopes);
            if link
                .client()
                .execute(sql::NOTIFY, &[&payload])
                .await
                .is_err()
            {
                return false;
            }
        }
    }
}

fn write(name: &str, scopes: &[Scope]) -> String {
    let businesses: Option<BTreeSet<i64>> = scopes
        .iter()
        .map(|scope| match scope {
            Scope::Business(business) => Some(business.0),
            Scope::Installation => None,
        })
        .collect();
    let list = businesses.map(|businesses| {
        let list: Vec<String> = businesses.iter().map(ToString::to_string).collect();
        list.join(",")
    });
    match list.filter(|list| list.len() < PAYLOAD_MAX) {
        Some(list) => format!("{name} {list}"),
        None => format!("{name} *"),
    }
}

/// Nothing when it was told by `name` itself.
fn read(payload: &str, name: &str) -> Option<Change> {
    let (by, list) = payload.split_once(' ')?;
    if by == name {
        return None;
    }
    let businesses: Result<Vec<BusinessId>, _> = list
        .split(',')
        .map(|id| id.parse().map(BusinessId))
        .collect();
    Some(businesses.map_or(Change::Anything, Change::Businesses))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_heard_by_others_only() {
        let of = |business| Scope::Business(BusinessId(business));
        let payload = write("a", &[of(7), of(3), of(7)]);
        let heard = Change::Businesses(vec![BusinessId(3), BusinessId(7)]);
        assert_eq!(read(&payload, "b"), Some(heard));
        assert_eq!(read(&payload, "a"), None);
        let anything = write("a", &[of(7), Scope::Installation]);
        assert_eq!(read(&anything, "b"), Some(Change::Anything));
        let many: Vec<Scope> = (0..5_000).map(of).collect();
        assert_eq!(read(&write("a", &many), "b"), Some(Change::Anything));
    }
}
