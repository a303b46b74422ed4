//! The line that the tests of calls ring: Riverside Plumbing in Chicago, with three phones.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::time::Duration;

use crate::brakes::BrakeLimits;
use crate::clock::Instant;
use crate::consent::ConsentTexts;
use crate::id::{BusinessId, LineId};
use crate::lines::{Acceptance, AfterMiss, Keep, Line, RingOrder, SegmentPrice};
use crate::phone::{PhoneNumber, Region};
use crate::words::{LineWords, OwnTexts, Trade};
use crate::zones;

/// 2026-11-23T15:00:00Z, a Monday morning in Chicago.
pub(crate) const MORNING: Instant = Instant(1_795_446_000_000);

pub(crate) const LINE: &str = "+13125550100";
pub(crate) const CALLER: &str = "+13125550131";
/// The phones that ring, in their order.
pub(crate) const PHONES: [&str; 3] = ["+13125550177", "+13125550178", "+13125550179"];

pub(crate) fn number(e164: &str) -> PhoneNumber {
    PhoneNumber::from_e164(e164).unwrap()
}

/// The line as a new business has it, but for the number of phones.
pub(crate) fn line_with_phones(count: usize) -> Line {
    Line {
        id: LineId(1),
        business: BusinessId(1),
        number: number(LINE),
        region: Region::US,
        company: "Riverside Plumbing".to_owned(),
        owner: "Sam".to_owned(),
        ring: PHONES
            .iter()
            .take(count)
            .map(|phone| number(phone))
            .collect(),
        zone: zones::find("America/Chicago").unwrap(),
        hours: None,
        night_replies: true,
        pace: 1.0,
        ring_seconds: 25,
        ring_order: RingOrder::AtOnce,
        acceptance: Acceptance::Key,
        after_miss: AfterMiss::Voicemail,
        forwarded: false,
        test: None,
        is_suspended: false,
        is_held: false,
        is_unregistered: false,
        holds_unregistered: true,
        keep: Keep::default(),
        texting: true,
        words: LineWords::new(Trade::General, OwnTexts::default(), true),
        price: SegmentPrice::default(),
        consent_texts: ConsentTexts::default(),
        voicemail_wait: Duration::ZERO,
        window: Duration::from_hours(24),
        live: Duration::from_mins(30),
        gave_up: Duration::ZERO,
        text_deadline: Duration::from_mins(15),
        countries: vec![Region::US, Region::CA],
        never_text: BTreeSet::new(),
        blocked: BTreeSet::new(),
        team: BTreeSet::new(),
        brakes: Some(BrakeLimits::default()),
    }
}
