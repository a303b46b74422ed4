//! A verb of stopping with texts, or with those who send them: "quit texting me".

use super::Finding::{BareStop, Stop};
use super::{Rule, rule};
use crate::consent::reading::Scope::All;

pub(super) const RULES: &[Rule] = &[
    rule(
        Stop(All),
        "It asks us to stop texting.",
        &[
            "{stop} (?:all |any |this |that |it with |with |with all |the |your |those |these |auto |mass |robo |constantly |always |automatically ){0,2}{texting}",
            "{halt} hitting {me} up",
            "(?:turn|shut|switch) off (?:the|your|this|that) (?:bot|robot|robots|ai|auto texts|autotexts|auto responder|autoresponder)",
            "(?:dont|never|quit) (?:be|keep|go|start) {texting}(?: (?:{me}|{again})|$)",
            "^(?:spam|enough|scam|harassment|junk) (?:stop|quit)$",
            "{halt} (?:the |your |this |these |all |all this )?{annoying} (?:me|us|my|our|this|people|here|and)",
            "^{lead}{halt} {annoying}$",
            "{halt} (?:all )?calling {me}",
            "{halt} (?:it |already |all |now )?(?:with )?(?:these|this|those|them|that)(?: (?:now|already|thanks|immediately|asap|today|stuff|crap|shit|bs|nonsense|business|things|at once|coming|stopsign))*$",
            "{stop} (?:it |already )?with (?:all )?{texts}",
            "{halt} (?:{any} )?sending (?:me |us |out |to me |{mynumber} )?(?:{texts}|these|this|those|them|it|that|stuff|things|anything|any|crap|shit|everything|links|so many|so much|more)",
            "^{lead}{halt} sending(?: (?:me|us|now|thanks|to {me}))*$",
            "{stop} (?:{which} ){0,4}(?:text|texts|message|messages|sms|mms|notifications|alerts|communication|communications|correspondence|spam|contact|blasts|subscription|subscriptions)(?: (?:to|from|please|now|thanks|on|for|at|immediately|subscription|service|updates|alerts|notifications|and|asap|stopsign)\\b|$)",
            "(?:how|where) (?:do|can|could|would|to) (?:i |we |you )?(?:make |get |have )?(?:{texts}|these|this|them|those) (?:to )?(?:stop|end|go away|turn off|quit)",
            "(?:how|where) (?:do|can|could|to) (?:i |we |you )?(?:stop|end|quit|avoid|block|cancel|turn off) (?:getting |receiving |all )?(?:{texts}|these|them|those)$",
            "(?:stop|quit|avoid|without|end) (?:getting|receiving|seeing) (?:{texts}|these|this|them|those|anything|stuff|from you)",
            "(?:make|have|get|want|need|let|like) (?:all )?(?:{texts}|these|those|them) (?:to )?(?:stop|end|stopped|off|turned off|go away|cease)(?: (?:coming|texting|sending|now|thanks|asap|immediately|already)\\b|$)",
            "(?:{texts}|these|those) (?:need|have|needs|has|must|should|better|to) (?:to )?(?:stop|end|cease)",
            "(?:turn|shut|switch) (?:off|down) (?:my |the )?{texts}(?: (?:to|from|please|now|for|thanks)\\b|$)",
            "(?:turn|shut|switch) (?:my |the )?{texts} off",
            "^(?:{texts}) off$",
            "(?:disable|deactivate|mute|suspend|unsubscribe) (?:my |the )?{texts}(?: (?:to|from|please|now|for|thanks)\\b|$)",
            "{halt} using (?:{mynumber}|this)",
            "(?:cease|end|stop|discontinue|halt) (?:and desist )?(?:all |any |further |all further |any further |your )*(?:communication|communications|contact|correspondence|contacting|texting)",
            "cease and desist",
            "(?:knock|cut) (?:it|that) (?:off|out) with (?:all )?{texts}",
            "{stop} (?:the|your|this|that) (?:bot|bots|robot|robots|robo texts|autotexts|auto texts|auto responder|autoresponder)",
            "(?:tell|told|asking|asked|want|need|ask|have|beg|get|let) (?:{any} ){1,4}(?:to )?(?:stop|quit) (?:{texting}|{annoying}|sending (?:me )?{texts})",
            "(?:have to|has to|need to|must i|times) (?:say|tell you|type|text|ask you to) (?:to )?stop",
            "one more (?:text|message|of these)",
            "(?:if|when|every time) you (?:text|message|contact|call or text) (?:me |us |this number |here )?(?:again|anymore|one more)",
            "^text me again (?:and|so|see)",
            "(?:enough|done|finished|over it|tired) (?:with|of) (?:all )?{texts}",
            "(?:enough|too many|no) (?:of )?(?:these |the |your )?{textword} stop",
            "thats enough (?:of )?{texts}",
            "^{lead}enough {texts}$",
            "{stop} (?:my |this |the )?(?:text|sms|message|texting|messaging) (?:alerts|updates|service|subscription|messages|list|program)",
            "(?:stop|quit) (?:or|before) (?:i|ill|im) (?:sue|report|block|call)",
            "what part of (?:stop|no|quit|unsubscribe|optout|leave me|not interested|dont|remove|wrong number)",
            "^{lead}(?:the )?next (?:text|message|one|time)(?: (?:i get|from you|you send|and|gets|goes|its|is|means|that comes))* (?:i|ill|im|we|you|youll|my|straight|reported|blocked|to)(?: {any}){0,6}$",
            "(?:after|since|when|though|because) (?:i|ive|we) (?:have )?(?:already )?(?:said|say|texted|replied|asked|told|sent|typed|wrote|typed in)(?: you| yall| them)?(?: to)? (?:stop|quit|no|unsubscribe|optout|remove)",
            "^{lead}(?:i|ive|we|weve) (?:have )?(?:already |just )*(?:texted|replied|sent|typed|wrote|hit|put|answered) (?:with )?(?:stop|unsubscribe|optout|quit|end)(?: (?:already|{any} times|before|twice|once|again|yesterday|last week|to this|to you|and|so why))*",
            "^{lead}(?:i|ive|we|weve|i thought i|thought i) (?:have |had |already |just |now |hereby )*(?:optout|unsubscribe|unsub|unsubbed)(?: (?:already|before|twice|{any} times|of (?:this|these|it|all|everything|{texts})|from (?:this|these|it|all|everything|{texts}|your list|the list)|last (?:week|month|year|time)|yesterday|and|why|so|now|stop))*$",
            "^{lead}(?:why am i )?still (?:getting|receiving) (?:{texts}|these|this|them)(?: {any}){0,3} (?:optout|unsubscribe|stop|stopped|removed?)",
            "^{lead}(?:cancel|cancelled|canceled|end|kill) (?:{which} ){0,3}(?:texts|messages|alerts|notifications|sms)$",
        ],
    ),
    rule(
        Stop(All),
        "It asks to be left alone.",
        &[
            "(?:leave|let) (?:me|us|my (?:phone|family|{kin})|my number|this number|{me}) (?:the {any} )?(?:alone|be|in peace)(?: and| now| already| please| or| from now on|$)",
        ],
    ),
    rule(
        Stop(All),
        "It asks us to block the number.",
        &[
            "^{lead}block (?:me|us|my number|this number|{mynumber})(?: (?:from|now|thanks|and|asap|stopsign|if|then)\\b|$)",
            "(?:im|ill|going to|will|gonna) (?:be )?block(?:ing)? (?:you|this number|your number|this|u|ur number)(?: {any}){0,3} (?:if|unless)",
        ],
    ),
    rule(
        BareStop,
        "It says stop and nothing else.",
        &[
            "^{lead}(?:stop|quit|unsubscribe|unsub|optout|stopall|stahp|unenroll me|disenroll me|remove me|remove us|delete me|no stop|yes stop|stip|stap|stopping|end this|unlist me|take me off)(?: (?:it|this|that|these|them|those|all|everything|now|already|today|immediately|asap|forever|permanently|for good|thanks|thank|you|stop|quit|unsubscribe|optout|me|us|stopsign|rudesign|with (?:this|these|it|that|them)|from this|from everything|means? stop|at once|right away|this instant|for real|means? it|fr|i mean it|no more|period|like now|like right now|bugging|or else|2|1|and|this crap|this shit|this bs|this nonsense|your shit|request|requested|rn|pronto))*$",
            "^{lead}(?:i want |i wanna |id like |let me )(?:out|off)(?: of (?:this|here|it|these))?$",
        ],
    ),
];
