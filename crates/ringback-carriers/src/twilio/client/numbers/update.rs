//! Pointing a number somewhere.

use ringback_desk::setup::wiring::{Hook, Slot, Wiring};

use super::super::{ApiError, TwilioClient, checked_sid};
use super::{NumberJson, OwnNumber};

impl TwilioClient {
    /// Writes these settings of `wiring` to a number and returns what Twilio has now. Settings that
    /// are not named stay as they are.
    ///
    /// # Errors
    /// [`ApiError`]; after [`ApiError::TimedOut`] and [`ApiError::Fault`] it may have been written.
    pub async fn update_number(
        &self,
        sid: &str,
        wiring: &Wiring,
        slots: &[Slot],
    ) -> Result<OwnNumber, ApiError> {
        let path = format!("/IncomingPhoneNumbers/{}.json", checked_sid(sid)?);
        let json: NumberJson = self.post(&path, &fields(wiring, slots)).await?;
        Ok(json.into())
    }
}

/// The form's fields. An application and a trunk exclude each other at Twilio, where setting one
/// takes the other off; what is taken off therefore stands before what is set.
fn fields<'a>(wiring: &'a Wiring, slots: &[Slot]) -> Vec<(&'static str, &'a str)> {
    let mut fields: Vec<_> = slots.iter().flat_map(|slot| field(wiring, *slot)).collect();
    fields.sort_by_key(|(name, value)| name.ends_with("Sid") && !value.is_empty());
    fields
}

fn field(wiring: &Wiring, slot: Slot) -> Vec<(&'static str, &str)> {
    match slot {
        Slot::Call => hook(&wiring.call, "VoiceUrl", "VoiceMethod"),
        Slot::CallFallback => hook(
            &wiring.call_fallback,
            "VoiceFallbackUrl",
            "VoiceFallbackMethod",
        ),
        Slot::CallEnd => hook(&wiring.call_end, "StatusCallback", "StatusCallbackMethod"),
        Slot::Text => hook(&wiring.text, "SmsUrl", "SmsMethod"),
        Slot::TextFallback => hook(&wiring.text_fallback, "SmsFallbackUrl", "SmsFallbackMethod"),
        Slot::Trunk => vec![("TrunkSid", wiring.trunk.as_str())],
        Slot::CallApplication => vec![("VoiceApplicationSid", wiring.call_application.as_str())],
        Slot::TextApplication => vec![("SmsApplicationSid", wiring.text_application.as_str())],
    }
}

fn hook<'a>(
    hook: &'a Hook,
    url: &'static str,
    method: &'static str,
) -> Vec<(&'static str, &'a str)> {
    vec![(url, hook.url.as_str()), (method, hook.method.as_str())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_named_is_written_and_what_is_taken_off_goes_first() {
        let wiring = Wiring {
            text: Hook::post("https://x.example/sms"),
            call_application: "AP1".to_owned(),
            ..Wiring::default()
        };
        let slots = [Slot::CallApplication, Slot::Trunk, Slot::Text];
        assert_eq!(
            fields(&wiring, &slots),
            [
                ("TrunkSid", ""),
                ("SmsUrl", "https://x.example/sms"),
                ("SmsMethod", "POST"),
                ("VoiceApplicationSid", "AP1"),
            ]
        );
        assert_eq!(fields(&wiring, &[]), []);
    }
}
