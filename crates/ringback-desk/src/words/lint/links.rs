//! Links: public shorteners are refused, for carriers filter them; others are pointed out.

use std::ops::Range;

use super::finding::{Finding, Rule};
use super::tokens::fold;

/// Public link shorteners. Hosts below them count as well.
const SHORTENERS: &[&str] = &[
    "adf.ly",
    "amzn.to",
    "b.link",
    "bit.do",
    "bit.ly",
    "bitly.com",
    "bl.ink",
    "buff.ly",
    "clck.ru",
    "cli.gs",
    "cutt.ly",
    "da.gd",
    "db.tt",
    "dlvr.it",
    "dub.sh",
    "fb.me",
    "goo.gl",
    "g.co",
    "hoo.gl",
    "ht.ly",
    "ift.tt",
    "is.gd",
    "j.mp",
    "kutt.it",
    "l.ead.me",
    "lnk.to",
    "lnkd.in",
    "mcaf.ee",
    "n9.cl",
    "ow.ly",
    "po.st",
    "qr.ae",
    "rb.gy",
    "rebrand.ly",
    "s.id",
    "short.gy",
    "short.io",
    "shorte.st",
    "shorturl.at",
    "shrtco.de",
    "smarturl.it",
    "snip.ly",
    "soo.gd",
    "surl.li",
    "t.co",
    "t.ly",
    "t2m.io",
    "tiny.cc",
    "tiny.one",
    "tiny.pl",
    "tinylink.net",
    "tinyurl.com",
    "tny.im",
    "tr.im",
    "trib.al",
    "u.nu",
    "u.to",
    "urlz.fr",
    "v.gd",
    "wp.me",
    "x.co",
    "x.gd",
    "yourls.org",
    "youtu.be",
    "zpr.io",
    "zws.im",
];

/// Words in a link's path that say what it sells.
const SELLING: &[&str] = &[
    "offer", "offers", "promo", "promos", "deal", "deals", "sale", "coupon", "coupons", "discount",
    "special", "specials", "oferta", "ofertas",
];

/// Endings that make words with a point in them a link where no scheme says so.
const ENDINGS: &[&str] = &[
    "com", "net", "org", "io", "co", "us", "ca", "biz", "info", "shop", "app", "me", "ly", "uk",
    "site", "online", "store", "link", "page", "pro", "dev", "plumbing", "salon", "services",
];

pub(super) fn find(source: &str) -> Vec<Finding> {
    chunks(source)
        .filter_map(|range| judge(source, range))
        .collect()
}

fn judge(source: &str, range: Range<usize>) -> Option<Finding> {
    let link = fold(&source[range.clone()]);
    let bare = link
        .strip_prefix("https://")
        .or_else(|| link.strip_prefix("http://"));
    let (host, path) = split_host(bare.unwrap_or(&link));
    let host = host.strip_prefix("www.").unwrap_or(host);
    let below = |known: &&str| host == *known || host.ends_with(&format!(".{known}"));
    if SHORTENERS.iter().any(below) {
        return Some(Finding::about(
            Rule::LinkShortener,
            source,
            range,
            |quote| {
                format!(
                    "\"{quote}\" hides where it leads, and carriers filter public link shorteners. \
                 Use your own address."
                )
            },
        ));
    }
    let ending = host.rsplit('.').next().unwrap_or_default();
    let is_link = bare.is_some()
        || (host.contains('.') && ENDINGS.contains(&ending) && !host.starts_with('.'));
    if !is_link {
        return None;
    }
    if path
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| SELLING.contains(&word))
    {
        return Some(Finding::about(Rule::Offer, source, range, |quote| {
            format!("\"{quote}\" leads to an offer. A text that answers a call may not sell.")
        }));
    }
    Some(Finding::about(Rule::Link, source, range, |quote| {
        format!("Carriers look twice at a first text with a link (\"{quote}\"); better without.")
    }))
}

fn split_host(link: &str) -> (&str, &str) {
    let end = link.find(['/', '?', '#', ':']).unwrap_or(link.len());
    link.split_at(end)
}

/// What stands between blanks, without the signs around it.
fn chunks(source: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    source.split_whitespace().map(move |chunk| {
        let start = chunk.as_ptr() as usize - source.as_ptr() as usize;
        let is_around = |c: char| !c.is_alphanumeric() && c != '/';
        let left = chunk.len() - chunk.trim_start_matches(is_around).len();
        let kept = chunk.trim_matches(is_around).len();
        start + left..start + left + kept
    })
}
