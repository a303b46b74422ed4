//! An installation that was restored from a backup: the banner on every page, and its button.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use ringback_engine::ReleaseError;
use ringback_store::{StoreError, Tx, held};

use crate::WebState;
use crate::access::Visitor;
use crate::pages::{Failure, Scope};

/// What the banner says.
#[derive(Debug, Clone)]
pub(crate) struct Banner {
    /// When the backup was taken.
    pub(crate) backup_at: String,
    /// Lines of which the carrier's lists have not been read yet.
    pub(crate) unread: usize,
    /// Whether the visitor may release it.
    pub(crate) may_release: bool,
}

impl Banner {
    /// The banner, while the installation is held.
    pub(crate) fn read(
        tx: &Tx<'_>,
        state: &WebState,
        visitor: &Visitor,
    ) -> Result<Option<Self>, StoreError> {
        let directory = state.engine().directory();
        let Some(held) = directory.held() else {
            return Ok(None);
        };
        let read = held::relisted(tx)?;
        let unread = directory.lines().all();
        Ok(Some(Self {
            backup_at: held.backup_at.to_rfc3339(),
            unread: unread.filter(|line| !read.contains(&line.id)).count(),
            may_release: may_release(state, visitor),
        }))
    }
}

/// It concerns every business, so that only whoever runs the installation may; where there is one
/// business, that is its people.
fn may_release(state: &WebState, visitor: &Visitor) -> bool {
    visitor.is_operator() || state.engine().directory().businesses().count() == 1
}

/// `POST /release`: texts leave again.
pub(crate) async fn release(
    State(state): State<WebState>,
    scope: Scope,
) -> Result<Response, Failure> {
    if !may_release(&state, &scope.visitor) {
        let words = "Only whoever runs this installation can release it.\n";
        return Ok((StatusCode::FORBIDDEN, words).into_response());
    }
    match state.engine().release().await {
        Ok(()) => Ok(Redirect::to(&format!("{}{}", scope.root, scope.query)).into_response()),
        Err(fault @ ReleaseError::Unread(_)) => Ok((
            StatusCode::CONFLICT,
            format!("{fault}. Please wait a moment, and try again.\n"),
        )
            .into_response()),
        Err(ReleaseError::Store(fault)) => Err(fault.into()),
    }
}
