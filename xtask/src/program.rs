//! Running other programs: what they print passes through, and a failure names the command.

use std::ffi::OsString;
use std::fmt;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::repository;

/// A program with its arguments, ready to run at the root of the checkout.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    path: PathBuf,
    arguments: Vec<String>,
    environment: Vec<(String, OsString)>,
}

impl Program {
    /// A program by its name or path.
    pub(crate) fn new(path: impl AsRef<Path>) -> Self {
        Self {
            path: path.as_ref().to_owned(),
            arguments: Vec::new(),
            environment: Vec::new(),
        }
    }

    /// The cargo that runs this tool.
    pub(crate) fn cargo(arguments: &str) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Self::new(PathBuf::from(cargo)).with(arguments.split_whitespace())
    }

    /// Adds arguments.
    pub(crate) fn with<S: Into<String>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        self.arguments.extend(arguments.into_iter().map(Into::into));
        self
    }

    /// Sets a variable of its environment.
    pub(crate) fn environment(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// Runs it to its end. What it prints to either stream goes to our standard output, so that
    /// a log of that stream is whole.
    ///
    /// # Errors
    /// When it cannot be started or does not exit with 0; the command is named.
    pub(crate) fn run(&self) -> Result<()> {
        let status = self
            .command()
            .stdin(Stdio::null())
            .stderr(io::stdout())
            .status()
            .with_context(|| format!("cannot start: {self}"))?;
        ensure!(status.success(), "{self}\n({status})");
        Ok(())
    }

    /// Runs it like [`Program::run`], and shows each line to `see` as well.
    ///
    /// # Errors
    /// As [`Program::run`].
    pub(crate) fn run_seeing(&self, mut see: impl FnMut(&str)) -> Result<()> {
        let (reader, writer) = io::pipe().context("cannot make a pipe")?;
        let mut command = self.command();
        command
            .stdin(Stdio::null())
            .stdout(writer.try_clone()?)
            .stderr(writer);
        let mut child = command
            .spawn()
            .with_context(|| format!("cannot start: {self}"))?;
        // Our copies of the writing end must go, or the reading below never ends.
        drop(command);
        let mut lines = BufReader::new(reader);
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line)? > 0 {
            let text = String::from_utf8_lossy(&line);
            print!("{text}");
            see(text.trim_end());
            line.clear();
        }
        let status = child.wait()?;
        ensure!(status.success(), "{self}\n({status})");
        Ok(())
    }

    /// Runs it and returns what it prints to standard output.
    ///
    /// # Errors
    /// As [`Program::run`]; with what it said on standard error.
    pub(crate) fn output(&self) -> Result<String> {
        let output = self
            .command()
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("cannot start: {self}"))?;
        if !output.status.success() {
            bail!(
                "{self}\n{}",
                String::from_utf8_lossy(&output.stderr).trim_end()
            );
        }
        String::from_utf8(output.stdout).with_context(|| format!("not UTF-8: {self}"))
    }

    /// Whether it can be run and exits with 0; what it prints is dropped.
    pub(crate) fn succeeds(&self) -> bool {
        self.command()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        command
            .args(&self.arguments)
            .current_dir(repository::root());
        // `cargo run` describes this tool's package in its environment. Build scripts that watch
        // those variables would run again, and with them half of the dependencies be rebuilt,
        // each time that cargo is called from here after having been called from a shell.
        for (name, _) in std::env::vars_os() {
            if name.to_str().is_some_and(describes_a_package) {
                command.env_remove(name);
            }
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }
}

fn describes_a_package(variable: &str) -> bool {
    variable.starts_with("CARGO_PKG_")
        || variable.starts_with("CARGO_MANIFEST_")
        || variable.starts_with("CARGO_BIN_")
        || variable == "CARGO_CRATE_NAME"
        || variable == "CARGO_PRIMARY_PACKAGE"
}

impl fmt::Display for Program {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.environment {
            write!(f, "{name}={} ", value.to_string_lossy())?;
        }
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        if name == "cargo" {
            write!(f, "cargo")?;
        } else {
            write!(f, "{}", self.path.display())?;
        }
        for argument in &self.arguments {
            if argument.contains(' ') {
                write!(f, " '{argument}'")?;
            } else {
                write!(f, " {argument}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_streams_are_seen_in_order() {
        let mut seen = Vec::new();
        Program::new("sh")
            .with(["-c", "echo one; echo two >&2; echo three"])
            .run_seeing(|line| seen.push(line.to_owned()))
            .unwrap();
        assert_eq!(seen, ["one", "two", "three"]);
    }

    #[test]
    fn a_failure_names_the_command() {
        let error = Program::new("sh").with(["-c", "exit 3"]).run().unwrap_err();
        assert!(error.to_string().starts_with("sh -c 'exit 3'"), "{error}");
        let error = Program::new("no-such-program").run().unwrap_err();
        assert_eq!(error.to_string(), "cannot start: no-such-program");
    }
}
