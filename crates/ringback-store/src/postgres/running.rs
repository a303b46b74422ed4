//! A command that runs on a stack of its own, from one round trip to the next.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;

use corosensei::stack::DefaultStack;
use corosensei::{Coroutine, CoroutineResult};

use super::seat::{Answer, Seat, Sleeper, Statement};
use super::waiting::Waiting;
use crate::error::StoreError;
use crate::keys::Keys;
use crate::tx::{Backend, Tx};

/// Address space of a stack, as threads of Rust have it; memory is taken page by page as it is used.
const STACK_BYTES: usize = 2 * 1024 * 1024;
/// Stacks that are kept for the next commands.
const STACKS_KEPT: usize = 64;

/// Stacks to run on.
#[derive(Clone, Default)]
pub(super) struct Stacks(Rc<RefCell<Vec<DefaultStack>>>);

impl Stacks {
    fn take(&self) -> std::io::Result<DefaultStack> {
        let kept = self.0.borrow_mut().pop();
        kept.map_or_else(|| DefaultStack::new(STACK_BYTES), Ok)
    }

    fn give_back(&self, stack: DefaultStack) {
        let mut kept = self.0.borrow_mut();
        if kept.len() < STACKS_KEPT {
            kept.push(stack);
        }
    }
}

/// How a command ended.
pub(super) struct Ended {
    pub(super) job: Waiting,
    pub(super) result: Result<(), StoreError>,
    /// Statements that it left to be sent.
    pub(super) rest: Vec<Statement>,
}

/// How far it came.
pub(super) enum Progress {
    /// It sleeps until these are answered; the last one is what it asks for.
    Asks(Running, Vec<Statement>),
    /// It is at its end.
    Ended(Ended),
}

/// A command in the middle.
pub(super) struct Running {
    coroutine: Coroutine<Answer, Vec<Statement>, Ended, DefaultStack>,
    stacks: Stacks,
}

impl Running {
    /// Runs a command up to its first question.
    pub(super) fn start(job: Waiting, keys: Arc<Keys>, stacks: &Stacks) -> Progress {
        let stack = match stacks.take() {
            Ok(stack) => stack,
            Err(_) => {
                return Progress::Ended(Ended {
                    job,
                    result: Err(StoreError::Overloaded),
                    rest: Vec::new(),
                });
            }
        };
        let coroutine =
            Coroutine::with_stack(stack, move |sleeper: &Sleeper, _| run(job, &keys, sleeper));
        let running = Self {
            coroutine,
            stacks: stacks.clone(),
        };
        running.go_on(Answer::Begin)
    }

    /// Wakes it with the answer to what it asked.
    pub(super) fn go_on(mut self, answer: Answer) -> Progress {
        match self.coroutine.resume(answer) {
            CoroutineResult::Yield(asks) => Progress::Asks(self, asks),
            CoroutineResult::Return(ended) => {
                self.stacks.give_back(self.coroutine.into_stack());
                Progress::Ended(ended)
            }
        }
    }

    /// The transaction is over: the command is led to its end.
    pub(super) fn give_up(self) -> Waiting {
        let mut running = self;
        loop {
            match running.go_on(Answer::Over) {
                Progress::Asks(again, _) => running = again,
                Progress::Ended(ended) => return ended.job,
            }
        }
    }
}

fn run(mut job: Waiting, keys: &Keys, sleeper: &Sleeper) -> Ended {
    let seat = Seat::new(sleeper);
    let tx = Tx::new(Backend::Postgres(&seat), keys);
    // A panic loses its command and nothing else.
    let result =
        catch_unwind(AssertUnwindSafe(|| job.job.run(&tx))).unwrap_or(Err(StoreError::Panicked));
    Ended {
        job,
        result,
        rest: seat.into_waiting(),
    }
}
