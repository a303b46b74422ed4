//! A backup taken under load, everything after it lost, and the way back: whoever said stop since
//! is not texted, nobody is texted twice, and nothing leaves before a person releases it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use ringback_simulator::{ApiFault, ApiRoute, FaultCount};

use crate::desk::{CALLER, CALLER_2, Desk, OWNER, SOON, Setup};

/// Callers before the backup, while it runs, and after it.
const BEFORE: usize = 20;
const DURING: usize = 40;
const AFTER: usize = 30;
/// People who said stop after the backup.
const STOPS: usize = 50;

fn caller(index: usize) -> String {
    format!("+1773555{index:04}")
}

fn setup() -> Setup {
    Setup::default()
        .set("forwarded", "true")
        .set("brakes", "off")
        .set("line_pace", "1000")
}

impl Desk {
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Runs a command that must succeed; what it says.
    pub async fn runs(&self, arguments: &[&str]) -> String {
        let output = self.program.run(arguments).await;
        let said = format!(
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(output.status.success(), "{arguments:?}: {said}");
        said
    }

    /// Runs a command that must fail; why it did.
    pub async fn refuses(&self, arguments: &[&str]) -> String {
        let output = self.program.run(arguments).await;
        assert!(!output.status.success(), "{arguments:?} succeeded");
        String::from_utf8_lossy(&output.stderr).into_owned()
    }

    /// The disk is lost with everything but the key and the backups.
    pub fn loses_everything(&self) {
        for end in ["", "-wal", "-shm"] {
            let mut path = self.program.database().as_os_str().to_owned();
            path.push(end);
            let to = format!("lost.db{end}");
            if Path::new(&path).exists() {
                std::fs::rename(&path, self.path(&to)).unwrap();
            }
        }
        let _ = std::fs::remove_dir_all(self.path("media"));
    }

    /// Waits until it may be released, and does it on the page.
    pub async fn is_released(&self, within: Duration) {
        let releasing = async {
            loop {
                let origin = format!("http://127.0.0.1:{}", self.port);
                let release = self
                    .http
                    .post(self.url("/release"))
                    .bearer_auth(crate::desk::TOKEN);
                let answer = release.header("origin", origin).send().await.unwrap();
                match answer.status().as_u16() {
                    303 => return,
                    409 => tokio::time::sleep(Duration::from_millis(50)).await,
                    other => panic!("release answers {other}"),
                }
            }
        };
        tokio::time::timeout(within, releasing).await.unwrap();
    }

    fn texts_to(&self, number: &str) -> usize {
        let texts = self.carrier.messages_to(number).into_iter();
        texts
            .filter(|text| text.direction == "outbound-api")
            .count()
    }
}

#[tokio::test]
async fn after_a_restore_nobody_is_texted_twice_and_no_stop_is_forgotten() {
    let mut desk = setup().open().await;
    for index in 0..BEFORE {
        desk.call(&caller(index));
    }
    for index in 0..BEFORE {
        desk.texts(&caller(index), 1).await;
    }
    let file = desk.path("all.backup");
    let file = file.to_str().unwrap();
    let under_load = async {
        for index in BEFORE..BEFORE + DURING {
            desk.call(&caller(index));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let take = ["backup", file];
    let (said, ()) = tokio::join!(desk.runs(&take), under_load);
    assert!(said.contains("The key is NOT in the file"), "{said}");
    assert!(
        desk.runs(&["backup", "--verify", file])
            .await
            .contains("is whole")
    );
    let all = BEFORE + DURING + AFTER;
    for index in BEFORE + DURING..all {
        desk.call(&caller(index));
    }
    for index in 0..all {
        desk.texts(&caller(index), 1).await;
    }
    for index in 0..STOPS {
        desk.writes(&caller(index), "STOP").await;
    }
    desk.quiet().await;
    desk.program.kill().await;
    let over = desk.refuses(&["restore", file]).await;
    assert!(over.contains("is there already"), "{over}");
    desk.loses_everything();
    let said = desk.runs(&["restore", file]).await;
    assert!(said.contains("It is HELD"), "{said}");
    desk.program.start().await;

    let held = desk.call(CALLER_2);
    desk.is_held(&held, "restored").await;
    assert!(desk.page("/").await.contains("Held after a restore"));
    desk.is_released(SOON).await;
    assert!(!desk.page("/").await.contains("Held after a restore"));

    for index in 0..all {
        let call = desk.call(&caller(index));
        let reason = if index < STOPS {
            "opted_out"
        } else {
            "already_texted"
        };
        desk.is_held(&call, reason).await;
        assert_eq!(desk.texts_to(&caller(index)), 1, "{index}");
    }
    let fresh = desk.call(CALLER);
    desk.texts(CALLER, 1).await;
    assert_eq!(desk.verdict(&fresh).await.outcome(), "sent");
    assert_eq!(desk.texts_to(CALLER_2), 0);
    desk.close().await;
}

#[tokio::test]
async fn what_was_in_the_outbox_is_unknown_and_what_came_since_is_there_once() {
    let mut desk = setup().open().await;
    desk.carrier.go_down();
    desk.call(CALLER);
    let waits = |entry: &serde_json::Value| entry["what"] == "text_delayed";
    while !desk.timeline().await.iter().any(waits) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let file = desk.path("all.backup");
    let file = file.to_str().unwrap();
    desk.runs(&["backup", file, "--with-key"]).await;
    desk.program.kill().await;
    desk.carrier.come_up();
    desk.carrier
        .send_text(CALLER_2, crate::desk::LINE, "My sink leaks", Vec::new());
    desk.loses_everything();
    std::fs::remove_file(desk.path("desk.key")).unwrap();
    let said = desk.runs(&["restore", file]).await;
    assert!(said.contains("1 texts had not been taken"), "{said}");
    let relayed = desk.texts_to(OWNER);

    // The carrier cannot be asked: it stays held.
    let fails = ApiFault::ErrorBefore;
    desk.carrier
        .break_api(ApiRoute::ReadMessages, FaultCount::Always, fails);
    desk.program.start().await;
    let not_yet = desk.refuses(&["restore", "--release"]).await;
    assert!(not_yet.contains("have not been read yet"), "{not_yet}");
    desk.carrier.heal();
    // A new start asks at once.
    desk.program.kill().await;
    desk.program.start().await;
    let released = async {
        while !desk
            .program
            .run(&["restore", "--release"])
            .await
            .status
            .success()
        {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(SOON, released).await.unwrap();
    let thread = desk.page("/people/+13125550132").await;
    assert_eq!(thread.matches("My sink leaks").count(), 1, "{thread}");
    let home = desk.page("/").await;
    assert!(home.contains("nobody knows"), "{home}");
    desk.quiet().await;
    assert_eq!(desk.texts_to(CALLER), 0, "it is not sent by itself");
    assert_eq!(desk.texts_to(OWNER), relayed, "nor passed on a second time");
    desk.close_with_alerts(&[11200]).await;
}

#[tokio::test]
async fn a_cut_backup_is_refused_and_changes_nothing() {
    let mut desk = setup().open().await;
    let file = desk.path("all.backup");
    desk.runs(&["backup", file.to_str().unwrap()]).await;
    let again = desk.refuses(&["backup", file.to_str().unwrap()]).await;
    assert!(again.contains("is there already"), "{again}");
    let whole = std::fs::read(&file).unwrap();
    let cut = desk.path("cut.backup");
    std::fs::write(&cut, &whole[..whole.len() * 2 / 3]).unwrap();
    let cut = cut.to_str().unwrap();
    let verify = desk.refuses(&["backup", "--verify", cut]).await;
    assert!(verify.contains("cut off"), "{verify}");
    desk.program.terminate().await;
    desk.loses_everything();
    let restore = desk.refuses(&["restore", cut]).await;
    assert!(restore.contains("cut off"), "{restore}");
    assert!(!desk.program.database().exists());
    desk.runs(&["restore", file.to_str().unwrap()]).await;
    desk.program.start().await;
    desk.close().await;
}

#[tokio::test]
async fn the_server_takes_backups_by_itself_and_says_when_it_cannot() {
    let mut desk = setup().set("backup_every_hours", "1").open().await;
    let folder = desk.path("backups");
    let taken = async {
        loop {
            let check = desk.program.run(&["check"]).await.stdout;
            let check = String::from_utf8(check).unwrap();
            if check.contains("ok     backups: the last good one is of") {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(SOON, taken).await.unwrap();
    let mut files = std::fs::read_dir(&folder).unwrap();
    let file = files.next().unwrap().unwrap().path();
    assert!(files.next().is_none(), "one, and nothing half written");
    desk.runs(&["backup", "--verify", file.to_str().unwrap()])
        .await;

    // The next one finds something else in its folder's place.
    std::fs::remove_dir_all(&folder).unwrap();
    std::fs::write(&folder, "no folder").unwrap();
    desk.dies_for(Duration::from_secs(3_700)).await;
    let told = async {
        let failed = |it: &String| it.contains("backup failed");
        while !desk.notices().await.iter().any(failed) {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    tokio::time::timeout(SOON, told).await.unwrap();
    let check = desk.program.run(&["check"]).await.stdout;
    let check = String::from_utf8(check).unwrap();
    assert!(
        check.contains("fault  backups: the last one failed"),
        "{check}"
    );
    desk.close().await;
}
