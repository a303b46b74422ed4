//! The command line.

mod backup;
mod brakes;
mod business;
mod check;
mod explain;
mod forget;
mod moving;
mod restore;
mod setup;
mod user;
mod why;

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, Subcommand};

use ringback_desk::settings::Fault;

use crate::config::{Layers, Settings, all_keys};
use crate::demo::{self, DemoOptions};
use crate::{logging, server};

/// What still runs when the server has stopped gets this long.
const LEFTOVERS_WITHIN: Duration = Duration::from_millis(200);

/// Answers the unanswered call with a text, from the number that was dialled.
#[derive(Parser)]
#[command(name = "ringback", version, about, long_about = None)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Two phones and a simulated carrier in the browser: no account, no key, no network.
    Demo(DemoArguments),
    /// Answer a real line.
    #[command(after_long_help = settings_help())]
    Serve(FileArgument),
    /// Look at configuration, database, credentials, public URL, clock and zone data.
    Check(FileArgument),
    /// Back everything up into one file, while the server works.
    Backup(backup::Arguments),
    /// Restore a backup; what is there is not overwritten, and no text leaves before --release.
    Restore(restore::Arguments),
    /// Move the installation from its SQLite file into a PostgreSQL database.
    Move(moving::Arguments),
    /// Several businesses in one installation: add, list, suspend.
    #[command(subcommand)]
    Business(business::Command),
    /// How the limits on automatic texts stand, and lifting one for a while.
    Brakes(brakes::Arguments),
    /// Erase what a business knows of a person; that they said STOP stays.
    Forget(forget::Arguments),
    /// Set a line up at the carrier, in questions or in flags; --undo puts it back.
    Setup(Box<setup::Arguments>),
    /// Who can log in, and a new link for whoever cannot.
    #[command(subcommand)]
    User(user::Command),
    /// What happened to a call, and why it was or wasn't texted.
    Why(why::Arguments),
    /// Explain a webhook, a text's segments or a number.
    Explain(explain::Arguments),
}

#[derive(clap::Args)]
struct DemoArguments {
    /// Where the page listens: a loopback address; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:7340")]
    listen: SocketAddr,
    /// Keep the demo's database at this path.
    #[arg(long)]
    database: Option<PathBuf>,
    /// Time-lapse at the start, 1 to 100: how much faster than life phones ring.
    #[arg(long, default_value_t = 5.0)]
    speed: f64,
}

impl Default for DemoArguments {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 7340)),
            database: None,
            speed: 5.0,
        }
    }
}

#[derive(clap::Args)]
pub(super) struct FileArgument {
    /// The configuration file. Default: RINGBACK_CONFIG, or ringback.toml where it exists.
    #[arg(long)]
    config: Option<PathBuf>,
}

/// Parses the arguments, runs the command, and says in words what went wrong.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        None => run_demo(DemoArguments::default()),
        Some(Command::Demo(arguments)) => run_demo(arguments),
        Some(Command::Serve(file)) => run_serve(&file),
        Some(Command::Check(file)) => return check::run(&file),
        Some(Command::Backup(arguments)) => backup::run(&arguments),
        Some(Command::Restore(arguments)) => restore::run(&arguments),
        Some(Command::Move(arguments)) => moving::run(&arguments),
        Some(Command::Business(command)) => business::run(&command),
        Some(Command::Brakes(arguments)) => brakes::run(&arguments),
        Some(Command::Forget(arguments)) => forget::run(&arguments),
        Some(Command::Setup(arguments)) => setup::run(&arguments),
        Some(Command::User(command)) => user::run(&command),
        Some(Command::Why(arguments)) => why::run(&arguments),
        Some(Command::Explain(arguments)) => explain::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            complain(&format!("ringback: {fault:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run_demo(arguments: DemoArguments) -> anyhow::Result<()> {
    logging::start("warn", logging::Format::Text);
    // A port that is taken is no reason to fail where nobody asked for it.
    let listen = if arguments.listen.port() == 7340 && is_taken(arguments.listen) {
        SocketAddr::new(arguments.listen.ip(), 0)
    } else {
        arguments.listen
    };
    runtime()?.block_on(demo::run(DemoOptions {
        listen,
        database: arguments.database,
        speed: arguments.speed,
    }))
}

fn is_taken(address: SocketAddr) -> bool {
    std::net::TcpListener::bind(address).is_err()
}

fn run_serve(file: &FileArgument) -> anyhow::Result<()> {
    let layers = Layers::load(file.config.as_deref());
    let settings = Settings::read(&layers).map_err(|faults| anyhow::anyhow!(in_words(&faults)))?;
    logging::start(settings.log, settings.log_format);
    install_tls();
    let runtime = runtime()?;
    let served = runtime.block_on(server::serve(settings));
    // Dropping it would wait for blocking calls without end, such as for a name server that is
    // silent; whoever stops the server waits ten seconds.
    runtime.shutdown_timeout(LEFTOVERS_WITHIN);
    served
}

/// The TLS provider, chosen once for the whole program.
pub(super) fn install_tls() {
    // Somebody else's choice is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

pub(super) fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?)
}

pub(super) fn in_words(faults: &[Fault]) -> String {
    let mut words = String::from("the configuration cannot be used:");
    for fault in faults {
        let _ = write!(words, "\n  {fault}");
    }
    words
}

fn complain(words: &str) {
    let _ = writeln!(std::io::stderr(), "{words}");
}

/// Writes one line to standard output; a reader that has gone away is no fault of ours.
pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn settings_help() -> String {
    let mut help = String::from(
        "Settings, in the file or as RINGBACK_ and the name in capitals. A [[line]] table for each \
         line is needed for several lines only:\n",
    );
    for key in all_keys() {
        let _ = writeln!(help, "  {:<24} {}", key.name, key.about);
    }
    help
}
