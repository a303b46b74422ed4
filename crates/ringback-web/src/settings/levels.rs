//! How far the brakes are from holding, what tripped them, and who lifted one.

use ringback_desk::brakes::{Amount, Brake, BrakeLimits, Counter, Guard, Levels, Lift};
use ringback_desk::calls::HoldReason;
use ringback_desk::clock::Instant;
use ringback_desk::phone::{PhoneNumber, Region};
use ringback_store::{StoreError, Tx, brakes, waiting};

use crate::pages::Scope;

/// Callers who wait are counted up to here.
const WAITING_MAX: u32 = 500;

/// One brake as it stands, beside its limit.
#[derive(Debug)]
pub(super) struct Level {
    /// Its name in a form; nothing for what has no lift.
    pub(super) code: Option<&'static str>,
    pub(super) name: &'static str,
    pub(super) used: u32,
    pub(super) most: u32,
    /// As people read it.
    pub(super) words: String,
    /// It holds the next text, or would if nobody had lifted it.
    pub(super) is_tripped: bool,
    /// What tripped it, or whose level it is.
    pub(super) about: Option<String>,
    /// When it counts anew.
    pub(super) resets_at: Option<String>,
    /// Who lifted it, and until when.
    pub(super) lifted: Option<(String, String)>,
}

/// The brakes of a business, and how many callers they left without a text.
#[derive(Debug, Default)]
pub(super) struct Standing {
    pub(super) levels: Vec<Level>,
    pub(super) held: usize,
}

/// What was used of each limit. The caller's and the prefix's are those of whoever is nearest.
pub(super) fn standing(tx: &Tx<'_>, scope: &Scope) -> Result<Standing, StoreError> {
    let limits = scope.line.as_ref().and_then(|line| line.brakes.as_ref());
    let Some(limits) = limits else {
        return Ok(Standing::default());
    };
    let now = ringback_engine::clock::now();
    let business = scope.business;
    let prefix = brakes::busiest_prefixes(tx, business, (now, &limits.zone), 1)?.pop();
    let caller = brakes::busiest_caller(tx, business, (now, &limits.zone))?;
    let counter = caller
        .as_ref()
        .map_or(Counter::default(), |(_, counter)| *counter);
    let key = prefix.as_ref().map_or("", |(prefix, _)| prefix);
    let levels = brakes::load(tx, business, key, counter)?;
    let nearest = Nearest {
        caller: caller.map(|(number, _)| shown(&number, scope.home())),
        prefix: prefix.map(|(prefix, _)| format!("{prefix}…")),
    };
    let mut shown = nearest.levels(&levels, limits, now);
    shown.push(owner(brakes::owner_texts(tx, business, now)?, limits, now));
    let waits = waiting::list(tx, business, WAITING_MAX)?;
    let is_braked = |held: &Option<HoldReason>| matches!(held, Some(HoldReason::Brake(_)));
    Ok(Standing {
        levels: shown,
        held: waits.iter().filter(|story| is_braked(&story.held)).count(),
    })
}

/// Whose counters are shown where each caller has their own.
struct Nearest {
    caller: Option<String>,
    prefix: Option<String>,
}

impl Nearest {
    fn levels(&self, levels: &Levels, limits: &BrakeLimits, now: Instant) -> Vec<Level> {
        let each = levels.each(limits, limits.segment_micros, now).into_iter();
        each.map(|level| {
            let (used, most, words) = amount(level.amount);
            Level {
                code: Some(level.brake.code()),
                name: level.brake.name(),
                used: used.min(most),
                most,
                words,
                is_tripped: level.is_tripped,
                about: self.about(level.brake, level.is_tripped, &levels.guard, limits),
                resets_at: level.resets_at.map(Instant::to_rfc3339),
                lifted: levels.guard.lift_of(level.brake, now).map(lifted),
            }
        })
        .collect()
    }

    fn about(
        &self,
        brake: Brake,
        is_tripped: bool,
        guard: &Guard,
        limits: &BrakeLimits,
    ) -> Option<String> {
        match brake {
            Brake::Breaker if is_tripped => {
                let trip = guard.breaker.trip.as_ref();
                trip.map(|trip| trip.sentence(limits.breaker_quiet))
            }
            Brake::CallerHour | Brake::CallerDay => self.caller.clone(),
            Brake::PrefixMinute | Brake::PrefixDay => self.prefix.clone(),
            _ => None,
        }
    }
}

fn lifted(lift: &Lift) -> (String, String) {
    (lift.sentence(), lift.until.to_rfc3339())
}

fn owner(texts: u32, limits: &BrakeLimits, now: Instant) -> Level {
    let most = limits.owner_hour_max;
    let kept_back = texts.saturating_sub(most);
    Level {
        code: None,
        name: "To your own phone, this hour",
        used: texts.min(most),
        most,
        words: format!("{} of {most} texts", texts.min(most)),
        is_tripped: texts >= most,
        about: (kept_back > 0).then(|| format!("{kept_back} more stand on the pages only.")),
        resets_at: Brake::Hour
            .resets_at(now, &limits.zone)
            .map(Instant::to_rfc3339),
        lifted: None,
    }
}

/// How much, of how much, in words.
fn amount(amount: Amount) -> (u32, u32, String) {
    match amount {
        Amount::Texts { used, most } => (used, most, format!("{used} of {most} texts")),
        Amount::Numbers { used, most } => (used, most, format!("{used} of {most} numbers")),
        Amount::Micros { used, most } => {
            let words = format!("{} of {}", money(used), money(most));
            (cents(used), cents(most), words)
        }
    }
}

fn cents(micros: i64) -> u32 {
    u32::try_from(micros / 10_000).unwrap_or(u32::MAX)
}

/// An amount with two places; the currency is the account's.
fn money(micros: i64) -> String {
    let cents = (micros + 5_000) / 10_000;
    format!("{}.{:02}", cents / 100, cents % 100)
}

fn shown(number: &str, home: Region) -> String {
    PhoneNumber::from_e164(number)
        .map_or_else(|_| number.to_owned(), |number| number.display_for(home))
}
