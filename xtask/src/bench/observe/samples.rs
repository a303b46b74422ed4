//! Durations that were measured, and what is said of them.

use std::time::Duration;

/// Measured durations.
#[derive(Debug, Default, Clone)]
pub(crate) struct Samples(Vec<Duration>);

impl Samples {
    /// Adds one.
    pub(crate) fn add(&mut self, sample: Duration) {
        self.0.push(sample);
    }

    /// Adds all of another.
    pub(crate) fn extend(&mut self, others: Self) {
        self.0.extend(others.0);
    }

    /// How many there are.
    #[cfg(test)]
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The least duration that a share of all (0 to 1) does not exceed, in milliseconds: nearest
    /// rank. `None` where nothing was measured.
    pub(crate) fn quantile_ms(&self, share: f64) -> Option<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (share * sorted.len() as f64).ceil() as usize;
        let sample = sorted.get(rank.clamp(1, sorted.len().max(1)) - 1)?;
        Some(sample.as_secs_f64() * 1000.0)
    }
}

/// The middle one of some figures, or the mean of the middle two; `None` where there are none.
pub(crate) fn median(figures: impl IntoIterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = figures.into_iter().collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    let high = *sorted.get(middle)?;
    if sorted.len() % 2 == 1 {
        return Some(high);
    }
    Some((sorted[middle - 1] + high) / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_samples() {
        let mut samples = Samples::default();
        assert_eq!(samples.quantile_ms(0.5), None);
        (1..=100)
            .rev()
            .for_each(|ms| samples.add(Duration::from_millis(ms)));
        let quantiles = [0.0, 0.5, 0.99, 1.0].map(|share| samples.quantile_ms(share));
        assert_eq!(quantiles, [Some(1.0), Some(50.0), Some(99.0), Some(100.0)]);
    }

    #[test]
    fn median_of_few() {
        assert_eq!(median([]), None);
        assert_eq!(median([3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median([4.0, 1.0]), Some(2.5));
    }
}
