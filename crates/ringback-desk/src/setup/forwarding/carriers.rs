//! The table of carriers.
//!
//! Sources, read 2026-11-23: help.housecallpro.com 13402399, callsaver.ai, help.tryteddy.com 64,
//! meihq.com/forwarding, call2sms.co.uk, bt.com/help, ringowl.ai, allianceanswer.com/faqs,
//! norvadosupport.com 3483858; 3GPP TS 22.030 for the GSM codes. Sources disagree in places, so
//! every set-up ends with a test call.

use super::{Carrier, Written};

/// Every carrier that Ringback knows the keys of.
#[must_use]
pub fn carriers() -> &'static [Carrier] {
    CARRIERS
}

const GSM: Carrier = Carrier {
    name: "Any GSM mobile",
    country: "",
    no_answer: "**61*{n}**{s}#",
    busy: "**67*{n}#",
    off: "**62*{n}#",
    cancel: "##002#",
    check: "*#61#",
    number: Written::International,
    note: "",
    sure: true,
};

/// Codes that begin with a star and two digits, of North America's landline tradition.
const STAR: Carrier = Carrier {
    name: "",
    country: "US",
    no_answer: "*92{n}",
    busy: "*90{n}",
    off: "",
    cancel: "*93 and *91",
    check: "",
    number: Written::National,
    note: "",
    sure: true,
};

const RINGS_AS_IT_LIKES: &str = "The carrier decides how long it rings; it can't be told by keys.";

static CARRIERS: &[Carrier] = &[
    Carrier {
        name: "T-Mobile",
        country: "US",
        cancel: "##61# ##67# ##62#",
        ..GSM
    },
    Carrier {
        name: "AT&T",
        country: "US",
        cancel: "##61# ##67# ##62#",
        note: "If the first does not take, *92 and the number does the same, *93 takes it back.",
        ..GSM
    },
    Carrier {
        name: "Verizon",
        no_answer: "*71{n}",
        busy: "",
        cancel: "*73",
        note: "Covers a busy line as well. Prepaid lines may refuse it: ring 611.",
        ..STAR
    },
    Carrier {
        name: "Google Fi, Mint, Cricket, Metro, Boost",
        country: "US",
        cancel: "##61# ##67# ##62#",
        ..GSM
    },
    Carrier {
        name: "Xfinity or Spectrum Mobile",
        no_answer: "*71{n}",
        busy: "",
        cancel: "*73",
        note: "The GSM codes fail here.",
        sure: false,
        ..STAR
    },
    Carrier {
        name: "UScellular",
        cancel: "*920 and *900",
        note: "Moving to T-Mobile; its codes may work already.",
        sure: false,
        ..STAR
    },
    Carrier {
        name: "Landline",
        note: "Wait until the other end answers, or dial the same twice within two minutes.",
        ..STAR
    },
    Carrier {
        name: "Cable phone (Spectrum)",
        no_answer: "*71{n}",
        busy: "",
        cancel: "*73",
        note: RINGS_AS_IT_LIKES,
        ..STAR
    },
    Carrier {
        name: "Cable phone (Comcast)",
        note: "The same can be set in its portal.",
        sure: false,
        ..STAR
    },
    Carrier {
        name: "Rogers, Bell, Telus",
        country: "CA",
        cancel: "##61# ##67# ##62#",
        note: "Some plans charge for forwarding.",
        sure: false,
        ..GSM
    },
    Carrier {
        name: "Landline in Canada",
        country: "CA",
        note: "Wait until the other end answers, or dial the same twice within two minutes.",
        sure: false,
        ..STAR
    },
    Carrier {
        name: "Three",
        country: "GB",
        note: "Turn voicemail off first: ring 333.",
        ..GSM
    },
    Carrier {
        name: "EE, O2, Vodafone",
        country: "GB",
        ..GSM
    },
    Carrier {
        name: "BT landline",
        country: "GB",
        no_answer: "*61*{n}#",
        busy: "*67*{n}#",
        off: "",
        cancel: "#61# and #67#",
        check: "*#61#",
        number: Written::International,
        note: "Rings 15 seconds. A paid extra, switched on within a day.",
        sure: true,
    },
    GSM,
    Carrier {
        name: "Internet phone or switchboard",
        country: "",
        no_answer: "Set \"if unanswered\" to {n} after {s} seconds in its portal",
        busy: "",
        off: "",
        cancel: "The same place in its portal",
        check: "",
        number: Written::International,
        note: "",
        sure: true,
    },
];
