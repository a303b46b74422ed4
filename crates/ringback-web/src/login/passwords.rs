//! Hashing passwords: slow on purpose, and so never more than one at a time.
//!
//! argon2id with 19 MiB, two passes and one lane (OWASP's Password Storage Cheat Sheet; the
//! library's defaults): 20 to 30 ms of one core. A flood of logins waits in line and is then
//! turned away, so that it takes neither the memory nor the second core from the webhooks.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use ringback_desk::people::password;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Hashes at the same time.
const AT_ONCE: usize = 1;
/// Hashes that wait or run; beyond it whoever comes is asked to try again.
const IN_LINE_MAX: usize = 24;
const SALT_BYTES: usize = 16;

/// So many hashes wait that this one is turned away, or hashing failed: try again in a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Busy;

/// The line in front of the hashing.
pub(crate) struct Passwords {
    places: Arc<Semaphore>,
    turn: Arc<Semaphore>,
}

impl Passwords {
    pub(crate) fn new() -> Self {
        Self {
            places: Arc::new(Semaphore::new(IN_LINE_MAX)),
            turn: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// The hash of a new password, as a PHC string.
    pub(crate) async fn hash(&self, typed: &str) -> Result<String, Busy> {
        let typed = password::normalize(typed);
        self.run(move || hash(&typed)).await?.ok_or(Busy)
    }

    /// Whether this is the password with this hash. Where there is no hash (nobody has that login)
    /// the answer is no, after as much work.
    pub(crate) async fn is_right(&self, typed: &str, stored: Option<String>) -> Result<bool, Busy> {
        let typed = password::normalize(typed);
        self.run(move || match stored {
            Some(stored) => verify(&typed, &stored),
            None => {
                hash(&typed);
                false
            }
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Busy> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        let place: OwnedSemaphorePermit = place.map_err(|_| Busy)?;
        let turn = Arc::clone(&self.turn).acquire_owned().await;
        let turn = turn.map_err(|_| Busy)?;
        // The permits go with the work: a client that goes away must not free its place before.
        let done = tokio::task::spawn_blocking(move || {
            let _held = (place, turn);
            work()
        });
        done.await.map_err(|_| Busy)
    }
}

fn hash(typed: &str) -> Option<String> {
    let salt: [u8; SALT_BYTES] = rand::random();
    Argon2::default()
        .hash_password_with_salt(typed.as_bytes(), &salt)
        .ok()
        .map(|hash: PasswordHash| hash.to_string())
}

fn verify(typed: &str, stored: &str) -> bool {
    PasswordHash::new(stored).is_ok_and(|stored| {
        Argon2::default()
            .verify_password(typed.as_bytes(), &stored)
            .is_ok()
    })
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_no_other() {
        let passwords = Passwords::new();
        let stored = passwords
            .hash("cafe\u{301} at the corner")
            .await
            .expect("a hash");
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        let again = passwords.hash("café at the corner").await.expect("a hash");
        assert_ne!(stored, again, "each has its own salt");
        let is_right = |typed: &'static str| passwords.is_right(typed, Some(stored.clone()));
        assert_eq!(is_right("café at the corner").await, Ok(true));
        assert_eq!(is_right("cafe at the corner").await, Ok(false));
        assert_eq!(passwords.is_right("anything", None).await, Ok(false));
        let broken = passwords.is_right("anything", Some("no hash".to_owned()));
        assert_eq!(broken.await, Ok(false));
    }

    #[tokio::test]
    async fn a_login_that_nobody_has_takes_as_long_as_one_that_somebody_has() {
        let passwords = Passwords::new();
        let stored = passwords.hash("the right password").await.expect("a hash");
        let mut shortest = [f64::MAX; 2];
        for _ in 0..5 {
            for (index, hash) in [Some(stored.clone()), None].into_iter().enumerate() {
                let began = Instant::now();
                assert_eq!(
                    passwords.is_right("a wrong password", hash).await,
                    Ok(false)
                );
                shortest[index] = shortest[index].min(began.elapsed().as_secs_f64());
            }
        }
        let ratio = shortest[0] / shortest[1];
        assert!((0.6..1.7).contains(&ratio), "{shortest:?}");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_flood_is_turned_away() {
        let passwords = Arc::new(Passwords::new());
        let tries: Vec<_> = (0..IN_LINE_MAX * 2)
            .map(|_| {
                let passwords = Arc::clone(&passwords);
                tokio::spawn(async move { passwords.is_right("a wrong password", None).await })
            })
            .collect();
        let mut turned_away = 0;
        for one in tries {
            turned_away += usize::from(one.await.expect("no panic") == Err(Busy));
        }
        assert!((1..=IN_LINE_MAX).contains(&turned_away), "{turned_away}");
    }
}
