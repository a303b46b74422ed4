//! Whose turn it is: each line has lanes by urgency, and a pace that its number keeps. A carrier
//! account that takes nothing for a while holds up its own business's lines and no others.
//!
//! A plain state machine: the time comes in as an argument.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::time::Duration;

use ringback_desk::id::{BusinessId, LineId};
use ringback_desk::texts::TextKind;
use ringback_store::texts::StoredText;
use tokio::time::Instant;

/// All lines' lanes.
#[derive(Default)]
pub(crate) struct Lanes {
    lines: HashMap<LineId, LineLanes>,
    /// When a line that has texts waiting may send its next one.
    turns: BinaryHeap<Reverse<(Instant, LineId)>>,
    /// Businesses whose carrier account takes nothing until then.
    paused: HashMap<BusinessId, Instant>,
}

#[derive(Default)]
struct LineLanes {
    lanes: [VecDeque<StoredText>; TextKind::LANES],
    /// Whose line it is.
    business: Option<BusinessId>,
    /// The pace allows nothing before this.
    free_at: Option<Instant>,
    /// The carrier takes nothing before this.
    paused_until: Option<Instant>,
    /// Where the line stands in `turns`. What else is there of it is out of date, so that a line
    /// stands there once, however many texts wait.
    stands_at: Option<Instant>,
}

impl Lanes {
    /// Queues a text behind those of its lane.
    pub(crate) fn push(&mut self, text: StoredText, now: Instant) {
        let id = text.line;
        let line = self.lines.entry(id).or_default();
        line.business = Some(text.business);
        line.paused_until = self.paused.get(&text.business).copied();
        line.lanes[text.kind.lane()].push_back(text);
        let at = line.turn(now);
        // A person's answer does not wait for the pace, so the line may have to stand earlier.
        if line.stands_at.is_none_or(|stands_at| at < stands_at) {
            line.stands_at = Some(at);
            self.turns.push(Reverse((at, id)));
        }
    }

    /// The next text that may leave at `now`. `pace` is segments a second of a line.
    pub(crate) fn pop(&mut self, now: Instant, pace: impl Fn(LineId) -> f64) -> Option<StoredText> {
        while let Some(&Reverse((at, id))) = self.turns.peek() {
            if at > now {
                return None;
            }
            self.turns.pop();
            let Some(line) = self.lines.get_mut(&id) else {
                continue;
            };
            if line.stands_at != Some(at) {
                continue;
            }
            let text = line.take(now, pace(id));
            line.stands_at = (!line.is_empty()).then(|| line.turn(now));
            if let Some(at) = line.stands_at {
                self.turns.push(Reverse((at, id)));
            }
            if text.is_some() {
                return text;
            }
        }
        None
    }

    /// Nothing of this business leaves before `until`.
    pub(crate) fn pause(&mut self, business: BusinessId, until: Instant, now: Instant) {
        let paused = self.paused.entry(business).or_insert(until);
        *paused = until.max(*paused);
        let until = *paused;
        self.stand_again(business, Some(until), now);
    }

    /// Texts of this business leave again.
    pub(crate) fn resume(&mut self, business: BusinessId, now: Instant) {
        if self.paused.remove(&business).is_some() {
            self.stand_again(business, None, now);
        }
    }

    fn stand_again(&mut self, business: BusinessId, paused_until: Option<Instant>, now: Instant) {
        for (id, line) in &mut self.lines {
            if line.business != Some(business) {
                continue;
            }
            line.paused_until = paused_until;
            let at = (!line.is_empty()).then(|| line.turn(now));
            if line.stands_at != at {
                line.stands_at = at;
                self.turns.extend(at.map(|at| Reverse((at, *id))));
            }
        }
    }

    /// When the next text may leave.
    pub(crate) fn next_at(&self) -> Option<Instant> {
        self.turns.peek().map(|Reverse((at, _))| *at)
    }
}

impl LineLanes {
    fn is_empty(&self) -> bool {
        self.lanes.iter().all(VecDeque::is_empty)
    }

    /// When this line's next text may leave. What a person wrote goes before the pace.
    fn turn(&self, now: Instant) -> Instant {
        let pace = self.free_at.filter(|_| self.lanes[0].is_empty());
        let limits = [pace, self.paused_until];
        limits.into_iter().flatten().fold(now, Instant::max)
    }

    fn take(&mut self, now: Instant, pace: f64) -> Option<StoredText> {
        if self.turn(now) > now {
            return None;
        }
        let text = self.lanes.iter_mut().find_map(VecDeque::pop_front)?;
        let takes = Duration::from_secs_f64(f64::from(text.segments) / pace.max(0.001));
        self.free_at = Some(self.free_at.map_or(now, |at| at.max(now)) + takes);
        Some(text)
    }
}

#[cfg(test)]
#[path = "lanes_tests.rs"]
mod tests;
