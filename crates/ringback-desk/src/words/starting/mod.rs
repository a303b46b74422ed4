//! Texts to start with: for each trade and situation, in wordings enough that nobody who calls
//! again within a month reads the same one.
//!
//! They say who writes, are sorry, ask one question, and name a way back. They name no price, no
//! link and no time but the one at which the business opens. Each leaves in one segment with
//! typical names, the opt-out line included; the tests beside this file hold them to it.

mod english;
mod spanish;

use super::language::Language;
use super::situation::Situation;
use super::trade::Trade;

/// The wordings of a language: by situation those of a trade, where it has its own, and those of
/// any business.
type Wordings = &'static [(Option<Trade>, Situation, &'static [&'static str])];

/// The starting texts of a trade for a situation. Empty for a second call, which by default is not
/// texted again.
#[must_use]
pub fn starting(trade: Trade, situation: Situation, language: Language) -> &'static [&'static str] {
    let wordings: Wordings = match language {
        Language::En => english::WORDINGS,
        Language::Es => spanish::WORDINGS,
    };
    let of = |whose: Option<Trade>| {
        wordings
            .iter()
            .find(|(trade, of, _)| *trade == whose && *of == situation)
            .map(|(_, _, texts)| *texts)
    };
    of(Some(trade)).or_else(|| of(None)).unwrap_or_default()
}

#[cfg(test)]
#[path = "starting_tests.rs"]
mod tests;
