//! What tells a browser that has let somebody in before from a stranger's.
//!
//! It is OWASP's device cookie ("Slow Down Online Guessing Attacks with Device Cookies"): the login,
//! a random number and a time, under the installation's key. It opens nothing. Whoever shows one is
//! counted by it, so that strangers who try somebody's login from a thousand addresses do not keep
//! that person from their own browser. Nothing of it is stored.

use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};
use ringback_desk::clock::Instant;

use super::Keys;

/// Bytes of the random number.
const NONCE_BYTES: usize = 16;

/// The mark of one browser that let one login in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DeviceMark {
    nonce: [u8; NONCE_BYTES],
    made_at: Instant,
}

impl DeviceMark {
    /// When it was made.
    #[must_use]
    pub fn made_at(&self) -> Instant {
        self.made_at
    }
}

impl Keys {
    /// A new mark for whoever has just logged in as `login`, as the browser keeps it. Nothing when
    /// the system has no randomness to give.
    #[must_use]
    pub fn mark_device(&self, login: &str, now: Instant) -> Option<String> {
        let mut nonce = [0; NONCE_BYTES];
        SystemRandom::new().fill(&mut nonce).ok()?;
        let mark = DeviceMark {
            nonce,
            made_at: now,
        };
        let signed = hmac::sign(&self.devices, &mark.signed(login));
        let (nonce, signature) = (hex::encode(nonce), hex::encode(signed.as_ref()));
        Some(format!("{}.{nonce}.{signature}", now.0))
    }

    /// The mark that a browser shows, if it was made here for this login.
    #[must_use]
    pub fn known_device(&self, login: &str, shown: &str) -> Option<DeviceMark> {
        let mut parts = shown.split('.');
        let (made_at, nonce, signature) = (parts.next()?, parts.next()?, parts.next()?);
        let mark = DeviceMark {
            nonce: hex::decode(nonce).ok()?.try_into().ok()?,
            made_at: Instant(made_at.parse().ok()?),
        };
        let signature = hex::decode(signature).ok()?;
        // In constant time.
        hmac::verify(&self.devices, &mark.signed(login), &signature).ok()?;
        parts.next().is_none().then_some(mark)
    }
}

impl DeviceMark {
    /// Both parts in front of the login have one length, so that no two marks read alike.
    fn signed(&self, login: &str) -> Vec<u8> {
        let made_at = self.made_at.0.to_be_bytes();
        [&self.nonce[..], &made_at, login.as_bytes()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_known_for_its_own_login_and_installation_only() {
        let (keys, others) = (Keys::draw().expect("a key"), Keys::draw().expect("a key"));
        let shown = keys.mark_device("sam", Instant(5)).expect("a mark");
        let known = keys.known_device("sam", &shown).expect("known");
        assert_eq!(known.made_at(), Instant(5));
        assert_eq!(keys.known_device("ann", &shown), None);
        assert_eq!(others.known_device("sam", &shown), None);
        let second = keys.mark_device("sam", Instant(5)).expect("a mark");
        assert_ne!(
            keys.known_device("sam", &second),
            Some(known),
            "another browser"
        );
        for forged in [
            "",
            "5",
            "5..",
            &shown.replacen('5', "6", 1),
            &format!("{shown}.x"),
            &shown[..shown.len() - 2],
        ] {
            assert_eq!(keys.known_device("sam", forged), None, "{forged}");
        }
    }
}
