//! `POST /api/preview`: how a text reads, travels and costs before it is saved, and what is wrong
//! with it.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use ringback_desk::lines::{Line, SegmentPrice};
use ringback_desk::template::{Template, Values, Variable};
use ringback_desk::words::{Language, Situation, preview as look_at, sample, split_wordings};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::WebState;
use crate::pages::{Scope, not_found};

/// More wordings than a text may have are not looked at.
const WORDINGS_MAX: usize = 10;

/// A text that somebody writes.
#[derive(Debug, Deserialize)]
pub(crate) struct Draft {
    /// One wording, or several with a line of three dashes between them.
    template: String,
    /// Which situation it is for, as `closed`. Default `open`.
    #[serde(default)]
    situation: Option<String>,
    /// `en` or `es`. Default `en`.
    #[serde(default)]
    language: Option<String>,
    /// Values that differ from the line's and from typical ones.
    #[serde(default)]
    values: BTreeMap<String, String>,
    /// Whether it is the first text to a number, so that the line's opt-out line counts. Default
    /// true.
    #[serde(default)]
    first: Option<bool>,
    /// The line's number. Default: the first line of the business; before there is one, typical
    /// values.
    #[serde(default)]
    line: Option<String>,
}

/// The answer: `wordings`, each `{text, encoding, segments, chars, chars_left, smart, findings,
/// refused, cost}` or `{error}`; the first one's fields stand beside it as well.
pub(crate) async fn preview(
    State(state): State<WebState>,
    scope: Scope,
    draft: Result<Json<Draft>, JsonRejection>,
) -> Response {
    let draft = match draft {
        Ok(Json(draft)) => draft,
        Err(rejection) => return wrong(&rejection.body_text()),
    };
    let line = match &draft.line {
        None => scope.line,
        Some(number) => match state.engine().lines().by_number(number) {
            Some(line) if line.business == scope.business => Some(Arc::clone(line)),
            _ => return not_found(),
        },
    };
    match answer(line.as_deref(), &draft) {
        Ok(answer) => Json(answer).into_response(),
        Err(sentence) => wrong(&sentence),
    }
}

fn wrong(sentence: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": sentence }))).into_response()
}

fn answer(line: Option<&Line>, draft: &Draft) -> Result<Value, String> {
    let situation = draft.situation.as_deref().unwrap_or("open");
    let situation = Situation::named(situation)
        .ok_or_else(|| format!("situation: `{situation}` is not known; write open or closed"))?;
    let language = draft.language.as_deref().unwrap_or("en");
    let language = Language::named(language)
        .ok_or_else(|| format!("language: `{language}` is not known; write en or es"))?;
    if let Some(name) = draft
        .values
        .keys()
        .find(|name| Variable::named(name).is_none())
    {
        return Err(format!("values: `{name}` is not known"));
    }
    let value = |variable: Variable| {
        let given = draft.values.get(variable.name());
        given.map_or_else(
            || known(line, situation, language, variable),
            String::as_str,
        )
    };
    let values = Values {
        owner: value(Variable::Owner),
        company: value(Variable::Company),
        number: value(Variable::Number),
        first_name: value(Variable::FirstName),
        opens: value(Variable::Opens),
        holiday: value(Variable::Holiday),
    };
    let has_stop_line = line.is_none_or(|line| line.words.stop_line) && draft.first.unwrap_or(true);
    let stop_line = has_stop_line.then_some(language);
    let mut sources = split_wordings(&draft.template);
    sources.truncate(WORDINGS_MAX);
    if sources.is_empty() {
        sources.push(String::new());
    }
    let price = line.map(|line| line.price.clone()).unwrap_or_default();
    let wordings: Vec<Value> = sources
        .iter()
        .map(|source| wording(&price, source, &values, stop_line))
        .collect();
    let mut answer = wordings.first().cloned().unwrap_or_default();
    answer["wordings"] = Value::Array(wordings);
    Ok(answer)
}

/// What stands for a variable: the line's own, or something typical before it is set up.
fn known(
    line: Option<&Line>,
    situation: Situation,
    language: Language,
    variable: Variable,
) -> &str {
    match (variable, line) {
        (Variable::Owner, Some(line)) => &line.owner,
        (Variable::Company, Some(line)) => &line.company,
        (Variable::Number, Some(line)) => line.words.shown_number(&line.number, line.region),
        _ => sample(situation, language, variable),
    }
}

fn wording(
    price: &SegmentPrice,
    source: &str,
    values: &Values<'_>,
    stop_line: Option<Language>,
) -> Value {
    let template = match Template::parse(source) {
        Ok(template) => template,
        Err(fault) => return json!({ "error": fault.to_string() }),
    };
    let seen = look_at(&template, values, stop_line);
    let cost = json!({
        "amount": price.of(seen.segments),
        "currency": price.currency,
        "price_date": price.date,
    });
    let mut seen = json!(seen);
    seen["cost"] = cost;
    seen
}
