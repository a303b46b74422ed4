//! Off the list: "take me off your list", "lose my number", "unsubscribe me".

use super::Finding::{BareStop, Stop};
use super::{Rule, rule};
use crate::consent::reading::Scope::All;

pub(super) const RULES: &[Rule] = &[
    rule(
        Stop(All),
        "It asks to be taken off the list.",
        &[
            "(?:take|get|remove|delete|drop|strike|scrub|erase|pull|kick|keep|leave|cut|purge|clear|wipe|pulled|taken|removed|deleted|dropped|stricken|be|want|out) (?:me |us |my name |our name |it |this |him |her |my {kin} |{mynumber} |number |off |my [a-z]+ )?(?:and [a-z ]+ )?(?:off|out|from|of)(?: of| from)? (?:of )?(?:you |your |ur |the |this |that |these |those |any |all |all of your |whatever |every |her |his |our )?(?:[a-z]+ )?(?:list|lists|text list|call list|database|system|records|files|contacts|contact list|phone|phonebook|texts|texting|text thing|text chain|thread|text|messages|messaging|notifications|alerts|program|group|group text|distribution|campaign|mailings?|subscription|directory|crm|reminders list)(?: |$)",
            "(?:take|get|remove|pull|kick) (?:me|us|my number|this number|{mynumber}) (?:off|out|from)(?: of)?(?: (?:this|these|here|all|everything|it|whatever this is))?(?: thanks| now| today| asap| immediately)*$",
            "how (?:do|can|could) (?:i|we) (?:get|be|become|have my number) (?:removed?|taken off|unsubscribed?|deleted|off (?:this|your|the)|out of (?:this|these|your))",
            "(?:like|need|want|id like) (?:to be )?off (?:of )?(?:this|your|the|ur|that|these|any|all)(?: [a-z]+)? (?:list|lists|thing|texts|messages|text)",
            "loose (?:{thisnumber}|my info|my contact)",
            "^{lead}(?:take|get|remove|delete|drop) (?:me|us|this|{mynumber}) form (?:this|your|the|ur) ",
            "(?:asked|asking|ask|requested|begged) (?:repeatedly |already |you |yall |politely |nicely |many |several |multiple |two |three |four |[0-9]+ |times |twice |before |over and over )*to be (?:removed?|taken off|unsubscribed?|deleted|left alone|optout)(?: |$)",
            "(?:mark|flag|set|list|label|note|register|code|tag|put)(?:ed)? (?:{any} ){1,4}?(?:as|to|on|for|with) (?:a |the |your |being )*(?:do not|dont|no|optout|unsubscribed?|never|not to|off) (?:text|call|contact|message|sms|optout|texts|messages|contacts|disturb)",
            "(?:mark|flag|set|list|register|put) (?:me|us|{mynumber}|this)(?: down)? (?:as|to) (?:being )?(?:optout|unsubscribed?|removed)",
            "(?:blacklist|block) (?:me|us|{mynumber}|this number)(?: (?:on your|from|please|now|thanks|at once|immediately)\\b|$)",
            "mind (?:taking|removing|deleting|dropping|pulling|getting) (?:me|us|{mynumber}|this)(?: (?:off|from|out)\\b|$)",
            "^{lead}(?:consider |take |treat )?(?:this|me|that)(?: is| as)?(?: my| as| a| an| to be| me| formal| official)* (?:optout|unsubscribed?|stop request|removal)(?: {any}){0,4}$",
            "(?:keyword|word|code|way|command|number|process) (?:to|for|of) (?:stop|unsubscribe|optout|stopping|unsubscribing|getting off)(?: {any}){0,2}$",
            "how (?:does|would|can|do|could) (?:one|a person|someone|anybody|people|u|i) (?:unsubscribe|optout|get off (?:this|your|the))",
            "(?:take|get|remove|pull|kick|delete|drop) (?:me|us|my name|my phone|my cell|my number|this number)(?: and (?:my )?{any})? (?:off|out|out of|from|off of)(?: (?:of )?(?:this|the|your|that|whatever|any) (?:[a-z]+ )?(?:chat|thread|convo|conversation|group|list|loop|app|thing))?(?: this| is)?$",
            "(?:too many|so many) {textword} (?:take|remove|get) me",
            "(?:get|want|be|go|come) (?:me )?off (?:of )?(?:this|your|the|ur|that|these|any|all)(?: [a-z]+)? (?:list|lists|thing|texts|messages|text)",
            "(?:remove|removed|delete|deleted|erase|erased|lose|forget|scrub|drop|block|discard|purge|trash) (?:all )?(?:{thisnumber}|number|my (?:contact )?info(?:rmation)?|my contact|my contacts|my name and number|my details|this number|that number|my data)(?: (?:from|off|out|in|and|thanks|now|asap|immediately|today|permanently|forever|please|stopsign|or|if)\\b|$)",
            "get rid of (?:my|this|our) number",
            "(?:wrong|incorrect) (?:number|person|phone) (?:{any} ){0,2}?(?:lose|remove|delete|erase|drop|forget|take) (?:it|this|me|us)",
            "(?:unsubscribe|remove|optout|take off|removed|unsub) (?:{any} )?from (?:the |your |this |all )?(?:{any} )?(?:lists?|database|system|group|contacts)$",
            "(?:have|get|want|need|like|see) (?:my|this|our) (?:[a-z]+ )?(?:number|name) (?:taken off|taken out|removed|deleted|erased)(?: |$)",
            "(?:lose|forget) (?:you (?:have|had|ever had) )?(?:{thisnumber}|number)",
            "(?:get|take|keep) (?:{mynumber}|number) (?:off|out)(?: (?:now|thanks|asap|immediately|of your {any}|of there|of here|your {any}|ur {any}|this list|there|here|everything|all))*$",
            "(?:remove|erase|delete) (?:me|us) (?:from|out of) (?:your|ur|the|this|any|all|these|those|everything)(?: [a-z]+){0,2}(?: (?:list|lists|system|phone|contacts|database|texts|messages|records))?$",
            "(?:want|like|wish|asked|ask|asking|request|requesting|need|demand|have) (?:to (?:be )?|being |i be |that i be )?(?:removed?|taken off|unsubscribed?|optout|deleted|unenroll(?:ed)?)(?: (?:from|(?:off|of) (?:{which} ){0,3}(?:{textword}|lists?|database|system)|(?:of|off) (?:this|these|it|all|everything)$|please|now|thanks|immediately|me|weeks|days|already|{any} times|asap)\\b|$)",
            "(?:formal |my |this is a )?(?:request|requesting) (?:for |to )?(?:a )?(?:removal|removed?|deletion|optout|unsubscribe)",
            "^(?:removal|optout|unsubscribe|opt-out|deletion)(?: [a-z]+)? (?:request|requested|please)",
            "(?:process|honor|honour|respect|confirm) (?:my |this |the )?(?:optout|unsubscribe|removal|stop)",
        ],
    ),
    rule(
        Stop(All),
        "It asks to be unsubscribed.",
        &[
            "(?:^{lead}|{b}to |{b}i |{b}do i |{b}can i |{b}please |{b}me |{b}and |{b}we |{b}im |{b}can you )(?:unsubscribe|unsub|optout)(?: (?:me|us|this|my|from (?:{texts}|this|these|this list|your (?:[a-z]+ )?(?:lists?|system|service|services|database|company|number|updates|program|contacts|group)|all|everything|the (?:list|texts|messages|program|group)|any)|of (?:{texts}|this|these|all|everything|any|receiving|future)|{mynumber}|now|thanks|thank|immediately|asap|today|stopsign|all|permanently|wrong number)\\b|$)",
            "(?:unsubscribe|optout|unenroll|disenroll|unregister|deregister) (?:me|us|this (?:number|phone)|{mynumber})",
            "opt (?:me|us|this number|{mynumber}|my number|him|her) out",
            "(?:unsubscribe|unenroll|optout) (?:from|of) (?:all )?{texts}",
            "(?:im|am|hereby|we are|were|be) (?:unsubscribing|optout|unsubscribe)(?: |$)",
            "^{lead}(?:unsubscribing|deactivate (?:me|us|{mynumber})|unregister me|disconnect me)(?: (?:me|now|thanks|from {any} {any}))*$",
            "^{lead}(?:how|where|whats|what is)(?: do| can| could| is| to| would| the){0,2}(?: i| we| you)? (?:unsubscribe|optout|unsub)",
            "^{lead}removal from (?:your |the |this |all |any )?(?:[a-z]+ )?(?:list|lists|texts|database|system)",
            "^{lead}permanently (?:optout|unsubscribe|remove)",
        ],
    ),
    rule(
        Stop(All),
        "It asks for the do-not-call list.",
        &[
            "(?:put|place|add|get|include|register|list|need|want) (?:{any} ){1,3}?(?:on|to|onto|in) (?:{any} ){0,3}?(?:do not|dont|no|not to|never) (?:call|text|contact|solicit|disturb|message)",
            "(?:^{lead}do not|^{lead}dont|{b}to your do not|{b}to your dont) (?:call|contact|text) list",
        ],
    ),
    rule(
        BareStop,
        "It asks to be removed.",
        &[
            "^{lead}(?:remove|delete)(?: (?:me|us|this|thanks|now|asap|immediately|stopsign|today|permanently))*$",
        ],
    ),
];
