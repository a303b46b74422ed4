//! Watching a call to the number that people dial arrive here.

use std::time::Duration;

use ringback_desk::lines::{ForwardedCall, Line};
use ringback_desk::setup::forwarding::{MAILBOX_SECONDS, check, spare};
use ringback_engine::clock::now;
use ringback_store::{StoreError, lines};

use super::save::Saved;
use super::{Arguments, Desk};
use crate::cli::say;

/// How long it is waited for.
const WATCHED: Duration = Duration::from_mins(3);
const LOOK_EVERY: Duration = Duration::from_millis(700);

/// Waits for the call where that is wanted. One that does not come stops nothing.
pub(super) async fn offer(
    desk: &Desk,
    arguments: &Arguments,
    saved: &Saved,
    line: &Line,
) -> anyhow::Result<()> {
    if !line.forwarded {
        return Ok(());
    }
    let question = "Check the forwarding now, with a call to the number that people dial";
    let asked = desk.prompt.is_interactive() && desk.prompt.confirm(question, false);
    if !arguments.check_forwarding && !asked {
        say("note   forwarding: not checked yet; `ringback setup --check-forwarding` does it");
        return Ok(());
    }
    say("       Call your business number from another phone now, and let it ring.");
    let since = now();
    let (business, id) = (saved.business, saved.line);
    let until = since.plus(WATCHED);
    let begun =
        move |tx: &ringback_store::Tx<'_>| lines::begin_forward_check(tx, business, id, until);
    desk.store.write(business, begun).await?;
    let watching = async {
        loop {
            match seen(desk, saved).await? {
                Some(call) if call.at >= since => return Ok::<_, StoreError>(call),
                _ => tokio::time::sleep(LOOK_EVERY).await,
            }
        }
    };
    match tokio::time::timeout(WATCHED, watching).await {
        Ok(call) => {
            let call = call?;
            let found = check(&call, None, line.region);
            let word = if found.is_proven { "ok    " } else { "note  " };
            say(&format!("{word} forwarding: {}", found.sentence));
            say(&format!(
                "       {}",
                spare(call.at.since(since), MAILBOX_SECONDS)
            ));
        }
        Err(_) => say(
            "note   forwarding: no call arrived. Does `ringback serve` run, and did a mailbox \
             answer before?",
        ),
    }
    Ok(())
}

async fn seen(desk: &Desk, saved: &Saved) -> Result<Option<ForwardedCall>, StoreError> {
    let (business, id) = (saved.business, saved.line);
    let of_business = move |tx: &ringback_store::Tx<'_>| lines::of_business(tx, business);
    let rows = desk.store.read(of_business).await?;
    let row = rows.into_iter().find(|row| row.id == id);
    Ok(row.and_then(|row| row.forwarding.seen))
}
