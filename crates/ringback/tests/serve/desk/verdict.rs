//! What `ringback why` says of a call.

use std::time::Duration;

use serde_json::Value;

use super::{Desk, SOON};

/// Its answer, as JSON.
#[derive(Debug, Clone)]
pub struct Verdict(pub Value);

impl Verdict {
    pub fn outcome(&self) -> &str {
        self.0["outcome"].as_str().unwrap()
    }

    pub fn reason(&self) -> &str {
        self.0["reason"].as_str().unwrap_or_default()
    }

    /// How it was missed.
    pub fn missed(&self) -> &str {
        self.0["call_outcome"]["why"].as_str().unwrap_or_default()
    }

    /// Everything that happened, by its code.
    pub fn journal(&self) -> Vec<&str> {
        let moments = self.0["journal"].as_array().unwrap();
        moments
            .iter()
            .map(|moment| moment["what"].as_str().unwrap())
            .collect()
    }

    /// What the first moment of this kind holds under a name.
    pub fn value(&self, what: &str, name: &str) -> &str {
        let moments = self.0["journal"].as_array().unwrap();
        let found = moments.iter().find(|moment| moment["what"] == what);
        found.unwrap()[name].as_str().unwrap()
    }

    /// The sentence of the first moment of this kind.
    pub fn sentence(&self, what: &str) -> &str {
        self.value(what, "sentence")
    }

    pub fn count(&self, what: &str) -> usize {
        self.journal().iter().filter(|it| **it == what).count()
    }
}

impl Desk {
    /// What is known of a call now; nothing when it was never heard of.
    pub async fn why(&self, call: &str) -> Option<Verdict> {
        let output = self.program.run(&["why", call, "--json"]).await;
        if !output.status.success() {
            return None;
        }
        Some(Verdict(serde_json::from_slice(&output.stdout).unwrap()))
    }

    /// Waits until the matter of a call is settled.
    pub async fn verdict(&self, call: &str) -> Verdict {
        let settled = |verdict: &Verdict| !matches!(verdict.outcome(), "ringing" | "waiting");
        self.verdict_when(call, settled).await
    }

    /// Waits until what is known of a call is as wanted.
    pub async fn verdict_when(&self, call: &str, wanted: impl Fn(&Verdict) -> bool) -> Verdict {
        let mut last = None;
        let mut seen = Vec::new();
        let looking = async {
            loop {
                last = self.why(call).await;
                if let Some(verdict) = last.clone().filter(|verdict| wanted(verdict)) {
                    return verdict;
                }
                seen = self.something_new(seen).await;
            }
        };
        let found = tokio::time::timeout(SOON, looking).await;
        found.unwrap_or_else(|_| panic!("{call} stands so: {last:#?}"))
    }

    /// Waits for something to happen that is not on the timeline yet; asking the server costs less
    /// than another process. Where the server is down, it waits for a moment.
    async fn something_new(&self, seen: Vec<Value>) -> Vec<Value> {
        for _ in 0..50 {
            tokio::time::sleep(Duration::from_millis(10)).await;
            let Ok(answer) = self.get("/api/timeline?limit=500").send().await else {
                continue;
            };
            let timeline: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
            let timeline = timeline["entries"].as_array().unwrap();
            if *timeline != seen {
                return timeline.clone();
            }
        }
        seen
    }

    /// Waits for a call to be held, for this reason.
    pub async fn is_held(&self, call: &str, reason: &str) {
        let verdict = self.verdict(call).await;
        assert_eq!(
            (verdict.outcome(), verdict.reason()),
            ("held", reason),
            "{verdict:#?}"
        );
    }

    /// Waits for a call to be answered by text, once and with the usual words.
    pub async fn is_texted(&self, call: &str, caller: &str, missed: &str) {
        let verdict = self.verdict(call).await;
        assert_eq!(verdict.outcome(), "sent", "{verdict:#?}");
        assert_eq!(verdict.missed(), missed, "{verdict:#?}");
        assert_eq!(self.bodies(caller).await, [super::TEXT]);
    }
}
