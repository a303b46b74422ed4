//! The settings of one line.

mod brakes;
mod consent;
mod hours;
mod keep;
mod price;
mod ringing;
mod warnings;
mod words;

use std::time::Duration;

use crate::brakes::BrakeLimits;
use crate::id::{BusinessId, LineId};
use crate::lines::Line;
use crate::phone::{PhoneNumber, Region, classify};

use super::{Fault, Reader, Values};

/// Phones that a carrier rings together.
const PHONES_MAX: usize = 10;

/// A line as it was set; the database gives it its ids.
#[derive(Debug, Clone)]
pub struct LineSettings {
    line: Line,
    /// What is allowed and still unwise.
    pub warnings: Vec<String>,
}

impl LineSettings {
    /// Reads a line from layers of values, of which an earlier one goes before a later one: its
    /// own, then those of its business or of the top level. All faults are found at once.
    pub fn read(sets: Vec<&Values>, faults: &mut Vec<Fault>) -> Option<Self> {
        let mut reader = Reader::new(sets);
        let line = read_line(&mut reader);
        faults.append(&mut reader.faults);
        let line = line?;
        let warnings = warnings::of(&line);
        Some(Self { line, warnings })
    }

    /// The number.
    #[must_use]
    pub fn number(&self) -> &PhoneNumber {
        &self.line.number
    }

    /// The company.
    #[must_use]
    pub fn company(&self) -> &str {
        &self.line.company
    }

    /// The line with its ids.
    #[must_use]
    pub fn with_ids(self, business: BusinessId, id: LineId) -> Line {
        Line {
            id,
            business,
            ..self.line
        }
    }
}

fn read_line(reader: &mut Reader<'_>) -> Option<Line> {
    let number = reader.required(
        "line_number",
        "Set the number that people dial, as +13125550100",
    );
    let number = number.and_then(|number| reader.phone("line_number", &number));
    let company = reader.required("company", "Set the company's name");
    let owner = reader.required("owner", "Set the owner's first name");
    let region = region(reader, number.as_ref());
    let names = words::Names {
        owner: owner.as_deref(),
        company: company.as_deref(),
        number: number.as_ref(),
        region,
    };
    let words = words::read(reader, &names);
    let price = price::read(reader);
    let brakes = brakes::read(reader, price.micros);
    let consent_texts = consent::read(reader, &names);
    let zone = hours::zone(reader);
    let hours = hours::hours(reader, &zone);
    let own_zone = zone.clone();
    let line = Line {
        id: LineId(0),
        business: BusinessId(0),
        ring: reader.phones("ring"),
        zone,
        hours,
        price,
        voicemail_wait: words::voicemail_wait(reader),
        night_replies: reader.switch("night_replies", true),
        pace: reader.number("line_pace", 0.01..=1_000_000.0, 1.0),
        ring_seconds: reader.whole("ring_seconds", 10..=60, 25),
        ring_order: ringing::order(reader),
        acceptance: ringing::acceptance(reader),
        after_miss: ringing::after_miss(reader),
        forwarded: reader.switch("forwarded", false),
        test: None,
        is_suspended: false,
        is_held: false,
        is_unregistered: false,
        holds_unregistered: reader.switch("hold_unregistered", true),
        keep: keep::read(reader),
        texting: reader.switch("texting", true),
        window: minutes(reader.number("window_hours", 0.0..=720.0, 24.0) * 60.0),
        live: minutes(reader.number("live_minutes", 0.0..=1440.0, 30.0)),
        gave_up: minutes(reader.number("gave_up_seconds", 0.0..=60.0, 0.0) / 60.0),
        text_deadline: minutes(reader.number("text_minutes", 1.0..=600.0, 15.0)),
        countries: reader
            .regions("countries")
            .unwrap_or_else(|| region.into_iter().collect()),
        never_text: reader.phones("never_text").into_iter().collect(),
        blocked: reader.phones("blocked").into_iter().collect(),
        team: reader.phones("team").into_iter().collect(),
        brakes: brakes.map(|limits| BrakeLimits {
            zone: own_zone,
            ..limits
        }),
        // Last, for fields are read in this order: what is missing must not hide what is wrong.
        number: number?,
        region: region?,
        company: company?,
        owner: owner?,
        words: words?,
        consent_texts: consent_texts?,
    };
    phones_can_ring(reader, &line);
    Some(line)
}

fn minutes(minutes: f64) -> Duration {
    Duration::from_secs_f64(minutes * 60.0)
}

fn region(reader: &mut Reader<'_>, number: Option<&PhoneNumber>) -> Option<Region> {
    if let Some(code) = reader.text("region") {
        return reader.region("region", &code);
    }
    let number = number?;
    let region = classify(number.as_str(), None).region;
    if region.is_none() {
        reader.missing(
            "region",
            "The number does not tell its country: set two letters, as US",
        );
    }
    region
}

/// A line that rings itself would call itself for ever, and a carrier rings ten phones at most
/// (twilio.com/docs/voice/twiml/dial).
fn phones_can_ring(reader: &mut Reader<'_>, line: &Line) {
    if line.ring.len() > PHONES_MAX
        && let Some(given) = reader.given("ring")
    {
        reader.fault(given, "holds more than ten phones", "Leave some out");
    }
    if line.ring.contains(&line.number)
        && let Some(given) = reader.given("ring")
    {
        reader.fault(
            given,
            "holds the line's own number",
            "Set the owner's phones, not the line",
        );
    }
}
