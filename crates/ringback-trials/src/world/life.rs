//! A story from its beginning to the rest after it.

use std::sync::atomic::{AtomicI64, AtomicU64};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ringback_carriers::twilio::client::simulated::set_carrier;
use ringback_carriers::twilio::urls::Urls;
use ringback_engine::process::simulated;
use ringback_engine::{Engine, EngineConfig};
use ringback_store::{InlineDatabase, Store, StoreError};
use ringback_web::{WebConfig, WebState};
use tokio::sync::Notify;

use super::process::Door;
use super::{Installation, Open, Replica, SimProcess, World, lock, rounds};
use crate::chance::Chance;
use crate::story::Story;

/// How long it may take after the last deed until nothing waits any more: a night, and the hours in
/// which the carrier is asked about texts.
const REST_MAX: Duration = Duration::from_hours(40);
/// How often it is looked whether there is rest.
const REST_LOOK: Duration = Duration::from_secs(60);

/// What became of a story.
#[derive(Debug, Clone)]
pub struct Lived {
    /// The promise that was broken.
    pub broken: Option<String>,
    /// What happened, line by line; nothing where it was not to be told.
    pub timeline: Vec<String>,
    /// How many calls arrived.
    pub calls: u64,
    /// How many texts the carrier took.
    pub texts: u64,
    /// How many texts ended as *Unknown*.
    pub unknown: u64,
    /// How many commits there were.
    pub commits: u64,
}

/// Lives a story.
///
/// # Errors
/// When there is no world to be had: not enough memory.
pub fn live(installation: &Arc<Installation>, story: &Story) -> Result<Lived, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .map_err(|fault| fault.to_string())?;
    let database = installation.database.copy();
    let database = database.map_err(|fault| fault.to_string())?;
    let lived = runtime.block_on(async {
        let world = Arc::new(World::new(installation, story.clone(), database));
        set_carrier(Some(Arc::new(crate::carrier::Api(Arc::clone(&world)))));
        world.live().await;
        set_carrier(None);
        let lived = world.lived();
        world.shut();
        lived
    });
    drop(runtime);
    Ok(lived)
}

impl World {
    fn new(installation: &Arc<Installation>, story: Story, database: InlineDatabase) -> Self {
        let seed = Chance::of(story.seed);
        Self {
            carrier: Mutex::default(),
            promises: Mutex::default(),
            replicas: (0..story.replicas)
                .map(|_| Mutex::new(Replica::default()))
                .collect(),
            installation: Arc::clone(installation),
            began: tokio::time::Instant::now(),
            chance: Mutex::new(seed.about("order", 0)),
            timeline: Mutex::default(),
            broken: Mutex::default(),
            commits: Notify::new(),
            next_due_ms: AtomicI64::new(rounds::NEVER),
            revision: AtomicI64::new(0),
            drawn: AtomicU64::new(0),
            story,
            database,
        }
    }

    async fn live(self: &Arc<Self>) {
        self.set_up();
        for machine in 0..self.story.replicas {
            self.start(machine);
        }
        let deeds = self.story.deeds.clone();
        for deed in deeds {
            tokio::time::sleep_until(self.began + deed.after).await;
            if self.broken().is_some() {
                return;
            }
            self.note(|| deed.what.to_string());
            self.begin(deed);
        }
        self.rest().await;
        if self.broken().is_none() {
            self.check_rest();
        }
    }

    /// Waits until the weather is fair, all machines run and nothing waits for a time.
    async fn rest(self: &Arc<Self>) {
        let from = self.after();
        while self.after() - from < REST_MAX && self.broken().is_none() {
            tokio::time::sleep(REST_LOOK).await;
            if self.is_quiet() {
                // Whatever is on its way arrives; what was found out is acted on.
                tokio::time::sleep(Duration::from_secs(400)).await;
                if self.is_quiet() {
                    return;
                }
            }
        }
    }

    fn is_quiet(&self) -> bool {
        let runs = |replica: &Mutex<Replica>| lock(replica).open.is_some();
        self.replicas.iter().all(runs)
            && lock(&self.carrier).is_quiet(self.after())
            && self.nothing_waits()
    }

    /// Starts a process on a machine.
    pub(super) fn start(self: &Arc<Self>, machine: usize) {
        let process = Arc::new(SimProcess::new(self, machine));
        {
            let mut replica = lock(&self.replicas[machine]);
            replica.process = Some(Arc::clone(&process));
            replica.open = None;
        }
        let world = Arc::clone(self);
        simulated::spawn(process.clone(), async move {
            loop {
                match world.engine(&process).await {
                    Ok(engine) => return world.opened(&process, engine),
                    // Whatever supervises a process starts it again.
                    Err(fault) => world.note(|| format!("process {machine}: {fault}")),
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
    }

    async fn engine(&self, process: &Arc<SimProcess>) -> Result<Engine, StoreError> {
        let door = Arc::new(Door(Arc::clone(process)));
        let configured = self.installation.configured.clone();
        Engine::start(EngineConfig {
            store: Store::inline(&self.database, door),
            urls: Urls::new(configured.public_url.clone()),
            configured,
            media: std::path::PathBuf::from("/nonexistent"),
        })
        .await
    }

    fn opened(self: &Arc<Self>, process: &Arc<SimProcess>, engine: Engine) {
        let web = WebState::new(WebConfig {
            engine: engine.clone(),
            public_url: self.installation.configured.public_url.clone(),
            access_token: None,
            metrics: self.installation.metrics.clone(),
            https: None,
            backups: None,
            zone_data: "",
        });
        let mut replica = lock(&self.replicas[process.machine]);
        let is_current = |of: &Arc<SimProcess>| Arc::ptr_eq(of, process);
        if replica.process.as_ref().is_some_and(is_current) {
            replica.open = Some(Open { engine, web });
            drop(replica);
            self.note(|| format!("process {} runs", process.machine));
            self.expect_take_over(process);
        }
    }

    /// A process is dead; another one is started on its machine later.
    pub(crate) fn died(self: &Arc<Self>, machine: usize, lasts: Duration) {
        {
            let mut replica = lock(&self.replicas[machine]);
            if let Some(process) = replica.process.take() {
                process.end();
            }
            replica.open = None;
        }
        self.note(|| format!("process {machine} is dead"));
        self.doubt_what_it_had_out(machine);
        let world = Arc::clone(self);
        tokio::spawn(async move {
            tokio::time::sleep(lasts).await;
            let is_gone = lock(&world.replicas[machine]).process.is_none();
            if is_gone {
                world.start(machine);
            }
        });
    }

    pub(crate) fn process(&self, machine: usize) -> Option<Arc<SimProcess>> {
        lock(&self.replicas[machine]).process.clone()
    }

    /// A process that answers, with what it answers with.
    pub(crate) fn somebody(&self, which: u64) -> Option<(Arc<SimProcess>, Open)> {
        let of = u64::try_from(self.replicas.len()).unwrap_or(1);
        (0..of).find_map(|step| {
            let machine = usize::try_from((which + step) % of).unwrap_or(0);
            let replica = lock(&self.replicas[machine]);
            replica.process.clone().zip(replica.open.clone())
        })
    }

    /// The process whose task is running.
    pub(crate) fn asker(&self) -> Option<Arc<SimProcess>> {
        let current = simulated::of(|process| Arc::as_ptr(process).cast::<()>())?;
        (0..self.replicas.len())
            .filter_map(|machine| self.process(machine))
            .find(|process| Arc::as_ptr(process).cast::<()>() == current)
    }

    /// A process that has texts in hand although nothing waits.
    pub(crate) fn holds_texts(&self) -> Option<usize> {
        self.replicas.iter().position(|replica| {
            let replica = lock(replica);
            let open = replica.open.as_ref();
            open.is_some_and(|open| open.engine.texts_in_hand() > 0)
        })
    }

    fn lived(&self) -> Lived {
        let carrier = lock(&self.carrier);
        Lived {
            broken: self.broken(),
            timeline: std::mem::take(&mut lock(&self.timeline)),
            calls: carrier.calls_arrived(),
            texts: carrier.texts_taken(),
            unknown: self.count_unknown(),
            commits: lock(&self.promises).commits,
        }
    }

    /// Lets go of everything, for what is here holds on to each other.
    fn shut(&self) {
        for replica in &self.replicas {
            let replica = std::mem::take(&mut *lock(replica));
            if let Some(process) = replica.process {
                process.end();
            }
        }
    }
}
