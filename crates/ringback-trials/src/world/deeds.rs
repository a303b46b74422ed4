//! What is done in a story, done.

use std::sync::Arc;
use std::time::Duration;

use ringback_engine::WrittenAnswer;
use ringback_engine::process::simulated;
use ringback_store::AtCommit;

use super::process::Doom;
use super::{SimProcess, World, lock};
use crate::carrier;
use crate::story::{CALLERS, Death, Deed, What, owner_of};

impl World {
    /// What the lines of this story are set to.
    pub(super) fn set_up(&self) {
        for (line, key, value) in &self.story.settings {
            let (business, id) = self.installation.ids[*line];
            let set = self.database.write(|tx| {
                ringback_store::settings::set(tx, business, Some(id), key, Some(value))
            });
            if let Err(fault) = set {
                self.broke(format!("a setting could not be stored: {fault}"));
            }
        }
    }

    /// Begins a deed; what takes time goes on by itself.
    pub(super) fn begin(self: &Arc<Self>, deed: Deed) {
        let world = Arc::clone(self);
        match deed.what {
            What::Call { line, caller, goes } => {
                tokio::spawn(carrier::call(world, deed.id, line, caller, goes));
            }
            What::Text { line, from, says } => {
                carrier::text(&world, deed.id, line, CALLERS[from], says);
            }
            What::OwnerText { line, says } => {
                carrier::text(&world, deed.id, line, owner_of(line), says);
            }
            What::PageAnswer { business, to } => self.answer(deed.id, business, to),
            What::Settle { arrived } => self.settle(arrived),
            What::Forged {
                line,
                says,
                by_neighbour,
            } => {
                tokio::spawn(carrier::forge(world, deed.id, line, says, by_neighbour));
            }
            What::Weather { kind, lasts } => {
                lock(&self.carrier).weather(kind, self.after() + lasts);
            }
            What::Dies {
                replica,
                when,
                lasts,
            } => self.die(replica, when, lasts),
            What::DiskFull { replica, commits } => {
                if let Some(process) = self.process(replica) {
                    process.set_doom(Doom {
                        commits,
                        fate: AtCommit::Refuse,
                        lasts: Duration::ZERO,
                    });
                }
            }
            What::ClockJumps { replica, by_ms } => {
                lock(&self.replicas[replica]).skew_ms += by_ms;
            }
            What::Sets { line, key, value } => self.set(line, key, value),
        }
    }

    fn die(self: &Arc<Self>, replica: usize, when: Death, lasts: Duration) {
        let Some(process) = self.process(replica) else {
            return;
        };
        let doom = |commits, fate| Doom {
            commits,
            fate,
            lasts,
        };
        match when {
            Death::Now => self.died(replica, lasts),
            Death::BeforeCommit(commits) => process.set_doom(doom(commits, AtCommit::DieBefore)),
            Death::AfterCommit(commits) => process.set_doom(doom(commits, AtCommit::DieAfter)),
            Death::InRequest => *lock(&process.dies_in_request) = Some(lasts),
        }
    }

    /// What somebody does on a page of some process.
    fn on_a_page<F, T>(self: &Arc<Self>, act: F)
    where
        F: FnOnce(ringback_engine::Engine, Arc<Self>) -> T,
        T: Future<Output = ()> + Send + 'static,
    {
        let which = self.number();
        let Some((process, open)) = self.somebody(which) else {
            self.note(|| "nobody is there".to_owned());
            return;
        };
        let process: Arc<SimProcess> = process;
        let task = act(open.engine, Arc::clone(self));
        simulated::spawn(process, task);
    }

    fn answer(self: &Arc<Self>, id: u64, business: usize, to: usize) {
        let of = crate::story::LINES
            .iter()
            .position(|line| line.business == business);
        let (business, _) = self.installation.ids[of.unwrap_or(0)];
        self.on_a_page(move |engine, world| async move {
            let answer = WrittenAnswer {
                business,
                to: CALLERS[to].to_owned(),
                body: format!("Answer {id}: tomorrow at nine?"),
                key: format!("key-of-{id}"),
                seen: None,
            };
            let written = engine.write_answer(answer.clone()).await;
            world.note(|| format!("the page says {written:?}"));
            // A finger that taps twice.
            if id.is_multiple_of(2) {
                let again = engine.write_answer(answer).await;
                world.note(|| format!("and again {again:?}"));
            }
        });
    }

    fn settle(self: &Arc<Self>, arrived: bool) {
        let Some((business, text)) = self.an_unknown_text() else {
            self.note(|| "no text is unknown".to_owned());
            return;
        };
        lock(&self.promises).settled_by_hand(text);
        self.on_a_page(move |engine, world| async move {
            let settled = engine.settle(business, text, arrived).await;
            world.note(|| format!("settled: {settled:?}"));
        });
    }

    fn set(self: &Arc<Self>, line: usize, key: &'static str, value: &'static str) {
        let (business, id) = self.installation.ids[line];
        self.on_a_page(move |engine, world| async move {
            let change = ringback_engine::settings::Change {
                line: Some(id),
                key: key.to_owned(),
                value: Some(value.to_owned()),
            };
            let changed = engine.change_settings(business, vec![change]).await;
            world.note(|| format!("set: {changed:?}"));
        });
    }
}
