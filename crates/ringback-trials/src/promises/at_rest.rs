//! When nothing happens any more: every call has its one end, and nothing was lost.

use rusqlite::Connection;

use super::rows::{self, CallRow, TextRow};
use crate::world::{World, lock};

const CARED_FOR: &str = "SELECT
    (SELECT count(*) FROM waiting WHERE business_id = line.business_id AND key LIKE '%' || ?2)
    + (SELECT count(*) FROM text WHERE business_id = line.business_id AND kind = 'answer'
        AND party = ?2)
    + (SELECT count(*) FROM call WHERE business_id = line.business_id AND outcome = 'answered'
        AND caller = ?2)
    + (SELECT count(*) FROM contact WHERE business_id = line.business_id AND number = ?2
        AND opted_out_at IS NOT NULL)
    FROM line WHERE number = ?1";
const INBOUND: &str = "SELECT count(*) FROM text WHERE carrier_id LIKE ?1 || '%'";

impl World {
    /// Looks at what is left of a story.
    pub(crate) fn check_rest(&self) {
        if !self.nothing_waits() {
            self.broke("something still waits for a time long after everything".to_owned());
            return;
        }
        if let Some(machine) = self.holds_texts() {
            self.broke(format!("process {machine} still has texts in hand"));
        }
        let judged = self.database.look(|connection| self.judge_rest(connection));
        match judged {
            Ok(None) => {}
            Ok(Some(fault)) => self.broke(fault),
            Err(fault) => self.broke(format!("the database cannot be looked at: {fault}")),
        }
    }

    fn judge_rest(&self, connection: &Connection) -> rusqlite::Result<Option<String>> {
        let (calls, texts) = (rows::calls(connection)?, rows::texts(connection)?);
        for call in &calls {
            if let Some(fault) = one_end(call, &texts) {
                return Ok(Some(fault));
            }
        }
        for text in &texts {
            if let Some(fault) = self.text_at_rest(text) {
                return Ok(Some(fault));
            }
        }
        if let Some(fault) = self.calls_known(&calls) {
            return Ok(Some(fault));
        }
        if let Some(fault) = self.texts_kept(connection)? {
            return Ok(Some(fault));
        }
        self.nobody_forgotten(connection)
    }

    /// Whoever asked something waits for somebody, or was answered, or said stop.
    fn nobody_forgotten(&self, connection: &Connection) -> rusqlite::Result<Option<String>> {
        let carrier = lock(&self.carrier);
        for text in carrier.texts.iter().filter(|text| text.inbound) {
            if text.body.starts_with("Hello,")
                && rows::count(connection, CARED_FOR, (&text.to, &text.from))? == 0
            {
                return Ok(Some(format!(
                    "{} wrote, and neither waits nor was answered",
                    text.from
                )));
            }
        }
        Ok(None)
    }

    /// A text that nobody knows the fate of was out when something failed.
    fn text_at_rest(&self, text: &TextRow) -> Option<String> {
        let promises = lock(&self.promises);
        if promises.by_hand.contains(&text.id) {
            // People may err.
            return None;
        }
        // Machines whose clocks are hours apart take each other's requests for lost.
        let clocks_differ = self.story.replicas > 1 && self.story.jumps_ms() > 0;
        match text.phase.as_str() {
            "pending" | "attempted" => {
                Some(format!("a text to {} is still {}", text.party, text.phase))
            }
            "unknown" if !clocks_differ && !promises.in_doubt.contains(&text.id) => Some(format!(
                "a text to {} is unknown, and nothing failed while it was out",
                text.party
            )),
            "accepted" if !promises.taken.contains_key(&text.id) => Some(format!(
                "a text to {} is accepted, and the carrier never took it",
                text.party
            )),
            "refused" | "held" | "unknown" | "accepted" | "received" => None,
            other => Some(format!("a text to {} is {other}", text.party)),
        }
    }

    /// Every call of which a webhook was taken is there.
    fn calls_known(&self, rows: &[CallRow]) -> Option<String> {
        let carrier = lock(&self.carrier);
        carrier.calls.iter().find_map(|(sid, call)| {
            let there = rows.iter().any(|row| row.carrier_id == *sid);
            (call.is_known && !there).then(|| format!("the call of {} was forgotten", call.from))
        })
    }

    /// Every text that came in is stored once, and the carrier's list shows those whose webhook was
    /// lost.
    fn texts_kept(&self, connection: &Connection) -> rusqlite::Result<Option<String>> {
        let carrier = lock(&self.carrier);
        for text in carrier.texts.iter().filter(|text| text.inbound) {
            let stored = rows::count(connection, INBOUND, [&text.sid])?;
            if stored != 1 {
                return Ok(Some(format!(
                    "the text {:?} of {} is stored {stored} times",
                    text.body, text.from
                )));
            }
        }
        Ok(None)
    }
}

/// A call ends answered, or missed with exactly one text or one reason.
fn one_end(call: &CallRow, texts: &[TextRow]) -> Option<String> {
    let who = call.caller.as_deref().unwrap_or("somebody unknown");
    let answers = texts
        .iter()
        .filter(|text| text.kind == "missed_call" && text.call == Some(call.id));
    let first_of_call =
        answers.filter(|text| call.text == Some(text.id) || text.phase != "refused");
    let text_count = first_of_call.count();
    match call.outcome.as_str() {
        "answered" if call.text.is_none() && call.held.is_none() && text_count == 0 => None,
        "missed" => match (call.text, &call.held, text_count) {
            (Some(_), None, 1) | (None, Some(_), 0) => None,
            (text, held, count) => Some(format!(
                "the missed call of {who} ends with text: {}, reason: {held:?}, texts: {count}",
                text.is_some()
            )),
        },
        "open" => Some(format!(
            "the call of {who} is still open (wake at {:?})",
            call.wake_at
        )),
        other => Some(format!(
            "the call of {who} is {other} and has a text or a reason"
        )),
    }
}
