//! How many tests ran, read from the closing lines of their runners, so that the whole run can
//! close with one line that says so.

/// Tests that ran, over all runners.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Count {
    /// All tests that ran.
    pub(crate) fn total(self) -> u64 {
        self.passed + self.failed
    }

    /// Adds what a line says, if it is the closing line of nextest, of rustdoc or cargo's own
    /// test runner, or of a runner that closes with `N passed, N failed`.
    pub(crate) fn see(&mut self, line: &str) {
        let line = line.trim();
        let closes = line.starts_with("Summary [")
            || line.starts_with("test result:")
            || line.ends_with(" failed");
        if closes {
            self.passed += number_before(line, "passed");
            self.failed += number_before(line, "failed");
        }
    }
}

/// The number that stands before a word, or 0.
fn number_before(line: &str, word: &str) -> u64 {
    let mut words = line
        .split_whitespace()
        .map(|part| part.trim_end_matches([',', ';']));
    let mut before = "";
    words
        .find_map(|part| {
            let found = (part == word).then(|| before.parse().ok()).flatten();
            before = part;
            found
        })
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_counted_and_others_are_not() {
        let rows = [
            (
                "     Summary [   0.215s] 41 tests run: 40 passed (1 slow), 1 failed, 2 skipped",
                (40, 1),
            ),
            (
                "     Summary [   0.010s] 3 tests run: 3 passed, 0 skipped",
                (3, 0),
            ),
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
                (12, 0),
            ),
            ("7 passed, 2 failed", (7, 2)),
            ("browser: 7 passed, 0 failed", (7, 0)),
            (
                "        PASS [   0.005s] xtask tests::nothing_failed",
                (0, 0),
            ),
            ("the carrier says that 9 failed today", (0, 0)),
        ];
        for (line, (passed, failed)) in rows {
            let mut count = Count::default();
            count.see(line);
            assert_eq!(count, Count { passed, failed }, "{line}");
        }
    }
}
