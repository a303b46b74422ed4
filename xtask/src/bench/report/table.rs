//! The table: one row a figure, one column a load.

use super::figures::{Figures, Quantiles};

/// How a figure is written.
type Cell = fn(&Figures) -> String;

const ROWS: [(&str, Cell); 16] = [
    ("calls/s", |run| format!("{:.0}", run.calls_per_second)),
    ("webhook p50/p99 ms", |run| pair(run.webhook_ms)),
    ("webhook→SMS p50/p99 ms", |run| pair(run.to_text_ms)),
    ("statements a call", |run| {
        optional(run.statements_per_call, 1)
    }),
    ("server CPU ms a call", |run| {
        format!("{:.3}", run.server_cpu_ms_per_call)
    }),
    ("database CPU ms a call", |run| {
        format!("{:.3}", run.database_cpu_ms_per_call)
    }),
    ("load CPU ms a call", |run| {
        format!("{:.3}", run.load_cpu_ms_per_call)
    }),
    ("stolen CPU %", |run| format!("{:.1}", run.stolen_percent)),
    ("fsync p50/p99 ms", |run| pair(run.fsync_ms)),
    ("RSS idle/after/peak MB", |run| {
        format!(
            "{:.0} / {:.0} / {:.0}",
            run.rss_idle_mb, run.rss_after_mb, run.rss_peak_mb
        )
    }),
    ("start to ready ms", |run| format!("{:.0}", run.ready_ms)),
    ("SIGTERM to end ms", |run| format!("{:.0}", run.shutdown_ms)),
    ("lost / doubled", |run| {
        format!("{} / {}", run.lost, run.doubled)
    }),
    ("unknown", |run| optional(run.unknown, 0)),
    ("broken off", |run| {
        run.failures.values().sum::<u32>().to_string()
    }),
    ("texts to others", |run| run.other_texts.to_string()),
];

/// Lays the phases out side by side.
pub(crate) fn table(phases: &[Figures]) -> String {
    let mut rows = vec![head(phases)];
    for (name, cell) in ROWS {
        let cells = phases.iter().map(cell);
        rows.push(std::iter::once(name.to_owned()).chain(cells).collect());
    }
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..=phases.len()).map(width).collect();
    let mut out = String::new();
    for row in &rows {
        for (column, cell) in row.iter().enumerate() {
            let blanks = " ".repeat(widths[column] - cell.chars().count());
            match column {
                0 => out.extend([cell.as_str(), &blanks]),
                _ => out.extend(["  ", &blanks, cell.as_str()]),
            }
        }
        out.push('\n');
    }
    out
}

/// With two binaries, each load has two columns.
fn head(phases: &[Figures]) -> Vec<String> {
    let several = phases.iter().any(|phase| phase.binary != phases[0].binary);
    let names = phases.iter().map(|phase| {
        if several {
            format!("{}, {}", phase.load, phase.binary)
        } else {
            phase.load.clone()
        }
    });
    std::iter::once(String::new()).chain(names).collect()
}

fn pair(quantiles: Quantiles) -> String {
    format!("{:.2} / {:.2}", quantiles.p50, quantiles.p99)
}

fn optional(figure: Option<f64>, digits: usize) -> String {
    figure.map_or("?".to_owned(), |figure| format!("{figure:.digits$}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let phase = |load: &str, rate: f64| Figures {
            load: load.to_owned(),
            calls_per_second: rate,
            ..Figures::default()
        };
        let table = table(&[phase("32 in flight", 3104.4), phase("20 a second", 20.0)]);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0].trim_start(), "32 in flight  20 a second");
        assert!(lines[1].starts_with("calls/s "), "{table}");
        assert!(lines[1].ends_with("        3104           20"), "{table}");
        let lengths = lines.iter().map(|line| line.chars().count());
        assert!(lengths.clone().max() == lengths.min(), "{table}");
    }
}
