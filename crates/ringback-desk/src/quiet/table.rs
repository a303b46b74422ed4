//! Where the rules come from: the dated table that is built in, or one of the same format that the
//! binary read at its start, so that a new law needs no new release.

use std::sync::OnceLock;

use super::rules::QuietRule;

/// The table that is built in; its head says what stands in which field.
pub const BUILT_IN: &str = include_str!("rules.tsv");

/// The rule that there has to be.
const FEDERAL: &str = "federal";
/// Before the version, on a line of its own.
const VERSION: &str = "# version ";
/// The fields of a line, in their order.
const FIELDS: [&str; 5] = ["code", "weekday hours", "sunday hours", "read on", "source"];

/// Rules, and the date that they say of themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuietRules {
    version: String,
    rules: Vec<QuietRule>,
    /// As it was written, remarks and all.
    text: String,
    is_built_in: bool,
}

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuietRulesError {
    /// One field of one line.
    #[error("line {line}, {field}: {what}")]
    Field {
        /// Counted from 1.
        line: usize,
        /// What the field is called.
        field: &'static str,
        /// What is wrong with it, and how it is written.
        what: String,
    },
    /// No line says how old the table is.
    #[error("no line says `{VERSION}` and the year and month, as 2026-11")]
    NoVersion,
    /// The rule of the country itself is not there.
    #[error("there is no line for `{FEDERAL}`")]
    NoFederal,
    /// A table after the first rule was looked up, or a second one.
    #[error("rules were looked up before the table was given")]
    TooLate,
}

static RULES: OnceLock<QuietRules> = OnceLock::new();

fn rules() -> &'static QuietRules {
    RULES.get_or_init(QuietRules::built_in)
}

/// Uses `rules` from now on in the place of what is built in. Once, at the start of the process,
/// before the first rule is looked up.
///
/// # Errors
/// When it is too late for that.
pub fn install(rules: QuietRules) -> Result<(), QuietRulesError> {
    RULES.set(rules).map_err(|_| QuietRulesError::TooLate)
}

/// The rule of a code, in capitals or not.
#[must_use]
pub fn rule(code: &str) -> Option<&'static QuietRule> {
    rules().find(code)
}

/// The rule of the United States.
#[must_use]
pub fn federal() -> &'static QuietRule {
    // A table without it is refused.
    rule(FEDERAL).unwrap_or_else(|| &rules().rules[0])
}

/// Every rule in use.
#[must_use]
pub fn all() -> &'static [QuietRule] {
    &rules().rules
}

/// The date of the rules in use: `2026-11`.
#[must_use]
pub fn version() -> &'static str {
    &rules().version
}

/// The table in use, as it was written.
#[must_use]
pub fn text() -> &'static str {
    &rules().text
}

/// Whether the rules in use are those of the program itself.
#[must_use]
pub fn is_built_in() -> bool {
    rules().is_built_in
}

impl QuietRules {
    fn built_in() -> Self {
        let read = Self::parse(BUILT_IN);
        debug_assert!(read.is_ok(), "{read:?}");
        Self {
            is_built_in: true,
            ..read.unwrap_or_else(|_| Self::strictest())
        }
    }

    /// What is kept to when nothing else is known.
    fn strictest() -> Self {
        Self {
            version: String::new(),
            rules: vec![QuietRule {
                code: FEDERAL.to_owned(),
                weekday_hours: (9, 20),
                sunday_hours: (12, 20),
                source: String::new(),
                read_on: String::new(),
            }],
            text: String::new(),
            is_built_in: true,
        }
    }

    /// Reads a table, as [`BUILT_IN`] is written.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, QuietRulesError> {
        let mut rules: Vec<QuietRule> = Vec::new();
        let mut version = None;
        let text = text.trim_start_matches('\u{feff}');
        for (line, row) in (1..).zip(text.lines()) {
            if let Some(said) = row.strip_prefix(VERSION) {
                version = Some(month(line, "version", said.trim())?);
            } else if !row.trim().is_empty() && !row.starts_with('#') {
                let rule = read(line, row)?;
                if rules.iter().any(|known| known.code == rule.code) {
                    return Err(wrong(
                        line,
                        FIELDS[0],
                        format!("`{}` stands twice", rule.code),
                    ));
                }
                rules.push(rule);
            }
        }
        let read = Self {
            version: version.ok_or(QuietRulesError::NoVersion)?,
            rules,
            text: text.to_owned(),
            is_built_in: false,
        };
        match read.find(FEDERAL) {
            Some(_) => Ok(read),
            None => Err(QuietRulesError::NoFederal),
        }
    }

    /// The date that the table says of itself.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    fn find(&self, code: &str) -> Option<&QuietRule> {
        let mut rules = self.rules.iter();
        rules.find(|rule| rule.code.eq_ignore_ascii_case(code))
    }
}

fn wrong(line: usize, field: &'static str, what: String) -> QuietRulesError {
    QuietRulesError::Field { line, field, what }
}

fn read(line: usize, row: &str) -> Result<QuietRule, QuietRulesError> {
    let fields: Vec<&str> = row.split('\t').map(str::trim).collect();
    let field = |at: usize| match fields.get(at) {
        Some(said) if !said.is_empty() => Ok(*said),
        _ => Err(wrong(
            line,
            FIELDS[at],
            "is missing; fields stand with one tab between".to_owned(),
        )),
    };
    let rule = QuietRule {
        code: code(line, field(0)?)?,
        weekday_hours: hours(line, FIELDS[1], field(1)?)?,
        sunday_hours: hours(line, FIELDS[2], field(2)?)?,
        read_on: month(line, FIELDS[3], field(3)?)?,
        source: field(4)?.to_owned(),
    };
    match fields.get(FIELDS.len()) {
        None => Ok(rule),
        Some(more) => Err(wrong(line, FIELDS[4], format!("`{more}` follows it"))),
    }
}

fn code(line: usize, said: &str) -> Result<String, QuietRulesError> {
    let is_state = said.len() == 2 && said.bytes().all(|letter| letter.is_ascii_uppercase());
    if said == FEDERAL || is_state {
        return Ok(said.to_owned());
    }
    let what = format!("`{said}` is none; write {FEDERAL}, or two capitals as FL");
    Err(wrong(line, FIELDS[0], what))
}

fn hours(line: usize, field: &'static str, said: &str) -> Result<(u32, u32), QuietRulesError> {
    let read = || {
        let (from, until) = said.split_once('-')?;
        let hours: (u32, u32) = (from.trim().parse().ok()?, until.trim().parse().ok()?);
        (hours.0 < hours.1 && hours.1 <= 24).then_some(hours)
    };
    read().ok_or_else(|| {
        let what = format!("`{said}` are no hours of one day; write them as 8-21");
        wrong(line, field, what)
    })
}

fn month(line: usize, field: &'static str, said: &str) -> Result<String, QuietRulesError> {
    let read = || {
        let (year, month) = said.split_once('-')?;
        let is_digits = said.bytes().all(|c| c.is_ascii_digit() || c == b'-');
        let month: u8 = (month.len() == 2).then(|| month.parse().ok())??;
        (is_digits && year.len() == 4 && (1..=12).contains(&month)).then(|| said.to_owned())
    };
    read().ok_or_else(|| {
        let what = format!("`{said}` is no year and month; write them as 2026-11");
        wrong(line, field, what)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_whole() {
        let read = QuietRules::parse(BUILT_IN).unwrap();
        assert_eq!(read.version(), "2026-11");
        assert_eq!(read.rules.len(), 9);
        assert_eq!(read.find("tx").unwrap().sunday_hours, (12, 21));
        assert!(read.rules.iter().all(|rule| rule.read_on <= read.version));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line_and_field() {
        for (row, told) in [
            (
                "Florida\t8-20\t8-20\t2026-11\tx",
                "line 3, code: `Florida` is none",
            ),
            (
                "FL\t8\t8-20\t2026-11\tx",
                "line 3, weekday hours: `8` are no hours",
            ),
            (
                "FL\t8-20\t20-8\t2026-11\tx",
                "line 3, sunday hours: `20-8` are no hours",
            ),
            (
                "FL\t8-20\t8-25\t2026-11\tx",
                "line 3, sunday hours: `8-25` are no hours",
            ),
            (
                "FL\t8-20\t8-20\t2026-13\tx",
                "line 3, read on: `2026-13` is no year",
            ),
            ("FL\t8-20\t8-20\t2026-11", "line 3, source: is missing"),
            (
                "FL 8-20 8-20 2026-11 x",
                "line 3, code: `FL 8-20 8-20 2026-11 x` is none",
            ),
            (
                "FL\t8-20\t8-20\t2026-11\tx\ty",
                "line 3, source: `y` follows it",
            ),
            (
                "federal\t8-20\t8-20\t2026-11\tx",
                "line 3, code: `federal` stands twice",
            ),
        ] {
            let table = format!("# version 2027-02\nfederal\t8-21\t8-21\t2026-11\tx\n{row}\n");
            let fault = QuietRules::parse(&table).unwrap_err().to_string();
            assert!(fault.starts_with(told), "{row}: {fault}");
        }
        let none = QuietRules::parse("# version 2027-02\nFL\t8-20\t8-20\t2026-11\tx");
        assert_eq!(none, Err(QuietRulesError::NoFederal));
        let undated = QuietRules::parse("federal\t8-21\t8-21\t2026-11\tx");
        assert_eq!(undated, Err(QuietRulesError::NoVersion));
    }
}
