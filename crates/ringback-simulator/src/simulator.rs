//! Starting and stopping a simulated carrier.

use std::io;
use std::ops::Deref;

use crate::api;
use crate::config::SimulatorConfig;
use crate::control;
use crate::core::Core;
use crate::handle::SimulatorHandle;
use crate::listen::{self, Listening};
use crate::openapi::{OpenApi, OpenApiError};
use crate::sid;

/// Why a simulated carrier could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The address could not be taken.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// The address.
        address: std::net::SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The account is no `AC` and 32 hexadecimal digits.
    #[error("\"{0}\" is no account id: AC and 32 hexadecimal digits are wanted")]
    AccountSid(String),
    /// The description of the API cannot be used.
    #[error(transparent)]
    OpenApi(#[from] OpenApiError),
}

/// A running carrier; dropping it ends every call and frees the port.
#[derive(Debug)]
pub struct Simulator {
    handle: SimulatorHandle,
}

impl Simulator {
    /// Starts a carrier on the current tokio runtime.
    ///
    /// # Errors
    /// [`StartError`] when the configuration cannot be used.
    pub async fn start(config: SimulatorConfig) -> Result<Self, StartError> {
        if !sid::is("AC", &config.account_sid) {
            return Err(StartError::AccountSid(config.account_sid));
        }
        let (socket, address) =
            listen::reserve(config.listen).map_err(|source| StartError::Listen {
                address: config.listen,
                source,
            })?;
        let openapi = config
            .validate_openapi
            .as_deref()
            .map(OpenApi::load)
            .transpose()?;
        let core = Core::new(config, format!("http://{address}"), openapi);
        core.spawn(core.clock.clone().drive());
        let handle = SimulatorHandle {
            core,
            listening: Listening::new(),
        };
        let mut router = api::router(&handle.core);
        if handle.core.config.control_api {
            router = router.merge(control::router(&handle));
        }
        handle
            .listening
            .start(&handle.core, router, socket, address);
        Ok(Self { handle })
    }

    /// Its controls, to hand around.
    #[must_use]
    pub fn handle(&self) -> SimulatorHandle {
        self.handle.clone()
    }
}

impl Deref for Simulator {
    type Target = SimulatorHandle;

    fn deref(&self) -> &SimulatorHandle {
        &self.handle
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.handle.core.close();
    }
}
