//! Who lives in a story: two businesses with three lines, their owners, and people who call.

/// A line.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Whose, as an index into [`BUSINESSES`].
    pub business: usize,
    /// Its number.
    pub number: &'static str,
}

/// Company, account and token.
pub const BUSINESSES: [(&str, &str, &str); 2] = [
    (
        "Riverside Plumbing",
        "AC00000000000000000000000000000001",
        "token of the plumber",
    ),
    (
        "Hilltop Heating",
        "AC00000000000000000000000000000002",
        "token of the neighbour",
    ),
];

/// The lines, the first of each business first.
pub const LINES: [Place; 3] = [
    Place {
        business: 0,
        number: "+13125550100",
    },
    Place {
        business: 0,
        number: "+13125550101",
    },
    Place {
        business: 1,
        number: "+17735550102",
    },
];

/// The phone of each business's owner.
const OWNERS: [&str; 2] = ["+13125550177", "+17735550178"];

/// People who call: two area codes, two time zones.
pub const CALLERS: [&str; 5] = [
    "+13125550131",
    "+13125550132",
    "+13125550133",
    "+14155550134",
    "+14155550135",
];

/// The owner's phone of a line's business.
#[must_use]
pub fn owner_of(line: usize) -> &'static str {
    OWNERS[LINES[line].business]
}
