//! A scene: one server, one carrier and callers, in a directory of their own.

use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::table::Row;
use crate::bench;
use crate::bench::carrier::script::Script;
use crate::bench::carrier::{Behaviour, Carrier};
use crate::bench::kill::audit::Audit;
use crate::bench::kill::callers::{Callers, Manner};
use crate::bench::server::{Server, Settings, free_port};

/// Lines, each of another business: so many that no brake sees a rush.
const LINES: u32 = 2_000;
/// Segments a second that each line may send.
const PACE: u32 = 100;
/// Longest time that the carrier takes to answer.
const ANSWER_DELAY_MS_MAX: u64 = 20;
/// A text that was answered so shortly before a fault may not be stored as such yet.
const GRACE_MS: u64 = 20;
/// How long the first text after a fault may take.
const RECOVERY_SECONDS_MAX: u64 = 60;

/// Callers at a moderate rate: a fault shall meet work, and not a machine at its limit.
pub(super) const STEADY: Manner = Manner {
    in_flight: 16,
    pause: Duration::from_millis(20),
    patience: Duration::from_secs(240),
    calls_max: u32::MAX,
};

/// What all scenes are played on.
pub(super) struct Ground {
    /// The binary under test.
    pub(super) binary: PathBuf,
    /// Below it each scene has a directory.
    pub(super) directory: PathBuf,
}

/// How a scene differs from the plainest one.
#[derive(Debug, Clone, Default)]
pub(super) struct Setting {
    /// Variables of the server's environment.
    pub(super) environment: Vec<(String, String)>,
    /// Where the database is, when it is not beside the settings.
    pub(super) database: Option<String>,
    /// Segments a second that each line may send.
    pub(super) pace: Option<u32>,
    /// Lines, when not [`LINES`].
    pub(super) lines: Option<u32>,
}

/// A scene that is being played.
pub(super) struct Scene {
    binary: PathBuf,
    directory: PathBuf,
    settings: Settings,
    pub(super) carrier: Arc<Carrier>,
    server: Option<Server>,
    callers: Option<Callers>,
    began: Instant,
    met: Vec<u32>,
    expected: usize,
    row: Row,
}

impl Scene {
    /// Starts the server and the carrier.
    ///
    /// # Errors
    /// When one of them does not start.
    pub(super) async fn start(ground: &Ground, fault: &str, setting: Setting) -> Result<Self> {
        let directory = ground.directory.join(fault);
        bench::make_directory(&directory)?;
        let listener = TcpListener::bind("127.0.0.1:0").context("no free port")?;
        let port = listener.local_addr()?.port();
        let settings = Settings {
            ports: vec![free_port()?],
            database: setting.database,
            environment: setting.environment,
            pace: setting.pace.unwrap_or(PACE),
            ..Settings::of(port, setting.lines.unwrap_or(LINES))
        };
        let behaviour = Behaviour {
            answer_delay_max: Duration::from_millis(ANSWER_DELAY_MS_MAX),
            receipts: true,
        };
        let carrier = Carrier::start(listener, Script::new(&settings), behaviour, None)?;
        let mut scene = Self {
            binary: ground.binary.clone(),
            directory,
            settings,
            carrier,
            server: None,
            callers: None,
            began: Instant::now(),
            met: Vec::new(),
            expected: 0,
            row: Row {
                fault: fault.to_owned(),
                ..Row::default()
            },
        };
        scene.restart().await?;
        Ok(scene)
    }

    /// Starts the server again, after it ended or was killed.
    ///
    /// # Errors
    /// When it does not become ready.
    pub(super) async fn restart(&mut self) -> Result<()> {
        let server = Server::start(&self.binary, &self.directory, &self.settings, 0);
        self.server = Some(server.await?);
        Ok(())
    }

    /// Lets callers call from now on.
    pub(super) fn call(&mut self, manner: Manner) {
        self.callers = Some(Callers::start(&self.carrier, self.settings.front(), manner));
    }

    /// Lets the load run for a while.
    ///
    /// # Errors
    /// When the callers gave up.
    pub(super) async fn go_on_for(&self, span: Duration) -> Result<()> {
        tokio::time::sleep(span).await;
        if let Some(callers) = &self.callers {
            let said = callers.faults();
            ensure!(
                !callers.have_given_up(),
                "the callers have given up: {said}"
            );
        }
        Ok(())
    }

    /// Waits until the callers have made all their calls.
    pub(super) async fn until_all_called(&self, at_most: Duration) {
        let began = Instant::now();
        while began.elapsed() < at_most && !self.callers.as_ref().is_none_or(Callers::are_done) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Where the server listens.
    pub(super) fn port(&self) -> u16 {
        self.settings.ports[0]
    }

    /// The server, which runs.
    ///
    /// # Errors
    /// Between its end and its next start.
    pub(super) fn server(&self) -> Result<&Server> {
        self.server.as_ref().context("no server runs")
    }

    /// Kills the server.
    ///
    /// # Errors
    /// When it had ended by itself.
    pub(super) fn kill(&mut self) -> Result<()> {
        self.take_server()?.kill()
    }

    /// Takes the server, to end it.
    ///
    /// # Errors
    /// When it was taken before.
    pub(super) fn take_server(&mut self) -> Result<Server> {
        self.server.take().context("no server runs")
    }

    /// Notes the calls whose end may be unknown, for what happens to them now.
    pub(super) fn note_who_is_met(&mut self) {
        let until = Instant::now() - Duration::from_millis(GRACE_MS);
        let mut met = self.carrier.ledger.in_flight(self.began, until);
        if let Some(callers) = &self.callers {
            met.extend(callers.playing());
        }
        met.sort_unstable();
        met.dedup();
        self.met.extend(met);
    }

    /// So many more calls may end as unknown: the carrier itself was too busy to answer in time.
    pub(super) fn expect_unknown(&mut self, calls: usize) {
        self.expected += calls;
    }

    /// The fault is over: waits for the next text, and notes how long it took.
    ///
    /// # Errors
    /// When none comes.
    pub(super) async fn recover(&mut self) -> Result<()> {
        let healed = Instant::now();
        loop {
            if let Some(first) = self.carrier.ledger.first_since(healed) {
                let took = first.saturating_duration_since(healed);
                self.row.recovery = self.row.recovery.max(Some(took));
                return Ok(());
            }
            ensure!(
                healed.elapsed().as_secs() < RECOVERY_SECONDS_MAX,
                "no text within {RECOVERY_SECONDS_MAX} s of the end of the fault"
            );
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// Something that stands in no column.
    pub(super) fn remark(&mut self, remark: String) {
        self.row.remarks.push(remark);
    }

    /// A promise that did not hold.
    pub(super) fn broke(&mut self, promise: String) {
        self.row.broke.push(promise);
    }

    /// What the callers met, by what happened and how often.
    pub(super) fn callers_met(&self, what: &str) -> u32 {
        let callers = self.callers.as_ref();
        callers.map_or(0, |callers| callers.met(what))
    }

    /// Lets the calls come to their end, looks at each of them, and ends the server.
    ///
    /// # Errors
    /// When a webhook was never taken, or the server cannot be asked or does not end.
    pub(super) async fn reckon(mut self, injected: String) -> Result<Row> {
        let callers = self.callers.take().context("nobody called")?;
        let calls = callers.finish().await?;
        self.row.injected = injected;
        self.row.calls = calls.played;
        for (what, times) in &calls.faults {
            self.row.remarks.push(format!("webhook, {times} × {what}"));
        }
        let audit = Audit {
            binary: &self.binary,
            directory: &self.directory,
            settings: &self.settings,
            carrier: &self.carrier,
        };
        let outcomes = audit.run(calls.played, &self.met).await?;
        self.row.reckon(&outcomes, self.expected);
        self.take_server()?.terminate().context("at the end")?;
        Ok(self.row)
    }
}
