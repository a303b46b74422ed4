//! `GET /settings/{section}`: one section as a form.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use ringback_desk::id::LineId;
use ringback_desk::phone::PhoneNumber;
use ringback_desk::settings::Fault;
use ringback_store::settings::Setting;
use ringback_store::{StoreError, Tx, lines, settings};
use serde::Deserialize;

use super::field::{Current, Field};
use super::levels::{Standing, standing};
use super::sections::{Section, section};
use crate::WebState;
use crate::pages::{Failure, Place, Scope, Shell, not_found, show};

/// What of it is asked for.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Asked {
    /// The line whose own settings are meant.
    pub(super) line: Option<i64>,
    /// Something was just saved.
    pub(super) saved: Option<String>,
}

#[derive(Template)]
#[template(path = "settings_section.html")]
struct SectionPage {
    shell: Shell,
    section: Section,
    fields: Vec<Field>,
    standing: Standing,
    /// The account's id at the carrier.
    account: Option<String>,
    lines: Vec<LineChoice>,
    /// The number of the line that is meant, for previews; the business's first where none is.
    line_number: Option<String>,
    /// `?line=N` of the form, where one line is meant.
    query: String,
    is_saved: bool,
    has_faults: bool,
}

/// One line to choose.
struct LineChoice {
    query: String,
    name: String,
    is_meant: bool,
}

/// What the database knows of a business's settings.
pub(super) struct Known {
    pub(super) stored: Vec<Setting>,
    pub(super) lines: Vec<(LineId, PhoneNumber)>,
}

impl Known {
    pub(super) fn read(tx: &Tx<'_>, scope: &Scope) -> Result<Self, StoreError> {
        let lines = lines::of_business(tx, scope.business)?.into_iter();
        Ok(Self {
            stored: settings::of_business(tx, scope.business)?,
            lines: lines.map(|line| (line.id, line.number)).collect(),
        })
    }

    /// The line of this id, if it is one of the business's; nothing where none is named.
    pub(super) fn line(&self, asked: Option<i64>) -> Result<Option<LineId>, NotOurs> {
        let Some(asked) = asked.map(LineId) else {
            return Ok(None);
        };
        let is_ours = self.lines.iter().any(|(id, _)| *id == asked);
        is_ours.then_some(Some(asked)).ok_or(NotOurs)
    }

    pub(super) fn current<'a>(
        &'a self,
        state: &'a WebState,
        scope: &'a Scope,
        line: Option<LineId>,
        working: Option<&'a Arc<ringback_desk::lines::Line>>,
    ) -> Current<'a> {
        Current {
            line,
            lines: &self.lines,
            configured: state.engine().configured(),
            stored: &self.stored,
            company: &scope.company,
            working: working.map(AsRef::as_ref),
        }
    }
}

/// A line of somebody else's.
pub(super) struct NotOurs;

/// The page.
pub(crate) async fn page(
    State(state): State<WebState>,
    scope: Scope,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    render(&state, scope, &slug, asked, HashMap::new(), Vec::new()).await
}

/// The section with what a person has typed, and what is wrong with that.
pub(super) async fn render(
    state: &WebState,
    scope: Scope,
    slug: &str,
    asked: Asked,
    typed: HashMap<String, String>,
    faults: Vec<Fault>,
) -> Result<Response, Failure> {
    let Some(section) = section(slug) else {
        return Ok(not_found());
    };
    let store = state.engine().store().clone();
    let state = state.clone();
    let page = store
        .read(move |tx| {
            let known = Known::read(tx, &scope)?;
            let Ok(line) = known.line(asked.line) else {
                return Ok(None);
            };
            let shell = Shell::read(tx, &state, &scope, Place::Settings)?;
            let engine = state.engine();
            let book = engine.lines();
            let working = line.map_or(scope.line.as_ref(), |id| book.by_id(id));
            let current = known.current(&state, &scope, line, working);
            let account = engine.directory().account_of(scope.business).cloned();
            Ok(Some(SectionPage {
                section,
                fields: current.fields(&section.asked(), &typed, &faults),
                standing: if section.slug == "limits" {
                    standing(tx, &scope)?
                } else {
                    Standing::default()
                },
                account: account.map(|account| account.sid().to_owned()),
                lines: choices(&known, &shell, &scope, line),
                line_number: line
                    .and(working)
                    .map(|line| line.number.as_str().to_owned()),
                query: query(&shell, line),
                is_saved: asked.saved.is_some() && faults.is_empty(),
                has_faults: !faults.is_empty(),
                shell,
            }))
        })
        .await?;
    page.map_or_else(|| Ok(not_found()), |page| show(&page))
}

fn query(shell: &Shell, line: Option<LineId>) -> String {
    line.map_or_else(
        || shell.query.clone(),
        |line| shell.with(&format!("line={}", line.0)),
    )
}

/// Whose settings they are: with one line there is nothing to choose.
fn choices(known: &Known, shell: &Shell, scope: &Scope, meant: Option<LineId>) -> Vec<LineChoice> {
    if known.lines.len() < 2 {
        return Vec::new();
    }
    let all = LineChoice {
        query: shell.query.clone(),
        name: "All lines".to_owned(),
        is_meant: meant.is_none(),
    };
    let each = known.lines.iter().map(|(id, number)| LineChoice {
        query: query(shell, Some(*id)),
        name: number.display_for(scope.home()),
        is_meant: meant == Some(*id),
    });
    std::iter::once(all).chain(each).collect()
}
