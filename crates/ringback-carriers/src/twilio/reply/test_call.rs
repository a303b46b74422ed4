//! What the owner hears in a test call: the question that real calls will begin with.

use super::sayable;
use super::xml::Document;

/// Asks as [`super::screen`] does, takes no key, and says what a key would have done. It needs no
/// answer from this server, so it can be heard before the number leads here.
#[must_use]
pub fn test_call(company: &str, caller: &str) -> String {
    let question = format!("Call for {company} from {caller}. Press 1 to take the call.");
    let explained = "This was a test by Ringback. When a customer calls, 1 connects you, and \
                     anything else leaves the call to Ringback, which texts the customer back. \
                     Goodbye.";
    let mut document = Document::response();
    document.text("Say", &[], sayable(&question));
    document.empty("Pause", &[("length", Some("3"))]);
    document.text("Say", &[], explained);
    document.empty("Hangup", &[]);
    document.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_begins_as_a_real_call_and_fits_into_a_request() {
        let document = test_call("Smith & Sons", "3 1 2, 5 5 5, 0 1 0 0");
        assert!(document.contains("<Say>Call for Smith &amp; Sons from 3 1 2, 5 5 5, 0 1 0 0."));
        assert!(document.ends_with("<Hangup/></Response>"));
        assert!(document.len() < 4_000);
    }
}
