//! Showing what changes at the carrier, and changing it.

use anyhow::bail;
use ringback_desk::id::BusinessId;
use ringback_desk::setup::facts::NumberFacts;
use ringback_desk::setup::plan::{Plan, plan};
use ringback_engine::setup::{apply as carry_out, here};

use super::account::Carrier;
use super::{Arguments, Desk};
use crate::cli::say;

/// Shows the plan and has it confirmed. Without that nothing is stored or changed.
pub(super) fn show(
    desk: &Desk,
    number: &NumberFacts,
    arguments: &Arguments,
) -> anyhow::Result<Plan> {
    let plan = plan(number, &here(&desk.urls()));
    let about = number.number.as_str();
    if plan.is_done() {
        say(&format!("ok     number {about}: leads here already"));
        return Ok(plan);
    }
    say(&format!("plan   number {about}:"));
    for change in &plan.changes {
        say(&format!("         {}", change.line()));
    }
    let others = plan.others_moved();
    if others > 0 {
        say(&format!(
            "note   {others} other number(s) of that Messaging Service would get their texts where \
             each of them says, not where the service says."
        ));
        if !desk.prompt.is_interactive() && !arguments.force {
            bail!(
                "the Messaging Service is shared with {others} other number(s): give --force to \
                 change it, or put this number into a service of its own; nothing was changed"
            );
        }
    }
    if !desk.prompt.confirm(
        "Change this at Twilio (`ringback setup --undo` puts it back)",
        true,
    ) {
        if desk.prompt.is_interactive() {
            bail!("stopped; nothing was changed");
        }
        bail!("give --yes to change this; nothing was changed");
    }
    Ok(plan)
}

pub(super) async fn apply(
    desk: &Desk,
    carrier: &Carrier,
    business: BusinessId,
    number: &NumberFacts,
    plan: &Plan,
) -> anyhow::Result<()> {
    let account = carrier.account.as_str();
    carry_out(
        &desk.store,
        &carrier.client,
        business,
        account,
        number,
        plan,
    )
    .await?;
    if !plan.is_done() {
        say(&format!(
            "ok     number {}: calls and texts lead to {}",
            number.number.as_str(),
            desk.public_url.as_str()
        ));
    }
    Ok(())
}
