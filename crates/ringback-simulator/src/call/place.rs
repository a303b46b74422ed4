//! Somebody dials one of our lines.

use super::behaviour;
use super::interpret::CallRun;
use super::stage::Stage;
use crate::core::{Shared, now_ms};
use crate::event::{Side, SimEvent};
use crate::sid;
use crate::world::{Call, CallStatus, CallerBehaviour, SimulatorError};

/// A call to be placed.
pub(crate) struct Placing {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) forwarded_from: Option<String>,
    pub(crate) attestation: Option<String>,
    pub(crate) behaviour: CallerBehaviour,
}

/// Places a call and returns its id; the call lives on in a task of its own.
///
/// # Errors
/// The number is no line, or a line without a voice URL: Twilio neither takes nor logs such calls.
pub(crate) fn place(core: &Shared, placing: Placing) -> Result<String, SimulatorError> {
    let sid = sid::fresh("CA");
    {
        let mut world = core.world();
        let line = world
            .lines
            .get(&placing.to)
            .filter(|line| line.calls_go_to().is_some());
        let no_line = || SimulatorError::NoSuchLine {
            line: placing.to.clone(),
        };
        let looks_up = line.ok_or_else(no_line)?.caller_id_lookup;
        let name = world
            .phones
            .get(&placing.from)
            .and_then(|phone| phone.caller_name.clone());
        let call = Call {
            sid: sid.clone(),
            parent: None,
            from: placing.from.clone(),
            to: placing.to.clone(),
            status: CallStatus::Ringing,
            forwarded_from: placing.forwarded_from,
            caller_name: name.filter(|_| looks_up),
            attestation: placing.attestation,
            answered_by: None,
            created_ms: now_ms(),
            ended_ms: None,
            duration_seconds: None,
            sip_code: None,
            answered_at: None,
            callbacks: 0,
            by_api: false,
        };
        world.calls.push(call);
    }
    core.tell(SimEvent::CallPlaced {
        call: sid.clone(),
        from: placing.from.clone(),
        to: placing.to,
    });
    let stage = Stage::open(core, &sid, &sid, &placing.from, Side::Caller);
    behaviour::calling(core, &placing.behaviour, stage.hand.clone());
    let run = CallRun::new(core, sid.clone(), stage, placing.behaviour);
    core.spawn(run.run());
    Ok(sid)
}
