//! `explain template`: the text that a template makes of some values, and what is wrong with it.

use anyhow::{Context, bail};
use ringback_desk::template::{Template, Values, Variable};
use ringback_desk::words::{Language, Situation, preview, sample};
use serde_json::{Map, Value, json};

/// A case whose values are typical ones, for a template from the command line.
pub(super) fn case(template: &str) -> Value {
    let values: Map<String, Value> = Variable::ALL
        .into_iter()
        .map(|variable| {
            let value = sample(Situation::Holiday, Language::En, variable);
            (variable.name().to_owned(), json!(value))
        })
        .collect();
    json!({ "template": template, "values": values })
}

pub(super) fn explain(case: &Value) -> anyhow::Result<Value> {
    let source = case
        .get("template")
        .and_then(Value::as_str)
        .context("template: is missing, or no text")?;
    let template = Template::parse(source).context("template")?;
    let none = Map::new();
    let given = match case.get("values") {
        None | Some(Value::Null) => &none,
        Some(Value::Object(given)) => given,
        Some(_) => bail!("values: must be an object, as {{\"owner\": \"Sam\"}}"),
    };
    let value = |variable: Variable| value_of(&template, given, variable);
    let values = Values {
        owner: value(Variable::Owner)?,
        company: value(Variable::Company)?,
        number: value(Variable::Number)?,
        first_name: value(Variable::FirstName)?,
        opens: value(Variable::Opens)?,
        holiday: value(Variable::Holiday)?,
    };
    let mut answer = serde_json::to_value(preview(&template, &values, stop_line(case)?))?;
    let unknown: Vec<_> = given
        .keys()
        .filter(|name| Variable::named(name).is_none())
        .collect();
    if !unknown.is_empty()
        && let Value::Object(fields) = &mut answer
    {
        fields.insert("unknown_values".to_owned(), json!(unknown));
    }
    Ok(answer)
}

/// Strict: what stands in the text has to have a value, unless it may be empty by its nature.
fn value_of<'a>(
    template: &Template,
    given: &'a Map<String, Value>,
    variable: Variable,
) -> anyhow::Result<&'a str> {
    let name = variable.name();
    match given.get(name) {
        Some(Value::String(value)) => Ok(value),
        None | Some(Value::Null) if variable.may_be_empty() || !template.uses(variable) => Ok(""),
        None | Some(Value::Null) => {
            bail!("values.{name}: is missing, and {{{name}}} is in the text")
        }
        Some(_) => bail!("values.{name}: must be text"),
    }
}

/// `stop_line`: `true` for English, or a language.
fn stop_line(case: &Value) -> anyhow::Result<Option<Language>> {
    match case.get("stop_line") {
        None | Some(Value::Null | Value::Bool(false)) => Ok(None),
        Some(Value::Bool(true)) => Ok(Some(Language::En)),
        Some(Value::String(code)) => Language::named(code)
            .map(Some)
            .with_context(|| format!("stop_line: `{code}` is not known; write en or es")),
        Some(_) => bail!("stop_line: must be true, false, en or es"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(case: &Value) -> String {
        format!("{:#}", explain(case).unwrap_err())
    }

    #[test]
    fn fills_in_and_judges() {
        let case = json!({
            "template": "Hi {first_name}, {owner} here. 20% off!",
            "values": { "owner": "Sam", "first_name": null },
            "stop_line": true,
        });
        let answer = explain(&case).unwrap();
        assert_eq!(
            answer["text"],
            "Hi, Sam here. 20% off! Reply STOP to opt out."
        );
        assert_eq!(answer["findings"][0]["code"], "percent");
        assert_eq!(answer["refused"], true);
        assert!(answer.get("unknown_values").is_none());
    }

    #[test]
    fn is_strict() {
        let with =
            |template: &str, values: Value| json!({ "template": template, "values": values });
        assert_eq!(
            error(&with("{owner}", json!({}))),
            "values.owner: is missing, and {owner} is in the text"
        );
        assert_eq!(
            error(&with("{owner}", json!({ "owner": 1 }))),
            "values.owner: must be text"
        );
        assert!(
            error(&with("{name}", json!({}))).starts_with("template: {name} is not known here")
        );
        assert!(error(&with("{{{", json!({}))).contains("never closed"));
        assert_eq!(error(&json!({})), "template: is missing, or no text");
        let misspelt = explain(&with("{owner}", json!({ "owner": "Sam", "ownr": "x" }))).unwrap();
        assert_eq!(misspelt["unknown_values"], json!(["ownr"]));
    }

    #[test]
    fn a_template_alone_gets_typical_values() {
        let answer = explain(&case("{owner} at {company}[, back {opens}]")).unwrap();
        assert_eq!(answer["text"], "Sam at Riverside Plumbing, back Tue 8 AM");
    }
}
