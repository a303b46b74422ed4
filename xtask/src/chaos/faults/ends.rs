//! The process ends, is ended, or stands still.

use std::time::Duration;

use anyhow::Result;

use crate::bench::random::Random;
use crate::chaos::scene::{Ground, STEADY, Scene, Setting};
use crate::chaos::table::Row;
use crate::program::Program;

/// How long the load runs before the next kill.
const LOAD_MS: std::ops::Range<u64> = 50..1_000;
/// How often the server is asked to end.
const RESTARTS: u32 = 20;
/// How long it works before each.
const WORK: Duration = Duration::from_millis(700);

/// Kills it at moments of chance.
pub(super) async fn kill(ground: &Ground, kills: u32, mut chance: Random) -> Result<Row> {
    let mut scene = Scene::start(ground, "kill", Setting::default()).await?;
    scene.call(STEADY);
    for _ in 0..kills {
        let pause = chance.between(LOAD_MS.start, LOAD_MS.end);
        scene.go_on_for(Duration::from_millis(pause)).await?;
        scene.kill()?;
        scene.note_who_is_met();
        scene.restart().await?;
        scene.recover().await?;
    }
    scene.reckon(format!("{kills} kills")).await
}

/// Asks it to end as a service manager does: what it has begun it brings to its end.
pub(super) async fn terminate(ground: &Ground) -> Result<Row> {
    let mut scene = Scene::start(ground, "terminate", Setting::default()).await?;
    scene.call(STEADY);
    for _ in 0..RESTARTS {
        scene.go_on_for(WORK).await?;
        scene.note_who_is_met();
        let server = scene.take_server()?;
        tokio::task::spawn_blocking(move || server.terminate()).await??;
        scene.restart().await?;
        scene.recover().await?;
    }
    scene.reckon(format!("{RESTARTS} restarts")).await
}

/// Stops it in the middle of its sends, and lets it go on long after their leases ended.
pub(super) async fn stopped(ground: &Ground, seconds: u64) -> Result<Row> {
    let mut scene = Scene::start(ground, "stopped", Setting::default()).await?;
    scene.call(STEADY);
    scene.go_on_for(Duration::from_secs(3)).await?;
    let process = scene.server()?.id().to_string();
    Program::new("kill").with(["-STOP", &process]).run()?;
    scene.note_who_is_met();
    scene.go_on_for(Duration::from_secs(seconds)).await?;
    Program::new("kill").with(["-CONT", &process]).run()?;
    scene.recover().await?;
    scene.go_on_for(Duration::from_secs(3)).await?;
    scene.reckon(format!("{seconds} s")).await
}
