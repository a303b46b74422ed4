//! Setting up and looking at the world.

use super::SimulatorHandle;
use crate::event::SimEvent;
use crate::world::{AccountState, Alert, Call, Line, LineSetup, PartyAction, Phone, Recording};

impl SimulatorHandle {
    /// Address of the API without a slash at the end, e.g. `http://127.0.0.1:41234`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.core.base_url
    }

    /// The account that exists.
    #[must_use]
    pub fn account_sid(&self) -> &str {
        &self.core.config.account_sid
    }

    /// Its auth token.
    #[must_use]
    pub fn auth_token(&self) -> &str {
        &self.core.config.auth_token
    }

    /// Adds one of our numbers, or sets it up anew.
    pub fn add_line(&self, setup: LineSetup) {
        let mut line = setup.line;
        if !setup.has_own_pace {
            line.segments_per_second = self.core.config.segments_per_second;
        }
        self.core.world().lines.insert(line.number.clone(), line);
    }

    /// Changes a line; `false` when there is none of that number.
    pub fn change_line(&self, number: &str, change: impl FnOnce(&mut Line)) -> bool {
        self.core
            .world()
            .lines
            .get_mut(number)
            .map(change)
            .is_some()
    }

    /// Puts the account on trial, suspends it, or sets it right again.
    pub fn set_account(&self, state: AccountState) {
        self.core.world().account = state;
    }

    /// Takes a number away.
    pub fn remove_line(&self, number: &str) {
        self.core.world().lines.remove(number);
    }

    /// Our numbers.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        self.core.world().lines.values().cloned().collect()
    }

    /// Adds a phone, or describes it anew.
    pub fn add_phone(&self, phone: Phone) {
        self.core.world().phones.insert(phone.number.clone(), phone);
    }

    /// Changes a phone; one that nobody has described is added first.
    pub fn change_phone(&self, number: &str, change: impl FnOnce(&mut Phone)) {
        let mut world = self.core.world();
        let phone = world
            .phones
            .entry(number.to_owned())
            .or_insert_with(|| Phone::new(number).kind(self.core.config.unknown_phones));
        change(phone);
    }

    /// Blocks a number for a line, as if it had said STOP before.
    pub fn opt_out(&self, line: &str, number: &str) {
        self.core
            .world()
            .opt_outs
            .insert((line.to_owned(), number.to_owned()));
    }

    /// All calls and legs, oldest first.
    #[must_use]
    pub fn calls(&self) -> Vec<Call> {
        self.core.world().calls.clone()
    }

    /// One call or leg.
    #[must_use]
    pub fn call(&self, sid: &str) -> Option<Call> {
        self.core.world().call(sid).cloned()
    }

    /// Voicemails of a call.
    #[must_use]
    pub fn recordings(&self, call: &str) -> Vec<Recording> {
        let world = self.core.world();
        world
            .recordings
            .values()
            .filter(|recording| recording.call == call)
            .cloned()
            .collect()
    }

    /// What Twilio's debugger would show.
    #[must_use]
    pub fn alerts(&self) -> Vec<Alert> {
        self.core.world().alerts.clone()
    }

    /// Ends all calls and forgets calls, texts, screens, opt-outs, alerts and faults; lines and
    /// phones stay as they are.
    pub fn reset(&self) {
        {
            let mut world = self.core.world();
            for switch in world.switches.values() {
                let _ = switch.actions.send(PartyAction::EndedByApi);
            }
            world.forget_history();
        }
        self.core.faults.clear();
        self.core.tell(SimEvent::Reset);
    }
}
