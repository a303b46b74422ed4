//! Looking up a text whose fate is not known.

use std::time::Duration;

use crate::clock::Instant;

/// How long a text is looked up after its request left, before it is *Unknown*.
pub const LOOKED_UP_FOR: Duration = Duration::from_secs(120);

/// Seconds after the attempt at which the carrier's list is read. A carrier lists a text a
/// little after it took it, so that one look is not enough.
const LOOKS: [u64; 8] = [1, 4, 10, 20, 40, 60, 90, 120];

/// When to look next; `None` when the time is over. `looks` is how often it was looked up.
///
/// After a long outage the times are past, and one look is still taken.
#[must_use]
pub fn look_up_at(attempted_at: Instant, looks: u32, now: Instant) -> Option<Instant> {
    let over = now.since(attempted_at) >= LOOKED_UP_FOR;
    if over {
        return (looks == 0).then_some(now);
    }
    LOOKS
        .iter()
        .map(|&seconds| attempted_at.plus(Duration::from_secs(seconds)))
        .find(|&at| at > now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_looked_up_for_two_minutes_and_then_no_more() {
        let start = Instant(0);
        let (mut now, mut looks) = (start, 0);
        while let Some(at) = look_up_at(start, looks, now) {
            assert!(
                at > now && at.since(start) <= LOOKED_UP_FOR,
                "looks forward, within the time"
            );
            now = at;
            looks += 1;
        }
        assert_eq!((looks, now.since(start)), (8, LOOKED_UP_FOR));
    }

    #[test]
    fn after_a_long_outage_one_look_is_taken() {
        let now = Instant(10_000_000);
        assert_eq!(look_up_at(Instant(0), 0, now), Some(now));
        assert_eq!(look_up_at(Instant(0), 1, now), None);
    }
}
