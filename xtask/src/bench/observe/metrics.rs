//! The server's own counters, from its `/metrics` page (Prometheus text format 0.0.4).

use anyhow::{Context, Result, ensure};

use crate::bench::http::Connection;
use crate::bench::server::Settings;

/// SQL statements that the server has run.
pub(crate) const STATEMENTS: &str = "ringback_sql_statements_total";

/// What was learnt of texts, by the phase that they are in since.
const TEXTS: &str = "ringback_text_reports_total";

/// The page at one moment.
#[derive(Debug, Default, Clone)]
pub(crate) struct Metrics(String);

impl Metrics {
    /// Asks the server for it.
    ///
    /// # Errors
    /// When the server refuses.
    pub(crate) async fn read(connection: &mut Connection, settings: &Settings) -> Result<Self> {
        let request = format!(
            "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\n\r\n",
            settings.ports[0], settings.access_token,
        );
        let answer = connection
            .exchange(request.as_bytes())
            .await
            .context("cannot read /metrics")?;
        ensure!(answer.is_success(), "/metrics: {}", answer.first_line());
        Ok(Self(answer.text().to_owned()))
    }

    /// Adds the page of another replica.
    pub(crate) fn add(&mut self, other: &Self) {
        self.0.push_str(&other.0);
        self.0.push('\n');
    }

    /// The sum of a counter over all its labels; `None` where there is no such counter.
    pub(crate) fn sum(&self, name: &str) -> Option<f64> {
        self.sum_where(name, "")
    }

    /// Texts of which nobody can say whether they were sent; `None` where texts are not counted or none was sent yet.
    pub(crate) fn unknown_texts(&self) -> Option<f64> {
        self.sum(TEXTS)?;
        Some(self.sum_where(TEXTS, "phase=\"unknown\"").unwrap_or(0.0))
    }

    /// The same, over the labels that contain `label`, such as `kind="x"`.
    fn sum_where(&self, name: &str, label: &str) -> Option<f64> {
        let values: Vec<f64> = self
            .0
            .lines()
            .filter_map(|line| {
                let rest = line.strip_prefix(name)?;
                let (labels, value) = match rest.strip_prefix('{') {
                    Some(labelled) => labelled.rsplit_once('}')?,
                    None => ("", rest.strip_prefix(' ')?),
                };
                let value = value.split_whitespace().next()?.parse().ok()?;
                labels.contains(label).then_some(value)
            })
            .collect();
        (!values.is_empty()).then(|| values.iter().sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_are_summed_over_their_labels() {
        let page = "# TYPE a_total counter\na_total{kind=\"x\"} 2\na_total{kind=\"y\"} 40\n\
                    a_total_created 7\nb_total 1.5 1700000000\n";
        let metrics = Metrics(page.to_owned());
        assert_eq!(metrics.sum("a_total"), Some(42.0));
        assert_eq!(metrics.sum_where("a_total", "kind=\"y\""), Some(40.0));
        assert_eq!(metrics.sum("b_total"), Some(1.5));
        assert_eq!(metrics.sum("c_total"), None);
    }
}
