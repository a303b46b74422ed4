//! Every call of which the server says that nobody can say, read from all that it knows of: what
//! was not in flight when the server was killed has no excuse for being one of them.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::audit::Audit;
use crate::bench::http::Pool;

/// The most calls that one answer of the server holds.
const CALLS_MAX: usize = 1_000;

/// What `GET /api/calls` says, as far as it matters here.
#[derive(Deserialize)]
struct Listed {
    calls: Vec<Call>,
}

#[derive(Deserialize)]
struct Call {
    call: String,
    text_phase: Option<String>,
}

impl Audit<'_> {
    /// The calls whose text is unknown, by index, over all businesses.
    ///
    /// # Errors
    /// When the server cannot be asked, or does not list every call that was played.
    pub(super) async fn unknown_calls(&self, played: u32) -> Result<BTreeSet<u32>> {
        let server = Pool::new(self.settings.front());
        let (mut listed, mut unknown) = (BTreeSet::new(), BTreeSet::new());
        // Each line is of a business of its own.
        for business in 1..=self.settings.lines {
            for call in self.calls_of(&server, business).await? {
                let Some(known) = self.carrier.script.call_by_sid(&call.call) else {
                    continue;
                };
                listed.insert(known.index);
                if call.text_phase.as_deref() == Some("unknown") {
                    unknown.insert(known.index);
                }
            }
        }
        let missing = (0..played).filter(|index| !listed.contains(index)).count();
        ensure!(missing == 0, "{missing} calls are on no list of the server");
        Ok(unknown)
    }

    async fn calls_of(&self, server: &Pool, business: u32) -> Result<Vec<Call>> {
        let request = format!(
            "GET /api/calls?limit={CALLS_MAX}&business={business} HTTP/1.1\r\nHost: 127.0.0.1\r\n\
             Authorization: Bearer {}\r\n\r\n",
            self.settings.access_token,
        );
        let answer = server.exchange(request.as_bytes()).await;
        let answer = answer.context("cannot read /api/calls")?;
        ensure!(answer.is_success(), "/api/calls: {}", answer.first_line());
        let listed: Listed = serde_json::from_slice(&answer.body).context("/api/calls")?;
        ensure!(
            listed.calls.len() < CALLS_MAX,
            "business {business} has more calls than one answer holds"
        );
        Ok(listed.calls)
    }
}
