//! No more files and sockets can be opened.

use std::time::Duration;

use anyhow::Result;
use tokio::net::TcpStream;

use crate::chaos::scene::{Ground, STEADY, Scene, Setting};
use crate::chaos::table::Row;
use crate::program::Program;

/// Connections that do nothing but be there.
const IDLE: usize = 300;
/// How many descriptors the server may have meanwhile; it has more in use.
const ALLOWED: u32 = 40;
const CONNECT: Duration = Duration::from_millis(20);
const STAYS: Duration = Duration::from_secs(15);
const BEFORE: Duration = Duration::from_secs(3);

/// Takes them away under load, and gives them back.
pub(super) async fn exhausted(ground: &Ground) -> Result<Row> {
    let mut scene = Scene::start(ground, "descriptors", Setting::default()).await?;
    scene.call(STEADY);
    scene.go_on_for(BEFORE).await?;
    let process = scene.server()?.id().to_string();
    let usual = limit_of(&process)?;
    limit(&process, ALLOWED)?;
    let mut idle = Vec::new();
    for _ in 0..IDLE {
        let connected = TcpStream::connect(("127.0.0.1", scene.port()));
        // Those that the server does not accept wait in the kernel, until that is full as well.
        if let Ok(Ok(stream)) = tokio::time::timeout(CONNECT, connected).await {
            idle.push(stream);
        }
    }
    scene.note_who_is_met();
    scene.go_on_for(STAYS).await?;
    scene.note_who_is_met();
    drop(idle);
    limit(&process, usual)?;
    scene.recover().await?;
    scene.go_on_for(BEFORE).await?;
    scene.reckon(format!("{} s", STAYS.as_secs())).await
}

fn limit(process: &str, soft: u32) -> Result<()> {
    Program::new("prlimit")
        .with(["--pid", process, &format!("--nofile={soft}:")])
        .run()
}

fn limit_of(process: &str) -> Result<u32> {
    let said = Program::new("prlimit")
        .with([
            "--pid",
            process,
            "--nofile",
            "--noheadings",
            "--output=SOFT",
        ])
        .output()?;
    Ok(said.trim().parse()?)
}
