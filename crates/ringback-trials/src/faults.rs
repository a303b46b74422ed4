//! Each fault that can be switched on, lived until a promise is broken: what a trial cannot see, it
//! does not prove.

use ringback_desk::mutants::Mutant;

use crate::trials::Trials;

/// In so many seeds each must be seen.
pub const SEEDS_MAX: u64 = 1_000;

/// Lives stories with each fault until it is seen; says which were not.
///
/// # Errors
/// When no world can be made.
pub fn unseen(
    threads: usize,
    only: Option<&str>,
    mut tell: impl FnMut(Mutant, Option<(u64, String)>),
) -> Result<Vec<&'static str>, String> {
    let mut unseen = Vec::new();
    for mutant in Mutant::ALL.iter().copied() {
        if only.is_some_and(|only| only != mutant.code()) {
            continue;
        }
        Mutant::switch_on(Some(mutant));
        let trials = Trials {
            first: 0,
            count: SEEDS_MAX,
            time: None,
            threads,
            goes_on: false,
        };
        let outcome = trials.run();
        Mutant::switch_on(None);
        let broken = outcome?.broken;
        if broken.is_none() {
            unseen.push(mutant.code());
        }
        tell(mutant, broken);
    }
    Ok(unseen)
}
