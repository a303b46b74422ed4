//! Clocks and opening hours: the zone data in use, the rules on quiet hours, and what each line's hours say now.

use ringback_desk::clock::Instant;
use ringback_desk::lines::Line;
use ringback_desk::quiet;
use ringback_desk::zones::{self, Zone};

use super::Report;

/// The oldest zone data with the changes of November 2026.
const ZONE_DATA_MIN: &str = "2026f";

/// Which zone data is in use, and whether it is too old.
pub(super) fn zone_data(report: &mut Report) {
    let version = zones::version();
    let from = if zones::is_built_in() {
        "built in"
    } else {
        "from zone_data"
    };
    if !version.starts_with(|c: char| c.is_ascii_digit()) {
        report.note(
            "zone data",
            &format!("{from}, of a version that it does not tell; {ZONE_DATA_MIN} is needed"),
        );
    } else if version >= ZONE_DATA_MIN {
        report.good("zone data", &format!("IANA {version}, {from}"));
    } else {
        report.fault(
            "zone data",
            &format!(
                "IANA {version}, {from}, older than {ZONE_DATA_MIN}: several provinces of Canada \
                 would be an hour off; update Ringback, or zone_data"
            ),
        );
    }
}

/// Which rules on quiet hours are in use.
pub(super) fn quiet_rules(report: &mut Report) {
    let from = if quiet::is_built_in() {
        "built in"
    } else {
        "from quiet_rules"
    };
    let (count, version) = (quiet::all().len(), quiet::version());
    report.good(
        "quiet hours",
        &format!("{count} rules of {version}, {from}"),
    );
}

/// The zone of a line and what its hours say now.
pub(super) fn of_line(line: &Line, now: Instant, report: &mut Report) {
    let name = format!("hours {}", line.number.as_str());
    let zone = &line.zone;
    match &line.hours {
        None => report.good(&name, &format!("always open, in {zone}")),
        Some(hours) => {
            let now = hours.found(now).sentence();
            report.good(&name, &format!("{}. {now}", hours.weekly));
            if *zone == Zone::utc() {
                report.note(&name, "go by UTC: set zone, as America/Chicago");
            }
        }
    }
}
