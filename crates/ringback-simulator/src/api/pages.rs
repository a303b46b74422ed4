//! Lists in pages, as the 2010 API pages them.

use serde_json::{Map, Value, json};

use super::errors::ApiError;
use crate::form::Form;

/// A page asked for.
pub(super) struct Paging {
    page: usize,
    size: usize,
    path: String,
    filters: Form,
    /// Id of the row before the page; keeps pages apart while rows are added at the front.
    after: Option<String>,
}

impl Paging {
    /// Reads `Page` and `PageSize` (50, at most 1000); refuses parameters that the list has not.
    pub(super) fn read(path: &str, query: &Form, known: &[&str]) -> Result<Self, ApiError> {
        let paging = ["Page", "PageSize", "PageToken"];
        if let Some(unknown) = query
            .names()
            .find(|name| !known.contains(name) && !paging.contains(name))
        {
            return Err(ApiError::bad(
                20001,
                format!("Unknown parameter: {unknown}"),
            ));
        }
        let number = |name: &str, default: usize| match query.filled(name) {
            None => Ok(default),
            Some(text) => text
                .parse()
                .map_err(|_| ApiError::bad(20001, format!("{name} is not a number: {text}"))),
        };
        let mut filters = query.clone();
        filters
            .0
            .retain(|(name, _)| !paging.contains(&name.as_ref()));
        Ok(Self {
            page: number("Page", 0)?,
            size: number("PageSize", 50)?.clamp(1, 1000),
            path: path.to_owned(),
            filters,
            after: query
                .filled("PageToken")
                .map(|token| token.trim_start_matches("PA").into()),
        })
    }

    /// The page of these rows, under `key`.
    pub(super) fn page(&self, key: &str, rows: impl Iterator<Item = Value>) -> String {
        let start = self.page * self.size;
        let mut rest = rows.peekable();
        let skips = if self.after.is_some() {
            usize::MAX
        } else {
            start
        };
        for row in rest.by_ref().take(skips) {
            if self
                .after
                .as_deref()
                .is_some_and(|after| row["sid"] == after)
            {
                break;
            }
        }
        let mut items = Vec::new();
        while items.len() < self.size {
            let Some(row) = rest.next() else { break };
            items.push(row);
        }
        let more = rest.peek().is_some();
        let last = items
            .last()
            .and_then(|row| row["sid"].as_str())
            .unwrap_or_default()
            .to_owned();
        let mut body = Map::new();
        body.insert("end".into(), json!(start + items.len().saturating_sub(1)));
        body.insert("first_page_uri".into(), json!(self.uri(0, None)));
        let next = more.then(|| self.uri(self.page + 1, Some(&last)));
        body.insert("next_page_uri".into(), json!(next));
        body.insert("page".into(), json!(self.page));
        body.insert("page_size".into(), json!(self.size));
        let before = self
            .page
            .checked_sub(1)
            .map(|before| self.uri(before, None));
        body.insert("previous_page_uri".into(), json!(before));
        body.insert(key.into(), Value::Array(items));
        body.insert("start".into(), json!(start));
        body.insert("uri".into(), json!(self.uri(self.page, None)));
        Value::Object(body).to_string()
    }

    fn uri(&self, page: usize, last: Option<&str>) -> String {
        let mut form = self.filters.clone();
        form.push("PageSize", self.size.to_string());
        form.push("Page", page.to_string());
        if let Some(last) = last {
            form.push("PageToken", format!("PA{last}"));
        }
        format!("{}?{}", self.path, form.encode())
    }
}

/// Whether a date filter lets a time through. Twilio documents `YYYY-MM-DD` (GMT, the whole day);
/// the SDKs send full ISO times, and those work as well.
pub(super) struct DateFilter {
    name: &'static str,
    on: Option<(i64, i64)>,
    before: Option<i64>,
    after: Option<i64>,
}

const DAY_MS: i64 = 86_400_000;

impl DateFilter {
    /// Reads `name`, `name<` and `name>` (written `name<=…` and `name>=…` in a query).
    pub(super) fn read(name: &'static str, query: &Form) -> Result<Self, ApiError> {
        let get = |suffix: &str| match query.filled(&format!("{name}{suffix}")) {
            None => Ok(None),
            Some(text) => span(text)
                .map(Some)
                .ok_or_else(|| ApiError::bad(20001, format!("{name} is not a date: {text}"))),
        };
        Ok(Self {
            name,
            on: get("")?,
            before: get("<")?.map(|(_, end)| end),
            after: get(">")?.map(|(start, _)| start),
        })
    }

    /// The names that this filter takes, for the list of known parameters.
    pub(super) fn names(name: &'static str) -> [String; 3] {
        [name.to_owned(), format!("{name}<"), format!("{name}>")]
    }

    /// A row without the date passes only where the date is not asked about.
    pub(super) fn passes(&self, at_ms: Option<i64>) -> bool {
        let asked = self.on.is_some() || self.before.is_some() || self.after.is_some();
        let Some(at) = at_ms else {
            tracing::trace!(self.name, asked, "a row has no date");
            return !asked;
        };
        self.on
            .is_none_or(|(start, end)| (start..end).contains(&at))
            && self.before.is_none_or(|end| at < end)
            && self.after.is_none_or(|start| at >= start)
    }
}

/// A day or an instant as milliseconds: first, and one past the last.
fn span(text: &str) -> Option<(i64, i64)> {
    let at_midnight = format!("{text}T00:00:00Z");
    if let Ok(day) = at_midnight.parse::<jiff::Timestamp>() {
        let start = day.as_millisecond();
        return Some((start, start + DAY_MS));
    }
    let at = text.parse::<jiff::Timestamp>().ok()?.as_millisecond();
    Some((at, at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lead_to_the_next() {
        let query = Form::default().with("PageSize", "2").with("To", "+1");
        let paging = Paging::read("/Messages.json", &query, &["To"]).expect("known");
        let rows = (0..5).map(|at| json!({ "sid": format!("SM{at}") }));
        let page: Value = serde_json::from_str(&paging.page("messages", rows)).expect("JSON");
        assert_eq!(page["messages"].as_array().map(Vec::len), Some(2));
        assert_eq!(
            page["next_page_uri"],
            "/Messages.json?To=%2B1&PageSize=2&Page=1&PageToken=PASM1"
        );
        assert!(Paging::read("/", &Form::default().with("Foo", "1"), &["To"]).is_err());
    }

    #[test]
    fn dates_are_days_or_instants() {
        let query = Form::default().with("DateSent>", "2026-11-23T12:00:00Z");
        let filter = DateFilter::read("DateSent", &query).expect("a date");
        let noon = 1_795_435_200_000;
        assert!(filter.passes(Some(noon)) && !filter.passes(Some(noon - 1)));
        assert!(!filter.passes(None), "rows without the date do not match");
        let day = Form::default().with("DateSent", "2026-11-23");
        let filter = DateFilter::read("DateSent", &day).expect("a day");
        assert!(filter.passes(Some(noon)) && !filter.passes(Some(noon + DAY_MS)));
    }
}
