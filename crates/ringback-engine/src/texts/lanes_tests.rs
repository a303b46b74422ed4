//! Who leaves when: the pace of each number, a person's answer before it, and order in a lane.

use std::ops::RangeInclusive;

use ringback_desk::id::{BusinessId, Id};
use ringback_desk::texts::Delivery;

use super::*;

const SECOND: Duration = Duration::from_secs(1);
const LINE: i64 = 1;
const OTHER: i64 = 2;

/// A text that carries a number, so that it is known again.
fn text(number: u8, kind: TextKind, segments: u32) -> StoredText {
    on_line(LINE, number, kind, segments)
}

fn on_line(line: i64, number: u8, kind: TextKind, segments: u32) -> StoredText {
    StoredText {
        business: BusinessId(1),
        id: Id::from_bytes([number; 16]),
        line: LineId(line),
        kind,
        party: "+13125550131".to_owned(),
        body: "Hello".to_owned(),
        segments,
        delivery: Delivery::pending(),
        deadline: None,
        wake_at: None,
        call: None,
        about: None,
    }
}

fn missed(number: u8) -> StoredText {
    text(number, TextKind::MissedCall, 1)
}

fn number_of(text: &StoredText) -> u8 {
    text.id.as_bytes()[0]
}

/// A dispatcher's clock, at which texts are pushed and popped.
struct Desk {
    lanes: Lanes,
    start: Instant,
    now: Instant,
    pace: f64,
}

fn desk(pace: f64) -> Desk {
    let now = Instant::now();
    Desk {
        lanes: Lanes::default(),
        start: now,
        now,
        pace,
    }
}

impl Desk {
    fn push(&mut self, texts: impl IntoIterator<Item = StoredText>) {
        for text in texts {
            self.lanes.push(text, self.now);
        }
    }

    fn after(&mut self, span: Duration) -> &mut Self {
        self.now += span;
        self
    }

    /// The numbers of all texts that may leave now.
    fn leave(&mut self) -> Vec<u8> {
        let pace = self.pace;
        std::iter::from_fn(|| self.lanes.pop(self.now, |_| pace))
            .map(|text| number_of(&text))
            .collect()
    }

    /// Wakes as the dispatcher does until nothing waits: number and milliseconds of each text.
    fn drain(&mut self) -> Vec<(u8, u128)> {
        let mut left = Vec::new();
        while let Some(at) = self.lanes.next_at() {
            self.now = self.now.max(at);
            let millis = (self.now - self.start).as_millis();
            left.extend(self.leave().into_iter().map(|number| (number, millis)));
        }
        left
    }
}

fn missed_calls(numbers: RangeInclusive<u8>) -> impl Iterator<Item = StoredText> {
    numbers.map(missed)
}

#[test]
fn the_first_text_leaves_at_once_and_the_next_when_the_pace_allows() {
    let mut desk = desk(1.0);
    desk.push(missed_calls(1..=3));
    assert_eq!(desk.leave(), [1]);
    assert_eq!(desk.lanes.next_at(), Some(desk.start + SECOND));
    assert!(
        desk.after(SECOND - Duration::from_millis(1))
            .leave()
            .is_empty()
    );
    assert_eq!(desk.after(Duration::from_millis(1)).leave(), [2]);
    assert_eq!(desk.after(SECOND).leave(), [3]);
    assert_eq!(desk.lanes.next_at(), None, "nothing waits");
}

#[test]
fn the_pace_counts_segments() {
    let mut desk = desk(2.0);
    desk.push([
        text(1, TextKind::MissedCall, 3),
        text(2, TextKind::Relay, 10),
        text(3, TextKind::Relay, 1),
    ]);
    assert_eq!(desk.drain(), [(1, 0), (2, 1_500), (3, 6_500)]);
}

#[test]
fn time_in_which_nothing_left_is_not_saved_up() {
    let mut desk = desk(1.0);
    desk.push([missed(1)]);
    assert_eq!(desk.leave(), [1]);
    desk.after(3_600 * SECOND).push(missed_calls(2..=4));
    assert_eq!(desk.leave(), [2], "an hour of silence is no burst of texts");
    assert_eq!(desk.after(SECOND).leave(), [3]);
}

#[test]
fn a_persons_answer_does_not_wait_and_is_paid_for_by_the_others() {
    let mut desk = desk(1.0);
    desk.push(missed_calls(1..=2));
    assert_eq!(desk.leave(), [1]);
    desk.after(SECOND / 10)
        .push([text(9, TextKind::Answer, 2), text(8, TextKind::Answer, 1)]);
    assert_eq!(desk.leave(), [9, 8], "at once, in their order");
    assert_eq!(
        desk.drain(),
        [(2, 4_000)],
        "every segment that a number sends counts"
    );
}

#[test]
fn an_answer_goes_before_the_robot_and_the_robot_before_the_owner() {
    let mut desk = desk(1.0);
    desk.push([
        text(5, TextKind::Notice, 1),
        text(3, TextKind::Relay, 1),
        text(4, TextKind::Question, 1),
        text(2, TextKind::MissedCall, 1),
        text(1, TextKind::Answer, 1),
    ]);
    let order: Vec<u8> = desk.drain().into_iter().map(|(number, _)| number).collect();
    assert_eq!(order, [1, 2, 5, 3, 4]);
}

#[test]
fn in_a_lane_whoever_came_first_leaves_first() {
    let mut desk = desk(10.0);
    desk.push(missed_calls(1..=3));
    assert_eq!(desk.leave(), [1]);
    desk.after(SECOND / 20).push(missed_calls(4..=6));
    let order: Vec<u8> = desk.drain().into_iter().map(|(number, _)| number).collect();
    assert_eq!(order, [2, 3, 4, 5, 6]);
}

#[test]
fn lines_do_not_wait_for_each_other() {
    let mut desk = desk(1.0);
    desk.push(missed_calls(1..=3));
    desk.push((11..=13).map(|number| on_line(OTHER, number, TextKind::MissedCall, 1)));
    let left = desk.drain();
    for (first, line) in [(1, "the one"), (11, "the other")] {
        for place in 0..3 {
            let at = u128::from(place) * 1_000;
            assert!(left.contains(&(first + place, at)), "{line}: {left:?}");
        }
    }
    assert_eq!(left.len(), 6);
}

#[test]
fn each_line_keeps_its_own_pace() {
    let mut lanes = Lanes::default();
    let start = Instant::now();
    let pace = |line: LineId| if line.0 == LINE { 1.0 } else { 100.0 };
    for number in 1..=4 {
        lanes.push(missed(number), start);
        lanes.push(on_line(OTHER, 10 + number, TextKind::MissedCall, 1), start);
    }
    let mut left = Vec::new();
    while let Some(at) = lanes.next_at().filter(|at| *at < start + SECOND) {
        let now = at.max(start);
        left.extend(std::iter::from_fn(|| lanes.pop(now, pace)).map(|text| number_of(&text)));
    }
    left.sort_unstable();
    assert_eq!(left, [1, 11, 12, 13, 14], "one of the slow line's");
}

#[test]
fn a_line_without_a_pace_is_slow_and_stands_still_for_nobody() {
    let mut desk = desk(0.0);
    desk.push(missed_calls(1..=2));
    assert_eq!(desk.leave(), [1]);
    assert!(desk.lanes.next_at().is_some());
    desk.push([text(9, TextKind::Answer, 1)]);
    assert_eq!(desk.leave(), [9]);
}

#[test]
fn a_burst_is_no_work_for_those_who_wait() {
    let mut desk = desk(1.0);
    desk.push(missed_calls(0..=249));
    desk.push((0..=5).map(|number| text(number, TextKind::Answer, 1)));
    for _ in 0..20 {
        desk.leave();
        assert!(
            desk.lanes.turns.len() <= 2,
            "a line stands in the queue once, not once for each text: {}",
            desk.lanes.turns.len()
        );
        desk.after(SECOND);
    }
}

#[test]
fn in_no_stretch_of_time_does_more_leave_than_the_pace_allows() {
    let mut desk = desk(4.0);
    let mut left: Vec<(u128, u32)> = Vec::new();
    for round in 0..60_u8 {
        let burst = round % 7;
        desk.push((0..burst).map(|place| {
            text(
                place,
                TextKind::MissedCall,
                1 + u32::from((round + place) % 3),
            )
        }));
        while let Some(text) = desk.lanes.pop(desk.now, |_| 4.0) {
            left.push(((desk.now - desk.start).as_millis(), text.segments));
        }
        desk.after(Duration::from_millis(u64::from(round % 5) * 130));
    }
    assert!(left.len() > 20, "texts left: {}", left.len());
    for (index, (from, _)) in left.iter().enumerate() {
        let mut segments = 0;
        for (at, of_text) in &left[index..] {
            let allowed = (at - from) * 4 / 1_000;
            assert!(
                segments <= allowed,
                "{segments} segments in {} ms",
                at - from
            );
            segments += u128::from(*of_text);
        }
    }
}

#[test]
fn a_business_whose_carrier_takes_nothing_holds_up_nobody_else() {
    let mut desk = desk(10.0);
    let theirs = |number| StoredText {
        business: BusinessId(2),
        ..on_line(OTHER, number, TextKind::MissedCall, 1)
    };
    desk.push([missed(1), theirs(11)]);
    desk.lanes
        .pause(BusinessId(1), desk.now + 5 * SECOND, desk.now);
    desk.push([text(2, TextKind::Answer, 1)]);
    assert_eq!(desk.leave(), [11]);
    desk.after(SECOND).push([theirs(12)]);
    assert_eq!(desk.leave(), [12]);
    desk.lanes.pause(BusinessId(1), desk.now + SECOND, desk.now);
    assert_eq!(
        desk.drain(),
        [(2, 5_000), (1, 5_100)],
        "the longer pause counts"
    );
}

#[test]
fn whoever_goes_on_goes_on_at_once() {
    let mut desk = desk(10.0);
    desk.push([missed(1)]);
    desk.lanes
        .pause(BusinessId(1), desk.now + 5 * SECOND, desk.now);
    assert!(desk.after(SECOND).leave().is_empty());
    desk.lanes.resume(BusinessId(1), desk.now);
    assert_eq!(desk.lanes.next_at(), Some(desk.now));
    assert_eq!(desk.leave(), [1]);
    assert_eq!(desk.drain(), []);
}
