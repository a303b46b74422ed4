//! `ringback` as a child process.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Output, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};

use super::{SOON, TOKEN};

/// The program under test.
const RINGBACK: &str = env!("CARGO_BIN_EXE_ringback");

/// `ringback serve`, running or not, and what it is started with.
pub struct Program {
    settings: BTreeMap<String, String>,
    directory: PathBuf,
    child: Option<Child>,
    /// Whether it ever was killed or ended in the middle of a test.
    pub was_down: bool,
    /// What stood on standard output at the last start.
    pub link: String,
}

impl Program {
    pub fn new(directory: &Path, settings: BTreeMap<String, String>) -> Self {
        Self {
            settings,
            directory: directory.to_owned(),
            child: None,
            was_down: false,
            link: String::new(),
        }
    }

    /// Changes a setting for the next start; what it was.
    pub fn set(&mut self, key: &str, value: &str) -> String {
        let before = self.settings.insert(key.to_owned(), value.to_owned());
        before.unwrap_or_default()
    }

    /// Takes a setting away.
    pub fn unset(&mut self, key: &str) {
        self.settings.remove(key);
    }

    pub fn database(&self) -> &Path {
        Path::new(&self.settings["database"])
    }

    /// Starts `serve`, and waits until it is ready.
    pub async fn start(&mut self) {
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(self.log_path())
            .unwrap();
        let mut child = command(&self.directory, &self.settings)
            .arg("serve")
            .stdout(Stdio::piped())
            .stderr(log)
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = tokio::time::timeout(SOON, lines.next_line()).await;
        self.link = line
            .unwrap()
            .unwrap()
            .unwrap_or_else(|| panic!("serve did not start:\n{}", self.log()));
        self.child = Some(child);
        // With HTTPS the certificate may be yet to come; the line was printed by a server that
        // listens.
        if !self.link.contains("https://") {
            self.wait_until_ready().await;
        }
    }

    async fn wait_until_ready(&self) {
        let url = format!("http://{}/readyz", self.settings["listen"]);
        let ready = async {
            while !matches!(reqwest::get(&url).await, Ok(answer) if answer.status().is_success()) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(SOON, ready).await.unwrap();
    }

    /// `kill -9`: nothing is finished, nothing is written down.
    pub async fn kill(&mut self) {
        self.signal(Signal::KILL).await;
    }

    /// SIGTERM, and what it ended with.
    pub async fn terminate(&mut self) -> ExitStatus {
        self.signal(Signal::TERM).await
    }

    async fn signal(&mut self, signal: Signal) -> ExitStatus {
        self.was_down = true;
        let mut child = self.child.take().expect("serve runs");
        let pid = i32::try_from(child.id().expect("it has not ended")).unwrap();
        kill_process(Pid::from_raw(pid).unwrap(), signal).unwrap();
        let ended = tokio::time::timeout(SOON, child.wait()).await;
        ended.expect("it ends").unwrap()
    }

    /// Runs another of the program's commands with the same settings.
    pub async fn run(&self, arguments: &[&str]) -> Output {
        let mut command = command(&self.directory, &self.settings);
        let output = command.args(arguments).kill_on_drop(true).output();
        tokio::time::timeout(SOON, output).await.unwrap().unwrap()
    }

    /// As [`Self::run`], with this on standard input.
    pub async fn run_with(&self, arguments: &[&str], input: String) -> Output {
        let mut child = command(&self.directory, &self.settings)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // Beside reading what it says: neither pipe may fill up.
        let writing = tokio::spawn(async move { stdin.write_all(input.as_bytes()).await });
        let output = tokio::time::timeout(SOON, child.wait_with_output()).await;
        writing.await.unwrap().unwrap();
        output.unwrap().unwrap()
    }

    /// Everything that `serve` has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_path()).unwrap_or_default()
    }

    fn log_path(&self) -> PathBuf {
        self.directory.join("serve.log")
    }

    /// No panic, no secret, no whole number of anybody.
    pub fn assert_clean_log(&self, auth_token: &str) {
        let log = self.log();
        for (what, needle) in [
            ("a panic", "panicked"),
            ("the auth token", auth_token),
            ("the access token", TOKEN),
            ("a caller's number", super::CALLER),
            ("the owner's number", super::OWNER),
        ] {
            assert!(!log.contains(needle), "{what} is in the log:\n{log}");
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("--- what serve logged:\n{}", self.log());
        }
    }
}

/// A command of the program with nothing in its environment but these settings.
fn command(directory: &Path, settings: &BTreeMap<String, String>) -> Command {
    let mut command = Command::new(RINGBACK);
    command
        .env_clear()
        .current_dir(directory)
        .stdin(Stdio::null());
    for (key, value) in settings {
        command.env(format!("RINGBACK_{}", key.to_uppercase()), value);
    }
    command
}

/// A port that nobody listens on. Taken from below the range that the system gives to outgoing
/// connections, so that it stays free while the program is down.
pub fn free_port() -> u16 {
    loop {
        let port = rand::random_range(18_000..32_000);
        if std::net::TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}
