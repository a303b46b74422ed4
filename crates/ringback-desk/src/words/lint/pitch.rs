//! Advertising: an answer to a call may not sell anything.

use super::finding::{Finding, Rule};
use super::tokens::Token;

/// Words that advertise wherever they stand.
const OFFERS: &[&str] = &[
    "coupon",
    "coupons",
    "discount",
    "discounts",
    "discounted",
    "promo",
    "promos",
    "promotion",
    "promotions",
    "promotional",
    "voucher",
    "vouchers",
    "rebate",
    "rebates",
    "cashback",
    "bogo",
    "bargain",
    "bargains",
    "giveaway",
    "giveaways",
    "clearance",
    "specials",
    "cheap",
    "cheapest",
    "financing",
    "offers",
    "2-for-1",
    "two-for-one",
    "half-price",
    "half-off",
    "sales-event",
    // Spanish.
    "descuento",
    "descuentos",
    "oferta",
    "ofertas",
    "rebaja",
    "rebajas",
    "cupon",
    "cupones",
    "promocion",
    "promociones",
    "gratis",
    "gratuito",
    "gratuita",
    "gratuitos",
    "gratuitas",
    "ganga",
    "gangas",
    "liquidacion",
    "barato",
    "barata",
    "baratos",
    "baratas",
    "2x1",
    "regalo",
    "regalos",
    "ahorra",
    "ahorre",
    "sorteo",
];

/// Words that advertise before or after others.
const PHRASES: &[&[&str]] = &[
    &["special", "offer"],
    &["special", "deal"],
    &["special", "rate"],
    &["special", "rates"],
    &["limited", "offer"],
    &["limited", "time"],
    &["exclusive", "offer"],
    &["our", "offer"],
    &["latest", "offer"],
    &["an", "offer"],
    &["the", "offer"],
    &["this", "offer"],
    &["offer", "ends"],
    &["offer", "expires"],
    &["offer", "code"],
    &["offer", "valid"],
    &["great", "deal"],
    &["great", "deals"],
    &["good", "deal"],
    &["best", "deal"],
    &["best", "deals"],
    &["hot", "deals"],
    &["our", "deals"],
    &["a", "deal"],
    &["on", "deals"],
    &["half", "off"],
    &["off", "your", "next"],
    &["off", "your", "first"],
    &["money", "off"],
    &["buy", "one"],
    &["buy", "now"],
    &["order", "now"],
    &["act", "now"],
    &["shop", "now"],
    &["book", "now", "and"],
    &["today", "only"],
    &["save", "money"],
    &["save", "big"],
    &["save", "up"],
    &["gift", "card"],
    &["gift", "cards"],
    &["cash", "back"],
    &["you", "won"],
    &["you've", "won"],
    &["win", "a"],
    &["2", "for", "1"],
    &["two", "for", "one"],
    &["low", "rates"],
    &["lowest", "rates"],
    &["best", "rates"],
    &["reward", "points"],
    &["valor", "especial"],
    &["por", "tiempo", "limitado"],
    &["compre", "ahora"],
];

/// What is free of charge, when something before or after it says so.
const FREE_THINGS: &[&str] = &[
    "estimate",
    "estimates",
    "quote",
    "quotes",
    "inspection",
    "inspections",
    "consultation",
    "consultations",
    "consult",
    "trial",
    "service",
    "visit",
    "gift",
    "gifts",
    "delivery",
    "shipping",
    "haircut",
    "check",
    "checkup",
    "check-up",
    "cleaning",
    "diagnosis",
    "diagnostic",
    "diagnostics",
    "month",
    "months",
    "session",
    "sessions",
    "assessment",
    "evaluation",
    "sample",
    "samples",
    "upgrade",
    "repair",
    "repairs",
    "drain",
    "oil",
    "color",
    "colour",
    "treatment",
    "exam",
    "x-ray",
    "x-rays",
    "install",
    "installation",
    "call-out",
    "callout",
    "towing",
    "tow",
    "second",
    "first",
    "with",
    "of",
];

/// What people are when they have time.
const FREE_PEOPLE: &[&str] = &[
    "feel", "be", "i'm", "am", "are", "is", "we're", "you're", "he's", "she's", "get", "gets",
    "when", "once", "hands", "soon", "line",
];

/// Words for money beside a number.
const MONEY: &[&str] = &[
    "$", "€", "£", "¥", "¢", "dollar", "dollars", "bucks", "usd", "cad", "eur", "gbp", "euro",
    "euros", "pounds", "cents", "pesos", "peso", "dolares", "dolar",
];

/// Words about money without one.
const PRICES: &[&str] = &[
    "price", "prices", "priced", "pricing", "precio", "precios", "tarifas",
];

const PERCENT: &[&str] = &["%", "percent", "pct", "porciento"];

pub(super) fn find(source: &str, tokens: &[Token], is_spanish: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match breach(tokens, at, is_spanish) {
            Some((rule, count)) => {
                found.push(about(source, tokens, rule, at, count));
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

fn about(source: &str, tokens: &[Token], rule: Rule, at: usize, count: usize) -> Finding {
    let range = tokens[at].range.start..tokens[at + count - 1].range.end;
    Finding::about(rule, source, range, |quote| match rule {
        Rule::Price => format!(
            "\"{quote}\" is about money. A text that answers a call may not sell: leave it out and \
             ask what they need."
        ),
        Rule::Percent => format!(
            "\"{quote}\" reads as an offer. A text that answers a call may not sell: leave it out."
        ),
        _ => format!(
            "\"{quote}\" is advertising. A text that answers a call may not sell: leave it out and \
             ask what they need."
        ),
    })
}

/// The rule that the words at `at` break, and how many words do.
fn breach(tokens: &[Token], at: usize, is_spanish: bool) -> Option<(Rule, usize)> {
    let word = |offset: usize| tokens.get(at + offset).map_or("", |token| &token.folded);
    let one = word(0);
    let is_number = tokens[at].is_number();
    if is_number && PERCENT.contains(&word(1)) {
        return Some((Rule::Percent, 2));
    }
    if is_number && (word(1), word(2)) == ("por", "ciento") {
        return Some((Rule::Percent, 3));
    }
    let next_is_number = tokens.get(at + 1).is_some_and(Token::is_number);
    if (is_number && MONEY.contains(&word(1))) || (MONEY.contains(&one) && next_is_number) {
        return Some((Rule::Price, 2));
    }
    if PRICES.contains(&one) {
        return Some((Rule::Price, 1));
    }
    if let Some(phrase) = PHRASES
        .iter()
        .find(|phrase| (0..phrase.len()).all(|offset| word(offset) == phrase[offset]))
    {
        return Some((Rule::Offer, phrase.len()));
    }
    let is_offer = OFFERS.contains(&one)
        || (one == "free" && is_free_of_charge(tokens, at))
        // "Sale agua" is Spanish for water coming out; "for sale" is a customer's own car.
        || (one == "sale" && !is_spanish && before(tokens, at) != "for");
    is_offer.then_some((Rule::Offer, 1))
}

fn before(tokens: &[Token], at: usize) -> &str {
    match at.checked_sub(1) {
        Some(before) if !tokens[at].starts_sentence => &tokens[before].folded,
        _ => "",
    }
}

/// "Free estimate" sells; "feel free" and "are you free at 3" do not.
fn is_free_of_charge(tokens: &[Token], at: usize) -> bool {
    let before = before(tokens, at);
    let after = tokens
        .get(at + 1)
        .filter(|token| !token.starts_sentence)
        .map_or("", |token| token.folded.as_str());
    let sells = matches!(
        before,
        "for" | "a" | "our" | "offer" | "offering" | "offers" | "completely" | "totally"
    );
    sells
        || (FREE_THINGS.contains(&after) && !FREE_PEOPLE.contains(&before))
        || tokens[at].is_shouted() && !FREE_PEOPLE.contains(&before)
}
