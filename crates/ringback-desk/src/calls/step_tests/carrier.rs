//! A carrier in small: it rings the phones that it is told to ring, each of which has its habit,
//! and tells what happens as it happens. Answered must be exactly the calls in which two people
//! were connected.

use proptest::prelude::*;

use super::*;

/// What happens when a phone rings. Seconds count from its first ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    /// A person picks up and presses 1.
    Takes(u64),
    /// Somebody picks up and presses nothing.
    Ignores(u64),
    /// The mailbox picks up.
    Mailbox(u64),
    /// The call is declined.
    Declines(u64),
    /// It rings on.
    RingsOut,
    /// It cannot be reached.
    Unreachable,
}

impl Habit {
    fn picks_up_after(self) -> Option<u64> {
        match self {
            Self::Takes(after) | Self::Ignores(after) | Self::Mailbox(after) => Some(after),
            Self::Declines(_) | Self::RingsOut | Self::Unreachable => None,
        }
    }
}

/// A line, its phones' habits, and what the caller does.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    pub(super) acceptance: Acceptance,
    pub(super) order: RingOrder,
    pub(super) habits: Vec<Habit>,
    /// Seconds after the call's arrival.
    pub(super) gives_up_after: Option<u64>,
    /// Whether the end of the caller's leg is told before the dial result.
    pub(super) end_comes_first: bool,
}

impl Plan {
    pub(super) fn line(&self) -> Line {
        let mut line = line_with_phones(self.habits.len());
        line.acceptance = self.acceptance;
        line.ring_order = self.order;
        line
    }
}

pub(super) fn plans() -> impl Strategy<Value = Plan> {
    let acceptance =
        prop::sample::select(vec![Acceptance::Key, Acceptance::Machine, Acceptance::None]);
    let order = prop::sample::select(vec![RingOrder::AtOnce, RingOrder::InTurn]);
    let habit = prop_oneof![
        (1..30_u64).prop_map(Habit::Takes),
        (1..30_u64).prop_map(Habit::Ignores),
        (1..30_u64).prop_map(Habit::Mailbox),
        (1..30_u64).prop_map(Habit::Declines),
        Just(Habit::RingsOut),
        Just(Habit::Unreachable),
    ];
    (
        acceptance,
        order,
        prop::collection::vec(habit, 1..=3),
        prop::option::of(1..40_u64),
        any::<bool>(),
    )
        .prop_map(|(acceptance, order, habits, gives_up_after, first)| Plan {
            acceptance,
            order,
            habits,
            gives_up_after,
            end_comes_first: first,
        })
}

/// A call under way at the carrier.
pub(super) struct Carrier {
    plan: Plan,
    story: Story,
    /// What was told, and when, in order.
    pub(super) told: Vec<(Instant, Fact)>,
    /// Whether the two were connected.
    connected: bool,
    caller_is_gone: bool,
    had_their_chance: Vec<PhoneNumber>,
}

/// Plays the whole call.
pub(super) fn play(plan: &Plan) -> Carrier {
    let mut carrier = Carrier {
        story: unheard_of(plan.line()),
        plan: plan.clone(),
        told: Vec::new(),
        connected: false,
        caller_is_gone: false,
        had_their_chance: Vec::new(),
    };
    let mut reply = carrier.tells(arrived());
    while let VoiceReply::Ring(round) = reply {
        reply = carrier.rings(&round);
    }
    if !carrier.caller_is_gone {
        carrier.waits(10);
        carrier.caller_is_gone = true;
        carrier.tells(ends(LegStatus::Completed));
    }
    carrier.waits(10);
    carrier
}

impl Carrier {
    pub(super) fn outcome(&self) -> Outcome {
        self.story.outcome()
    }

    fn tells(&mut self, fact: Fact) -> VoiceReply {
        let reply = self.story.hears(&fact).reply;
        self.told.push((self.story.now, fact));
        reply
    }

    /// Time passes, and timers fire in it.
    fn waits(&mut self, seconds: u64) {
        let until = self.story.now.plus(Duration::from_secs(seconds));
        while self.story.wake_at.is_some_and(|at| at <= until) {
            if self.story.wakes().ask {
                let status = if self.caller_is_gone {
                    LegStatus::Completed
                } else {
                    LegStatus::InProgress
                };
                self.story.hears(&Fact::Asked(CarrierView::Known {
                    status,
                    phone_talked: self.connected,
                }));
            }
        }
        self.story.now = until;
    }

    /// Seconds until the caller gives up; the caller waits at least one more second.
    fn patience(&self) -> u64 {
        let passed = self.story.now.since(MORNING).as_secs();
        let gives_up_after = self.plan.gives_up_after.unwrap_or(u64::MAX);
        gives_up_after.saturating_sub(passed).max(1)
    }

    fn habit(&self, phone: &PhoneNumber) -> Habit {
        let place = PHONES.iter().position(|known| *known == phone.as_str());
        self.plan.habits[place.unwrap()]
    }

    fn rings(&mut self, round: &RingRound) -> VoiceReply {
        for phone in &round.phones {
            assert!(!self.had_their_chance.contains(phone), "it rings again");
        }
        let time = u64::from(round.ring_seconds);
        let first = round
            .phones
            .iter()
            .filter_map(|phone| Some((self.habit(phone).picks_up_after()?, *phone)))
            .filter(|(after, _)| *after < time)
            .min();
        let (after, status) = first.map_or_else(
            || self.without_pick_up(round),
            |(after, _)| (after, LegStatus::Completed),
        );
        if self.patience() <= after {
            self.waits(self.patience());
            return self.caller_leaves(round, LegStatus::Canceled, None);
        }
        self.waits(after);
        match first {
            Some((_, phone)) => self.picks_up(round, phone),
            None => {
                if self.plan.order == RingOrder::InTurn {
                    self.had_their_chance.extend(&round.phones);
                }
                self.tells(dial(round.round, status, false))
            }
        }
    }

    /// When and how ringing ends where nobody picks up.
    fn without_pick_up(&self, round: &RingRound) -> (u64, LegStatus) {
        let time = u64::from(round.ring_seconds);
        let habits = round.phones.iter().map(|phone| self.habit(phone));
        habits
            .map(|habit| match habit {
                Habit::Unreachable => (1, LegStatus::Failed),
                Habit::Declines(after) if after < time => (after, LegStatus::Busy),
                _ => (time, LegStatus::NoAnswer),
            })
            .max_by_key(|(after, _)| *after)
            .unwrap()
    }

    fn picks_up(&mut self, round: &RingRound, phone: PhoneNumber) -> VoiceReply {
        self.had_their_chance.push(phone);
        let person = matches!(self.habit(&phone), Habit::Takes(_) | Habit::Ignores(_));
        if round.acceptance == Acceptance::None {
            self.tells(Fact::Leg {
                phone,
                status: LegStatus::InProgress,
            });
            return self.connects(round);
        }
        let detected = round.acceptance == Acceptance::Machine;
        let reply = self.tells(Fact::PickedUp {
            phone,
            answered_by: detected.then_some(if person {
                AnsweredBy::Human
            } else {
                AnsweredBy::Machine
            }),
        });
        match reply {
            VoiceReply::Connect => self.connects(round),
            VoiceReply::Screen => self.is_asked(round, phone),
            _ => self.tells(dial(round.round, LegStatus::Completed, false)),
        }
    }

    fn is_asked(&mut self, round: &RingRound, phone: PhoneNumber) -> VoiceReply {
        let (digits, after) = match self.habit(&phone) {
            Habit::Takes(_) => ("1", 3),
            _ => ("", 8),
        };
        let key = Fact::Key {
            phone,
            digits: digits.to_owned(),
        };
        if self.patience() <= after {
            self.waits(self.patience());
            return self.caller_leaves(round, LegStatus::Completed, Some(key));
        }
        self.waits(after);
        match self.tells(key) {
            VoiceReply::Connect => self.connects(round),
            _ => self.tells(dial(round.round, LegStatus::Completed, false)),
        }
    }

    /// The two talk; then one of them hangs up.
    fn connects(&mut self, round: &RingRound) -> VoiceReply {
        self.connected = true;
        self.waits(200);
        if self.plan.end_comes_first {
            self.caller_is_gone = true;
            self.tells(ends(LegStatus::Completed));
        }
        self.waits(1);
        self.tells(dial(round.round, LegStatus::Completed, true))
    }

    /// The caller hangs up, perhaps in the very moment in which a key is pressed.
    fn caller_leaves(
        &mut self,
        round: &RingRound,
        dial_status: LegStatus,
        key: Option<Fact>,
    ) -> VoiceReply {
        self.caller_is_gone = true;
        let end = ends(LegStatus::Completed);
        let result = dial_with(round.round, dial_status, Some(false), LegStatus::Completed);
        if self.plan.end_comes_first {
            self.tells(end);
            key.map(|key| self.tells(key));
            self.tells(result)
        } else {
            key.map(|key| self.tells(key));
            self.tells(result);
            self.tells(end)
        }
    }
}

proptest! {
    #[test]
    fn exactly_the_calls_in_which_two_were_connected_are_answered(plan in plans()) {
        let played = play(&plan);
        let outcome = played.story.outcome();
        prop_assert!(!outcome.is_open(), "undecided");
        prop_assert_eq!(outcome == Outcome::Answered, played.connected, "{:?}", played.told);
    }

    #[test]
    fn the_caller_never_waits_longer_than_the_line_says(plan in plans()) {
        let quiet = Plan {
            habits: plan.habits.iter().map(|_| Habit::RingsOut).collect(),
            gives_up_after: None,
            ..plan
        };
        let played = play(&quiet);
        let line = quiet.line();
        let decided_after = played.story.now.since(MORNING).as_secs() - 20;
        // In turn each phone rings ten seconds at least, whatever is left.
        let slack = if quiet.order == RingOrder::InTurn { 10 } else { 0 };
        prop_assert!(decided_after <= u64::from(line.ring_seconds) + slack);
        prop_assert!(decided_after >= u64::from(line.ring_seconds) - 5);
    }
}
