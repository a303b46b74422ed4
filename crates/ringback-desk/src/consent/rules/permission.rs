//! Consent itself is taken back, or said never to have been given.

use super::Finding::Stop;
use super::{Rule, rule};
use crate::consent::reading::Scope::All;

pub(super) const RULES: &[Rule] = &[rule(
    Stop(All),
    "It takes back consent.",
    &[
        "(?:revoke|revoked|revoking|withdraw|withdrawn|withdrawing|withdrew|rescind|rescinding|retract|retracting|remove|cancel|end|terminate|pull|take back|taking back) (?:{any} ){0,4}?(?:consent|permission|authorization|authorisation|opt in|optin)",
        "(?:consent|permission|authorization) (?:is |was |has been |hereby )*(?:revoked?|withdrawn|withdraw|rescinded|removed|cancelled|canceled|denied)",
        "(?:dont|do not|didnt|never|not|havent|without|no|nolonger|lack|nobody|who) (?:{any} ){0,3}?(?:consent|consented|permission|authorization|authorized|authorize|authorised|agree|agreed|allowed|approve) (?:{any} ){0,3}?(?:text|texts|texting|message|messages|messaging|contact|contacted|contacting|sms|be texted|use|send)",
        "(?:dont|never|nolonger|didnt) (?:have|had) (?:my|our|any) (?:consent|permission|authorization)$",
        "(?:not|arent|isnt|youre not|never|nolonger) (?:authorized|authorised|allowed|permitted) to (?:text|contact|message|use|call)",
        "^{lead}(?:i )?(?:dont|didnt|never|nolonger) (?:give |gave )?(?:my )?consent(?:ed)?(?: to (?:this|these|that|any of this))?$",
        "^{lead}(?:not|no|without|nolonger|un) ?(?:authorized|authorised|consent|permission|authorization|consenting)(?: (?:given|granted|here|for this|to this|period|thanks))*$",
        "revoke (?:all|any|consent|permission|(?:all |any )?my (?:consent|permission|authorization|authorisation|optin|ok|okay|agreement))(?: |$)",
        "(?:tcpa|under the law|federal law|by law) (?:{any} ){0,6}?(?:stop|cease|remove|dont)",
    ],
)];
