//! What adds nothing to a bare stop beside it: courtesy, complaint, threat, an explanation.

use super::Finding::Harmless;
use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[rule(
    Harmless,
    "It adds nothing.",
    &[
        // Courtesy and openings
        "^(?:hi|hello|hey|dear|yo|ok|okay|k|yes|yeah|no|nope|nah|thanks|thank you|nothanks|sorry|bye|goodbye|regards|best|sincerely|please|stopsign|rudesign|good (?:morning|afternoon|evening|day)|have a (?:good|nice|great|blessed) (?:day|one|evening|weekend)|appreciate it|gracias|merci|bless|god bless|cheers|much appreciated|now|today|immediately|asap|seriously|omg|wtf|man|y|n|and|again|for real|for the last time|last time|i mean it|i said|all|everything|this|for gods sake|for the love of|enough|already|ugh)(?: {any}){0,2}$",
        "^(?:my name is|this is|name is) (?:{any} ?){1,4}$",
        "^im (?:{any} ?){1,2}$",
        // Who is this
        "^(?:who|what|where|whos|whats)(?: {any}){0,3} (?:is|are|this|you|it|company|business|number)(?: {any}){0,3}$",
        "^(?:who|what) (?:is|are|r) (?:this|you|it|that)(?: {any}){0,3}$",
        "^(?:i |we |who |never |have |dont )*(?:dont|didnt|never|havent|not|no idea|have no idea|dont even)(?: {any}){0,3} (?:know|knew|sign|signed|subscribed|subscribe|ask|asked|heard|hear|agreed|agree|want|wanted|requested|request|remember|need|needed|care|live|own|use|opted|consent|registered|gave|give|interested|understand|recognize|order|ordered)(?: {any}){0,7}$",
        // Complaints and threats
        "^(?:i |im |we |ill |my |or |i will |going to |if )*(?:am |be |will )?(?:reporting|report|sue|suing|block|blocking|filing|file|complain|complaining|calling|call|contact|contacting|get|getting|have|talk to|see|press|pressing)(?: {any}){0,3} (?:lawyer|attorney|police|cops|fcc|ftc|complaint|authorities|bbb|court|manager|supervisor|carrier|action|spam|charges)(?: {any}){0,4}$",
        "^(?:i |im |we |ill |i will |going to )*(?:reporting|report|sue|suing|block|blocking)(?: (?:you|this|number|your|the|all|it))*$",
        "^(?:this|these|your|you|its|it|the texts|texts|that|the)(?: {any}){0,4} (?:annoying|spam|harassment|ridiculous|illegal|crazy|scam|too many|too much|rude|unwanted|a landline|landline|work phone|my work|driving me|out of control|creepy|cost|costing|money|waking|keep|texted|sent|third|second|fourth|time|times|every day|everyday|constantly|all day)(?: {any}){0,4}$",
        "^(?:i|ive|we|weve|youve|you have|yall|i have)(?: {any}){0,3} (?:texted|asked|told|said|pay|charged|paying|getting|get|received|sent|tired|sick|had|telling|asking|been|mean)(?: {any}){0,6}$",
        "^(?:i |we )?(?:hate|cant stand|dislike)(?: {any}){0,4}$",
        "^(?:{any} ){0,3}(?:you|yall|they) (?:keep|kept|are|always|continue to|still|constantly)(?: {any}){0,3} (?:texting|sending|messaging|calling|text|texts|message|messages)(?: {any}){0,4}$",
        "^(?:its |thats |youre |way |bit |little |a |were )*(?:too (?:expensive|much money|pricey|high)|out of (?:my|our) budget)$",
        "^(?:aint |not )?(?:too many|so many|sick of|tired of|enough with|enough of|done with)(?: {any}){0,4}$",
        "^(?:leave|go|get|f|fck|fuck|fuk|screw|piss)(?: {any}){0,3}$",
        // Somebody else's number, somebody else's business
        "(?:wrong|incorrect) (?:number|person|phone|house|guy|one|lady|contact|customer|place)",
        "^(?:this|im|i am|its|thats|youve|you|my)(?: {any}){0,2} (?:isnt|not|nolonger|aint)(?: {any}){0,4}$",
        "^(?:this isnt|im not|not|its not|this is not)(?: {any}){0,4}$",
        "(?:passed away|died|deceased)",
        "^(?:i|we|ive|weve|already|got|just|it|its|my {kin}|the)(?: {any}){0,4} (?:fixed|handled|done|someone else|somebody else|another|elsewhere|taken care of|moved|sold|move|hired|found|sorted|resolved|covered|solved|repaired)(?: {any}){0,4}$",
        "^(?:hired|found|went with|booked|using|chose|got|moved|sold|going with|have)(?: {any}){0,3} (?:someone|somebody|another|other|else|elsewhere|already|it|house|away|ours|our own)(?: {any}){0,3}$",
        "^(?:new (?:number|phone)|different number|previous owner)(?: {any}){0,4}$",
        "^(?:aint )?(?:no one|nobody|noone|theres no|there is no)(?: {any}){0,5}$",
        "^(?:im |were |we are |i am )?(?:all set|good|fine|not interested|nolonger interested|done|not a customer|nolonger a customer|not your customer)(?: {any}){0,3}$",
        "^(?:sent|get outlook|envoye|enviado)(?: {any}){0,4}$",
        "^(?:are|r|can|cant|do|dont) (?:you|yall)(?: people)? (?:deaf|dumb|blind|stupid|kidding|serious|read|hear|listen|not read|not listen|illiterate)(?: {any}){0,2}$",
        "^(?:you|your)(?: people)? (?:dont|never|wont|cant) (?:listen|learn|quit|read|give up)(?: {any}){0,2}$",
        "^(?:youre|you are|your|were|stop) texting (?:a|an|my|the|his|her|someone) (?:{any} ?){1,5}$",
        "^you (?:are )?texting (?:{any} ?){1,6}$",
        "^(?:i|we) (?:already )?(?:have|got|use|see) (?:a|an|my|our) (?:different|new|another|own|other) (?:{any} ?){1,3}$",
        "^(?:texting|texts) (?:isnt|arent|aint) (?:{any} ?){1,4}$",
        "^(?:no|unauthorized|unwanted|unsolicited|stupid) (?:bots?|robots?|spam|ads|soliciting|solicitors|solicitation|english|texts|messages|business|reason)(?: {any}){0,2}$",
        "^(?:effective immediately|per|under|pursuant)(?: {any}){0,5}$",
    ],
)];
