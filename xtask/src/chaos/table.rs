//! What a fault did, as one row of the table.

use std::time::Duration;

use crate::bench::kill::audit::Outcomes;

/// How many remarks and names are shown.
const SHOWN_MAX: usize = 5;

/// One fault and what became of the calls.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) fault: String,
    /// How often, or how much.
    pub(super) injected: String,
    pub(super) calls: u32,
    pub(super) texted: usize,
    pub(super) held: usize,
    pub(super) unknown: usize,
    pub(super) lost: usize,
    pub(super) doubled: usize,
    /// From the end of a fault to the next text, the longest.
    pub(super) recovery: Option<Duration>,
    /// What was seen besides.
    pub(super) remarks: Vec<String>,
    /// Promises that did not hold.
    pub(super) broke: Vec<String>,
}

impl Row {
    /// A fault that could not be played to its end.
    pub(super) fn broken(fault: &str, why: String) -> Self {
        Self {
            fault: fault.to_owned(),
            injected: "-".to_owned(),
            broke: vec![why],
            ..Self::default()
        }
    }

    /// Takes over what the audit found; no call may be unknown that met no fault,
    /// but for so many as are excused.
    pub(super) fn reckon(&mut self, outcomes: &Outcomes, excused: usize) {
        self.texted = outcomes.texted;
        self.held = outcomes.held.values().sum();
        self.unknown = outcomes.unknown;
        self.lost = outcomes.lost.len();
        self.doubled = outcomes.doubled.len();
        for (reason, times) in &outcomes.held {
            self.remarks.push(format!("{times} × {reason}"));
        }
        let wrong = [("lost", &outcomes.lost), ("doubled", &outcomes.doubled)];
        for (what, calls) in wrong {
            if !calls.is_empty() {
                let shown: Vec<&str> = calls.iter().take(SHOWN_MAX).map(String::as_str).collect();
                let named = shown.join(", ");
                self.broke.push(format!("{} {what}: {named}", calls.len()));
            }
        }
        let at_rest = outcomes.unknown_at_rest.len();
        if at_rest > excused {
            let named = outcomes.unknown_at_rest[..at_rest.min(SHOWN_MAX)].join(", ");
            let promise = format!("{at_rest} unknown that met no fault: {named}");
            self.broke.push(promise);
        }
    }

    /// Says what stands in no column.
    pub(super) fn print_remarks(&self) {
        self.remarks
            .iter()
            .for_each(|remark| println!("  {remark}"));
        self.broke
            .iter()
            .for_each(|promise| println!("  BROKEN: {promise}"));
    }
}

/// Prints all rows.
pub(super) fn print(rows: &[Row]) {
    println!(
        "\n{:<14} {:>12} {:>7} {:>7} {:>6} {:>8} {:>5} {:>8} {:>12}",
        "fault", "injected", "calls", "texted", "held", "unknown", "lost", "doubled", "recovery ms"
    );
    for row in rows {
        let recovery = row
            .recovery
            .map_or("-".to_owned(), |span| span.as_millis().to_string());
        println!(
            "{:<14} {:>12} {:>7} {:>7} {:>6} {:>8} {:>5} {:>8} {:>12}{}",
            row.fault,
            row.injected,
            row.calls,
            row.texted,
            row.held,
            row.unknown,
            row.lost,
            row.doubled,
            recovery,
            if row.broke.is_empty() { "" } else { "  BROKEN" },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_lost_doubled_or_unknown_without_a_fault_breaks_a_promise() {
        let mut row = Row::default();
        let mut outcomes = Outcomes {
            texted: 3,
            unknown: 1,
            ..Outcomes::default()
        };
        row.reckon(&outcomes, 0);
        assert_eq!((row.texted, row.unknown, row.broke.len()), (3, 1, 0));
        outcomes.unknown_at_rest = vec!["CA1".to_owned()];
        row.reckon(&outcomes, 1);
        assert_eq!(row.broke.len(), 0);
        row.reckon(&outcomes, 0);
        assert_eq!(row.broke, ["1 unknown that met no fault: CA1"]);
        let lost = vec!["CA2 (pending)".to_owned()];
        let lost = Outcomes {
            lost,
            ..Outcomes::default()
        };
        row.reckon(&lost, 0);
        assert_eq!(
            row.broke.last().map(String::as_str),
            Some("1 lost: CA2 (pending)")
        );
    }
}
