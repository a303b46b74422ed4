//! Who is asking, and whose data they reach.

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use ringback_desk::id::{BusinessId, Id, PersonId};

/// Which businesses a visitor reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Every business: whoever runs the installation.
    All,
    /// One business: the people who work there.
    One(BusinessId),
}

/// Whoever sent a private request. The guard puts it into the request's extensions; as an argument
/// of a handler it is taken from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Visitor {
    /// Whose data they reach.
    pub(crate) reach: Reach,
    /// Who they are, when somebody has logged in; nobody for the installation's access token.
    pub(crate) person: Option<PersonId>,
    /// The login that brought them here.
    pub(crate) session: Option<Id>,
}

impl Visitor {
    /// Whoever has the installation's access token.
    pub(crate) const OPERATOR: Self = Self {
        reach: Reach::All,
        person: None,
        session: None,
    };

    /// Whether they run the installation, and so may see what belongs to no business.
    pub(crate) fn is_operator(&self) -> bool {
        self.reach == Reach::All
    }

    /// The business that they mean: the one asked for where they reach it, `first` or their own
    /// where none is named. Nothing where they ask for one that they don't reach.
    pub(crate) fn business(
        &self,
        asked: Option<BusinessId>,
        first: impl FnOnce() -> Option<BusinessId>,
    ) -> Option<BusinessId> {
        match (self.reach, asked) {
            (Reach::All, Some(asked)) => Some(asked),
            (Reach::All, None) => first(),
            (Reach::One(own), None) => Some(own),
            (Reach::One(own), Some(asked)) => (asked == own).then_some(own),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = (StatusCode, &'static str);

    /// A route that was put outside the guard lets nobody in.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts
            .extensions
            .get::<Self>()
            .copied()
            .ok_or((StatusCode::UNAUTHORIZED, "Please log in first.\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: BusinessId = BusinessId(1);
    const OTHER: BusinessId = BusinessId(2);

    #[test]
    fn a_person_reaches_their_business_and_no_other() {
        let person = Visitor {
            reach: Reach::One(OWN),
            ..Visitor::OPERATOR
        };
        let first = || Some(OTHER);
        assert_eq!(person.business(None, first), Some(OWN));
        assert_eq!(person.business(Some(OWN), first), Some(OWN));
        assert_eq!(person.business(Some(OTHER), first), None);
    }

    #[test]
    fn the_operator_reaches_every_business_and_means_the_first() {
        let operator = Visitor::OPERATOR;
        assert_eq!(operator.business(None, || Some(OWN)), Some(OWN));
        assert_eq!(operator.business(None, || None), None);
        assert_eq!(operator.business(Some(OTHER), || Some(OWN)), Some(OTHER));
    }
}
