//! When a webhook is answered with 2xx: what it said is stored, for it will not come again.

use super::rows;
use crate::carrier::Webhook;
use crate::world::{World, lock};

const CALL: &str = "SELECT count(*) FROM call WHERE carrier_id = ?1";
const STOPPED: &str = "SELECT count(*) FROM contact JOIN line
    ON line.business_id = contact.business_id
    WHERE line.number = ?1 AND contact.number = ?2 AND contact.opted_out_at IS NOT NULL";
const TEXT: &str = "SELECT count(*) FROM text WHERE carrier_id = ?1";

impl World {
    /// Looks whether a webhook that was taken left what it must leave.
    pub(crate) fn check_taken(&self, webhook: &Webhook) {
        let field = |name: &str| {
            let mut fields = webhook.fields.iter();
            fields
                .find(|(of, _)| *of == name)
                .map(|(_, value)| value.as_str())
        };
        let (sql, id) = match (field("MessageSid"), field("CallSid")) {
            (Some(_), _) if field("MessageStatus").is_some() => return,
            (Some(text), _) => (TEXT, text),
            (None, Some(call)) => (CALL, field("ParentCallSid").unwrap_or(call)),
            (None, None) => return,
        };
        let counted = self
            .database
            .look(|connection| rows::count(connection, sql, [id]));
        match counted {
            Ok(1) => self.check_stop(field("From"), field("To"), field("Body")),
            Ok(count) => self.broke(format!(
                "a webhook was answered with 2xx, and its row is there {count} times"
            )),
            Err(fault) => self.broke(format!("the database cannot be looked at: {fault}")),
        }
    }

    /// Whoever says STOP, and START never, has said stop.
    fn check_stop(&self, from: Option<&str>, to: Option<&str>, says: Option<&str>) {
        let (Some(from), Some(to), Some("STOP")) = (from, to, says) else {
            return;
        };
        let starts = lock(&self.carrier)
            .texts
            .iter()
            .any(|text| text.from == from && text.body == "START");
        let stopped = self
            .database
            .look(|connection| rows::count(connection, STOPPED, (to, from)));
        if !starts && stopped.is_ok_and(|count| count == 0) {
            self.broke(format!("{from} said STOP, and it is not stored"));
        }
    }
}
