//! A process that is simulated: many of them in one, each with a clock of its own, each of which can
//! die between two steps of its tasks.

use std::cell::RefCell;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use ringback_desk::clock::Instant;
use ringback_desk::id::Id;

/// What a process is to the engine.
pub trait Process: Send + Sync {
    /// Its clock.
    fn now(&self) -> Instant;
    /// A new id, by its clock.
    fn new_id(&self) -> Id;
    /// A number in 0..1.
    fn chance(&self) -> f64;
    /// Waits until a round that comes once in each period may find something.
    fn next_round(&self, period: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>>;
    /// Whether it is still there: the tasks of one that is not are dropped where they stand.
    fn is_alive(&self) -> bool;
    /// Whether another task goes first.
    fn gives_way(&self) -> bool;
}

thread_local! {
    static CURRENT: RefCell<Option<Arc<dyn Process>>> = const { RefCell::new(None) };
}

/// Asks the process that the running task is of; nothing outside a simulation.
pub fn of<T>(ask: impl FnOnce(&Arc<dyn Process>) -> T) -> Option<T> {
    CURRENT.with_borrow(|current| current.as_ref().map(ask))
}

/// Begins a task of a process.
pub fn spawn(process: Arc<dyn Process>, task: impl Future<Output = ()> + Send + 'static) {
    tokio::spawn(within(process, task));
}

/// A task of a process: ends when it ends or when the process dies.
pub fn within<F: Future<Output = ()> + Send>(
    process: Arc<dyn Process>,
    task: F,
) -> impl Future<Output = ()> + Send {
    Task {
        process,
        task: Some(Box::pin(task)),
    }
}

struct Task<F> {
    process: Arc<dyn Process>,
    task: Option<Pin<Box<F>>>,
}

impl<F: Future<Output = ()>> Future for Task<F> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let process = Arc::clone(&self.process);
        let Some(task) = &mut self.task else {
            return Poll::Ready(());
        };
        if process.is_alive() && process.gives_way() {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let before = CURRENT.replace(Some(Arc::clone(&process)));
        let polled = if process.is_alive() {
            task.as_mut().poll(context)
        } else {
            Poll::Ready(())
        };
        if polled.is_ready() || !process.is_alive() {
            self.task = None;
        }
        CURRENT.set(before);
        if self.task.is_none() {
            return Poll::Ready(());
        }
        Poll::Pending
    }
}
