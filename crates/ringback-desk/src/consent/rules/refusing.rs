//! Texts refused without a verb of stopping: "no more texts", "don't text me", "I never want to
//! hear from you".

use super::Finding::Stop;
use super::{Rule, rule};
use crate::consent::reading::Scope::All;

pub(super) const RULES: &[Rule] = &[
    rule(
        Stop(All),
        "It asks us not to text.",
        &[
            // "don't text me", "never message this number", not "don't contact the tenant"
            "(?:dont|never|not to|you (?:cant|wouldnt|shouldnt|didnt|wont|may not|must not)) (?:you )?(?:try to |try and |even |you dare |again )?(?:call or |call and |email or |phone or )?{totext}(?: or call| and call| or email)?(?: (?:{me}|{again}|this|thanks|and|if|unless|stopsign|when|until|im|i|it$)\\b|$)",
            "(?:dont|never) {annoy} (?:{me}|{again}|calling)(?: |$)",
            "(?:dont|never|not to) (?:try to |try and |even )?reach out(?: to)?(?: (?:{me}|{again}|this)\\b|$)",
            "(?:dont|never) hit {me} up",
            "(?:nobody|noone|no one) (?:else )?(?:texts|contacts|messages|calls or texts|calls and texts) (?:me|us|this|my)",
            "(?:dont|never) (?:call|phone) (?:{me} )?{again}",
            "(?:dont|never) (?:call|phone) (?:or|and|nor) (?:text|message)",
            "(?:dont|never|not) (?:send|sending) (?:me |us |out |to me |{mynumber} )?(?:any |anymore |more )?(?:{texts}|these|those|them|anything|any|anymore|(?:more|anymore) of (?:these|those|this|that|them|it)|stuff)(?: (?:to|from|{again}|at|here|else|please|thanks|ok|on|over|about this|like this|and|if)\\b|$)",
            "(?:dont|never) (?:use|text|contact) (?:{mynumber}|this number)",
            "never (?:again )?(?:{totext}|contact|write)(?: |$)",
            "^{lead}(?:stop|quit|dont|never) (?:ever )?(?:bothering|bother|contact|contacting|text|texting)$",
            "(?:rather|prefer|appreciate it|like it|great) (?:if )?you (?:didnt|dont|would not|wouldnt|not|never) {totext}",
            "(?:not|isnt|never) for (?:texting|texts|text)",
            "(?:dont|never) (?:you )?(?:reply|respond|answer|write)(?: back)?(?: (?:to )?{me})? (?:again|anymore|ever|ever again)(?: |$)",
            "respect my (?:wishes|request)",
        ],
    ),
    rule(
        Stop(All),
        "It says that no texts are wanted.",
        &[
            "no more (?:of )?(?:{texts}|texting me|sms|contact|these|this|those|bothering me|stuff|contacting|junk)(?: |$)",
            "^{lead}no more (?:of )?(?:this|these|that)(?: please| thanks)?$",
            "(?:^|{b}and |{b}want |{b}please )no (?:further|additional|other|future|longer any) (?:{texts}|contact|communication|communications|calls or texts)",
            "^{lead}(?:absolutely |no no )?no (?:{texts}|text or (?:calls?|emails?)|calls? or texts?|contact)(?: (?:thanks|to (?:{me}|this)|ok|allowed|wanted|stopsign|for me|from you|at all|here|period|now))*$",
            "^{lead}zero {texts}$",
            "(?:like|want|prefer|rather|wish)(?: to)? not (?:to )?(?:get|receive|have|be getting|be sent) {texts}",
            "(?:only|calls|emails) (?:and |or )?no (?:more )?{texts}",
            "no {texts} (?:please|call|email|email only|call only|calls only|you can|i|to|at all)",
            "(?:dont|doesnt|didnt|never|nolonger|not) need (?:for you |to get |to receive |to keep |getting |receiving |any |anymore |more |to )*(?:{texts}|these)(?: (?:{again}|from|to|on|thanks|stopsign|at|coming|sent|ok|either|now)\\b|$)",
            "(?:dont|doesnt|didnt|never|nolonger|not) (?:want|wanting|wish|care|like|desire|asked|ask|sign up|signed up) (?:for you |you |to be |to get |to receive |to see |to keep |to have |getting |receiving |be getting |be |any |anymore |more |to )*(?:{texts}|these|those|this|them)(?: (?:{again}|from|to|on|thanks|stopsign|period|at|coming|sent|you|for|ok|okay|bye|either|now)\\b|$)",
            "(?:dont|doesnt|didnt|never|nolonger|not) {want} (?:{any} ){0,3}(?:texted|messaged|contacted|bothered|spammed|called or texted|disturbed|{texting}|{totext} me|hear from (?:you|this|your)|communicate|communication|communications|be on (?:this|your|ur|the|any|a)(?: [a-z]+)? list|on (?:this|your|ur|the|any) list)",
            "(?:dont|nolonger|not) (?:want|wish|need|care) (?:to )?(?:get|receive|receiving|getting) (?:{any} ){0,2}(?:texts|messages|these|texting|notifications|alerts|sms)",
            "(?:texts?|messages?|texting|contact|communications?) (?:(?:is|are|was) (?:not|un|no) ?|arent |isnt |nolonger |are nolonger )(?:longer )?(?:wanted|welcome|needed|appreciated|allowed)",
            "(?:unwanted|unsolicited) (?:{texts})",
            "(?:no|isnt any|theres no|not any|without) (?:need|reason|point) (?:for you )?(?:to|in) (?:keep |continue |be )?(?:{totext}|{texting}|send(?:ing)?)(?: {any}){0,4} (?:{again}|texts|messages)",
            "(?:no|dont) need (?:for you )?to keep (?:{totext}|{texting}|sending)",
            "(?:dont|need not|shouldnt) (?:need to |have to |need |gotta )(?:keep )?(?:{totext}|{texting})(?: (?:me|us|here))? {again}",
            "never (?:want|wish) to (?:hear|get|receive|be)(?: {any}){0,3} (?:from|texts?|messages?|contacted|texted)",
            "(?:not|nolonger) interested in (?:getting |receiving |having |being sent )*(?:{texts}|these)(?: |$)",
            "(?:never|not) (?:gets?|receives?|to get|to receive) (?:another|any|anymore|one more|a|a single) {textword}",
            "(?:prefer|rather|like|want|wish|choose|opt) not (?:to )?(?:be |get |getting |receive |receiving |being |have )*(?:texted|contacted|messaged|{texts}|these|this)",
            "(?:prefer|want|need|like|choose|set to|settings to|account to) no (?:more )?{texts}",
            "(?:not|isnt|arent|never) (?:ok|okay|cool|comfortable|fine|happy|down|good) (?:with|about) (?:being |getting |receiving |you |your |all )*(?:texted|messaged|contacted|{texting}|{texts})",
            "(?:dont|not|nolonger|cant) (?:accept|allow|approve of|permit|authorize|welcome) (?:any |getting |receiving |your )*{texts}",
            "no (?:wish|desire|interest|want|need) (?:to (?:be|get|receive)|in|for) (?:getting |receiving |any |more |your |be |a )*(?:texted|messaged|contacted|{texts})",
            "(?:no|not) want (?:any |more |your |no |the )*{textword}",
            "^{lead}not {totext} (?:me|us|this number)",
            "(?:texting|contacting|messaging) (?:me|us|this number|{mynumber}) (?:isnt|is|aint|was)(?: not| never| nolonger)? (?:not |un)?(?:allowed|ok|okay|welcome|permitted|authorized|appreciated|wanted)",
            "mind not (?:{texting}|sending|{annoying})",
            "(?:dont|never) (?:hit|ring|buzz|blow up|light up) (?:up )?(?:my|this) (?:phone|line|cell|number)",
            "(?:opposed|object|objecting) to (?:being |receiving |getting )?(?:{texts}|texted|contacted)",
        ],
    ),
];
