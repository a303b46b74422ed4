//! The clock of the machine is wrong, and is set right.

use std::time::Duration;

use anyhow::Result;

use crate::chaos::clock::Clock;
use crate::chaos::scene::{Ground, STEADY, Scene, Setting};
use crate::chaos::table::Row;

const BETWEEN: Duration = Duration::from_secs(8);

/// An hour back in the middle of the work, and forward again.
pub(super) async fn back(ground: &Ground) -> Result<Row> {
    let clock = Clock::new(&ground.directory.join("clock-back"))?;
    let setting = Setting {
        environment: clock.environment(),
        ..Setting::default()
    };
    let mut scene = Scene::start(ground, "clock-back", setting).await?;
    scene.call(STEADY);
    for offset in ["-1h", "+0"] {
        scene.go_on_for(BETWEEN).await?;
        scene.note_who_is_met();
        clock.set(offset)?;
        scene.recover().await?;
    }
    scene.go_on_for(BETWEEN).await?;
    scene.reckon("1 h, and forth".to_owned()).await
}
