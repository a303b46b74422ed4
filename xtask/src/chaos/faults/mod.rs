//! The faults, one file for each kind.

mod burst;
mod carrier;
mod clock;
mod descriptors;
mod disk;
mod ends;
mod hostile;

use anyhow::Result;
use clap::ValueEnum;

use super::Options;
use super::scene::Ground;
use super::table::Row;
use crate::bench::random::Random;

/// What can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Fault {
    /// The server is killed again and again.
    Kill,
    /// The server is asked to end and started again, under load.
    Terminate,
    /// The server is stopped in the middle of its work, and goes on much later.
    Stopped,
    /// The disk is full for a while.
    DiskFull,
    /// The file system turns read-only.
    ReadOnly,
    /// No more files and sockets can be opened.
    Descriptors,
    /// The carrier's API fails for an hour, and works again.
    CarrierDown,
    /// The carrier takes texts, and its answers do not arrive.
    CarrierSilent,
    /// Clients that send a byte a second, and bodies of 10 MB.
    Hostile,
    /// As many webhooks as there can be, at once.
    Burst,
    /// The clock is set back an hour.
    ClockBack,
}

impl Fault {
    pub(super) const ALL: [Self; 11] = [
        Self::Kill,
        Self::Terminate,
        Self::Stopped,
        Self::DiskFull,
        Self::ReadOnly,
        Self::Descriptors,
        Self::CarrierDown,
        Self::CarrierSilent,
        Self::Hostile,
        Self::Burst,
        Self::ClockBack,
    ];

    /// As it is written on the command line.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Kill => "kill",
            Self::Terminate => "terminate",
            Self::Stopped => "stopped",
            Self::DiskFull => "disk-full",
            Self::ReadOnly => "read-only",
            Self::Descriptors => "descriptors",
            Self::CarrierDown => "carrier-down",
            Self::CarrierSilent => "carrier-silent",
            Self::Hostile => "hostile",
            Self::Burst => "burst",
            Self::ClockBack => "clock-back",
        }
    }

    /// What happens, in a sentence: the same that `--help` shows.
    pub(super) fn story(self) -> String {
        let value = self.to_possible_value();
        let help = value
            .as_ref()
            .and_then(clap::builder::PossibleValue::get_help);
        help.map(ToString::to_string).unwrap_or_default()
    }

    /// Plays it.
    ///
    /// # Errors
    /// When it cannot be played to its end.
    pub(super) async fn play(
        self,
        ground: &Ground,
        options: &Options,
        chance: Random,
    ) -> Result<Row> {
        match self {
            Self::Kill => ends::kill(ground, options.kills, chance).await,
            Self::Terminate => ends::terminate(ground).await,
            Self::Stopped => ends::stopped(ground, options.stop_seconds).await,
            Self::DiskFull => disk::full(ground).await,
            Self::ReadOnly => disk::read_only(ground).await,
            Self::Descriptors => descriptors::exhausted(ground).await,
            Self::CarrierDown => carrier::down(ground).await,
            Self::CarrierSilent => carrier::silent(ground).await,
            Self::Hostile => hostile::clients(ground).await,
            Self::Burst => burst::of_webhooks(ground, options.burst).await,
            Self::ClockBack => clock::back(ground).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_played_and_told() {
        assert_eq!(Fault::ALL.as_slice(), Fault::value_variants());
        for fault in Fault::ALL {
            let value = fault.to_possible_value().expect("on the command line");
            assert_eq!(value.get_name(), fault.name());
            assert!(!fault.story().is_empty());
        }
    }
}
