//! The words of an opt-out with the opposite meaning: "don't stop texting me".

use super::Finding::Keep;
use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[rule(
    Keep,
    "It asks us to go on texting.",
    &[
        "(?:dont|do not|never|wont|wouldnt|didnt|shouldnt|couldnt|not|id never|ill never|without|isnt to) (?:(?:you|i|we|to|ever|even|be|me|us|them|have|think|really|accidentally|let|make|say|said|saying|planning|about) ){0,4}(?:mean|meant|want|need|wish|going|trying|like|intend|plan|asking)? ?(?:you )?(?:to )?(?:stop|stopping|quit|end|cancel|unsubscribe|optout|remove|delete|take|block|lose|disable|turn off)(?: {any}){0,3}?(?: me| us| my| off| from|ing|s|$| texts| texting| sending| the reminders| messages| being| now| them| it| working| looking)",
        "^(?:{any} )?(?:i|we) (?:dont|never|cant|wont|rarely|hardly) (?:even )?(?:text|message|sms)(?: (?:much|often|a lot|at all|very well|well|anymore|people|while driving))*$",
        "(?:still|do) (?:want|like|need) (?:your |the |to get |to receive |my )*(?:texts|messages|text|reminders)",
        "^(?:i |we )?(?:dont|didnt|wont|nolonger) need (?:a|the|any|another|that) (?:reminder|coupon|follow up|followup|review|survey|discount)$",
        "(?:love|enjoy) (?:you|your|yall|these|getting|hearing|the (?:texts|updates|reminders))",
        "(?:^|{b})(?:ill|i will|i can|i could|should i|shall i|can i|i should|im going to|well|we can|we could) (?:just )?(?:stop|quit) (?:texting|sending|bothering|messaging|bugging)",
        "(?:^|{b})(?:did|do|have) (?:you|they|yall)(?: ever)? (?:stop|stopped|quit) (?:texting|sending|calling|doing)",
        "no need to (?:stop|cancel|quit)",
        "(?:dont|never) (?:text|message|contact|call) my (?:old|other|previous|former) (?:number|phone|cell|one)",
        "^(?:dont|never) (?:stop|cancel|quit|unsubscribe|remove|delete)",
        "(?:cant|couldnt) stop (?:looking|smiling|laughing|thinking|admiring|raving|staring)",
        "(?:why|when) (?:did|do|have|has|would) (?:you|u|they|the texts|my texts|it)(?: {any}){0,2} (?:stop|stopped|quit)",
        "not (?:got|received|getting|receiving|seeing) (?:{any} ){0,3}?(?:text|texts|message|messages|code|notification)",
        "(?:didnt|dont|havent|never) (?:get|got|receive|received|getting|receiving|see|saw) (?:{any} ){0,3}?(?:text|texts|message|messages|code|notification)",
        "(?:waiting|wait|guest|punch|shopping|grocery|price|parts|packing|to do) list",
        "(?:waitlist|schedule|calendar|[0-9]+(?:am|pm)? (?:slot|list|appointment))",
        "(?:text|texts|message|messages) from (?:yesterday|last|before|the other|him|her|them)",
        "(?:accident|accidentally|mistake|mistakenly|oops|unintentionally)",
        "no (?:text|texts|message|messages|notification|sms) (?:came|arrived|yet|received|showed|went|about|was|were|has|have|since|from (?:him|her|the))",
        "(?:im|were|its|thats|this is|youre) not (?:sure|home|available|ready|able|happy|free|there|here|certain|feeling|good|bad|working|right|it|true|fair|(?:ok|okay)(?:$| (?:yet|today|now|to|if|at|so))|urgent|important|me|mine|yet|a problem|possible|good|in|at home|mad|upset|worried|done|late|busy|well|impressed|surprised|picky|local|comfortable|coming|going|leaking|fixed|necessary|cheap|enough)",
    ],
)];
