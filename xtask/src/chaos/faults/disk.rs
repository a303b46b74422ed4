//! The disk takes no more.

use std::time::Duration;

use anyhow::Result;

use crate::chaos::mounted::Mounted;
use crate::chaos::scene::{Ground, STEADY, Scene, Setting};
use crate::chaos::table::Row;

/// Room for the database of some minutes.
const MEGABYTES: u32 = 96;
/// How long the fault stays.
const STAYS: Duration = Duration::from_secs(10);
const BEFORE: Duration = Duration::from_secs(3);
const TIMES: u32 = 2;

/// Full to the last byte: webhooks are not taken, and what was taken is there.
pub(super) async fn full(ground: &Ground) -> Result<Row> {
    let disk = Mounted::small(ground.directory.join("small"), MEGABYTES)?;
    let setting = Setting {
        database: Some(disk.database()),
        ..Setting::default()
    };
    let mut scene = Scene::start(ground, "disk-full", setting).await?;
    scene.call(STEADY);
    for _ in 0..TIMES {
        scene.go_on_for(BEFORE).await?;
        disk.fill()?;
        scene.note_who_is_met();
        scene.go_on_for(STAYS).await?;
        scene.note_who_is_met();
        disk.make_room()?;
        scene.recover().await?;
    }
    let row = scene
        .reckon(format!("{TIMES} × {} s", STAYS.as_secs()))
        .await;
    drop(disk);
    row
}

/// The kernel finds a fault and makes the file system read-only: it stays so until a person has
/// repaired it and started the server again.
pub(super) async fn read_only(ground: &Ground) -> Result<Row> {
    let image = ground.directory.join("fallible.img");
    let disk = Mounted::fallible(ground.directory.join("fallible"), &image, MEGABYTES.into())?;
    let setting = Setting {
        database: Some(disk.database()),
        ..Setting::default()
    };
    let mut scene = Scene::start(ground, "read-only", setting).await?;
    scene.call(STEADY);
    scene.go_on_for(BEFORE).await?;
    disk.fail()?;
    scene.note_who_is_met();
    scene.go_on_for(STAYS).await?;
    scene.note_who_is_met();
    scene.kill()?;
    disk.repair(&image)?;
    scene.restart().await?;
    scene.recover().await?;
    scene.go_on_for(BEFORE).await?;
    let row = scene.reckon(format!("{} s", STAYS.as_secs())).await;
    drop(disk);
    row
}
