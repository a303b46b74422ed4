//! What may or may not be an opt-out: a wrong number, a refusal of an offer, anger, "cancel it".
//!
//! A doubt speaks where it is all that a text says. Some are loud: whatever else is said, the number
//! may not belong to the person who called, or this person may be about to complain.

use super::Finding::{Doubt, LoudDoubt};
use super::{Rule, rule};
use crate::consent::reading::Lean::{PauseAutomation, PreferChannel, StopSequence};

pub(super) const RULES: &[Rule] = &[
    rule(
        LoudDoubt(PauseAutomation),
        "It says that the number is somebody else's.",
        &[
            "^{lead}(?:(?:i think |im afraid |sorry |looks like |this is |its |you |have |got |texted |called |reached |dialed |must |the |a |an |im |i |am |has |had |ve |youve |u |ya |think |believe )*)(?:wrong|incorrect) (?:number|person|phone|guy|lady|one|contact|num|cell|phone number)(?: (?:bud|buddy|pal|man|friend|here|i think|im afraid|sorry|for [a-z]+|dear|honey|sweetie|thanks|my friend|mate|there|lol))*$",
            "(?:doesnt|dont|no longer|nolonger|didnt) (?:have|own|use|live|work)(?: at| with)? (?:this|that|here|at this)(?: {any})? ?(?:phone|number|anymore)?(?: anymore| any longer)?$",
            "(?:nolonger|not|isnt|wasnt) (?:{any} ){0,2}(?:number|phone|cell)(?: anymore)?$",
            "(?:has|got|have) (?:a )?(?:new|different) (?:number|phone)(?: now)?$",
            "(?:he|she|they) (?:has )?(?:changed|moved|switched) (?:his|her|their|the)? ?(?:number|phone|numbers)",
            "^{lead}(?:i|we|nobody|no one|noone|i have|ive|i|nobody here|no one here|we)(?: have)? ?(?:never|didnt|havent|did not|called|dialed|ever|certainly|definitely|not) ?(?:ever )?(?:call|called|dial|dialed|phone|phoned|contact|contacted|called|make|made|reach out to|reached out to)?(?: (?:you|anyone|anybody|this number|this|here|any of you|yall|a call|this business|this place|a plumber|any plumber|your (?:business|company|number|office)|that number|the number))*$",
            "^{lead}(?:theres |there is |there are |you have |we have )?(?:no|nobody|noone|no one|not any|isnt any|isnt a|isnt anyone){b} ?(?:here |at this number |with )?(?:by |with |named |called |of )?(?:that name|the name|by|named|called|[a-z]+)?(?: [a-z]+)? (?:here|at this number|on this number|at this phone|by that name|lives here|named [a-z]+|anymore)(?: here)?$",
            "^{lead}(?:im|this is|thats|its) (?:not|nolonger) (?:[a-z]+s?)(?: (?:anymore|phone|number|here|cell|[a-z]+ number|nor do i know (?:him|her)))?$",
            "^{lead}(?:i |we )?(?:didnt|never|havent) (?:call|called|dial|dialed|contact|contacted)(?: (?:you|anyone|anybody|this number|there|here|yall))?$",
            "^{lead}this (?:isnt|aint) (?:[a-z]+ ?){1,3}$",
            "^{lead}(?:i )?(?:just )?(?:got|have|received) (?:this|a new) (?:number|phone)(?: (?:last|this|a|recently|yesterday|today|week|month|few|weeks|ago|days|number))*$",
            "(?:new|previous|different|old|prior) owner",
            "^{lead}do i know (?:you|this number|u)$",
            "never (?:gave|given|give) (?:you |u |out |them |anyone )?(?:my|this) (?:number|cell|phone)",
            "(?:never|didnt|dont (?:remember|recall)|havent) (?:sign|signed|signing|subscribe|subscribed|subscribing|register|registered|ask|asked|asking)(?: up)? (?:for|to) (?:this|these|that|any of this|your|any|text|texts|messages)(?: {any}){0,2}$",
            "(?:dont know|never heard of) (?:you|who (?:this|you|that) (?:is|are)|a [a-z]+|any [a-z]+|anyone (?:named|by)|this (?:number|person|company|business)|your (?:company|business))",
            "^{lead}(?:{any} ){0,3}(?:passed away|passed|died|is deceased|is dead|deceased|hes deceased|shes deceased|passed on)(?: (?:in|last|this|on|a|few|years?|months?|weeks?|ago|and|recently|yesterday|two|three|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|fall|winter|sadly|already|of|year|month|week|[0-9]+))*$",
            "^(?:hes|shes|is|this person is|the owner is) (?:deceased|dead|gone)",
            "(?:who|how|howd|where|whered|whod|whoever)(?: the (?:hell|heck|fuck))? (?:gave|give|did|got|get|do|have|are|you)? ?(?:you |u |they |did )?(?:gave |give |get |got |have |getting |find )(?:you |u |out )?(?:my|this|my cell|our) (?:number|info|information|contact|name|phone|cell)",
        ],
    ),
    rule(
        LoudDoubt(PauseAutomation),
        "It complains of being texted.",
        &[
            "^{lead}why (?:the (?:hell|fuck|heck) )?(?:do|are|r|did|would|am|is|have|does)(?: (?:you|u|i|we|this|it|they|she|he|somebody|someone))? ?(?:keep |still |even |always |getting |keeps |been |continue to |all )*(?:texting|text|messaging|message|contacting|contact|spamming|bothering|sending|send|getting|receiving|blowing up)(?: (?:me|us|this|these|here|this number|again|so much|my phone|texts|messages|from you|to me|all the time|at all|her|him))*$",
            "^{lead}(?:is |are |was |sounds like |looks like |this |these |that |its |you |seems like |total |just |a |some |kind of |such )*(?:a )?(?:spam|scam|scammer|scammers|spammer|spammers|phishing|junk|fraud|fake|a bot spam)(?: (?:text|texts|message|messages|call|number|artist|alert|likely))*$",
            "(?:report|reporting|reported|reports|flagged|flagging|mark|marked|marking)(?: (?:you|this|it|these|them|number|your number|as|for|to|the|and|blocked|blocking))* (?:as |for |to )?(?:spam|junk|scam|fraud|harassment|fcc|ftc|police|authorities|bbb|attorney general|carrier)",
            "^{lead}(?:im |i am |ill |i |going to |being |youve been |and |youre )*(?:report|reporting|reported|block|blocking|blocked)(?: (?:you|this|number|this number|and|reported|blocked|report|blocking|reporting|your number|u))*$",
            "^{lead}(?:this is |thats |its |you are |youre |that is |this |so |very |getting |is |these are |texts are |your texts are |the texts are )*(?:harassment|harassing|annoying|ridiculous|too much|too many texts|out of control|creepy|invasive|illegal|spammy|unacceptable|intrusive)(?: (?:me|us|texts|messages|af|now|at this point))*$",
            "^{lead}(?:too many|so many|way too many) {textword}$",
            "^{lead}(?:you|yall) (?:text|texting|message|send|are texting)(?: me)? (?:way )?too (?:much|often|many)(?: {any})?$",
            "(?:getting|receiving|paying for|charged for|get charged for) (?:{texts}) ",
            "do not (?:call|text|contact) (?:registry|list)",
            "dont (?:call|text|contact) (?:registry|list)",
        ],
    ),
    rule(
        Doubt(PauseAutomation),
        "It is hostile, and asks for nothing plainly.",
        &[
            "^{lead}(?:{any} )?(?:enough|enough already|thats enough|enough is enough|thats it|ive had enough|had enough|ugh|ugh {any}|argh|grr+|smh|jesus|really|again|not again|still|come on|seriously|oh come on|you again|these again|this again|another one|are you serious|are you kidding(?: me)?|you kidding(?: me)?|give me a break|gimme a break|unbelievable|unreal|wow really|ffs|wth|wtf|what the (?:hell|fuck|heck)|omg|stopsign|rudesign|what do you want|how to stop|how do i stop|whatever)(?: (?:again|already|not again|really|with this|enough|please|stopsign|rudesign|now|of this|lady|man))*$",
            "^{lead}(?:stopsign|rudesign| )+$",
            "^{lead}(?:go )?(?:to )?(?:f+|fck|fuck|fk|fuk|f[a-z]?|screw|piss|bugger|sod|buzz|bug|back|go|get|shove|eat|kiss|bite|eff|naff|jog)(?: (?:off|you|u|yourself|away|lost|it|shit|my|me|ass|a life|to hell|on|a job|bent|out|out of here|your|the|hell|all|this|that|yourselves|with))+$",
            "^{lead}(?:shut up|shut it|stfu|gtfo|fu|fuckoff|fuck|fck|go to hell|drop dead|get lost|scram|beat it|shoo|get out|hate you|i hate (?:you|this|these)|bs|bullshit|asshole|assholes|idiots?|jerks?|creeps?|losers?|morons?|bastards?|go kick rocks|kick rocks|take a hike|get bent|loser|gross)(?: (?:all|now|you|already|please|idiot|idiots|loser|stopsign|rudesign))*$",
            "(?:wasting my time|sick of (?:this|you|it|these)|tired of (?:this|you|it)|fed up|driving me (?:crazy|nuts))",
        ],
    ),
    rule(
        Doubt(PauseAutomation),
        "It uses an opt-out word, and may mean the job, a visit or the texts.",
        &[
            "^{lead}(?:i |we |you |id like to |im |i am |going to |need to |i need to |we need to |i want to |wanted to |want to |have to |i have to |had to |we have to |i must |must |may have to |might have to |can |could |can i |can we |may i |were |we are |let me |lets |gonna |would like to |wish to |like to |decided to |trying to |how do i |will |ill |please )*(?:cancel|canceling|cancelling|canceled|cancelled|cancels)(?: (?:it|that|this|these|those|them|everything|all|mine|ours|me|us|all of it|of it|both|please|thanks|sorry|now|already|asap|immediately|on|the whole thing|whole thing|completely|altogether|stopsign|anything|for now|for good|and|again))*$",
            "^{lead}(?:remove|delete|end|terminate|finish|drop) (?:it|that|them|those|everything|all|mine|all of it)(?: now| thanks)*$",
            "^{lead}(?:the end|end of story|end of discussion|thats the end|end)(?: of it| period)?$",
            "^(?:i|we) (?:quit|stop|end|give up|stopped|give up on (?:you|this|it|that|all)(?: guys)?)$",
            "^{lead}(?:i |we |im |were |we are |i am |are |so |all |officially )+(?:done|finished|through|over it|out)(?: (?:here|with (?:this|it|you|that|all|these|everything)|now|waiting|done|yall))*$",
            "^{lead}(?:stop|quit|end|cease|hold)(?: (?:for|till|til|until|monday|tuesday|wednesday|thursday|friday|saturday|sunday|the|it|that|this|while|during|a|few|some|couple|day|days|weeks?|months?|now|today|tonight|tomorrow|next|while|bit|minute|moment|time|being|temporarily|winter|summer|season|holidays|year|later|we|i|talk|get|back|am|im|are|ready|[0-9]+))+$",
            "^{lead}(?:done|finished|through) with (?:this|you|it|that|these|all of (?:this|it|you))$",
            "^{lead}stop (?:the )?(?:presses|press|music|the music|clock|train|insanity|madness|show|traffic|nonsense)$",
            "^{lead}(?:pause|paused|hold|hold off|hold on|wait|freeze|snooze|mute|suspend|hold up)(?: (?:for|now|a|please|while|it|this|these|them|that|everything|all|bit|me|thanks|the|texts|until|till|til|then|next|year|spring|summer|fall|winter|further|notice|off|week|month|minute|texts))*$",
            "^{lead}(?:cut|knock) (?:it|that|this) (?:out|off)(?: (?:already|now|thanks))*$",
            "^{lead}(?:turn|shut|switch|knock) (?:it|this|these|them|that|those|everything|all of it)(?: (?:all|stuff|thing|things))? off(?: (?:now|thanks))*$",
            "^{lead}(?:turn|shut|switch|knock) off (?:it|this|these|them|that|those|everything)$",
            "^{lead}(?:no more|not anymore|nomore|discontinue|discontinued|unenroll|disenroll|unregister|deregister|opt|unfollow|halt|cease|desist|deactivate|disable|withdraw|decline|unlist|disconnect|suspend|no mas|never again|enough|dismiss|terminate|leave|exit|detach|block|blocking|out|off|remove)(?: (?:please|thanks|now|it|this|that|me|stopsign|of this|of these))*$",
            "(?:use|text|try|send to|message|contact) (?:my|the|a|her|his|our) (?:other|different|new|work|second|husbands|wifes|cell|home) (?:number|phone|cell|one)(?: (?:instead|please|for this|thanks))*$",
            "^(?:{any} ){0,3}(?:busy|sorry|meeting|working|driving|later|now) stop$",
            "^{lead}(?:use|try) (?:a )?(?:different|another) (?:number|phone)",
            "^{lead}(?:stop|quit|stopping) (?:ill|i will|im|you are|youre|we|its|dont) (?:{any} ?){0,5}$",
            "(?:stop|quit|dont)(?: {any}){0,2} (?:texting|calling|messaging) (?:him|them|people|my (?:tenants?|customers?|clients?|employees?|guys|crew))",
        ],
    ),
    rule(
        Doubt(StopSequence),
        "It refuses what was offered.",
        &[
            "^{lead}(?:nothanks|nah|naw|nope not|no ty|no gracias|non merci|nein danke|hard pass|(?:im )?going to (?:have to )?pass|ill pass|pass|i pass|well pass|ill have to pass|nothing|none|negative|not for me|not for us|not at all|decline|declined|i decline|not (?:really )?|nay|nada)(?: (?:thanks|im good|im fine|were good|on this|on that|this time|for now|today|though|man|for me|not|nothanks|but|anyway|good|all set))*$",
            "^{lead}(?:im|were|we are|i am|all|its|everything|everythings|i think im|think were|we|were all|im all|its all|i|think|you are|should be|now)(?: (?:is|are|all|good|be))* ?(?:good|set|fine|ok|okay|covered|squared away|taken care of|sorted|settled|handled|set up|fixed|done)(?: (?:thanks|now|here|anyway|though|for now|already|without|appreciate it|thx|on my end|man))*$",
            "^{lead}(?:all set|all good|all fine|im good|im set|im fine|good|were good|good here|fine thanks)(?: (?:thanks|now|here|anyway|though|for now|already|on my end))*$",
            "^{lead}(?:im |were |i am |we are |am |are |i |we |hes |shes |my husband is |really |nolonger |absolutely |not |at all |this time |just )*(?:not|nolonger|uninterested|isnt) ?(?:really |at all |that )?(?:interested|interest|needed|necessary|required|looking)(?: (?:thanks|anymore|at all|in (?:this|it|that|any|your|the) ?(?:services?|service|offer|offers|product|products)?|in (?:anything|any of (?:this|it)|a quote|an estimate|your [a-z]+)|right now|now|at this time|but thanks|please|period|nothanks|sorry|for now|though))*$",
            "^{lead}(?:i |we )?(?:nolonger|dont|wont|didnt) (?:need|want|require|needing|be needing|needed)(?: (?:it|you|this|that|them|one|anything|anymore|help|service|services|a [a-z]+|the [a-z]+|your (?:help|services?)|any|now|thanks|after all|anything else))*$",
            "^{lead}(?:i |we |its |it |this |that |its been |has been |already |got |is |was |been |had |have |ive |weve |the [a-z]+ is |now |just |all |job )*(?:problem |issue |leak )?(?:handled|fixed|resolved|sorted|solved|taken care of|took care of it|took care|done|solved|repaired|filled|booked elsewhere|covered|sorted out|figured out|figured it out|worked out)(?: (?:it|thanks|now|already|myself|ourselves|by someone else|elsewhere|anyway|by myself|already thanks))*$",
            "^{lead}(?:i |we |ive |weve |already |have |just )*(?:found|went|going|gone|go|chose|picked|using|got|decided|decided to go|going to go)(?: (?:with |to |on |for )?)(?:someone|somebody|another|other|someone else|somebody else|a different|different|elsewhere|someplace else|another company|another (?:plumber|guy|groomer|vet|cleaner|shop|place|[a-z]+))(?: (?:else|company|guy|person|place|contractor|plumber|one|thanks|instead|for it|already|direction|option))*$",
            "^{lead}(?:never mind|forget it|forget about it|forget this|forget that|forget the whole thing|disregard|scratch that|ignore (?:that|this|me)|no worries never mind|dont worry about it|dont bother|dont bother then|leave it|skip it|drop it|(?:i |we |ive )?changed (?:my|our) minds?|change of plans|too late|too late now|not anymore|no need|no need anymore|no need thanks|no need now|not needed)(?: (?:thanks|then|now|about it|please|sorry|anymore|ill|i|will|find|someone|else|we|got it|all good|found|figured|it|out))*$",
            "^{lead}(?:ya )?no (?:me |nos )?(?:interesa|lo necesito|gracias|necesito nada|necesito|quiero nada|hace falta|estoy interesad[oa]|estamos interesados)(?: (?:gracias|ya|nada|mas|por ahora))*$",
            "^{lead}ya no (?:lo |la |me )?(?:necesito|interesa|quiero|hace falta)(?: gracias)?$",
            "^{lead}(?:je ne suis )?(?:pas|plus) (?:interesse|interessee|besoin|la peine)(?: merci)?$",
            "^{lead}(?:kein interesse|non mi interessa|geen interesse|sem interesse|nao tenho interesse|nao obrigado|nao obrigada|no grazie|nee bedankt)(?: (?:danke|grazie))?$",
        ],
    ),
    rule(
        Doubt(PreferChannel),
        "It likes another way better.",
        &[
            "^{lead}(?:its |is |much |would be |calling |a call |phone |email |calls |far |way )*(?:easier|better|best|faster|simpler|quicker)(?: (?:if you|to|for me|for us|by|on|over|you|way|if|with|me|just|can|could|a|the|than|texting|text|this|is|via))* ?(?:call|email|phone|calling|a call|talk|speak|emailing)?(?: (?:me|us|for me|instead|on the phone|than text|than texting|by phone|thanks|than this|over the phone))*$",
            "^{lead}instead call(?: (?:me|us|thanks|instead))*$",
            "^{lead}(?:calls?|calling|email|emails|phone|phone calls?|a (?:phone )?call) (?:is|are|would be|works?) (?:easier|better|best|faster|preferred|preferable)(?: (?:for me|for us|than text|than texting|thanks))*$",
            "^{lead}(?:i |we |id |would |much |prefer |rather |like |you |a |to |be |that |if |get |talk |speak )*(?:rather|prefer|like)(?: (?:you|a|to|be|that|if|get|an|just|we|i|had|have|it))* ?(?:phone call|phone calls|phone|calls?|called|email|emails|emailed|talk|speak|voice)(?: (?:me|us|instead|on the phone|by phone|over text|over texting|to texting|than text|thanks|over the phone|to text|to a person|with someone))*$",
            "^{lead}(?:can you |could you |you can |will you |maybe )?(?:call|email|phone|ring)(?: (?:me|us))? (?:instead|rather)(?: (?:of (?:text|texting|texts|this|messaging)|thanks|then|if you can|next time))*$",
            "^{lead}(?:just )?(?:i )?(?:dont|never|rarely|hardly) (?:like|do|read|check|see|use|look at|really) (?:to )?(?:text|texting|texts|my texts|messages|my messages)(?: (?:much|often|very|well))*$",
            "^(?:prefiero|mejor) (?:que )?(?:me )?(?:llam[a-z]+|una llamada|por telefono|correo|email|el telefono)",
            "^(?:je prefere|mieux) (?:que vous )?(?:m ?appel[a-z]+|un appel|par telephone|le courriel|courriel)",
        ],
    ),
];
