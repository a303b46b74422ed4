//! Questions on a terminal. Where nobody sits there, nothing is asked and the default counts.

use std::io::{BufRead as _, IsTerminal as _, Write as _};

use crate::cli::say;

/// Asks, or does not.
pub(super) struct Prompt {
    interactive: bool,
    yes: bool,
}

impl Prompt {
    /// Asks where standard input is a terminal or `ask` is given; with `yes` nothing is asked.
    pub(super) fn new(ask: bool, yes: bool) -> Self {
        let interactive = !yes && (ask || std::io::stdin().is_terminal());
        Self { interactive, yes }
    }

    /// Whether somebody sits there.
    pub(super) fn is_interactive(&self) -> bool {
        self.interactive
    }

    /// The name of the next part, where somebody reads along.
    pub(super) fn heading(&self, words: &str) {
        if self.interactive {
            say("");
            say(words);
        }
    }

    /// Asks; an empty answer takes the default. `None` where nobody sits there or input has ended.
    pub(super) fn ask(&self, question: &str, default: Option<&str>) -> Option<String> {
        if !self.interactive {
            return default.map(str::to_owned);
        }
        let shown = default.map_or_else(String::new, |default| format!(" [{default}]"));
        write(&format!("  {question}{shown}: "));
        let answer = read_line()?;
        if answer.is_empty() {
            return default.map(str::to_owned);
        }
        Some(answer)
    }

    /// Asks until there is an answer that is not empty, or input has ended.
    pub(super) fn insist(&self, question: &str, default: Option<&str>) -> Option<String> {
        loop {
            let before = self.ask(question, default);
            if before.is_some() || !self.interactive || self.has_ended() {
                return before;
            }
            say("  This is needed.");
        }
    }

    /// Asks for a secret, which is not shown while it is typed.
    pub(super) fn secret(&self, question: &str) -> Option<String> {
        if !self.interactive {
            return None;
        }
        write(&format!("  {question} (not shown): "));
        let answer = Hidden::new().read();
        say("");
        answer.filter(|answer| !answer.is_empty())
    }

    /// Asks for yes or no. Where nobody sits there, `--yes` is the answer.
    pub(super) fn confirm(&self, question: &str, default: bool) -> bool {
        if !self.interactive {
            return self.yes;
        }
        let choices = if default { "Y/n" } else { "y/N" };
        write(&format!("  {question} [{choices}]: "));
        match read_line().unwrap_or_default().to_lowercase().as_str() {
            "" => default,
            word => word.starts_with('y'),
        }
    }

    fn has_ended(&self) -> bool {
        std::io::stdin()
            .lock()
            .fill_buf()
            .is_ok_and(<[u8]>::is_empty)
    }
}

/// `None` at the end of input.
fn read_line() -> Option<String> {
    let mut line = String::new();
    match std::io::stdin().lock().read_line(&mut line) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(line.trim().to_owned()),
    }
}

fn write(words: &str) {
    let mut out = std::io::stdout();
    let _ = write!(out, "{words}");
    let _ = out.flush();
}

/// A terminal that does not show what is typed, until it is dropped.
struct Hidden {
    #[cfg(unix)]
    before: Option<rustix::termios::Termios>,
}

impl Hidden {
    #[cfg(unix)]
    fn new() -> Self {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let stdin = std::io::stdin();
        let before = tcgetattr(&stdin).ok();
        if let Some(mut hidden) = before.clone() {
            hidden.local_modes.remove(LocalModes::ECHO);
            let _ = tcsetattr(&stdin, OptionalActions::Now, &hidden);
        }
        Self { before }
    }

    #[cfg(not(unix))]
    fn new() -> Self {
        Self {}
    }

    fn read(self) -> Option<String> {
        read_line()
    }
}

#[cfg(unix)]
impl Drop for Hidden {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        if let Some(before) = &self.before {
            let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, before);
        }
    }
}
