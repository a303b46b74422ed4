//! The timeline between the phones: what Ringback wrote down, and beside it what the visitor and
//! the network did.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

/// How many entries the page keeps.
const KEPT_MAX: usize = 600;

/// How an entry feels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Tone {
    /// As it should be.
    Good,
    /// Something is under way.
    Wait,
    /// Held back, with a reason.
    Hold,
    /// Went wrong.
    Bad,
}

/// One line of the timeline, as the server's feed gives it (`GET /api/timeline` and the `entry`
/// of a `change` in `GET /live`). Unknown fields are left out, for they are nothing for this page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Milliseconds since 1970.
    pub(super) at: i64,
    /// The server's id of the call that it belongs to.
    #[serde(default)]
    pub(super) call: Option<String>,
    /// The server's id of the text that it belongs to.
    #[serde(default)]
    pub(super) text: Option<String>,
    /// What that text is for: `missed_call`, `answer`, `relay`, `question`, `notice`, `inbound`.
    #[serde(default)]
    pub(super) kind: Option<String>,
    /// The other side's number, E.164; none when it was withheld.
    #[serde(default)]
    pub(super) contact: Option<String>,
    /// What kind of thing it is: `missed`, `held`, `text_accepted`, …; here also
    /// `stage` (the visitor did something) and `wire` (a request between carrier and server).
    pub(super) what: String,
    /// The whole of it, in a sentence.
    pub(super) sentence: String,
    /// The reason's code, where there is one.
    #[serde(default)]
    pub(super) reason: Option<String>,
    /// How it feels.
    pub(super) tone: Tone,
    /// What a text says, on its first entry.
    #[serde(default)]
    pub(super) body: Option<String>,
}

/// What makes an entry of the server's the same one when it is told again.
type Identity = (i64, Option<String>, Option<String>, String, String);

impl Entry {
    /// Something that the visitor or the network did.
    pub(super) fn stage(at: i64, sentence: impl Into<String>, tone: Tone) -> Self {
        Self::beside(at, "stage", sentence, tone)
    }

    /// A request between carrier and server.
    pub(super) fn wire(at: i64, sentence: impl Into<String>, tone: Tone) -> Self {
        Self::beside(at, "wire", sentence, tone)
    }

    fn beside(at: i64, what: &str, sentence: impl Into<String>, tone: Tone) -> Self {
        Self {
            at,
            call: None,
            text: None,
            kind: None,
            contact: None,
            what: what.to_owned(),
            sentence: sentence.into(),
            reason: None,
            tone,
            body: None,
        }
    }

    fn identity(&self) -> Identity {
        let (call, text) = (self.call.clone(), self.text.clone());
        (
            self.at,
            call,
            text,
            self.what.clone(),
            self.sentence.clone(),
        )
    }
}

/// An entry with the number by which the page knows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Numbered {
    pub(super) id: u64,
    #[serde(flatten)]
    pub(super) entry: Entry,
}

/// The timeline so far. The server's feed tells some entries twice (in the list and live, and
/// again after each start); each is kept once.
#[derive(Debug, Default)]
pub(super) struct Timeline {
    entries: Vec<Numbered>,
    known: HashSet<Identity>,
    last_id: u64,
}

impl Timeline {
    /// Adds an entry and returns it with its number; `None` when it is there already.
    pub(super) fn add(&mut self, entry: Entry) -> Option<Numbered> {
        // A repeated request is two requests: only what the server wrote has an identity.
        let is_from_server = !matches!(entry.what.as_str(), "stage" | "wire");
        if is_from_server && !self.known.insert(entry.identity()) {
            return None;
        }
        self.last_id += 1;
        let numbered = Numbered {
            id: self.last_id,
            entry,
        };
        self.entries.push(numbered.clone());
        if self.entries.len() > KEPT_MAX {
            self.entries.remove(0);
        }
        Some(numbered)
    }

    /// Everything, oldest first.
    pub(super) fn entries(&self) -> &[Numbered] {
        &self.entries
    }

    /// Forgets everything; numbers go on, so that a page never confuses two entries.
    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.known.clear();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_the_server_repeats_is_kept_once() {
        let told = r#"{"at":5,"call":"c1","text":null,"contact":"+13125550131","what":"missed",
            "sentence":"Nobody took the call.","tone":"wait","something_new":1}"#;
        let entry: Entry = serde_json::from_str(told).unwrap();
        let mut timeline = Timeline::default();
        assert_eq!(timeline.add(entry.clone()).unwrap().id, 1);
        assert!(timeline.add(entry.clone()).is_none());
        assert!(
            timeline
                .add(Entry {
                    call: Some("c2".into()),
                    ..entry
                })
                .is_some()
        );
        assert!(timeline.add(Entry::wire(6, "POST", Tone::Good)).is_some());
        assert!(timeline.add(Entry::wire(6, "POST", Tone::Good)).is_some());
        assert_eq!(timeline.entries().len(), 4);
        timeline.clear();
        assert_eq!(
            timeline
                .add(Entry::stage(7, "Fresh", Tone::Wait))
                .unwrap()
                .id,
            5
        );
    }
}
