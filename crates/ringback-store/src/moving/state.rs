//! How a move stands, as the PostgreSQL database has it noted in `installation`.

use tokio_postgres::{Client, GenericClient};

use crate::error::StoreError;

/// The key of the note.
pub(super) const KEY: &str = "move";
/// Keys of `installation` that are of one side only, and are not moved.
pub(super) const OWN: [&str; 3] = [KEY, "moved_to", "key_id"];

/// How it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// Rows are being copied.
    Unfinished,
    /// Everything is there. So many attempts to send had been made by then.
    Finished {
        /// Over all texts.
        attempts: i64,
    },
    /// It was taken back.
    TakenBack,
}

impl State {
    pub(super) fn code(self) -> String {
        match self {
            Self::Unfinished => "unfinished".to_owned(),
            Self::Finished { attempts } => format!("finished {attempts}"),
            Self::TakenBack => "taken back".to_owned(),
        }
    }

    fn read(code: &str) -> Result<Self, StoreError> {
        match code.split_once(' ') {
            None if code == "unfinished" => return Ok(Self::Unfinished),
            Some(("taken", "back")) => return Ok(Self::TakenBack),
            Some(("finished", attempts)) => {
                if let Ok(attempts) = attempts.parse() {
                    return Ok(Self::Finished { attempts });
                }
            }
            _ => {}
        }
        Err(StoreError::Unreadable {
            what: "state of a move",
            fault: format!("`{code}` is none"),
        })
    }

    /// As it is noted; nothing where nothing was moved here.
    pub(super) async fn of(
        client: &impl GenericClient,
    ) -> Result<Result<Option<Self>, StoreError>, tokio_postgres::Error> {
        let sql = "SELECT value FROM installation WHERE key = $1";
        let row = client.query_opt(sql, &[&KEY]).await?;
        let code = row.map(|row| row.get::<_, String>(0));
        Ok(code.as_deref().map(Self::read).transpose())
    }
}

/// Refuses a database that is not, or no longer, an installation of its own.
pub(crate) async fn refuse_unfinished(client: &Client) -> Result<(), StoreError> {
    let state = State::of(client)
        .await
        .map_err(|fault| StoreError::Unavailable(crate::postgres::in_words(&fault)))?;
    match state? {
        None | Some(State::Finished { .. }) => Ok(()),
        Some(State::Unfinished) => Err(StoreError::Schema(
            "an installation is being moved into this database, and the move is not finished: run \
             `ringback move` again"
                .to_owned(),
        )),
        Some(State::TakenBack) => Err(StoreError::Schema(
            "the move into this database was taken back with `ringback move --undo`: the \
             installation works on its SQLite file"
                .to_owned(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_as_they_are_written() {
        for state in [
            State::Unfinished,
            State::Finished { attempts: 12 },
            State::TakenBack,
        ] {
            assert_eq!(State::read(&state.code()).expect("readable"), state);
        }
        assert!(State::read("finished").is_err() && State::read("").is_err());
    }
}
