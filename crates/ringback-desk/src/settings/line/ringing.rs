//! How the phones ring, and what counts as an answer.

use super::super::Reader;
use crate::lines::{Acceptance, AfterMiss, RingOrder};

pub(super) fn order(reader: &mut Reader<'_>) -> RingOrder {
    let choices = [
        ("at_once", RingOrder::AtOnce),
        ("in_turn", RingOrder::InTurn),
    ];
    reader.choice("ring_order", &choices, RingOrder::AtOnce)
}

pub(super) fn acceptance(reader: &mut Reader<'_>) -> Acceptance {
    let choices = [
        ("key", Acceptance::Key),
        ("machine", Acceptance::Machine),
        ("none", Acceptance::None),
    ];
    reader.choice("acceptance", &choices, Acceptance::Key)
}

pub(super) fn after_miss(reader: &mut Reader<'_>) -> AfterMiss {
    let choices = [
        ("voicemail", AfterMiss::Voicemail),
        ("message", AfterMiss::Message),
        ("hang_up", AfterMiss::HangUp),
    ];
    reader.choice("after_miss", &choices, AfterMiss::Voicemail)
}
