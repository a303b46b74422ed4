//! After every commit: texts move only the ways that there are, and every row is of its business.

use ringback_desk::id::{BusinessId, Id};
use ringback_engine::process::simulated::Process;
use rusqlite::Connection;

use super::rows::{self, TextRow};
use super::{Promises, Seen};
use crate::world::{SimProcess, World, lock};

const STRANGERS: &str = "SELECT
    (SELECT count(*) FROM text JOIN line ON line.id = text.line_id
        WHERE line.business_id <> text.business_id)
    + (SELECT count(*) FROM call JOIN line ON line.id = call.line_id
        WHERE line.business_id <> call.business_id)
    + (SELECT count(*) FROM text JOIN call ON call.id = text.call_id
        WHERE call.business_id <> text.business_id OR call.line_id <> text.line_id)
    + (SELECT count(*) FROM call JOIN text ON text.id = call.text_id
        WHERE call.business_id <> text.business_id OR call.line_id <> text.line_id
        OR text.party IS NOT call.caller)";
const UNKNOWN: &str =
    "SELECT business_id, id FROM text WHERE phase = 'unknown' ORDER BY id LIMIT 1";
const COUNT_UNKNOWN: &str = "SELECT count(*) FROM text WHERE phase = 'unknown'";
const OPEN: &str = "SELECT (SELECT count(*) FROM text WHERE wake_at IS NOT NULL)
    + (SELECT count(*) FROM call WHERE wake_at IS NOT NULL)";
const FORGED: &str = "SELECT (SELECT count(*) FROM call WHERE carrier_id LIKE 'CAf%')
    + (SELECT count(*) FROM text WHERE carrier_id LIKE 'SMf%')";

/// A command waits this long at most between reading the clock and its commit.
const COMMAND_MS: i64 = 2_000;

/// How many rows there are that a forger would leave.
pub(crate) struct Rows {
    pub(crate) forged: i64,
}

impl World {
    /// Looks at what a commit left.
    pub(crate) fn check_commit(
        &self,
        process: &SimProcess,
        connection: &Connection,
    ) -> rusqlite::Result<()> {
        let texts = rows::texts(connection)?;
        let stopped = rows::stopped(connection)?;
        let strangers = rows::count(connection, STRANGERS, [])?;
        let fault = {
            let mut promises = lock(&self.promises);
            promises.commits += 1;
            promises.keep_stopped(stopped);
            let mut fault = promises.counted(rows::counted(connection)?, &texts);
            for row in texts {
                if let Some(change) = promises.change_of(&row) {
                    self.note(|| change.clone());
                }
                let by = (process.machine, process.now().0);
                fault = fault.or(promises.moved(row, by));
            }
            fault
        };
        if !process.is_alive() {
            // It died with this commit: what it claimed has not left, and nobody can know.
            self.doubt_what_it_had_out(process.machine);
        }
        if let Some(fault) = fault {
            self.broke(fault);
        }
        if strangers > 0 {
            self.broke("a row is of another business or line than what it belongs to".to_owned());
        }
        Ok(())
    }

    /// What a process that died had out may have arrived or not.
    pub(crate) fn doubt_what_it_had_out(&self, machine: usize) {
        let mut promises = lock(&self.promises);
        let out: Vec<_> = promises
            .texts
            .values()
            .filter(|seen| seen.row.phase == "attempted")
            .filter(|seen| seen.claimed.is_none_or(|(_, by)| by == machine))
            .map(|seen| seen.row.id)
            .collect();
        promises.in_doubt.extend(out);
    }

    /// Whether no row waits for a time.
    pub(crate) fn nothing_waits(&self) -> bool {
        self.counted(OPEN) == 0
    }

    pub(crate) fn count_unknown(&self) -> u64 {
        u64::try_from(self.counted(COUNT_UNKNOWN)).unwrap_or(0)
    }

    pub(crate) fn rows_of(&self, _line: usize) -> Rows {
        Rows {
            forged: self.counted(FORGED),
        }
    }

    fn counted(&self, sql: &str) -> i64 {
        let counted = self
            .database
            .look(|connection| rows::count(connection, sql, []));
        counted.unwrap_or_else(|fault| {
            self.broke(format!("the database cannot be looked at: {fault}"));
            0
        })
    }

    /// A text of which nobody knows what became.
    pub(crate) fn an_unknown_text(&self) -> Option<(BusinessId, Id)> {
        self.database.look(|connection| {
            let mut statement = connection.prepare_cached(UNKNOWN).ok()?;
            let found = statement.query_row([], |row| {
                let id: [u8; 16] = row.get(1)?;
                Ok((BusinessId(row.get(0)?), Id::from_bytes(id)))
            });
            found.ok()
        })
    }
}

impl Promises {
    /// The brakes count each text once.
    fn counted(&mut self, brakes: Vec<(i64, i64, i64)>, texts: &[TextRow]) -> Option<String> {
        let mut fault = None;
        for (business, month, count) in brakes {
            let written = texts
                .iter()
                .filter(|row| row.business == business && row.kind == "missed_call")
                .filter(|row| !self.texts.contains_key(&row.id))
                .count();
            let before = match self.counted.insert(business, (month, count)) {
                Some((of, count)) if of == month => count,
                _ => 0,
            };
            if count > before + i64::try_from(written).unwrap_or(0) {
                fault = Some(format!(
                    "the brakes count {count} texts after {before}, and {written} were written"
                ));
            }
        }
        fault
    }

    fn keep_stopped(&mut self, stopped: Vec<(i64, String)>) {
        let commits = self.commits;
        self.stopped.retain(|who, _| stopped.contains(who));
        for who in stopped {
            self.stopped.entry(who).or_insert(commits);
        }
    }

    /// What changed of a text, for the timeline.
    fn change_of(&self, row: &TextRow) -> Option<String> {
        let before = self.texts.get(&row.id);
        if before.is_some_and(|before| before.row == *row) {
            return None;
        }
        let held = row.held.as_deref().unwrap_or_default();
        let status = row.status.as_deref().unwrap_or_default();
        let id = rows::name(&row.id);
        Some(format!(
            "text …{} ({}) {} {}: {} {held}{status} (attempt {})",
            &id[id.len() - 6..],
            row.kind,
            if row.kind == "inbound" { "from" } else { "to" },
            row.party,
            row.phase,
            row.attempt
        ))
    }

    /// Takes a text in as it is now; says what is wrong with that.
    fn moved(&mut self, row: TextRow, (machine, now): (usize, i64)) -> Option<String> {
        let commit = self.commits;
        let before = self.texts.get(&row.id);
        let mut claimed = before.and_then(|before| before.claimed);
        if row.phase == "attempted" && before.is_none_or(|before| before.row.attempt < row.attempt)
        {
            claimed = Some((commit, machine));
            if row
                .deadline
                .is_some_and(|deadline| deadline < now - COMMAND_MS)
            {
                return Some(format!("a text to {} leaves after its time", row.party));
            }
        }
        let fault = before.and_then(|before| wrong_way(&before.row, &row));
        let is_by_hand = self.by_hand.contains(&row.id);
        self.texts.insert(row.id, Seen { row, claimed });
        fault.filter(|_| !is_by_hand)
    }
}

fn wrong_way(before: &TextRow, now: &TextRow) -> Option<String> {
    let may = match (before.phase.as_str(), now.phase.as_str()) {
        (before, now) if before == now => true,
        ("pending", "attempted" | "held" | "accepted" | "received") => true,
        ("attempted", "pending" | "accepted" | "refused" | "unknown") => true,
        ("unknown", "accepted") => true,
        ("held", "pending") => true,
        _ => false,
    };
    let is_same = (before.business, before.line, &before.party, &before.kind)
        == (now.business, now.line, &now.party, &now.kind);
    let is_final = |row: &TextRow| {
        let status = row.status.as_deref();
        status.is_some_and(|status| status == "delivered" || status == "undelivered")
    };
    if is_final(before) && before.status != now.status {
        let (was, is) = (&before.status, &now.status);
        return Some(format!(
            "a text to {} went from {was:?} to {is:?}",
            now.party
        ));
    }
    (!may || !is_same).then(|| {
        format!(
            "a text to {} went from {} to {}",
            before.party, before.phase, now.phase
        )
    })
}
