//! Counting segments the way Twilio's own calculator does.
//!
//! A text of one segment has all 1,120 bits for itself. In a longer one each segment gives 48 bits
//! to the header that numbers it (3GPP TS 23.040, section 9.2.3.24), leaving 153 septets or 67
//! UTF-16 units. What people see as one character is never cut in two: a two-septet character, a
//! surrogate pair or an emoji of several parts moves to the next segment whole.

use serde::{Deserialize, Serialize};

use super::gsm7::septets;
use super::seen::seen_characters;

/// Bits in the body of one short message: 140 octets.
const SEGMENT_BITS: usize = 1120;
/// Bits of the concatenation header.
const HEADER_BITS: usize = 48;

/// How a text is encoded on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// 7 bits a character, the GSM alphabet.
    #[serde(rename = "GSM-7")]
    Gsm7,
    /// 16 bits a unit, everything (UTF-16 in practice).
    #[serde(rename = "UCS-2")]
    Ucs2,
}

/// The size of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Measure {
    /// How it is encoded.
    pub encoding: Encoding,
    /// How many segments are sent and billed; an empty text counts as 1.
    pub segments: usize,
    /// Unicode scalar values.
    pub units: usize,
    /// Septets in GSM-7; what people see as characters (grapheme clusters) in UCS-2.
    pub chars: usize,
    /// Bits of the text without headers.
    pub message_bits: usize,
}

/// Measures a text as it stands. A text that holds one character outside GSM-7 is UCS-2 as a whole.
#[must_use]
pub fn measure(text: &str) -> Measure {
    let units = text.chars().count();
    let septet_count: Option<usize> = text.chars().map(septets).sum();
    match septet_count {
        // The common case, and no boundary to care for.
        Some(chars) if chars * 7 <= SEGMENT_BITS => Measure {
            encoding: Encoding::Gsm7,
            segments: 1,
            units,
            chars,
            message_bits: chars * 7,
        },
        Some(chars) => {
            let sizes = text.chars().filter_map(septets).map(|size| size * 7);
            Measure {
                encoding: Encoding::Gsm7,
                segments: count_segments(sizes),
                units,
                chars,
                message_bits: chars * 7,
            }
        }
        None => Measure {
            encoding: Encoding::Ucs2,
            segments: count_segments(seen_characters(text).map(ucs2_bits)),
            units,
            chars: seen_characters(text).count(),
            message_bits: ucs2_bits(text),
        },
    }
}

fn ucs2_bits(text: &str) -> usize {
    text.encode_utf16().count() * 16
}

/// Fills segments with characters of these sizes in bits.
fn count_segments(sizes: impl Iterator<Item = usize>) -> usize {
    let mut first = Vec::new();
    let mut segments = 1;
    let mut free = SEGMENT_BITS;
    for size in sizes {
        if size > free {
            let moved = if segments == 1 {
                give_way_to_header(&mut first)
            } else {
                0
            };
            segments += 1;
            free = (SEGMENT_BITS - HEADER_BITS).saturating_sub(moved);
        }
        free = free.saturating_sub(size);
        if segments == 1 {
            first.push(size);
        }
    }
    segments
}

/// Takes characters off the end of the first segment until its header fits, and says how many bits
/// they move into the second.
fn give_way_to_header(first: &mut Vec<usize>) -> usize {
    let mut used: usize = first.iter().sum();
    let mut moved = 0;
    while used > SEGMENT_BITS - HEADER_BITS {
        let Some(last) = first.pop() else { break };
        used -= last;
        moved += last;
    }
    moved
}
