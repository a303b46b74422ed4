//! Stands in where the simulated carrier was not built in.

use std::convert::Infallible;

use anyhow::{Result, bail};

use super::http::Pool;
use super::server::Settings;

/// Nothing: it cannot be started.
pub(crate) struct Simulated(Infallible);

impl Simulated {
    /// # Errors
    /// Always: the feature is needed.
    pub(crate) async fn start(_: &Settings, _: bool) -> Result<Self> {
        bail!("the simulated carrier is not built in: it needs the feature `simulator`")
    }

    pub(crate) fn pool(&self) -> Pool {
        match self.0 {}
    }

    pub(crate) fn judge(&self) -> Result<()> {
        match self.0 {}
    }
}
