//! A few seeds, on every run of the tests; `cargo xtask simulate` lives the many.

use std::sync::Arc;

use ringback_trials::story::write;
use ringback_trials::{Installation, Trials, live};

#[test]
fn a_seed_is_lived_the_same_way_every_time() {
    let installation = Arc::new(Installation::new(true).expect("a database in memory"));
    for seed in 0..6 {
        let story = write(seed);
        let [once, again] = [(); 2].map(|()| live(&installation, &story).expect("a world"));
        assert!(once.timeline.len() > 20, "seed {seed} is empty");
        assert_eq!(once.timeline, again.timeline, "seed {seed}");
    }
}

#[test]
fn promises_are_kept_in_a_few_stories() {
    let trials = Trials {
        first: 0,
        count: 30,
        time: None,
        threads: 2,
        goes_on: false,
    };
    let outcome = trials.run().expect("worlds");
    assert_eq!(outcome.broken, None, "cargo xtask simulate --seed tells it");
    assert_eq!(outcome.stories, 30);
    assert!(outcome.calls > 100 && outcome.texts > 50, "{outcome:?}");
}
