//! What carriers have been told: campaigns, brands, toll-free verifications.
//!
//! <https://www.twilio.com/docs/messaging/api/usapptoperson-resource>,
//! <https://www.twilio.com/docs/messaging/api/brand-registration-resource>,
//! <https://www.twilio.com/docs/messaging/api/tollfree-verification-resource>

use ringback_desk::setup::registration::{Campaign, Fault, Standing};
use serde::Deserialize;
use serde_json::Value;

use super::super::answer::number;
use super::super::{ApiError, TwilioClient, checked_sid};

#[derive(Deserialize)]
struct CampaignsPage {
    compliance: Vec<CampaignJson>,
}

#[derive(Deserialize)]
struct CampaignJson {
    #[serde(default)]
    campaign_status: Option<String>,
    #[serde(default)]
    errors: Value,
}

#[derive(Deserialize)]
struct BrandsPage {
    data: Vec<BrandJson>,
}

#[derive(Deserialize)]
struct BrandJson {
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    failure_reason: Option<String>,
    #[serde(default)]
    errors: Value,
}

#[derive(Deserialize)]
struct VerificationsPage {
    verifications: Vec<VerificationJson>,
}

#[derive(Deserialize)]
struct VerificationJson {
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    rejection_reason: Option<String>,
    #[serde(default)]
    rejection_reasons: Value,
    #[serde(default)]
    error_code: Value,
}

impl TwilioClient {
    /// The campaigns of a messaging service.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn list_campaigns(&self, service: &str) -> Result<Vec<Campaign>, ApiError> {
        let path = format!(
            "/Services/{}/Compliance/Usa2p?PageSize=50",
            checked_sid(service)?
        );
        let page: CampaignsPage = self.get_url(self.messaging_url(&path)?).await?;
        let campaigns = page.compliance.into_iter().map(|json| Campaign {
            standing: standing(json.campaign_status.as_deref().unwrap_or_default()),
            faults: faults(&json.errors),
        });
        Ok(campaigns.collect())
    }

    /// The businesses ("brands") that the account has registered.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn list_brands(&self) -> Result<Vec<Campaign>, ApiError> {
        let url = self.messaging_url("/a2p/BrandRegistrations?PageSize=50")?;
        let page: BrandsPage = self.get_url(url).await?;
        let brands = page.data.into_iter().map(|json| Campaign {
            standing: standing(json.status.as_deref().unwrap_or_default()),
            faults: with_reason(faults(&json.errors), None, json.failure_reason),
        });
        Ok(brands.collect())
    }

    /// The verifications of a toll-free number, by Twilio's id of it.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn list_toll_free_verifications(
        &self,
        number_sid: &str,
    ) -> Result<Vec<Campaign>, ApiError> {
        let path = format!(
            "/Tollfree/Verifications?TollfreePhoneNumberSid={}&PageSize=50",
            checked_sid(number_sid)?
        );
        let page: VerificationsPage = self.get_url(self.messaging_url(&path)?).await?;
        let verifications = page.verifications.into_iter().map(|json| Campaign {
            standing: standing(json.status.as_deref().unwrap_or_default()),
            faults: with_reason(
                faults(&json.rejection_reasons),
                number(&json.error_code),
                json.rejection_reason,
            ),
        });
        Ok(verifications.collect())
    }
}

/// `VERIFIED` and `APPROVED` are accepted; a word that is new counts as being looked at, which
/// holds texts without telling anybody that they were refused.
fn standing(word: &str) -> Standing {
    match word {
        "VERIFIED" | "APPROVED" | "TWILIO_APPROVED" => Standing::Approved,
        "FAILED" | "SUSPENDED" | "DELETED" | "TWILIO_REJECTED" => Standing::Refused,
        _ => Standing::Pending,
    }
}

/// The lists differ in how they name code and words.
fn faults(errors: &Value) -> Vec<Fault> {
    let rows = errors.as_array().map(Vec::as_slice).unwrap_or_default();
    let words = |row: &Value| {
        ["description", "reason", "message"]
            .iter()
            .find_map(|name| row[*name].as_str())
            .map(shortened)
            .unwrap_or_default()
    };
    rows.iter()
        .map(|row| Fault {
            code: number(&row["error_code"]).or_else(|| number(&row["code"])),
            words: words(row),
        })
        .collect()
}

/// The older single reason, where no list says more.
fn with_reason(mut faults: Vec<Fault>, code: Option<u32>, reason: Option<String>) -> Vec<Fault> {
    let words = reason.as_deref().map(shortened).unwrap_or_default();
    if faults.is_empty() && (code.is_some() || !words.is_empty()) {
        faults.push(Fault { code, words });
    }
    faults
}

fn shortened(words: &str) -> String {
    words.chars().take(500).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn words_of_all_three_lists_are_understood() {
        for (word, expected) in [
            ("VERIFIED", Standing::Approved),
            ("APPROVED", Standing::Approved),
            ("TWILIO_APPROVED", Standing::Approved),
            ("IN_PROGRESS", Standing::Pending),
            ("PENDING_REVIEW", Standing::Pending),
            ("IN_REVIEW", Standing::Pending),
            ("FAILED", Standing::Refused),
            ("SUSPENDED", Standing::Refused),
            ("TWILIO_REJECTED", Standing::Refused),
            ("SOMETHING_NEW", Standing::Pending),
        ] {
            assert_eq!(standing(word), expected, "{word}");
        }
    }

    #[test]
    fn faults_are_read_as_each_list_writes_them() {
        let campaign = json!([{ "error_code": 30896, "description": "opt-in", "fields": [] }]);
        let toll_free = json!([{ "code": "30513", "reason": "unclear" }]);
        let read = |value| {
            let found = faults(&value);
            (found[0].code, found[0].words.clone())
        };
        assert_eq!(read(campaign), (Some(30896), "opt-in".to_owned()));
        assert_eq!(read(toll_free), (Some(30513), "unclear".to_owned()));
        assert_eq!(faults(&json!(null)), []);
        let one = with_reason(Vec::new(), Some(30475), Some("old".to_owned()));
        assert_eq!((one[0].code, one[0].words.as_str()), (Some(30475), "old"));
    }
}
