//! What standard output says when the server is ready: where the pages are, and how to get in.
//!
//! The access token and one-time links open the pages, so that they are for whoever started the
//! server and not for its log.

use std::io::Write;

use anyhow::Context;
use ringback_desk::id::BusinessId;
use ringback_engine::clock::now;
use ringback_store::people::{self, Secret};
use ringback_store::{Scope, Store, StoreError, Tx, businesses};
use secrecy::{ExposeSecret, SecretString};

use crate::login_link::{Doors, in_words, path};

/// A business where nobody can log in yet, and a link for whoever is to be the first.
struct Invitation {
    company: String,
    code: Secret,
}

/// Says it. Where nobody can log in to a business, a link is made for it at each start; those of
/// earlier starts keep working as long as they were to.
///
/// # Errors
/// When the database cannot be read or written.
pub(crate) async fn announce(
    store: &Store,
    doors: &Doors,
    access_token: Option<&SecretString>,
) -> anyhow::Result<()> {
    let invitations = invite(store).await.context("database")?;
    let lines = say(doors, access_token, &invitations);
    let words = lines.join("\n") + "\n";
    let mut out = std::io::stdout().lock();
    // In one piece; and whoever has closed the other end wants to serve all the same.
    let _ = out.write_all(words.as_bytes()).and_then(|()| out.flush());
    Ok(())
}

async fn invite(store: &Store) -> Result<Vec<Invitation>, StoreError> {
    let deserted = store.read(deserted).await?;
    let links: Vec<_> = deserted
        .into_iter()
        .map(|(business, company)| {
            let code = Secret::random();
            (business, Invitation { company, code })
        })
        .collect();
    let at = now();
    let digests: Vec<_> = links
        .iter()
        .map(|(business, invitation)| (*business, invitation.code.digest()))
        .collect();
    store
        .write(Scope::Installation, move |tx| {
            digests
                .iter()
                .try_for_each(|(business, code)| people::invite(tx, *business, None, code, at))
        })
        .await?;
    Ok(links
        .into_iter()
        .map(|(_, invitation)| invitation)
        .collect())
}

/// The businesses that nobody can log in to.
fn deserted(tx: &Tx<'_>) -> Result<Vec<(BusinessId, String)>, StoreError> {
    let suspended: Vec<_> = businesses::all(tx)?
        .into_iter()
        .filter(|business| business.suspended_at.is_some())
        .map(|business| business.id)
        .collect();
    Ok(people::all(tx)?
        .into_iter()
        .filter(|entry| entry.person.is_none() && !suspended.contains(&entry.business))
        .map(|entry| (entry.business, entry.company))
        .collect())
}

/// The lines to print. The first one holds the way in, whichever it is.
fn say(
    doors: &Doors,
    access_token: Option<&SecretString>,
    invitations: &[Invitation],
) -> Vec<String> {
    let (way_in, first, others) = match (access_token, invitations) {
        (Some(token), _) => {
            let way_in = format!("/?token={}", token.expose_secret());
            (way_in, None, invitations)
        }
        (None, [first, others @ ..]) => (path(&first.code), Some(first), others),
        (None, []) => ("/".to_owned(), None, invitations),
    };
    let mut lines = vec![format!("Ringback is ready: {}{way_in}", doors.here)];
    if let Some(public) = doors
        .public
        .as_ref()
        .filter(|public| **public != doors.here)
    {
        lines.push(format!("From anywhere:     {public}{way_in}"));
    }
    if let Some(first) = first {
        lines.push(format!(
            "That sets the password for {}. It works once, and for 24 hours; `ringback user reset` \
             prints a new one.",
            first.company
        ));
    }
    for invitation in others {
        lines.extend(in_words(&invitation.company, doors, &invitation.code));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doors() -> Doors {
        Doors {
            here: "http://127.0.0.1:8080".to_owned(),
            public: Some("https://ring.example.com".to_owned()),
        }
    }

    fn invitation(company: &str) -> Invitation {
        Invitation {
            company: company.to_owned(),
            code: Secret::random(),
        }
    }

    #[test]
    fn the_first_line_is_the_way_in() {
        let token = SecretString::from("a-token");
        let invitations = [invitation("Riverside"), invitation("Lakeside")];
        let code = invitations[0].code.reveal();
        for (token, invitations, way_in) in [
            (None, &invitations[..], format!("/welcome?code={code}")),
            (Some(&token), &invitations[..], "/?token=a-token".to_owned()),
            (Some(&token), &[], "/?token=a-token".to_owned()),
            (None, &[], "/".to_owned()),
        ] {
            let lines = say(&doors(), token, invitations);
            let expected = format!("Ringback is ready: http://127.0.0.1:8080{way_in}");
            assert_eq!(lines[0], expected);
            assert!(lines[1].ends_with(&way_in), "{}", lines[1]);
            for invitation in invitations {
                let with_it = lines
                    .iter()
                    .filter(|line| line.contains(invitation.code.reveal()));
                assert_eq!(with_it.count(), 2, "one for each door: {lines:#?}");
            }
        }
    }
}
