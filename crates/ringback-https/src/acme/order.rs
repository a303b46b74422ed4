//! One order: prove the name, hand in a new key, fetch the certificate.

use std::time::Duration;

use instant_acme::{
    Account, AuthorizationStatus, ChallengeHandle, ChallengeType, Identifier, NewOrder, Order,
    OrderStatus, RetryPolicy,
};
use rcgen::{CertificateParams, CustomExtension, DistinguishedName, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use super::refusal::{Method, Refusal};
use crate::certificate::for_authority;
use crate::shelf::Shelf;

/// How long an authority may look, and then sign.
const PATIENCE: Duration = Duration::from_secs(90);

/// What an order ends with, PEM.
pub(super) struct Issued {
    pub(super) key: String,
    pub(super) chain: String,
}

/// Takes an order from beginning to end.
///
/// # Errors
/// Where it broke off, in words.
pub(super) async fn order(
    account: &Account,
    domain: &str,
    method: Method,
    shelf: &Shelf,
) -> Result<Issued, Refusal> {
    let done = carry_through(account, domain, method, shelf).await;
    // Whatever came of it, nobody else is shown what was for the authority.
    shelf.end_challenges();
    done
}

async fn carry_through(
    account: &Account,
    domain: &str,
    method: Method,
    shelf: &Shelf,
) -> Result<Issued, Refusal> {
    let refused = |error| Refusal::of_error(&error, domain, method);
    let names = [Identifier::Dns(domain.to_owned())];
    let mut order = account
        .new_order(&NewOrder::new(&names))
        .await
        .map_err(refused)?;
    prove(&mut order, domain, method, shelf).await?;
    let patience = RetryPolicy::new().timeout(PATIENCE);
    match order.poll_ready(&patience).await {
        Ok(OrderStatus::Ready) => {}
        Ok(_) => return Err(why(&mut order, domain, method).await),
        Err(error) => return Err(refused(error)),
    }
    let key = KeyPair::generate().map_err(unsigned)?;
    let request = request(domain, &key).map_err(unsigned)?;
    order.finalize_csr(&request).await.map_err(refused)?;
    let chain = order.poll_certificate(&patience).await.map_err(refused)?;
    Ok(Issued {
        key: key.serialize_pem(),
        chain,
    })
}

/// Shows the authority what it asks for, and tells it to look.
async fn prove(
    order: &mut Order,
    domain: &str,
    method: Method,
    shelf: &Shelf,
) -> Result<(), Refusal> {
    let refused = |error| Refusal::of_error(&error, domain, method);
    let mut authorizations = order.authorizations();
    while let Some(authorization) = authorizations.next().await {
        let mut authorization = authorization.map_err(refused)?;
        if authorization.status == AuthorizationStatus::Valid {
            continue;
        }
        let kind = match method {
            Method::TlsAlpn => ChallengeType::TlsAlpn01,
            Method::Http => ChallengeType::Http01,
        };
        let Some(mut challenge) = authorization.challenge(kind) else {
            return Err(no_such_challenge(method));
        };
        show(&challenge, domain, method, shelf)?;
        challenge.set_ready().await.map_err(refused)?;
    }
    Ok(())
}

fn no_such_challenge(method: Method) -> Refusal {
    Refusal::other(match method {
        Method::TlsAlpn => {
            "The certificate authority cannot look on port 443; set listen_http = \"0.0.0.0:80\" \
             so that it can look on port 80."
        }
        Method::Http => "The certificate authority cannot look on port 80.",
    })
}

fn show(
    challenge: &ChallengeHandle<'_>,
    domain: &str,
    method: Method,
    shelf: &Shelf,
) -> Result<(), Refusal> {
    let authorization = challenge.key_authorization();
    match method {
        Method::Http => {
            let answer = authorization.as_str().to_owned();
            shelf.put_answer(challenge.token.clone(), answer);
        }
        Method::TlsAlpn => {
            // RFC 8737, 3: signed by itself, and the digest in an extension of its own.
            let digest = authorization.digest();
            let key = KeyPair::generate().map_err(unsigned)?;
            let mut params = CertificateParams::new([domain.to_owned()]).map_err(unsigned)?;
            params.custom_extensions = vec![CustomExtension::new_acme_identifier(digest.as_ref())];
            let certificate = params.self_signed(&key).map_err(unsigned)?;
            let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
            let pair = for_authority(certificate.der().clone(), key)
                .map_err(|fault| Refusal::other(fault.to_string()))?;
            shelf.put_challenge(pair);
        }
    }
    Ok(())
}

/// The authority's reason stands with the challenge and not with the order.
async fn why(order: &mut Order, domain: &str, method: Method) -> Refusal {
    let mut authorizations = order.authorizations();
    while let Some(Ok(mut authorization)) = authorizations.next().await {
        let Ok(state) = authorization.refresh().await else {
            continue;
        };
        let problem = state
            .challenges
            .iter()
            .find_map(|challenge| challenge.error.as_ref());
        if let Some(problem) = problem {
            return Refusal::of_problem(problem, domain, method);
        }
    }
    Refusal::other("The certificate authority refuses, and says no reason.")
}

/// The request for a certificate (PKCS #10): one name, and a key that was never used before.
fn request(domain: &str, key: &KeyPair) -> Result<Vec<u8>, rcgen::Error> {
    let mut params = CertificateParams::new([domain.to_owned()])?;
    params.distinguished_name = DistinguishedName::new();
    Ok(params.serialize_request(key)?.der().to_vec())
}

fn unsigned(fault: rcgen::Error) -> Refusal {
    Refusal::other(format!("A key or a request could not be made ({fault})."))
}
