//! More webhooks at once than can be worked on.

use std::time::Duration;

use anyhow::{Context, Result};

use crate::bench::kill::callers::{Manner, SILENT_REFUSAL};
use crate::chaos::scene::{Ground, Scene, Setting};
use crate::chaos::table::Row;
use crate::program::Program;

/// A missed call is two webhooks.
const WEBHOOKS_OF_CALL: u32 = 2;
/// Connections at the same time.
const CONNECTIONS: usize = 6_000;
/// Sockets of this process and, by inheritance, of the server.
const DESCRIPTORS: u32 = 20_000;
/// Of so many calls one may end as unknown.
const UNKNOWN_ONE_IN: usize = 200;
const ALL_WITHIN: Duration = Duration::from_secs(240);
/// The server must not grow beyond this, in megabytes.
const RSS_MB_MAX: f64 = 600.0;

/// As many as the machine can post; what is turned away is told when to come again.
pub(super) async fn of_webhooks(ground: &Ground, webhooks: u32) -> Result<Row> {
    Program::new("prlimit")
        .with(["--pid", &std::process::id().to_string()])
        .with([format!("--nofile={DESCRIPTORS}:")])
        .run()
        .context("not enough sockets are allowed for a burst")?;
    let mut scene = Scene::start(ground, "burst", Setting::default()).await?;
    scene.call(Manner {
        in_flight: CONNECTIONS,
        pause: Duration::ZERO,
        patience: ALL_WITHIN,
        calls_max: webhooks / WEBHOOKS_OF_CALL,
    });
    scene.until_all_called(ALL_WITHIN).await;
    // The carrier of this process shares the cores, and is overrun as well: a text that it did not
    // take in time is looked up, not found, and shown as unknown.
    scene.expect_unknown(webhooks as usize / WEBHOOKS_OF_CALL as usize / UNKNOWN_ONE_IN);
    let peak = scene.server()?.figures()?.rss_peak_mb;
    scene.remark(format!("at most {peak:.0} MB"));
    if peak > RSS_MB_MAX {
        scene.broke(format!("{peak:.0} MB of memory"));
    }
    let silent = scene.callers_met(SILENT_REFUSAL);
    if silent > 0 {
        scene.broke(format!("{silent} × {SILENT_REFUSAL}"));
    }
    scene.reckon(webhooks.to_string()).await
}
