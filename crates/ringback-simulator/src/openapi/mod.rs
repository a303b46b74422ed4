//! Holding every request against the API's published description (OpenAPI 3): path, method, names
//! and values of parameters and form fields.
//!
//! Only what Twilio's document uses is understood; a keyword that is not is left alone.

mod schema;

use std::collections::BTreeMap;
use std::path::Path;

use axum::body::Body;
use axum::extract::Request;
use serde_json::Value;

use crate::form::Form;
use schema::fault_of;

/// Why a description cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenApiError {
    /// The file could not be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// It is no JSON, or has no `paths`.
    #[error("{path} is no OpenAPI document in JSON: {why}")]
    Parse {
        /// The file.
        path: String,
        /// What is wrong.
        why: String,
    },
}

/// A description of the API.
pub(crate) struct OpenApi {
    document: Value,
    /// Path templates, split at slashes.
    templates: BTreeMap<String, Vec<String>>,
}

impl OpenApi {
    pub(crate) fn load(path: &Path) -> Result<Self, OpenApiError> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|source| OpenApiError::Read {
            path: name.clone(),
            source,
        })?;
        let parse = |why: String| OpenApiError::Parse {
            path: name.clone(),
            why,
        };
        let document: Value =
            serde_json::from_str(&text).map_err(|error| parse(error.to_string()))?;
        let paths = document["paths"]
            .as_object()
            .ok_or_else(|| parse("no paths".into()))?;
        let templates = paths
            .keys()
            .map(|path| (path.clone(), path.split('/').map(str::to_owned).collect()))
            .collect();
        Ok(Self {
            document,
            templates,
        })
    }

    /// Checks a request and gives it back, with what is wrong with it.
    pub(crate) async fn check(&self, request: Request) -> (Request, Vec<String>) {
        let (parts, body) = request.into_parts();
        let bytes = axum::body::to_bytes(body, 1024 * 1024)
            .await
            .unwrap_or_default();
        let method = parts.method.as_str().to_ascii_lowercase();
        let query = Form::parse(parts.uri.query().unwrap_or_default().as_bytes());
        let form = Form::parse(&bytes);
        let faults = self.faults(&method, parts.uri.path(), &query, &form);
        (Request::from_parts(parts, Body::from(bytes)), faults)
    }

    fn faults(&self, method: &str, path: &str, query: &Form, form: &Form) -> Vec<String> {
        let Some((template, values)) = self.find(path) else {
            return vec![format!("{path} is no path of the API")];
        };
        let operation = &self.document["paths"][template.as_str()][method];
        if operation.is_null() {
            return vec![format!("{template} has no {method}")];
        }
        let mut faults = Vec::new();
        for (name, value) in values {
            let schema = parameter(operation, "path", &name);
            faults.extend(self.judge("path", &name, &value, schema));
        }
        for (name, value) in &query.0 {
            let schema = parameter(operation, "query", name);
            faults.extend(self.judge("query", name, value, schema));
        }
        faults.extend(self.form_faults(operation, form));
        faults
    }

    fn form_faults(&self, operation: &Value, form: &Form) -> Vec<String> {
        let schema =
            &operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"];
        let mut faults = Vec::new();
        for (name, value) in &form.0 {
            let property = schema["properties"].get(name.as_ref());
            faults.extend(self.judge("form", name, value, property));
        }
        for required in schema["required"].as_array().into_iter().flatten() {
            let name = required.as_str().unwrap_or_default();
            if form.get(name).is_none() {
                faults.push(format!("form: {name} is required"));
            }
        }
        faults
    }

    fn judge(
        &self,
        place: &str,
        name: &str,
        value: &str,
        schema: Option<&Value>,
    ) -> Option<String> {
        match schema {
            None => Some(format!("{place}: {name} is unknown")),
            Some(schema) => {
                fault_of(&self.document, schema, value).map(|why| format!("{place}: {name} {why}"))
            }
        }
    }

    /// The template that a path fits, with the values in it.
    fn find(&self, path: &str) -> Option<(&String, Vec<(String, String)>)> {
        let path = with_extension(path);
        let parts: Vec<&str> = path.split('/').collect();
        // A fixed segment beats a placeholder, so the template with the fewest values wins.
        let fits = self
            .templates
            .iter()
            .filter_map(|(name, template)| fit(template, &parts).map(|values| (name, values)));
        fits.min_by_key(|(_, values)| values.len())
    }
}

/// Recordings and media are also served without `.json`, which the description leaves out.
fn with_extension(path: &str) -> String {
    let file = path.contains("/Recordings/") || path.contains("/Media/");
    if !file || path.ends_with(".json") {
        return path.to_owned();
    }
    let bare = path
        .strip_suffix(".mp3")
        .or_else(|| path.strip_suffix(".wav"))
        .unwrap_or(path);
    format!("{bare}.json")
}

fn fit(template: &[String], parts: &[&str]) -> Option<Vec<(String, String)>> {
    if template.len() != parts.len() {
        return None;
    }
    let mut values = Vec::new();
    for (wanted, given) in template.iter().zip(parts) {
        let placeholder = wanted
            .strip_prefix('{')
            .and_then(|rest| rest.split_once('}'));
        match placeholder {
            Some((name, suffix)) => {
                let value = given.strip_suffix(suffix)?;
                // `{Sid}` must not swallow `Messages.json`.
                if value.is_empty() || value.contains('.') {
                    return None;
                }
                values.push((name.to_owned(), value.to_owned()));
            }
            None if wanted == given => {}
            None => return None,
        }
    }
    Some(values)
}

fn parameter<'a>(operation: &'a Value, place: &str, name: &str) -> Option<&'a Value> {
    let parameters = operation["parameters"].as_array()?;
    let found = parameters
        .iter()
        .find(|given| given["in"] == place && given["name"] == name)?;
    Some(&found["schema"])
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: &str = "/2010-04-01/Accounts/AC55555555555555555555555555555555";

    fn faults(method: &str, path: &str, form: &[(&'static str, &str)]) -> Vec<String> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../tests/data/twilio/openapi-messages-numbers-calls.json");
        let api = OpenApi::load(&file).expect("the description");
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut fields = Form::default();
        form.iter()
            .for_each(|(name, value)| fields.push(*name, *value));
        let path = format!("{ACCOUNT}{path}");
        api.faults(method, &path, &Form::parse(query.as_bytes()), &fields)
    }

    #[test]
    fn good_requests_have_no_faults() {
        let text = [
            ("To", "+13125550131"),
            ("From", "+13125550100"),
            ("Body", "Hello"),
            (
                "StatusCallback",
                "https://ring.example.com/status?attempt=1",
            ),
            ("ValidityPeriod", "900"),
        ];
        for (method, path, form) in [
            ("post", "/Messages.json", &text[..]),
            ("get", "/Messages.json?To=%2B13125550131&PageSize=50", &[]),
            (
                "get",
                "/Messages/SM33333333333333333333333333333333.json",
                &[],
            ),
            (
                "get",
                "/Calls.json?ParentCallSid=CA11111111111111111111111111111111",
                &[],
            ),
            (
                "get",
                "/IncomingPhoneNumbers.json?PhoneNumber=%2B13125550100",
                &[],
            ),
            (
                "get",
                "/Recordings/RE66666666666666666666666666666666.mp3",
                &[],
            ),
            ("get", ".json", &[]),
        ] {
            assert_eq!(
                faults(method, path, form),
                Vec::<String>::new(),
                "{method} {path}"
            );
        }
    }

    #[test]
    fn faults_are_named() {
        for (method, path, form, part) in [
            (
                "post",
                "/Messages.json",
                &[("Body", "x")][..],
                "To is required",
            ),
            (
                "post",
                "/Messages.json",
                &[("To", "+1"), ("Text", "x")],
                "Text is unknown",
            ),
            (
                "post",
                "/Messages.json",
                &[("To", "+1"), ("ValidityPeriod", "soon")],
                "integer",
            ),
            (
                "post",
                "/Messages.json",
                &[("To", "+1"), ("StatusCallback", "/x")],
                "uri",
            ),
            (
                "post",
                "/Messages.json",
                &[("To", "+1"), ("MessagingServiceSid", "MG1")],
                "characters",
            ),
            (
                "post",
                "/Messages.json",
                &[("To", "+1"), ("ScheduleType", "odd")],
                "one of",
            ),
            ("get", "/Messages.json?Sort=up", &[], "Sort is unknown"),
            ("get", "/Messages/XX.json", &[], "path: Sid"),
            ("put", "/Messages.json", &[], "has no put"),
            ("get", "/Sms.json", &[], "no path"),
        ] {
            let found = faults(method, path, form);
            assert!(
                found.iter().any(|fault| fault.contains(part)),
                "{part}: {found:?}"
            );
        }
    }
}
