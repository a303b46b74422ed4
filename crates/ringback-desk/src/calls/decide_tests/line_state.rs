//! What keeps texts back until somebody changes it: a line suspended, not registered or switched
//! off, automation paused.

use super::*;

#[test]
fn holds_suspended() {
    assert_eq!(
        on(|line| line.is_suspended = true).held(),
        Some(HoldReason::Suspended)
    );
    assert_eq!(on(|line| line.is_suspended = false).held(), None);
}

#[test]
fn holds_restored() {
    assert_eq!(
        on(|line| line.is_held = true).held(),
        Some(HoldReason::Restored)
    );
    assert_eq!(on(|line| line.is_held = false).held(), None);
}

#[test]
fn holds_unregistered() {
    let held = |change: fn(&mut Line)| on(change).held();
    assert_eq!(
        held(|line| line.is_unregistered = true),
        Some(HoldReason::Unregistered)
    );
    assert_eq!(
        held(|line| *line = line.clone().unregistered()),
        Some(HoldReason::Unregistered)
    );
    let never_held = |line: &mut Line| {
        line.holds_unregistered = false;
        *line = line.clone().unregistered();
    };
    assert_eq!(held(never_held), None);
}

#[test]
fn holds_switched_off() {
    assert_eq!(
        on(|line| line.texting = false).held(),
        Some(HoldReason::SwitchedOff)
    );
    assert_eq!(on(|line| line.texting = true).held(), None);
}

#[test]
fn holds_paused() {
    let paused = known(|contact| contact.paused_at = Some(MORNING));
    assert_eq!(paused.held(), Some(HoldReason::Paused));
    let stopped = known(|contact| {
        contact.paused_at = Some(MORNING);
        contact.opted_out_at = Some(MORNING);
    });
    assert_eq!(stopped.held(), Some(HoldReason::OptedOut));
}
