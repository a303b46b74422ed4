//! `ringback why`: what happened to a call, read from the database, whether the server runs or
//! not.

use anyhow::{Context, bail};
use ringback_carriers::outbound::CodeAction;
use ringback_carriers::twilio::codes;
use ringback_desk::calls::{HoldReason, Outcome};
use ringback_desk::carrier_event::TextStatus;
use ringback_desk::id::Id;
use ringback_desk::phone::{Region, classify};
use ringback_desk::texts::Phase;
use ringback_desk::timeline::Moment;
use ringback_store::calls::CallStory;
use ringback_store::texts::TextStory;
use ringback_store::{StoreError, Tx, calls, texts};
use serde_json::{Value, json};

use super::{FileArgument, say};
use crate::config::{Layers, open_snapshot};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The call's id (the carrier's or ours), or the caller's number for the last call of theirs.
    what: String,
    /// One JSON object instead of sentences.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    file: FileArgument,
}

/// A call and the text that answers it.
struct Story {
    call: CallStory,
    text: Option<TextStory>,
    home: Region,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let layers = Layers::load(arguments.file.config.as_deref());
    let snapshot = open_snapshot(&layers)?;
    let what = arguments.what.trim().to_owned();
    let story = {
        let what = what.clone();
        snapshot.read(move |tx| find(tx, &what))
    }
    .context("database")?;
    let Some(story) = story else {
        bail!(
            "no call is stored under `{what}`: give a call's id, or a caller's number as +13125550131"
        );
    };
    if arguments.json {
        say(&story.to_json(&what).to_string());
    } else {
        story.print();
    }
    Ok(())
}

fn find(tx: &Tx<'_>, what: &str) -> Result<Option<Story>, StoreError> {
    let call = match calls::find(tx, what)? {
        Some(call) => Some(call),
        None => match what.parse::<Id>() {
            Ok(id) => calls::find_by_id(tx, &id)?,
            Err(_) => calls::last_of_caller(tx, &number(what))?,
        },
    };
    let Some(call) = call else { return Ok(None) };
    let text = match &call.call.text {
        Some(text) => texts::get(tx, call.call.business, text)?,
        None => None,
    };
    let caller = call.call.caller.as_deref().unwrap_or_default();
    let home = classify(caller, None).region.unwrap_or(Region::US);
    Ok(Some(Story { call, text, home }))
}

fn number(spelt: &str) -> String {
    classify(spelt, Some(Region::US))
        .number
        .map_or_else(|| spelt.to_owned(), |number| number.to_string())
}

impl Story {
    /// The outcome in one word, and the reason where there is one.
    fn outcome(&self) -> (&'static str, Option<String>) {
        if let Some(held) = self.call.call.held {
            return ("held", Some(held.code().to_owned()));
        }
        match (self.call.call.facts.outcome, &self.text) {
            (Outcome::Open, _) => ("ringing", None),
            (Outcome::Answered, _) => ("answered", None),
            (Outcome::Missed { .. }, None) => ("waiting", None),
            (Outcome::Missed { .. }, Some(text)) => text_outcome(text),
        }
    }

    fn journal(&self) -> Vec<&Moment> {
        let of_text = self.text.iter().flat_map(|text| &text.journal);
        let mut moments: Vec<_> = self.call.journal.iter().chain(of_text).collect();
        moments.sort_by_key(|moment| moment.at);
        moments
    }

    fn print(&self) {
        let (outcome, reason) = self.outcome();
        match reason {
            Some(reason) => say(&format!("{outcome}: {reason}")),
            None => say(outcome),
        }
        say("");
        for moment in self.journal() {
            let sentence = moment.happened.sentence(self.home);
            say(&format!("{}  {sentence}", moment.at.to_rfc3339()));
        }
        if let Some(text) = &self.text {
            say("");
            say(&format!("The text: {}", text.text.body));
        }
    }

    fn to_json(&self, what: &str) -> Value {
        let (outcome, reason) = self.outcome();
        let moments: Vec<_> = self
            .journal()
            .into_iter()
            .map(|moment| {
                let mut value = json!(moment);
                value["at"] = json!(moment.at.to_rfc3339());
                value["sentence"] = json!(moment.happened.sentence(self.home));
                value
            })
            .collect();
        json!({
            "query": what,
            "outcome": outcome,
            "reason": reason,
            "call": self.call.call.carrier_id,
            "id": self.call.call.id,
            "caller": self.call.call.caller,
            "call_outcome": self.call.call.facts.outcome,
            "text": self.text.as_ref().map(|text| json!({
                "id": text.text.id,
                "carrier_id": text.text.delivery.carrier_id,
                "to": text.text.party,
                "body": text.text.body,
                "segments": text.text.segments,
                "phase": text.text.delivery.phase,
                "status": text.text.delivery.status,
                "error_code": text.text.delivery.error_code,
                "attempts": text.text.delivery.attempt,
            })),
            "journal": moments,
        })
    }
}

fn text_outcome(text: &TextStory) -> (&'static str, Option<String>) {
    let delivery = &text.text.delivery;
    match delivery.phase {
        Phase::Pending | Phase::Attempted => ("waiting", None),
        Phase::Unknown => ("unknown", None),
        Phase::Held => ("held", delivery.held.map(|held| held.code().to_owned())),
        Phase::Refused => refused(delivery.error_code),
        Phase::Accepted | Phase::Received => match delivery.status {
            Some(TextStatus::Undelivered | TextStatus::Failed | TextStatus::Canceled) => {
                ("sent", Some("not delivered".to_owned()))
            }
            _ => ("sent", None),
        },
    }
}

/// A refusal that says something of the recipient is a reason like any other.
fn refused(code: Option<u32>) -> (&'static str, Option<String>) {
    let reason = match code.map(|code| codes::meaning(code).action) {
        Some(CodeAction::OptedOut) => HoldReason::OptedOut,
        Some(CodeAction::NotTextable { landline: true }) => HoldReason::Landline,
        _ => return ("refused", code.map(|code| code.to_string())),
    };
    ("held", Some(reason.code().to_owned()))
}
