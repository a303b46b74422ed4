//! When a request to send a text reaches the carrier: it may be sent, from here, to them, now.

use std::time::Duration;

use rusqlite::Connection;

use super::rows::{self, TextRow};
use super::{Answered, Promises};
use crate::carrier::RemoteText;
use crate::world::{World, lock};

const WINDOW: &str = "SELECT value FROM setting WHERE line_id = ?1 AND key = ?2";
const RECEIVED_SINCE_STOP: &str = "SELECT count(*) FROM contact WHERE business_id = ?1
    AND number = ?2 AND received_at > opted_out_at";
const NUMBER: &str = "SELECT count(*) FROM line WHERE id = ?1 AND number = ?2";
/// As the settings say where nothing is set.
const WINDOW_HOURS: i64 = 24;

impl World {
    /// Looks at a request as it comes to the carrier.
    pub(crate) fn check_request(&self, text: &RemoteText, attempt: Option<&str>, refused: bool) {
        let judged = self
            .database
            .look(|connection| self.judge(connection, text, attempt, refused));
        match judged {
            Ok(None) => {}
            Ok(Some(fault)) => self.broke(fault),
            Err(fault) => self.broke(format!("the database cannot be looked at: {fault}")),
        }
    }

    fn judge(
        &self,
        connection: &Connection,
        text: &RemoteText,
        attempt: Option<&str>,
        refused: bool,
    ) -> rusqlite::Result<Option<String>> {
        let mut promises = lock(&self.promises);
        let Some(id) = attempt.and_then(rows::text_of_attempt) else {
            return Ok(Some("a text left that names no attempt".to_owned()));
        };
        let Some(seen) = promises.texts.get(&id).cloned() else {
            return Ok(Some(format!(
                "a text to {} left that is not stored",
                text.to
            )));
        };
        let row = seen.row;
        if row.party != text.to || rows::count(connection, NUMBER, (row.line, &text.from))? == 0 {
            let (from, to) = (&text.from, &text.to);
            return Ok(Some(format!(
                "a text left from {from} to {to}, from another line or to somebody else"
            )));
        }
        if let Some(fault) = promises.after_stop(connection, &row, seen.claimed)? {
            return Ok(Some(fault));
        }
        if refused {
            return Ok(None);
        }
        let times = promises.taken.entry(id).or_default();
        *times += 1;
        if *times > 1 {
            return Ok(Some(format!("the same text was sent to {} twice", text.to)));
        }
        if row.kind != "missed_call" {
            return Ok(None);
        }
        let now_ms = self.now().0;
        let fault = promises.in_window(
            connection,
            &row,
            now_ms,
            &lock(&self.carrier).texts,
            self.story.jumps_ms(),
        )?;
        let key = (row.business, row.party);
        promises.answers.entry(key).or_default().push(Answered {
            text: id,
            at_ms: now_ms,
            sid: text.sid.clone(),
        });
        Ok(fault)
    }
}

impl Promises {
    /// None after an opt-out was stored, but the word that it was heard and what a person writes to
    /// somebody who wrote again.
    fn after_stop(
        &self,
        connection: &Connection,
        row: &TextRow,
        claimed: Option<(u64, usize)>,
    ) -> rusqlite::Result<Option<String>> {
        let who = (row.business, row.party.clone());
        let Some(since) = self.stopped.get(&who) else {
            return Ok(None);
        };
        let claimed = claimed.map_or(u64::MAX, |(commit, _)| commit);
        if claimed < *since || row.kind == "consent" {
            return Ok(None);
        }
        let wrote_since = row.kind == "answer"
            && rows::count(connection, RECEIVED_SINCE_STOP, (row.business, &row.party))? > 0;
        Ok((!wrote_since).then(|| {
            format!(
                "a text ({}) left for {}, who had said STOP",
                row.kind, row.party
            )
        }))
    }

    /// One answer in the line's window, two where it has words for a second call.
    fn in_window(
        &self,
        connection: &Connection,
        row: &TextRow,
        now_ms: i64,
        remote: &[RemoteText],
        jumps_ms: i64,
    ) -> rusqlite::Result<Option<String>> {
        let hours: i64 = setting(connection, row.line, "window_hours")?
            .and_then(|hours| hours.parse().ok())
            .unwrap_or(WINDOW_HOURS);
        let may = 1 + usize::from(setting(connection, row.line, "text_again")?.is_some());
        let from = now_ms - hours * 3_600_000 + SLACK_MS + jumps_ms;
        let failed = |answered: &&Answered| {
            let text = remote.iter().find(|text| text.sid == answered.sid);
            text.is_some_and(|text| text.status == "undelivered")
        };
        let key = (row.business, row.party.clone());
        let in_window = self.answers.get(&key).map_or(0, |answers| {
            answers
                .iter()
                .filter(|answered| answered.at_ms > from && !failed(answered))
                .filter(|answered| !self.by_hand.contains(&answered.text))
                .count()
        });
        Ok((in_window >= may).then(|| {
            format!(
                "{} was texted {} times in {hours} hours",
                row.party,
                in_window + 1
            )
        }))
    }
}

/// Texts that were decided on a window apart may leave a little closer together.
const SLACK_MS: i64 = Duration::from_mins(20).as_millis() as i64;

fn setting(connection: &Connection, line: i64, key: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare_cached(WINDOW)?;
    statement
        .query_map((line, key), |row| row.get(0))?
        .next()
        .transpose()
}
