//! How often somebody may try: by the address that they come from, by login and address together,
//! and by login from anywhere.
//!
//! The last would let a thousand strangers' addresses keep a person from their own login for as long
//! as they like. So a browser that has let that person in before is not counted with the strangers
//! but by itself, with the mark that it has kept since (OWASP: Authentication Cheat Sheet, "Account
//! Lockout"; "Slow Down Online Guessing Attacks with Device Cookies"). From a browser that is new, a
//! one-time link (`ringback user reset`) is the way in meanwhile.
//!
//! In memory: a restart forgives, which is no way around for a stranger. Every try counts, right or
//! wrong, so that counting tells nobody which it was.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use ringback_store::DeviceMark;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

/// One person at one place or in one known browser: six tries, then one every 30 seconds.
const AT_ONE_PLACE: (u32, Duration) = (6, Duration::from_secs(30));
/// One address, whoever it tries to be: behind a proxy or in an office that is many people.
const OF_ADDRESS: (u32, Duration) = (40, Duration::from_secs(5));
/// One login from browsers that are not known, wherever they are: what is left to somebody with a
/// thousand addresses.
const OF_LOGIN: (u32, Duration) = (40, Duration::from_secs(10));
/// Keys that are as good as new are forgotten after so many tries.
const TIDY_AFTER: u32 = 512;

type Limiter<C> =
    RateLimiter<u64, HashMapStateStore<u64>, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// The limits at the door.
pub(crate) struct Throttle<C: Clock = DefaultClock> {
    clock: C,
    // Keys are hashes: a login of any length takes as little room as any other.
    hasher: RandomState,
    tries: AtomicU32,
    of_address: Limiter<C>,
    at_one_place: Limiter<C>,
    of_login: Limiter<C>,
    of_device: Limiter<C>,
}

/// Too many tries: how long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wait {
    /// Whole seconds, one at least.
    pub(crate) seconds: u64,
}

impl Throttle {
    pub(crate) fn new() -> Self {
        Self::with_clock(DefaultClock::default())
    }
}

impl<C: Clock + Clone> Throttle<C> {
    fn with_clock(clock: C) -> Self {
        let limiter = |(burst, every): (u32, Duration)| {
            let quota = Quota::with_period(every)
                .unwrap_or(Quota::per_minute(NonZeroU32::MIN))
                .allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN));
            RateLimiter::new(quota, HashMapStateStore::default(), clock.clone())
        };
        Self {
            hasher: RandomState::new(),
            tries: AtomicU32::new(0),
            of_address: limiter(OF_ADDRESS),
            at_one_place: limiter(AT_ONE_PLACE),
            of_login: limiter(OF_LOGIN),
            of_device: limiter(AT_ONE_PLACE),
            clock,
        }
    }

    /// Counts a try to log in, from a browser that this login is known in, or from another.
    pub(crate) fn login(
        &self,
        address: IpAddr,
        login: &str,
        known: Option<&DeviceMark>,
    ) -> Result<(), Wait> {
        let place = place_of(address);
        self.tidy_up();
        self.check(&self.of_address, &place)?;
        if let Some(device) = known {
            return self.check(&self.of_device, device);
        }
        self.check(&self.at_one_place, &(place, login))?;
        self.check(&self.of_login, &login)
    }

    /// Counts a try to open a link.
    pub(crate) fn link(&self, address: IpAddr) -> Result<(), Wait> {
        self.tidy_up();
        self.check(&self.of_address, &place_of(address))
    }

    fn check(&self, limiter: &Limiter<C>, key: &impl Hash) -> Result<(), Wait> {
        let key = self.hasher.hash_one(key);
        limiter.check_key(&key).map_err(|until| {
            let wait = until.wait_time_from(self.clock.now());
            Wait {
                seconds: wait.as_secs() + 1,
            }
        })
    }

    fn tidy_up(&self) {
        if self.tries.fetch_add(1, Ordering::Relaxed) % TIDY_AFTER == TIDY_AFTER - 1 {
            for limiter in [
                &self.of_address,
                &self.at_one_place,
                &self.of_login,
                &self.of_device,
            ] {
                limiter.retain_recent();
                limiter.shrink_to_fit();
            }
        }
    }
}

/// An IPv4 address, or the /64 that one household has of IPv6.
fn place_of(address: IpAddr) -> u128 {
    match address.to_canonical() {
        IpAddr::V4(address) => u128::from(address.to_bits()),
        IpAddr::V6(address) => address.to_bits() >> 64 << 64,
    }
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::*;

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    fn throttle() -> (Throttle<FakeRelativeClock>, FakeRelativeClock) {
        let clock = FakeRelativeClock::default();
        (Throttle::with_clock(clock.clone()), clock)
    }

    fn address(index: u32) -> IpAddr {
        IpAddr::from(std::net::Ipv4Addr::from_bits(0x0a00_0000 + index))
    }

    #[test]
    fn six_tries_then_one_every_half_minute() {
        let (throttle, clock) = throttle();
        for _ in 0..6 {
            assert_eq!(throttle.login(HOME, "sam", None), Ok(()));
        }
        let wait = throttle.login(HOME, "sam", None).expect_err("too many");
        assert!((30..=31).contains(&wait.seconds), "{wait:?}");
        assert_eq!(throttle.login(HOME, "kim", None), Ok(()), "somebody else");
        clock.advance(Duration::from_secs(wait.seconds));
        assert_eq!(throttle.login(HOME, "sam", None), Ok(()), "after the wait");
        assert!(throttle.login(HOME, "sam", None).is_err(), "one, not six");
    }

    #[test]
    fn one_address_does_not_go_on_with_other_names() {
        let (throttle, _) = throttle();
        let tries =
            (0..100).filter(|index| throttle.login(HOME, &format!("user{index}"), None).is_ok());
        assert_eq!(tries.count(), 40);
        assert_eq!(throttle.login(address(1), "sam", None), Ok(()), "elsewhere");
        assert!(throttle.link(HOME).is_err(), "links count with them");
    }

    #[test]
    fn a_thousand_addresses_have_a_few_tries_at_one_login() {
        let (throttle, _) = throttle();
        let tries = (0..1_000).filter(|index| throttle.login(address(*index), "sam", None).is_ok());
        assert_eq!(tries.count(), 40);
    }

    #[tokio::test]
    async fn strangers_everywhere_do_not_keep_a_person_from_their_own_browser() {
        let (throttle, _) = throttle();
        let store = ringback_store::Store::open_in_memory().expect("in memory");
        let (keys, now) = (store.keys(), ringback_desk::clock::Instant(5));
        let mark = || {
            let shown = keys.mark_device("sam", now).expect("a mark");
            keys.known_device("sam", &shown).expect("known")
        };
        for index in 0..1_000 {
            let _ = throttle.login(address(index), "sam", None);
        }
        let (phone, desktop) = (mark(), mark());
        assert!(throttle.login(HOME, "sam", None).is_err(), "a new browser");
        let tries = (0..10).filter(|_| throttle.login(HOME, "sam", Some(&phone)).is_ok());
        assert_eq!(tries.count(), 6, "a stolen mark guesses no faster");
        assert_eq!(throttle.login(HOME, "sam", Some(&desktop)), Ok(()));
    }

    #[test]
    fn one_household_is_one_place_on_ipv6_and_a_mapped_address_is_its_ipv4() {
        let v6 = |text: &str| place_of(text.parse().expect("an address"));
        assert_eq!(v6("2001:db8:1:2::1"), v6("2001:db8:1:2:ffff::9"));
        assert_ne!(v6("2001:db8:1:2::1"), v6("2001:db8:1:3::1"));
        assert_eq!(v6("::ffff:192.0.2.1"), place_of(HOME));
    }

    #[test]
    fn what_is_as_good_as_new_takes_no_room() {
        let (throttle, clock) = throttle();
        for index in 0..TIDY_AFTER * 4 {
            let _ = throttle.login(address(index), &format!("user{index}"), None);
            clock.advance(Duration::from_secs(600));
        }
        assert!(throttle.at_one_place.len() <= TIDY_AFTER as usize);
    }
}
