//! Subjects that carriers filter (CTIA, 5.3: sex, hate, alcohol, firearms, tobacco).

use super::finding::{Finding, Rule};
use super::tokens::Token;

const WORDS: &[&str] = &[
    "sex",
    "sexy",
    "porn",
    "xxx",
    "escort",
    "escorts",
    "nude",
    "alcohol",
    "beer",
    "beers",
    "wine",
    "wines",
    "whiskey",
    "whisky",
    "vodka",
    "tequila",
    "liquor",
    "gun",
    "guns",
    "firearm",
    "firearms",
    "ammo",
    "ammunition",
    "rifle",
    "rifles",
    "pistol",
    "pistols",
    "tobacco",
    "cigarette",
    "cigarettes",
    "cigar",
    "cigars",
    "vape",
    "vapes",
    "vaping",
    "nicotine",
    "hookah",
    "cannabis",
    "marijuana",
    "cbd",
    "thc",
    "kratom",
    "casino",
    "gambling",
    "cerveza",
    "cervezas",
    "vino",
    "licor",
    "licores",
    "pistola",
    "pistolas",
    "tabaco",
    "cigarro",
    "cigarros",
    "sexo",
    "marihuana",
];

pub(super) fn find(source: &str, tokens: &[Token]) -> Vec<Finding> {
    tokens
        .iter()
        .filter(|token| WORDS.contains(&token.folded.as_str()))
        .map(|token| {
            Finding::about(Rule::Filtered, source, token.range.clone(), |quote| {
                format!(
                    "Carriers filter texts with words such as \"{quote}\"; another word arrives \
                     more surely."
                )
            })
        })
        .collect()
}
