//! Clients that mean no good, beside the carrier's webhooks.

use std::time::Duration;

use anyhow::Result;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::chaos::scene::{Ground, STEADY, Scene, Setting};
use crate::chaos::table::Row;

/// Connections that send a byte a second.
const SLOW: usize = 300;
/// Bodies of this size, one after the other on each of these connections.
const BODY_BYTES: usize = 10_000_000;
const BODIES: usize = 8;
const STAYS: Duration = Duration::from_secs(30);
const BEFORE: Duration = Duration::from_secs(3);
/// The server must not grow beyond this, in megabytes.
const RSS_MB_MAX: f64 = 300.0;

/// Slow clients and large bodies for half a minute, while calls go on.
pub(super) async fn clients(ground: &Ground) -> Result<Row> {
    let mut scene = Scene::start(ground, "hostile", Setting::default()).await?;
    scene.call(STEADY);
    scene.go_on_for(BEFORE).await?;
    let port = scene.port();
    let mut clients = JoinSet::new();
    for _ in 0..SLOW {
        clients.spawn(slow(port));
    }
    for _ in 0..BODIES {
        clients.spawn(large(port));
    }
    scene.go_on_for(STAYS).await?;
    let peak = scene.server()?.figures()?.rss_peak_mb;
    scene.remark(format!("at most {peak:.0} MB"));
    if peak > RSS_MB_MAX {
        scene.broke(format!("{peak:.0} MB of memory"));
    }
    clients.abort_all();
    scene.recover().await?;
    scene.reckon(format!("{} clients", SLOW + BODIES)).await
}

/// Never comes to the end of its headers; when it is turned away, it comes again.
async fn slow(port: u16) {
    loop {
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)).await {
            let head = b"POST /twilio/voice HTTP/1.1\r\nHost: x\r\nX-Slow: ".iter();
            for byte in head.chain(std::iter::repeat(&b'a')) {
                if stream.write_all(&[*byte]).await.is_err() {
                    break;
                }
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Sends more than anybody asked for, as fast as it is taken.
async fn large(port: u16) {
    let body = vec![b'a'; BODY_BYTES];
    let head = format!(
        "POST /twilio/voice HTTP/1.1\r\nHost: x\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {BODY_BYTES}\r\n\r\n"
    );
    loop {
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)).await {
            let _ = stream.write_all(head.as_bytes()).await;
            let _ = stream.write_all(&body).await;
            let mut answer = [0; 64];
            let _ = stream.read(&mut answer).await;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
