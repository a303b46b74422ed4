//! A small business with a few callers, in which anything may happen in any order: however it
//! goes, nobody is texted after their stop, nobody twice within the window, nobody in the middle
//! of a conversation, and every call has one outcome.

use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::brakes::{Counter, prefix_of};
use crate::calls::{Call, CarrierView, DialResult, Fact, Outcome, Wake, step};
use crate::carrier_event::LegStatus;
use crate::consent::{self, Label};
use crate::phone::PhoneNumber;

/// The last one withholds the number.
const CALLERS: [&str; 4] = [CALLER, "+13125550132", "+16042345678", "anonymous"];

/// What people write, and what it must do. `None` leaves consent as it is.
const WORDS: [(&str, Option<Label>); 7] = [
    ("STOP", Some(Label::OptOut)),
    ("Stop please", Some(Label::OptOut)),
    ("START", Some(Label::OptIn)),
    ("YES", None),
    ("please stop by at noon", None),
    ("HELP", Some(Label::Help)),
    ("my sink is leaking", None),
];

#[derive(Debug, Clone)]
enum Deed {
    /// Somebody calls.
    Calls(Index),
    /// A webhook about one of the calls.
    Hears(Index, Fact),
    /// Somebody writes.
    Writes(Index, Index),
    /// The owner writes to somebody.
    OwnerWrites(Index),
    /// The carrier refuses somebody's last text, because of our own set-up.
    SetUpFault(Index),
    /// Time goes by.
    Passes(Duration),
}

/// What must hold, kept apart from what the rules read.
#[derive(Debug, Clone, Default)]
struct Truth {
    stopped: bool,
    texts: Vec<Instant>,
    talked_at: Option<Instant>,
}

#[derive(Debug, Clone)]
struct Ringing {
    who: usize,
    call: Call,
    wake_at: Option<Instant>,
    outcomes: Vec<(Outcome, Option<Decision>)>,
}

struct World {
    line: Line,
    now: Instant,
    contacts: Vec<Contact>,
    prefixes: [Counter; CALLERS.len()],
    business: Counter,
    truths: Vec<Truth>,
    calls: Vec<Ringing>,
}

impl World {
    fn new(window: Duration) -> Self {
        let mut line = line_with_phones(2);
        line.window = window;
        Self {
            line,
            now: MORNING,
            contacts: vec![Contact::default(); CALLERS.len()],
            prefixes: [Counter::default(); CALLERS.len()],
            business: Counter::default(),
            truths: vec![Truth::default(); CALLERS.len()],
            calls: Vec::new(),
        }
    }

    fn does(&mut self, deed: &Deed) {
        let who = |index: &Index| index.index(CALLERS.len());
        match deed {
            Deed::Calls(index) => {
                let who = who(index);
                self.calls.push(Ringing {
                    who,
                    call: Call::new(CALLERS[who].to_owned(), Attestation::Absent),
                    wake_at: None,
                    outcomes: Vec::new(),
                });
                let caller = PhoneNumber::from_e164(CALLERS[who]).ok();
                self.hears(self.calls.len() - 1, &Fact::Arrived { caller });
            }
            Deed::Hears(_, _) if self.calls.is_empty() => {}
            Deed::Hears(index, fact) => self.hears(index.index(self.calls.len()), fact),
            Deed::Writes(index, words) => self.writes(who(index), WORDS[words.index(WORDS.len())]),
            Deed::OwnerWrites(index) => self.owner_writes(who(index)),
            Deed::SetUpFault(index) => {
                let who = who(index);
                self.contacts[who].texted_at = None;
                self.truths[who].texts.pop();
            }
            Deed::Passes(span) => self.now = self.now.plus(*span),
        }
    }

    /// One fact about a call, as the engine takes it.
    fn hears(&mut self, index: usize, fact: &Fact) {
        let ringing = &mut self.calls[index];
        let stepped = step(&mut ringing.call, &self.line, fact, self.now);
        match stepped.wake {
            Wake::Keep => {}
            Wake::At(at) => ringing.wake_at = Some(at),
            Wake::Never => ringing.wake_at = None,
        }
        let Some(outcome) = stepped.decided else {
            return;
        };
        let decision = match outcome {
            Outcome::Missed { why } => Some(self.missed(index, why)),
            Outcome::Answered | Outcome::Open => None,
        };
        self.calls[index].outcomes.push((outcome, decision));
    }

    fn missed(&mut self, index: usize, why: MissedWhy) -> Decision {
        let Ringing { who, call, .. } = &self.calls[index];
        let (who, arrived_at) = (*who, call.arrived_at);
        let caller = classify(CALLERS[who], Some(self.line.region));
        let levels = Levels {
            caller: self.contacts[who].automatic,
            prefix: self.prefixes[who],
            business: self.business,
            ..Levels::default()
        };
        let missed = MissedCall {
            line: &self.line,
            caller: &caller,
            attestation: Attestation::Absent,
            why,
            arrived_at,
            missed_at: self.now,
            contact: &self.contacts[who],
            voicemail: false,
            levels: levels.clone(),
        };
        let decision = decide(&missed, self.now);
        if let Decision::Send(written) = &decision {
            self.text_leaves(who, caller.number.unwrap(), &written.body, &levels);
            self.contacts[who].wordings.remember(written.used.clone());
        }
        decision
    }

    fn text_leaves(&mut self, who: usize, to: PhoneNumber, text: &str, levels: &Levels) {
        let (now, truth) = (self.now, &mut self.truths[who]);
        assert!(!truth.stopped, "a text after stop");
        let last = truth.texts.last().map(|&last| now.since(last));
        assert!(
            last.is_none_or(|span| span >= self.line.window),
            "two within the window"
        );
        let talked = truth.talked_at.map(|at| now.since(at));
        assert!(
            talked.is_none_or(|span| span >= self.line.live),
            "a robot in a conversation"
        );
        truth.texts.push(now);
        let limits = self.line.brakes.as_ref().unwrap();
        let segments = i64::try_from(segments::measure(text).segments).unwrap();
        let after = levels.plus(limits, now, segments * limits.segment_micros);
        self.contacts[who].texted_at = Some(now);
        self.contacts[who].automatic = after.caller;
        self.business = after.business;
        for (other, counter) in CALLERS.iter().zip(&mut self.prefixes) {
            if other.starts_with(prefix_of(&to)) {
                *counter = after.prefix;
            }
        }
        assert!(after.caller.day_texts <= limits.caller_day_max);
        assert!(after.business.minute_texts <= limits.minute_max);
    }

    fn writes(&mut self, who: usize, (words, meant): (&str, Option<Label>)) {
        let (contact, truth, now) = (&mut self.contacts[who], &mut self.truths[who], self.now);
        let context = consent::Context {
            is_opted_out: contact.opted_out_at.is_some(),
            ..consent::Context::default()
        };
        match consent::read(words, &context).label {
            Label::OptOut => contact.opted_out_at = contact.opted_out_at.or(Some(now)),
            Label::OptIn => contact.opted_out_at = None,
            Label::Help => {}
            Label::NotOptOut | Label::Ambiguous => contact.person_wrote_at = Some(now),
        }
        match meant {
            Some(Label::OptOut) => truth.stopped = true,
            Some(Label::OptIn) => truth.stopped = false,
            Some(Label::Help) => {}
            Some(Label::NotOptOut | Label::Ambiguous) | None => truth.talked_at = Some(now),
        }
    }

    fn owner_writes(&mut self, who: usize) {
        if self.contacts[who].opted_out_at.is_none() {
            self.contacts[who].person_wrote_at = Some(self.now);
            self.truths[who].talked_at = Some(self.now);
        }
    }

    /// Lets the timers run until every call has its outcome.
    fn settles(&mut self, view: &CarrierView) {
        for index in 0..self.calls.len() {
            for _ in 0..100 {
                let Some(at) = self.calls[index].wake_at else {
                    break;
                };
                self.now = Instant(self.now.0.max(at.0));
                self.hears(index, &Fact::Woke);
                self.hears(index, &Fact::Asked(view.clone()));
            }
        }
    }
}

fn facts() -> impl Strategy<Value = Fact> {
    let phone = || number(PHONES[0]);
    let ended = |status, bridged, call_status| Fact::DialEnded {
        round: 1,
        result: DialResult {
            status,
            bridged: Some(bridged),
        },
        call_status,
    };
    let key = |digits: &str| Fact::Key {
        phone: phone(),
        digits: digits.to_owned(),
    };
    prop::sample::select(vec![
        Fact::PickedUp {
            phone: phone(),
            answered_by: None,
        },
        key("1"),
        key(""),
        ended(LegStatus::NoAnswer, false, LegStatus::InProgress),
        ended(LegStatus::Busy, false, LegStatus::InProgress),
        ended(LegStatus::Completed, false, LegStatus::InProgress),
        ended(LegStatus::Completed, true, LegStatus::Completed),
        ended(LegStatus::Canceled, false, LegStatus::Completed),
        Fact::Ended {
            status: LegStatus::Completed,
        },
        Fact::Arrived { caller: None },
        Fact::Woke,
    ])
}

fn deeds() -> impl Strategy<Value = Deed> {
    let span = prop_oneof![
        0..30_000_u64,
        0..3_600_000_u64,
        Just(86_400_000),
        Just(600_000)
    ];
    prop_oneof![
        3 => any::<Index>().prop_map(Deed::Calls),
        5 => (any::<Index>(), facts()).prop_map(|(call, fact)| Deed::Hears(call, fact)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(who, what)| Deed::Writes(who, what)),
        1 => any::<Index>().prop_map(Deed::OwnerWrites),
        1 => any::<Index>().prop_map(Deed::SetUpFault),
        4 => span.prop_map(|ms| Deed::Passes(Duration::from_millis(ms))),
    ]
}

fn views() -> impl Strategy<Value = CarrierView> {
    prop_oneof![
        Just(CarrierView::NotFound),
        Just(CarrierView::Unreachable),
        Just(CarrierView::Known {
            status: LegStatus::Completed,
            phone_talked: true,
        }),
        Just(CarrierView::Known {
            status: LegStatus::NoAnswer,
            phone_talked: false,
        }),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_nobody_is_texted_who_must_not_be(
        deeds in prop::collection::vec(deeds(), 1..60),
        view in views(),
        window in prop_oneof![Just(Duration::from_mins(10)), Just(Duration::from_hours(24))],
    ) {
        let mut world = World::new(window);
        for deed in &deeds {
            world.does(deed);
        }
        world.settles(&view);
        for ringing in &world.calls {
            prop_assert_eq!(ringing.outcomes.len(), 1, "one outcome for each call");
            let (outcome, decision) = &ringing.outcomes[0];
            prop_assert_eq!(*outcome, ringing.call.outcome);
            let missed = matches!(outcome, Outcome::Missed { .. });
            prop_assert_eq!(missed, decision.is_some(), "each miss has one decision");
            let held = matches!(decision, Some(Decision::Hold(_)));
            prop_assert!(!missed || held || ringing.who < 3, "a withheld caller");
        }
    }
}
