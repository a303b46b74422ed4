//! Wishes about when and how, which leave consent as it is, and other ways to be reached.

use super::Finding::{Busy, NoCalls, OtherWay, TextsWelcome, TimeLimit};
use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[
    rule(
        TimeLimit,
        "It asks for texts at certain times only.",
        &[
            "(?:text|texts|texting|message|messages|messaging|txt|contact)(?: {any}){0,6}? (?:before|after|until|till|til|past|between|earlier than|later than|prior to) (?:like |around |about )?(?:[0-9]{1,4}(?:am|pm|a|p)?|noon|dark|midnight|dinner|lunch|supper|work|business hours|bedtime|school|sunrise|sunset|nine|ten|eight|seven|six|five)(?: |$)",
            "(?:text|texts|texting|message|messages|messaging|contact)(?: {any}){0,4}? (?:at night|at nights|at midnight|at dawn|at dinner|at bedtime|overnight|late at night|so late|so early|too late|too early|this late|this early|that late|that early|during|on (?:the )?(?:weekends?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|holidays?|weekdays?|sabbath)|in the (?:morning|mornings|evening|evenings|afternoon|afternoons|middle of the night)|when (?:im|i) (?:asleep|sleeping|sleep|at work|working|driving|in)|while (?:im|i|we|at)|mornings?|evenings?|afternoons?|nights|weekdays?|weekends?)(?: |$)",
            "(?:text|texts|texting|message|messages|messaging|contact)(?: {any}){0,4}? at (?:like )?[0-9]{1,2}(?:[0-5][0-9])?(?:am|pm)?(?: [a-z]|$)",
        ],
    ),
    rule(
        Busy,
        "It says that now is a bad time.",
        &[
            "^(?:im|ill be|i will be|were) (?:driving|asleep|sleeping|working|busy|in a meeting|with (?:a )?(?:customer|client|patient)|on (?:the|another) [a-z]+|in (?:a|the|an|my) [a-z]+|at (?:work|church|school|a funeral|the [a-z]+))(?: (?:now|right now|atm|today|tonight|until [a-z0-9]+))*$",
        ],
    ),
    rule(
        NoCalls,
        "It asks for no calls; texts are welcome.",
        &[
            "(?:dont|never) (?:call|phone|ring)(?: (?:me|us|my|this|here|{mynumber}|thanks|at|i|im|text|and)\\b|$)",
            "^{lead}no (?:more )?(?:phone )?calls?",
            "no (?:phone )?calls?(?: (?:please|thanks))?$",
            "(?:stop|quit) calling",
            "cant (?:take|get|answer|receive|do) (?:phone )?calls?",
            "no voice calls?",
        ],
    ),
    rule(
        OtherWay,
        "It names another way.",
        &[
            "(?:call|calls|phone calls|email|emails|e mail|phone|voice|calling|voicemail) (?:only|instead|is better|are better|works better|works|is best|is easier|is fine|are fine|from now on|me|us|my (?:cell|phone|office|house|home|work|wife|husband|landline|number)|the (?:house|office|landline|home)|them)",
            "^{lead}(?:you can |you could |may |and )?(?:call|email|phone|ring)(?: (?:me|us|instead|anytime|only|thanks))*$",
            "only (?:do|use|take|want|check|answer|accept|read) (?:{any} )?(?:calls?|emails?|phone)",
            "flip phone",
            "only (?:call|calls|email|emails|phone|voice)",
            "(?:prefer|rather|want|like) (?:you |a |an |to |get |have )*(?:phone )?(?:call|calls|email|emails|phone)",
            "(?:can|could|may|should|instead|then|better|easier|just) (?:you )?(?:to )?(?:call|email|phone)(?: |$)",
            "by (?:phone|email|voice|mail)(?: |$)",
            "(?:texts?|texting|messages) (?:call|email)(?: (?:me|us|instead|thanks))*$",
            "(?:cant|doesnt|dont|wont|unable to|not able to) (?:receive|get|read|see|accept|take|do) (?:any )?(?:texts|text|sms|messages|texting)",
        ],
    ),
    rule(
        TextsWelcome,
        "It welcomes texts.",
        &[
            "(?:^|{b}only |{b}just |{b}and |{b}or |{b}instead |{b}rather |{b}prefer |{b}please |{b}then |{b}to |{b}can |{b}calling |{b}calls |{b}call |{b}better )(?:text|texts|texting)(?: (?:me|us|only|instead|is|are|works?|back|better|fine|thanks)\\b|$)",
            "(?:text|texts|texting) (?:only|instead|is|are|works?|better|fine)",
            "(?:only|by|via|through) (?:text|texts|texting|sms)",
            "send (?:me |us )?(?:a )?(?:text|message)",
            "calling (?:me |us )?and text",
        ],
    ),
];
