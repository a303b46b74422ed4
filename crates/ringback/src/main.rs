//! Ringback: the front desk of a service business, in one program.

mod announce;
mod certificate;
mod cli;
mod config;
mod demo;
mod entrances;
mod logging;
mod login_link;
mod server;

fn main() -> std::process::ExitCode {
    cli::run()
}
