//! Reading what the desk shows to whoever has the token.

use reqwest::{RequestBuilder, Response};
use serde_json::Value;

use super::{Desk, SOON, TOKEN};

impl Desk {
    /// The address of a page on the desk itself, past any proxy.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// A request for a page, with the token.
    pub fn get(&self, path: &str) -> RequestBuilder {
        self.http.get(self.url(path)).bearer_auth(TOKEN)
    }

    /// A page, with the token.
    pub async fn page(&self, path: &str) -> String {
        let answer = self.get(path).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{path}");
        answer.text().await.unwrap()
    }

    /// A page without the token.
    pub async fn stranger_gets(&self, path: &str) -> Response {
        self.http.get(self.url(path)).send().await.unwrap()
    }

    pub async fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.page(path).await).unwrap()
    }

    /// The timeline, oldest first.
    pub async fn timeline(&self) -> Vec<Value> {
        let answer = self.json("/api/timeline?limit=500").await;
        answer["entries"].as_array().unwrap().clone()
    }

    /// What the owner was told, oldest first.
    pub async fn notices(&self) -> Vec<String> {
        let entries = self.timeline().await;
        let notices = entries.iter().filter(|entry| entry["what"] == "notice");
        notices
            .map(|entry| entry["sentence"].as_str().unwrap().to_owned())
            .collect()
    }

    /// Waits until the outbox is empty: every text that was written has been taken, refused,
    /// held or given up.
    pub async fn quiet(&self) {
        let quiet = async {
            loop {
                let ready = self.json("/readyz").await;
                let waiting = |phase: &str| ready["texts"].get(phase).is_some();
                let nothing = ready["texts_in_hand"] == 0 && ready["commands_waiting"] == 0;
                if nothing && !waiting("pending") && !waiting("attempted") {
                    return;
                }
                tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(SOON, quiet)
            .await
            .expect("the outbox empties");
    }
}
