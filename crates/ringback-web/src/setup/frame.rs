//! What the steps share: where they stand in the set-up, and the fields of their forms.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use ringback_desk::settings::Fault;
use ringback_desk::setup::findings::{Finding, Weight};

use super::progress::Progress;
use crate::pages::Scope;

/// One question of the set-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Business,
    Carrier,
    Number,
    Phones,
    Hours,
    Words,
    Test,
}

impl Step {
    /// In the order in which they are asked.
    pub(super) const ALL: [Self; 7] = [
        Self::Business,
        Self::Carrier,
        Self::Number,
        Self::Phones,
        Self::Hours,
        Self::Words,
        Self::Test,
    ];

    /// Its page, below `setup/`.
    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Carrier => "carrier",
            Self::Number => "number",
            Self::Phones => "phones",
            Self::Hours => "hours",
            Self::Words => "words",
            Self::Test => "test",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Business => "Business",
            Self::Carrier => "Carrier",
            Self::Number => "Number",
            Self::Phones => "Phones",
            Self::Hours => "Hours",
            Self::Words => "The text",
            Self::Test => "Test",
        }
    }

    /// Whether a line works without an answer to it.
    pub(super) fn is_good_as_it_comes(self) -> bool {
        matches!(self, Self::Hours | Self::Words)
    }

    /// The step after this one.
    pub(super) fn next(self) -> Option<Self> {
        let at = Self::ALL.iter().position(|step| *step == self)?;
        Self::ALL.get(at + 1).copied()
    }
}

/// A step in the list on top.
pub(super) struct StepRow {
    pub(super) name: &'static str,
    pub(super) href: String,
    pub(super) is_done: bool,
    pub(super) is_here: bool,
}

/// What is around every step. The templates have it as `frame`.
pub(super) struct Frame {
    /// The way back to the front page.
    pub(super) root: String,
    /// `?business=N` where links need it.
    pub(super) query: String,
    /// The step's name.
    pub(super) title: &'static str,
    pub(super) steps: Vec<StepRow>,
    pub(super) number: usize,
    pub(super) count: usize,
    /// The page of the next step.
    pub(super) next: String,
}

impl Frame {
    pub(super) fn new(scope: &Scope, progress: &Progress, here: Step) -> Self {
        let href = |step: Step| format!("{}setup/{}{}", scope.root, step.path(), scope.query);
        // What is good as it comes is done once somebody has gone past it.
        let is_past = |step: Step| step.is_good_as_it_comes() && step < here;
        let steps = Step::ALL.iter().map(|step| StepRow {
            name: step.name(),
            href: href(*step),
            is_done: progress.is_done(*step) || is_past(*step),
            is_here: *step == here,
        });
        Self {
            root: scope.root.clone(),
            query: scope.query.clone(),
            title: here.name(),
            steps: steps.collect(),
            number: Step::ALL.iter().position(|step| *step == here).unwrap_or(0) + 1,
            count: Step::ALL.len(),
            next: here
                .next()
                .map_or_else(|| format!("{}./{}", scope.root, scope.query), href),
        }
    }
}

impl Frame {
    /// The business that forms which ask by GET have to name.
    pub(super) fn business(&self) -> Option<&str> {
        self.query.strip_prefix("?business=")
    }
}

/// One field of a form: what stands in it, and what is wrong with that.
#[derive(Default)]
pub(super) struct Field {
    pub(super) value: String,
    pub(super) fault: String,
}

impl Field {
    pub(super) fn of(value: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            fault: String::new(),
        }
    }

    /// The field with what was found wrong with this key.
    pub(super) fn judged(value: impl Into<String>, key: &str, faults: &[Fault]) -> Self {
        let fault = faults.iter().find(|fault| fault.key == key);
        Self {
            value: value.into(),
            fault: fault.map(in_words).unwrap_or_default(),
        }
    }
}

/// A fault beside its field, which need not be named again.
fn in_words(fault: &Fault) -> String {
    let mut what = fault.what.chars();
    let what = what
        .next()
        .map(|first| first.to_uppercase().chain(what).collect::<String>());
    format!("{}. {}.", what.unwrap_or_default(), fault.fix)
}

/// A finding as a page shows it.
pub(super) struct Note {
    /// `bad`, `hold` or `wait`.
    pub(super) tone: &'static str,
    pub(super) sentence: String,
    pub(super) fix: &'static str,
}

impl Note {
    pub(super) fn of(finding: &Finding) -> Self {
        Self {
            tone: match finding.weight() {
                Weight::Stops => "bad",
                Weight::Replaced => "hold",
                Weight::Note => "wait",
            },
            sentence: finding.sentence(),
            fix: finding.fix(),
        }
    }
}

/// On to another page, by a relative address: whatever a proxy puts in front of it stays there.
pub(super) fn see_other(to: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, to.to_owned())]).into_response()
}
