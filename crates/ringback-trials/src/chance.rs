//! Chance that a seed says: the same on every machine and with every version of every library, for a
//! seed that found something must find it again.

/// A source of numbers (SplitMix64, <https://prng.di.unimi.it/splitmix64.c>).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The source of a seed.
    #[must_use]
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// A source of its own for one matter, so that what is drawn there changes nothing elsewhere.
    #[must_use]
    pub(crate) fn about(self, what: &str, which: u64) -> Self {
        let mut mixed = self;
        for byte in what.bytes() {
            mixed.0 = mixed.draw() ^ u64::from(byte);
        }
        mixed.0 = mixed.draw() ^ which;
        mixed.draw();
        mixed
    }

    /// The next number.
    pub(crate) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.draw() % end.max(1)
    }

    /// A number from `first` up to and without `end`.
    pub(crate) fn between(&mut self, first: u64, end: u64) -> u64 {
        first + self.below(end.saturating_sub(first))
    }

    /// Whether something happens that happens in so many cases of a hundred.
    pub(crate) fn percent(&mut self, cases: u64) -> bool {
        self.below(100) < cases
    }

    /// One of several.
    pub(crate) fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        let at = usize::try_from(self.below(of.len() as u64)).unwrap_or(0);
        of[at]
    }

    /// An index below `end`.
    pub(crate) fn index(&mut self, end: usize) -> usize {
        usize::try_from(self.below(end as u64)).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_says_the_same_again_and_matters_do_not_disturb_each_other() {
        let draws = |mut chance: Chance| [chance.draw(), chance.draw(), chance.draw()];
        assert_eq!(draws(Chance::of(7)), draws(Chance::of(7)));
        assert_ne!(draws(Chance::of(7)), draws(Chance::of(8)));
        let of = |what, which| draws(Chance::of(7).about(what, which));
        assert_eq!(of("call", 1), of("call", 1));
        assert_ne!(of("call", 1), of("call", 2));
        assert_ne!(of("call", 1), of("text", 1));
        // The published first number of seed 0.
        assert_eq!(Chance::of(0).draw(), 0xe220_a839_7b1d_cdaf);
    }
}
