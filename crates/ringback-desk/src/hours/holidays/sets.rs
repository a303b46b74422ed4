//! Which holidays a country or a province keeps.

/// The holidays of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// Its name in settings: the country, or country and province.
    pub slug: &'static str,
    /// Its name in sentences.
    pub name: &'static str,
    /// Slugs of what it keeps.
    pub holidays: &'static [&'static str],
}

const fn set(slug: &'static str, name: &'static str, holidays: &'static [&'static str]) -> Set {
    Set {
        slug,
        name,
        holidays,
    }
}

/// The set of a slug.
pub(super) fn find(slug: &str) -> Option<&'static Set> {
    SETS.iter().find(|set| set.slug == slug)
}

/// All of them.
///
/// `us` is 5 U.S.C. 6103(a). `us-major` are the six on which most private businesses close.
/// `ca` is the Canada Labour Code s. 166, which binds the federally regulated; the provinces are
/// their own employment or labour standards, statutory paid holidays only.
#[rustfmt::skip]
pub const SETS: &[Set] = &[
    set("us", "United States, federal", &[
        "new-year", "martin-luther-king", "presidents", "memorial", "juneteenth", "independence",
        "labor", "columbus", "veterans", "thanksgiving", "christmas",
    ]),
    set("us-major", "United States, the six that most businesses keep", &[
        "new-year", "memorial", "independence", "labor", "thanksgiving", "christmas",
    ]),
    set("ca", "Canada, federal", &[
        "ca-new-year", "good-friday", "victoria", "canada-day", "ca-labour",
        "truth-and-reconciliation", "ca-thanksgiving", "remembrance", "ca-christmas", "boxing",
    ]),
    set("ca-ab", "Alberta", &[
        "ca-new-year", "family", "good-friday", "victoria", "canada-day", "ca-labour",
        "ca-thanksgiving", "remembrance", "ca-christmas",
    ]),
    set("ca-bc", "British Columbia", &[
        "ca-new-year", "family", "good-friday", "victoria", "canada-day", "bc-day", "ca-labour",
        "truth-and-reconciliation", "ca-thanksgiving", "remembrance", "ca-christmas",
    ]),
    set("ca-mb", "Manitoba", &[
        "ca-new-year", "louis-riel", "good-friday", "victoria", "canada-day", "ca-labour",
        "truth-and-reconciliation", "ca-thanksgiving", "ca-christmas",
    ]),
    set("ca-nb", "New Brunswick", &[
        "ca-new-year", "family", "good-friday", "canada-day", "new-brunswick-day", "ca-labour",
        "remembrance", "ca-christmas",
    ]),
    set("ca-nl", "Newfoundland and Labrador", &[
        "ca-new-year", "good-friday", "canada-day", "ca-labour", "remembrance", "ca-christmas",
    ]),
    set("ca-ns", "Nova Scotia", &[
        "ca-new-year", "heritage", "good-friday", "canada-day", "ca-labour", "remembrance",
        "ca-christmas",
    ]),
    set("ca-nt", "Northwest Territories", &[
        "ca-new-year", "good-friday", "victoria", "indigenous-peoples", "canada-day", "civic",
        "ca-labour", "truth-and-reconciliation", "ca-thanksgiving", "remembrance", "ca-christmas",
    ]),
    set("ca-nu", "Nunavut", &[
        "ca-new-year", "good-friday", "victoria", "canada-day", "nunavut-day", "civic",
        "ca-labour", "truth-and-reconciliation", "ca-thanksgiving", "remembrance", "ca-christmas",
    ]),
    set("ca-on", "Ontario", &[
        "ca-new-year", "family", "good-friday", "victoria", "canada-day", "ca-labour",
        "ca-thanksgiving", "ca-christmas", "boxing",
    ]),
    set("ca-pe", "Prince Edward Island", &[
        "ca-new-year", "islander", "good-friday", "canada-day", "ca-labour",
        "truth-and-reconciliation", "remembrance", "ca-christmas",
    ]),
    set("ca-qc", "Quebec", &[
        "ca-new-year", "good-friday", "patriots", "saint-jean", "canada-day", "ca-labour",
        "ca-thanksgiving", "ca-christmas",
    ]),
    set("ca-sk", "Saskatchewan", &[
        "ca-new-year", "family", "good-friday", "victoria", "canada-day", "saskatchewan-day",
        "ca-labour", "ca-thanksgiving", "remembrance", "ca-christmas",
    ]),
    set("ca-yt", "Yukon", &[
        "ca-new-year", "good-friday", "victoria", "indigenous-peoples", "canada-day", "discovery",
        "ca-labour", "truth-and-reconciliation", "ca-thanksgiving", "remembrance", "ca-christmas",
    ]),
];
