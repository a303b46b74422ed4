//! Secrets at rest: ChaCha20-Poly1305 (RFC 8439) under a key derived for it, a random nonce in
//! front. What a secret belongs to is bound in, so that a sealed token moved to another business
//! does not open there.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};

use super::Keys;
use crate::error::StoreError;

impl Keys {
    fn cipher(&self) -> Result<LessSafeKey, StoreError> {
        UnboundKey::new(&CHACHA20_POLY1305, &self.seal)
            .map(LessSafeKey::new)
            .map_err(|_| StoreError::Key("the key cannot be used".to_owned()))
    }

    /// Seals a secret of `owner`.
    pub(crate) fn seal(&self, owner: &str, secret: &str) -> Result<Vec<u8>, StoreError> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new()
            .fill(&mut nonce)
            .map_err(|_| StoreError::Key("the system gives no random numbers".to_owned()))?;
        let mut sealed = secret.as_bytes().to_vec();
        self.cipher()?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(owner.as_bytes()),
                &mut sealed,
            )
            .map_err(|_| StoreError::Key("a secret could not be sealed".to_owned()))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`Keys::seal`] sealed for the same owner.
    pub(crate) fn unseal(&self, owner: &str, sealed: &[u8]) -> Result<String, StoreError> {
        let spoilt = || StoreError::Key(format!("the secret of {owner} does not open"));
        let (nonce, rest) = sealed.split_first_chunk::<NONCE_LEN>().ok_or_else(spoilt)?;
        let mut opened = rest.to_vec();
        let cipher = self.cipher()?;
        let secret = cipher
            .open_in_place(
                Nonce::assume_unique_for_key(*nonce),
                Aad::from(owner.as_bytes()),
                &mut opened,
            )
            .map_err(|_| spoilt())?;
        String::from_utf8(secret.to_vec()).map_err(|_| spoilt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_for_its_owner_and_its_key_only() {
        let keys = Keys::draw().expect("random");
        let sealed = keys.seal("account 1", "hunter2").expect("sealed");
        assert!(!sealed.windows(7).any(|bytes| bytes == b"hunter2"));
        assert_eq!(keys.unseal("account 1", &sealed).expect("opens"), "hunter2");
        assert!(keys.unseal("account 2", &sealed).is_err());
        let other = Keys::draw().expect("random");
        assert!(other.unseal("account 1", &sealed).is_err());
        assert!(keys.unseal("account 1", &sealed[..5]).is_err());
    }
}
