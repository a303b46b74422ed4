//! Placing calls, and what people do while they last.

use std::time::Duration;

use super::SimulatorHandle;
use crate::call::{self, Placing};
use crate::event::{Side, SimEvent};
use crate::world::{AnsweredBy, CallerBehaviour, PartyAction, SimulatorError};

/// A call to place, with what the network says of the caller.
#[derive(Debug, Clone)]
pub struct PlaceCall {
    from: String,
    to: String,
    forwarded_from: Option<String>,
    attestation: Option<String>,
    behaviour: CallerBehaviour,
}

impl PlaceCall {
    /// A call from this number (or `anonymous`, or whatever a network delivers) to a line.
    #[must_use]
    pub fn new(from: impl Into<String>, to: impl Into<String>) -> Self {
        let from = from.into();
        // A withheld number is not attested to the customer.
        let attested = from.starts_with("+1") && from.len() == 12;
        Self {
            attestation: attested.then(|| "TN-Validation-Passed-A".into()),
            from,
            to: to.into(),
            forwarded_from: None,
            behaviour: CallerBehaviour::Patient,
        }
    }

    /// Forwarded here by this number.
    #[must_use]
    pub fn forwarded_from(mut self, number: impl Into<String>) -> Self {
        self.forwarded_from = Some(number.into());
        self
    }

    /// With this `StirVerstat` (`TN-Validation-Failed-C`, …), or none.
    #[must_use]
    pub fn attestation(mut self, verdict: Option<&str>) -> Self {
        self.attestation = verdict.map(str::to_owned);
        self
    }

    /// With a caller who does something by himself.
    #[must_use]
    pub fn behaves(mut self, behaviour: CallerBehaviour) -> Self {
        self.behaviour = behaviour;
        self
    }
}

impl SimulatorHandle {
    /// Calls a line; returns the call's id (`CA…`) at once.
    ///
    /// # Errors
    /// [`SimulatorError::NoSuchLine`] when nobody would take the call.
    pub fn place_call(&self, from: &str, to: &str) -> Result<String, SimulatorError> {
        self.place(PlaceCall::new(from, to))
    }

    /// Calls a line, with more said about the call.
    ///
    /// # Errors
    /// [`SimulatorError::NoSuchLine`] when nobody would take the call.
    pub fn place(&self, call: PlaceCall) -> Result<String, SimulatorError> {
        let placing = Placing {
            from: call.from,
            to: call.to,
            forwarded_from: call.forwarded_from,
            attestation: call.attestation,
            behaviour: call.behaviour,
        };
        call::place(&self.core, placing)
    }

    /// A person picks up a ringing phone.
    ///
    /// # Errors
    /// [`SimulatorError::NoCallOnPhone`] when it does not ring.
    pub fn answer(&self, phone: &str) -> Result<(), SimulatorError> {
        self.on_phone(phone, PartyAction::Answer(AnsweredBy::Person))
    }

    /// A ringing phone's own voicemail picks up.
    ///
    /// # Errors
    /// [`SimulatorError::NoCallOnPhone`] when it does not ring.
    pub fn mailbox(&self, phone: &str) -> Result<(), SimulatorError> {
        self.on_phone(phone, PartyAction::Answer(AnsweredBy::Mailbox))
    }

    /// A person declines.
    ///
    /// # Errors
    /// [`SimulatorError::NoCallOnPhone`] when it does not ring.
    pub fn decline(&self, phone: &str) -> Result<(), SimulatorError> {
        self.on_phone(phone, PartyAction::Decline)
    }

    /// A ringing phone turns out to be engaged.
    ///
    /// # Errors
    /// [`SimulatorError::NoCallOnPhone`] when it does not ring.
    pub fn busy(&self, phone: &str) -> Result<(), SimulatorError> {
        self.on_phone(phone, PartyAction::Busy)
    }

    /// Keys are pressed on a phone of the owner.
    ///
    /// # Errors
    /// [`SimulatorError::NoCallOnPhone`] when no call is on it.
    pub fn press(&self, phone: &str, keys: &str) -> Result<(), SimulatorError> {
        self.on_phone(phone, PartyAction::Press(keys.to_owned()))
    }

    /// A phone of the owner hangs up.
    ///
    /// # Errors
    /// [`SimulatorError::NoCallOnPhone`] when no call is on it.
    pub fn hang_up(&self, phone: &str) -> Result<(), SimulatorError> {
        self.on_phone(phone, PartyAction::HangUp)
    }

    /// The caller hangs up.
    ///
    /// # Errors
    /// [`SimulatorError::NoSuchCall`] when the call is over.
    pub fn caller_hang_up(&self, call: &str) -> Result<(), SimulatorError> {
        self.on_call(call, PartyAction::HangUp)
    }

    /// The caller presses keys.
    ///
    /// # Errors
    /// [`SimulatorError::NoSuchCall`] when the call is over.
    pub fn caller_press(&self, call: &str, keys: &str) -> Result<(), SimulatorError> {
        self.on_call(call, PartyAction::Press(keys.to_owned()))
    }

    /// The caller speaks for a while (simulated time), e.g. into a recording.
    ///
    /// # Errors
    /// [`SimulatorError::NoSuchCall`] when the call is over.
    pub fn caller_speak(&self, call: &str, span: Duration) -> Result<(), SimulatorError> {
        self.on_call(call, PartyAction::Speak(span))
    }

    /// Acts on the newest live leg of a phone.
    fn on_phone(&self, phone: &str, action: PartyAction) -> Result<(), SimulatorError> {
        let found = {
            let world = self.core.world();
            let legs = world.calls.iter().rev().filter(|leg| leg.to == phone);
            let switch = legs.filter_map(|leg| {
                let switch = world.switches.get(&leg.sid)?;
                (!switch.is_caller)
                    .then(|| (leg.sid.clone(), switch.call.clone(), switch.actions.clone()))
            });
            { switch }.next()
        };
        let nobody = || SimulatorError::NoCallOnPhone {
            phone: phone.to_owned(),
        };
        let (leg, call, hand) = found.ok_or_else(nobody)?;
        if let PartyAction::Press(keys) = &action {
            self.core.tell(SimEvent::Pressed {
                call,
                leg,
                phone: phone.to_owned(),
                side: Side::Callee,
                keys: keys.clone(),
            });
        }
        hand.send(action).map_err(|_| nobody())
    }

    fn on_call(&self, call: &str, action: PartyAction) -> Result<(), SimulatorError> {
        let found = {
            let world = self.core.world();
            let switch = world.switches.get(call).filter(|switch| switch.is_caller);
            switch.map(|switch| (switch.phone.clone(), switch.actions.clone()))
        };
        let nobody = || SimulatorError::NoSuchCall {
            call: call.to_owned(),
        };
        let (phone, hand) = found.ok_or_else(nobody)?;
        if let PartyAction::Press(keys) = &action {
            self.core.tell(SimEvent::Pressed {
                call: call.to_owned(),
                leg: call.to_owned(),
                phone,
                side: Side::Caller,
                keys: keys.clone(),
            });
        }
        hand.send(action).map_err(|_| nobody())
    }
}
