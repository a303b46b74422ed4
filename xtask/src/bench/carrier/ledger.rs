//! Which texts arrived, for which call, and when: the only witness of what was lost or doubled.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::oneshot;

use crate::bench::numbers;

/// A text that the carrier took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text {
    /// The carrier's id: tells whose call it is about, and which of its texts it is.
    pub(crate) sid: String,
    /// The line that sent it.
    pub(crate) from: String,
    /// Who gets it.
    pub(crate) to: String,
    /// What it says.
    pub(crate) body: String,
    /// Where its receipts go.
    pub(crate) status_callback: Option<String>,
    /// When it was taken.
    pub(crate) taken: SystemTime,
}

/// What arrived for one caller.
#[derive(Default)]
struct Page {
    texts: Vec<Text>,
    first: Option<Instant>,
    answered: Option<Instant>,
    waiting: Option<oneshot::Sender<Instant>>,
}

/// All texts, by caller.
#[derive(Default)]
pub(crate) struct Ledger {
    pages: Mutex<Vec<Page>>,
    others: Mutex<Vec<Text>>,
}

/// What the ledger says of a number of calls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Calls for which no text arrived.
    pub(crate) without_text: Vec<u32>,
    /// Calls for which more than one did.
    pub(crate) doubled: Vec<u32>,
}

impl Ledger {
    /// Enters a text; its id is set here.
    pub(crate) fn enter(&self, mut text: Text, at: Instant) -> Text {
        let Some(index) = numbers::caller_index(&text.to) else {
            let mut others = lock(&self.others);
            text.sid = format!("SMffffffff{:024x}", others.len());
            others.push(text.clone());
            return text;
        };
        let mut pages = self.pages_up_to(index);
        let page = &mut pages[index as usize];
        text.sid = format!("SM{index:08x}{:024x}", page.texts.len());
        page.texts.push(text.clone());
        if page.first.is_none() {
            page.first = Some(at);
            if let Some(waiting) = page.waiting.take() {
                // Whoever waited may have given up.
                let _ = waiting.send(at);
            }
        }
        text
    }

    /// Notes that the answer to a text of this call has left.
    pub(crate) fn answered(&self, text: &Text, at: Instant) {
        if let Some(index) = numbers::caller_index(&text.to) {
            self.pages_up_to(index)[index as usize].answered = Some(at);
        }
    }

    /// When the first text of this call arrives, or has arrived.
    pub(crate) fn first_text(&self, index: u32) -> oneshot::Receiver<Instant> {
        let (sender, receiver) = oneshot::channel();
        let mut pages = self.pages_up_to(index);
        let page = &mut pages[index as usize];
        match page.first {
            Some(at) => drop(sender.send(at)),
            None => page.waiting = Some(sender),
        }
        receiver
    }

    /// The calls whose first text was taken after `since`, with an answer that had not left
    /// before `until`.
    pub(crate) fn in_flight(&self, since: Instant, until: Instant) -> Vec<u32> {
        let is_open = |page: &Page| {
            page.first.is_some_and(|first| first >= since)
                && page.answered.is_none_or(|answered| answered >= until)
        };
        let pages = lock(&self.pages);
        (0..)
            .zip(pages.iter())
            .filter(|(_, page)| is_open(page))
            .map(|(index, _)| index)
            .collect()
    }

    /// When the first text arrived that was the first of its call, from `since` on.
    pub(crate) fn first_since(&self, since: Instant) -> Option<Instant> {
        let pages = lock(&self.pages);
        let first = pages.iter().filter_map(|page| page.first);
        first.filter(|at| *at >= since).min()
    }

    /// The most texts that left one line within this time.
    pub(crate) fn busiest(&self, within: Duration) -> usize {
        let mut by_line: BTreeMap<String, Vec<SystemTime>> = BTreeMap::new();
        for page in lock(&self.pages).iter() {
            for text in &page.texts {
                by_line
                    .entry(text.from.clone())
                    .or_default()
                    .push(text.taken);
            }
        }
        by_line
            .into_values()
            .map(|times| most_within(times, within))
            .max()
            .unwrap_or(0)
    }

    /// How many texts arrived for this call.
    pub(crate) fn count(&self, index: u32) -> usize {
        lock(&self.pages)
            .get(index as usize)
            .map_or(0, |page| page.texts.len())
    }

    /// Texts that went to nobody who called.
    pub(crate) fn others(&self) -> usize {
        lock(&self.others).len()
    }

    /// Goes through the calls with these indices.
    pub(crate) fn tally(&self, indices: impl IntoIterator<Item = u32>) -> Tally {
        let pages = lock(&self.pages);
        let mut tally = Tally::default();
        for index in indices {
            match pages.get(index as usize).map_or(0, |page| page.texts.len()) {
                0 => tally.without_text.push(index),
                1 => {}
                _ => tally.doubled.push(index),
            }
        }
        tally
    }

    /// Texts to a number, newest first.
    pub(crate) fn to(&self, number: &str) -> Vec<Text> {
        let mut texts = match numbers::caller_index(number) {
            Some(index) => {
                let pages = lock(&self.pages);
                pages
                    .get(index as usize)
                    .map(|page| page.texts.clone())
                    .unwrap_or_default()
            }
            None => {
                let others = lock(&self.others);
                others
                    .iter()
                    .filter(|text| text.to == number)
                    .cloned()
                    .collect()
            }
        };
        texts.reverse();
        texts
    }

    /// The text with this id.
    pub(crate) fn by_sid(&self, sid: &str) -> Option<Text> {
        let index = u32::from_str_radix(sid.get(2..10)?, 16).ok()?;
        let number = usize::from_str_radix(sid.get(10..)?, 16).ok()?;
        if index == u32::MAX {
            return lock(&self.others).get(number).cloned();
        }
        lock(&self.pages)
            .get(index as usize)?
            .texts
            .get(number)
            .cloned()
    }

    fn pages_up_to(&self, index: u32) -> MutexGuard<'_, Vec<Page>> {
        let mut pages = lock(&self.pages);
        if pages.len() <= index as usize {
            pages.resize_with(index as usize + 1, Page::default);
        }
        pages
    }
}

fn most_within(mut times: Vec<SystemTime>, within: Duration) -> usize {
    times.sort_unstable();
    let mut first = 0;
    let mut most = 0;
    for (last, at) in times.iter().enumerate() {
        while at.duration_since(times[first]).unwrap_or_default() >= within {
            first += 1;
        }
        most = most.max(last + 1 - first);
    }
    most
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_to(to: &str) -> Text {
        Text {
            sid: String::new(),
            from: numbers::line(0),
            to: to.to_owned(),
            body: "Hey".to_owned(),
            status_callback: None,
            taken: SystemTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn lost_and_doubled_are_told_apart() {
        let ledger = Ledger::default();
        for index in [0, 2, 2] {
            ledger.enter(text_to(&numbers::caller(index)), Instant::now());
        }
        let tally = ledger.tally(0..4);
        assert_eq!(
            tally,
            Tally {
                without_text: vec![1, 3],
                doubled: vec![2]
            }
        );
        assert_eq!(ledger.count(2), 2);
        ledger.enter(text_to("+15032201000"), Instant::now());
        assert_eq!((ledger.others(), ledger.tally(0..4)), (1, tally));
    }

    #[test]
    fn texts_are_found_by_id_and_by_number() {
        let ledger = Ledger::default();
        for to in [
            numbers::caller(7),
            numbers::caller(7),
            numbers::owners_phone(0),
        ] {
            let text = ledger.enter(text_to(&to), Instant::now());
            assert_eq!(ledger.by_sid(&text.sid).as_ref(), Some(&text));
            assert_eq!(ledger.to(&to).first(), Some(&text));
            assert_eq!(text.sid.len(), 34);
        }
        assert_eq!(ledger.by_sid("SM"), None);
        assert_eq!(ledger.to("+15032201001"), []);
    }

    #[test]
    fn the_busiest_time_of_a_line_is_found() {
        let at = |ms| SystemTime::UNIX_EPOCH + Duration::from_millis(ms);
        let second = Duration::from_secs(1);
        assert_eq!(
            most_within(
                vec![at(2_100), at(0), at(900), at(1_000), at(1_899)],
                second
            ),
            3
        );
        assert_eq!(most_within(Vec::new(), second), 0);
    }

    #[test]
    fn texts_without_a_timely_answer_are_in_flight() {
        let ledger = Ledger::default();
        let began = Instant::now();
        let texts = [0, 1, 2].map(|index| ledger.enter(text_to(&numbers::caller(index)), began));
        let kill = began + std::time::Duration::from_millis(50);
        ledger.answered(&texts[0], began);
        ledger.answered(&texts[1], kill);
        assert_eq!(ledger.in_flight(began, kill), [1, 2]);
        assert_eq!(ledger.in_flight(kill, kill), [0; 0]);
    }

    #[tokio::test]
    async fn waiting_before_and_after() {
        let ledger = Ledger::default();
        let at = Instant::now();
        let before = ledger.first_text(3);
        ledger.enter(text_to(&numbers::caller(3)), at);
        assert_eq!(before.await.unwrap(), at);
        ledger.enter(text_to(&numbers::caller(3)), Instant::now());
        assert_eq!(ledger.first_text(3).await.unwrap(), at);
    }
}
