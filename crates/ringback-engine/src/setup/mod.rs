//! Setting up a line at its carrier: asking, pointing a number here, putting it back.
//!
//! Nothing here needs a running engine: the set-up in the terminal uses the same functions as the
//! pages do. What is found and what is planned is decided in [`ringback_desk::setup`].

mod account;
mod apply;
mod forward_check;
mod numbers;
mod registration;
mod test_call;
mod test_watch;
mod undo;

pub use account::{Credentials, check_account};
pub use apply::{SetupError, apply};
pub use numbers::{find_number, list_numbers};
pub use registration::ask_registration;
pub use test_call::{TestCall, call_state, test_call};
pub use test_watch::{TestWatch, test_watch};
pub use undo::{Undone, undo};

use ringback_carriers::twilio::client::ApiError;
use ringback_carriers::twilio::urls::Urls;
use ringback_desk::setup::findings::Finding;
use ringback_desk::setup::plan::Here;

/// Where calls and texts are to lead.
#[must_use]
pub fn here(urls: &Urls) -> Here {
    Here {
        call: urls.voice(),
        call_end: urls.status(),
        text: urls.message(),
    }
}

/// An answer that did not come, as a finding. Refused credentials are looked at where they were
/// typed; here they count like any other refusal.
fn silent(fault: &ApiError) -> Finding {
    Finding::CarrierSilent {
        why: fault.to_string(),
    }
}
