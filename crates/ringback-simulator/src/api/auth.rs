//! Basic auth: account and token, nothing else.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use subtle::ConstantTimeEq as _;

use super::errors::ApiError;
use crate::core::Shared;

/// Proof that a request is the account's, and about that account.
pub(super) struct Account;

impl FromRequestParts<Shared> for Account {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, core: &Shared) -> Result<Self, ApiError> {
        if !knows_the_token(parts, core) {
            return Err(ApiError::new(401, 20003, "Authenticate"));
        }
        let own = format!("/2010-04-01/Accounts/{}", core.config.account_sid);
        let path = parts.uri.path();
        if path
            .strip_prefix(own.as_str())
            .is_some_and(|rest| rest.starts_with(['/', '.']))
        {
            return Ok(Self);
        }
        Err(ApiError::not_found(path))
    }
}

/// Whether the request carries the account's credentials.
pub(super) fn knows_the_token(parts: &Parts, core: &Shared) -> bool {
    let header = parts
        .headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let given = header.and_then(|value| value.strip_prefix("Basic "));
    let Some(given) = given.and_then(|encoded| STANDARD.decode(encoded.trim()).ok()) else {
        return false;
    };
    let wanted = format!("{}:{}", core.config.account_sid, core.config.auth_token);
    given.ct_eq(wanted.as_bytes()).into()
}
