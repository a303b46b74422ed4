//! The commands of a group, side by side: one lane for each business, in which one command runs
//! after the other; each wave carries what every lane asks for.

use std::collections::VecDeque;
use std::sync::Arc;

use super::link::Step;
use super::running::{Ended, Progress, Running, Stacks};
use super::seat::{Answer, Statement};
use super::waiting::Waiting;
use crate::error::StoreError;
use crate::keys::Keys;
use crate::scope::Scope;

/// What commands run with.
#[derive(Clone)]
pub(super) struct Ground {
    pub(super) keys: Arc<Keys>,
    pub(super) stacks: Stacks,
}

/// Whether the jobs write, and are stored all together, or read, each for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Writing,
    Reading,
}

struct Lane {
    queue: VecDeque<Waiting>,
    /// What runs, and where its question stands in the wave.
    asleep: Option<(Running, usize)>,
    /// What came to its end, and is not stored before all are.
    ended: Vec<Waiting>,
}

/// All lanes of a group.
pub(super) struct Lanes {
    lanes: Vec<Lane>,
    ground: Ground,
    kind: Kind,
}

/// A group that failed: the lane that it failed in, and the others.
pub(super) struct Apart {
    pub(super) failing: Vec<Waiting>,
    pub(super) others: Vec<Waiting>,
}

impl Lanes {
    pub(super) fn new(jobs: Vec<Waiting>, kind: Kind, ground: &Ground) -> Self {
        let mut scopes: Vec<Scope> = Vec::new();
        let mut lanes: Vec<Lane> = Vec::new();
        for job in jobs {
            let known = scopes.iter().position(|scope| *scope == job.scope);
            let at = known.filter(|_| kind == Kind::Writing).unwrap_or_else(|| {
                scopes.push(job.scope);
                lanes.push(Lane {
                    queue: VecDeque::new(),
                    asleep: None,
                    ended: Vec::new(),
                });
                lanes.len() - 1
            });
            lanes[at].queue.push_back(job);
        }
        Self {
            lanes,
            ground: ground.clone(),
            kind,
        }
    }

    /// Lets every lane run up to its next question, and puts what it asks onto the wave. `answers`
    /// are those of the last wave.
    ///
    /// # Errors
    /// What a command returned, and in which lane: the group is not to be stored.
    pub(super) fn advance(
        &mut self,
        answers: Vec<Answer>,
        wave: &mut Vec<Step>,
    ) -> Result<(), (StoreError, usize)> {
        let mut answers: Vec<Option<Answer>> = answers.into_iter().map(Some).collect();
        for at in 0..self.lanes.len() {
            let woken = self.lanes[at].asleep.take().map(|(running, asked)| {
                let answer = answers.get_mut(asked).and_then(Option::take);
                running.go_on(answer.unwrap_or(Answer::Over))
            });
            self.run_lane(at, woken, wave)
                .map_err(|fault| (fault, at))?;
        }
        Ok(())
    }

    fn run_lane(
        &mut self,
        at: usize,
        woken: Option<Progress>,
        wave: &mut Vec<Step>,
    ) -> Result<(), StoreError> {
        let lane = &mut self.lanes[at];
        let mut woken = woken;
        loop {
            let progress = match woken.take() {
                Some(progress) => progress,
                None => match lane.queue.pop_front() {
                    Some(job) => {
                        Running::start(job, Arc::clone(&self.ground.keys), &self.ground.stacks)
                    }
                    None => return Ok(()),
                },
            };
            match progress {
                Progress::Asks(running, asks) => {
                    add(wave, asks, at);
                    lane.asleep = Some((running, wave.len() - 1));
                    return Ok(());
                }
                Progress::Ended(Ended { job, result, rest }) => match (self.kind, result) {
                    (Kind::Reading, Ok(())) => job.job.succeeded(),
                    (Kind::Reading, Err(fault)) => job.failed(fault),
                    (Kind::Writing, Ok(())) => {
                        add(wave, rest, at);
                        lane.ended.push(job);
                    }
                    (Kind::Writing, Err(fault)) => {
                        lane.ended.push(job);
                        return Err(fault);
                    }
                },
            }
        }
    }

    /// Whether all commands are at their end.
    pub(super) fn is_at_end(&self) -> bool {
        self.lanes.iter().all(|lane| lane.asleep.is_none())
    }

    /// All that came to its end.
    pub(super) fn into_ended(self) -> Vec<Waiting> {
        self.lanes.into_iter().flat_map(|lane| lane.ended).collect()
    }

    /// Gives the jobs back, those of the lane that failed apart from the others.
    pub(super) fn give_up(self, failing: Option<usize>) -> Apart {
        let mut apart = Apart {
            failing: Vec::new(),
            others: Vec::new(),
        };
        for (at, lane) in self.lanes.into_iter().enumerate() {
            let into = if failing == Some(at) {
                &mut apart.failing
            } else {
                &mut apart.others
            };
            into.extend(lane.ended);
            into.extend(lane.asleep.map(|(running, _)| running.give_up()));
            into.extend(lane.queue);
        }
        apart
    }
}

fn add(wave: &mut Vec<Step>, statements: Vec<Statement>, lane: usize) {
    wave.extend(
        statements
            .into_iter()
            .map(|statement| Step::Run(statement, lane)),
    );
}
