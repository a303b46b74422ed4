//! The installation's key: what seals secrets at rest, and what hides the numbers of people who
//! were erased and must still not be texted.
//!
//! It lives in a file beside the database, so that a stolen database opens nothing. Its id is
//! stored in the database: with another key every opt-out that is only a hash would be forgotten,
//! so a wrong key refuses to start.

mod device;
mod file;
mod place;
mod seal;

use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};

use crate::error::StoreError;

pub use device::DeviceMark;
pub(crate) use file::{read, write};
pub use place::KeyPlace;
pub(crate) use place::{STORE_ID, STORED_ID, choose, of, open, stored_id};

/// Bytes of the key.
const KEY_BYTES: usize = 32;
/// Bytes of its id.
const ID_BYTES: usize = 8;
/// Bytes of a hash: enough that no two numbers of a business meet.
const HASH_BYTES: usize = 16;

/// The keys of an installation, derived from the one in the file.
pub struct Keys {
    id: String,
    master: [u8; KEY_BYTES],
    suppression: hmac::Key,
    seal: [u8; KEY_BYTES],
    devices: hmac::Key,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl Keys {
    /// A new key.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub(crate) fn draw() -> Result<Self, StoreError> {
        let mut master = [0; KEY_BYTES];
        SystemRandom::new()
            .fill(&mut master)
            .map_err(|_| StoreError::Key("the system gives no random numbers".to_owned()))?;
        Ok(Self::from_master(master))
    }

    /// A key that is always the same, for simulations.
    #[cfg(feature = "simulated")]
    pub(crate) fn fixed() -> Self {
        Self::from_master([7; KEY_BYTES])
    }

    fn from_master(master: [u8; KEY_BYTES]) -> Self {
        let root = hmac::Key::new(hmac::HMAC_SHA256, &master);
        let derived = |purpose: &[u8]| {
            let mut key = [0; KEY_BYTES];
            key.copy_from_slice(hmac::sign(&root, purpose).as_ref());
            key
        };
        let id = derived(b"ringback key id 1");
        Self {
            id: hex::encode(&id[..ID_BYTES]),
            suppression: hmac::Key::new(hmac::HMAC_SHA256, &derived(b"ringback suppression 1")),
            seal: derived(b"ringback secrets 1"),
            devices: hmac::Key::new(hmac::HMAC_SHA256, &derived(b"ringback devices 1")),
            master,
        }
    }

    /// What names the key without giving it away: 16 hexadecimal digits.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// A number as it is remembered after its owner was erased: differs from business to business,
    /// and cannot be found by trying all numbers without the key.
    pub(crate) fn hash(&self, business: i64, number: &str) -> [u8; HASH_BYTES] {
        let mut context = hmac::Context::with_key(&self.suppression);
        context.update(&business.to_be_bytes());
        context.update(number.as_bytes());
        let mut hash = [0; HASH_BYTES];
        hash.copy_from_slice(&context.sign().as_ref()[..HASH_BYTES]);
        hash
    }
}

#[cfg(test)]
#[path = "key_tests.rs"]
mod start_tests;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_hashes_differently_for_each_business_and_each_key() {
        let (one, other) = (Keys::draw().expect("random"), Keys::draw().expect("random"));
        let number = "+13125550131";
        assert_eq!(one.hash(1, number), one.hash(1, number));
        assert_ne!(one.hash(1, number), one.hash(2, number));
        assert_ne!(one.hash(1, number), other.hash(1, number));
        assert_ne!(one.id(), other.id());
        assert!(!format!("{one:?}").contains(&hex::encode(one.master)));
    }
}
