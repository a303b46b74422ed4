//! One kind of text is refused: review requests, promotions, reminders.

use super::Finding::Stop;
use super::{Rule, rule};
use crate::consent::reading::Scope::Category;

pub(super) const RULES: &[Rule] = &[rule(
    Stop(Category),
    "It asks for no more texts of one kind.",
    &[
        "(?:{halt}|no more|no|dont|dont want|dont need|dont send|never|nolonger want|turn off|end|cancel|disable|not want|without) (?:{any} ){0,5}?(?:reviews?|surveys?|promos?|promotions?|promotional|marketing|ads?|advertising|advertisements?|advertisement|coupons?|deals|specials|offers|sales texts|newsletters?|reminders?|follow ups?|followups?|discounts|solicitations?|birthday|google review|feedback|satisfaction)(?: (?:texts?|messages?|links?|requests?|emails?|thanks|for|about|by|via|to|appointments only|stopsign|{again}|stuff|sms|from|on|please|and|when|stop|every|each|if)\\b|$)",
        "{halt} (?:following up|asking|nagging|bugging|bothering|reminding|hounding|texting|messaging|pestering|harassing)(?: me| us)? (?:on|about|for|with|regarding|to leave|to review|to pay|to rate)(?: {any}){0,3} (?:review|reviews|estimate|estimates|quote|quotes|bid|invoice|invoices|bill|rating|feedback|survey|google|yelp|offers|specials|promotions|promos|deals)",
        "{halt} sending (?:me |us )?(?:the |your |these |those |any |all |all the )?(?:review requests|surveys|promos|promotions|coupons|deals|specials|offers|ads|newsletters?|invoices|bills|estimates|quotes|reminders)(?: (?:by text|via text|to my phone|by sms|{again})\\b|$)",
        "(?:unsubscribe|optout|opt (?:me|us) out|take me off|remove me)(?: me| us)? (?:from|of|off)?(?: of)? ?(?:the |your |all )?(?:marketing|promos?|promotions?|promotional|newsletters?|ads?|advertising|reviews?|surveys?|offers|reminders?|coupons?|sales|deals|specials)",
        "(?:dont|never|quit|stop) (?:keep )?ask(?:ing)? (?:me |us )?(?:for|to leave|to write|to do|to fill|about)(?: {any}){0,2} (?:reviews?|survey|google|feedback|rating|stars|quote|estimate)",
        "(?:quit|stop) begging",
        "(?:dont|never|quit|stop) (?:keep )?ask(?:ing)? (?:me|us) to (?:review|rate)",
        "only (?:text|message|send) (?:me |us )?(?:the |my )?(?:appointments?|appt|job|service|scheduling|visit)(?: [a-z]+)? (?:reminders?|confirmations?|updates|texts?)",
        "only (?:text|message|contact) (?:me|us) (?:about|for|regarding|if|with)",
        "^{lead}(?:text|message) (?:me |us )?only (?:about|for|regarding|with)",
        "(?:appointments?|appointment|appt|appts|job|jobs|service|scheduling|reminders?|confirmations?|visit)(?: [a-z]+)? (?:texts?|messages?|reminders?)? ?(?:only|and nothing else)",
        "only (?:appointments?|appt|job|service|scheduling|confirmation)(?: [a-z]+)? (?:texts?|messages?|reminders?)",
        "no (?:other|more other) (?:texts|messages)",
    ],
)];
