//! Sets of words that the patterns share: `{texts}`, `{me}`, `{stop}`.

/// Names and what they stand for; one may use those before it.
const WORDS: &[(&str, &str)] = &[
    // Whatever word.
    ("any", "(?u:[^ ]+)"),
    // Edges between words; the machine knows no others.
    ("b", r"(?-u:\b)"),
    // Verbs of stopping.
    (
        "stop",
        "(?:stop|stopping|stopped|quit|quitting|cease|halt|discontinue|terminate|end|cancel|kill|knock off|cut out|desist|desist from|refrain from)",
    ),
    (
        "halt",
        "(?:stop|quit|cease|halt|discontinue|desist|refrain from|knock off|lay off)",
    ),
    // What texts are called.
    (
        "textword",
        "(?:text|texts|texting|message|messages|messaging|sms|mms|notification|notifications|alert|alerts|communication|communications|correspondence|blasts|spam|junk)",
    ),
    // What may stand before it.
    (
        "which",
        "(?:the|these|this|those|that|your|ur|my|another|robo|mass|bulk|bot|group|service|all|all of|any|any of|more|anymore|further|other|future|additional|automated|automatic|auto|annoying|unwanted|unsolicited|constant|endless|random|silly|weird|spam|spammy|sms|text|of|of these|of the|of your|all the|all these|all of these|such|so many|incoming|daily|nonstop)",
    ),
    ("texts", "(?:{which} ){0,4}{textword}"),
    (
        "kin",
        "(?:mom|mother|mum|dad|father|wife|husband|son|daughter|kid|kids|child|children|grandma|grandmother|grandpa|brother|sister|parents|boyfriend|girlfriend|partner|family|aunt|uncle|roommate|boss|employee|office|business|house|home|work)",
    ),
    (
        "device",
        "(?:number|phone|cell|mobile|line|landline|device|cellular|{kin}s? phone|{kin}s? number|work phone|work number|home phone|home number)",
    ),
    (
        "mynumber",
        "(?:(?:my|this|our|his|her) (?:[a-z]+ )?{device}(?: [0-9][0-9 ]*)?|{device} [0-9][0-9 ]*|[0-9]{3}[0-9 ]{4,14})",
    ),
    (
        "thisnumber",
        "(?:(?:my|this|our|that|the|his|her) (?:[a-z]+ )?(?:number|digits|landline)|[0-9]{3}[0-9 ]{4,14})",
    ),
    (
        "me",
        "(?:me|us|him|her|them|here|my {kin}|our {kin}|{mynumber}|number|people|anyone)",
    ),
    // Doing it.
    (
        "texting",
        "(?:texting|messaging|contacting|reaching out|reaching out to|spamming|smsing|pinging|emailing and texting|calling (?:and|or) texting|texting (?:and|or) calling|dming)",
    ),
    (
        "totext",
        "(?:text|message|contact|sms|spam|ping|communicate with|dm)",
    ),
    (
        "annoying",
        "(?:bothering|bugging|harassing|harrassing|annoying|pestering|hounding|stalking|bombarding|disturbing|hassling|blowing up|hitting up|calling)",
    ),
    (
        "annoy",
        "(?:bother|bug|harass|annoy|pester|hound|disturb|hit up|blow up)",
    ),
    // Wishing.
    (
        "want",
        "(?:want|wanting|wish|need|care|like|desire|asked|ask|sign up|signed up)",
    ),
    // Never more.
    (
        "again",
        "(?:again|anymore|anymore more|more|ever|no more|any longer|from now on|in the future|further|at all)",
    ),
    // How a sentence may open without saying anything.
    (
        "lead",
        "(?:(?:ok|okay|alright|fine|k|hey|hi|hello|yes|yeah|yep|no|nope|nah|sorry|well|and|then|now|also|thanks|nothanks|man|omg|wtf|jeez|geez|seriously|again|gracias|merci|yo|dear {any}|all done|all set|done|nolonger interested|not interested|not now|wrong number|wrong person|unknown number|who is this|already [a-z]+ed|got it fixed|for (?:the|fuck|gods|god|heavens|petes|christ|crying) ?(?:last|second|third|fourth|[0-9]+(?:st|nd|rd|th)|tenth|hundredth|millionth|love|s|out)? ?(?:time|sake|loud|of)?|i (?:already )?(?:said|say|asked|told) (?:you )?(?:all )?(?:(?:[0-9]+|two|three|four|five|many|several|multiple) times )?(?:already )?(?:to )?|i (?:have )?already (?:said|asked|told you) (?:to )?|ive (?:already )?(?:said|asked|told) (?:you )?(?:(?:[0-9]+|two|three|four|five|many|several|multiple) times )?(?:to )?|(?:asked|told) (?:you )?(?:all )?(?:twice |already |before |(?:[0-9]+|two|three|four|many) times )*(?:to )?|(?:can|could|would|will|wont|cant) (?:you|they|someone|somebody)(?: all)?|(?:i|we) (?:want|need|wish|have|would like|am asking|am requesting|demand|insist|beg)(?: (?:for )?(?:you|it|this|that|these|them|those|everything))?(?: all)?(?: to)?|id like(?: for)?(?: (?:you|it|this|these|them))? to|im (?:asking|telling|begging)(?: you)? to|(?:you|they|he|she) (?:all )?(?:can|need to|must|should|have to|better|may|needs to|could|gotta)(?: now)?|(?:make|have|get|tell|let) (?:it|this|that|these|them|those|him|her)(?: to)?|how (?:do|can|could) (?:i|we|you) (?:make|get) (?:it|this|that|these|them|those)(?: to)?|when will (?:this|it|you)|when i say|id like|id rather you|go ahead and|feel free to|(?:i )?(?:hereby )?(?:request|demand|insist|ask)(?: that)?(?: you)?(?: to)?|you are (?:hereby )?(?:instructed|advised|requested|ordered|directed|required|asked) to|mind|would you mind) ?)*",
    ),
];

/// `pattern` with its `{names}` spelt out, at the edges of words.
///
/// Edges are those of ASCII words, so that a pattern in another script stands where it is found.
pub(super) fn expanded(pattern: &str) -> String {
    let mut text = if !pattern.is_ascii() {
        // As folding leaves a text: without breves and dots.
        format!("(?u:{pattern})")
            .replace('й', "и")
            .replace('ё', "е")
    } else {
        let begins = if pattern.starts_with('^') { "" } else { "{b}" };
        let ends = if pattern.ends_with(['$', '*']) {
            ""
        } else {
            "{b}"
        };
        format!("{begins}{pattern}{ends}")
    };
    for (name, words) in WORDS.iter().rev() {
        text = text.replace(&format!("{{{name}}}"), words);
    }
    text
}
