//! The carrier's API fails.

use std::time::Duration;

use anyhow::Result;

use crate::bench::carrier::Weather;
use crate::chaos::clock::Clock;
use crate::chaos::scene::{Ground, STEADY, Scene, Setting};
use crate::chaos::table::Row;

const BEFORE: Duration = Duration::from_secs(3);
/// How long it stays away; the hour passes on the server's clock in a moment of it.
const STAYS: Duration = Duration::from_secs(30);
/// Few numbers with the pace of an ordinary one, so that each has a queue afterwards.
const LINES: u32 = 100;
const PACE: u32 = 1;
/// What may leave one number in a second: its pace, and one at the edge of the second.
const BUSIEST: usize = PACE as usize + 1;

/// Down for a moment, back; down for an hour, back. Its numbers keep their pace, and nobody gets
/// a text an hour after the call.
pub(super) async fn down(ground: &Ground) -> Result<Row> {
    let clock = Clock::new(&ground.directory.join("carrier-down"))?;
    let setting = Setting {
        environment: clock.environment(),
        lines: Some(LINES),
        pace: Some(PACE),
        ..Setting::default()
    };
    let mut scene = Scene::start(ground, "carrier-down", setting).await?;
    scene.call(STEADY);
    scene.go_on_for(BEFORE).await?;
    for away in ["+0", "+1h"] {
        scene.carrier.be(Weather::Failing);
        scene.go_on_for(STAYS / 2).await?;
        clock.set(away)?;
        scene.go_on_for(STAYS / 2).await?;
        scene.note_who_is_met();
        scene.carrier.be(Weather::Fair);
        scene.recover().await?;
        scene.go_on_for(STAYS).await?;
    }
    let busiest = scene.carrier.ledger.busiest(Duration::from_secs(1));
    scene.remark(format!("at most {busiest} texts a second from one number"));
    if busiest > BUSIEST {
        scene.broke(format!(
            "{busiest} texts a second from a number whose pace is {PACE}"
        ));
    }
    scene.reckon("30 s, 1 h".to_owned()).await
}

/// Texts are taken, and the answers never come: each is looked up, and none is sent again.
pub(super) async fn silent(ground: &Ground) -> Result<Row> {
    let mut scene = Scene::start(ground, "carrier-silent", Setting::default()).await?;
    scene.call(STEADY);
    scene.go_on_for(BEFORE).await?;
    scene.carrier.be(Weather::Silent);
    scene.go_on_for(STAYS).await?;
    scene.note_who_is_met();
    scene.carrier.be(Weather::Fair);
    scene.recover().await?;
    scene.go_on_for(BEFORE).await?;
    scene.reckon(format!("{} s", STAYS.as_secs())).await
}
