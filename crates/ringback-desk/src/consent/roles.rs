//! The roles of words in [`super::demand`]. A word that is not here is of the trade, or a name.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A verb of stopping.
pub(super) const HALT: u16 = 1;
/// What is stopped: doing it.
pub(super) const TEXTING: u16 = 1 << 1;
/// What is stopped: what is sent.
pub(super) const TEXT: u16 = 1 << 2;
/// What is refused: "don't write".
pub(super) const ACT: u16 = 1 << 3;
/// A verb of taking off.
pub(super) const TAKE: u16 = 1 << 4;
/// Takes a person or a number away only with `off`, `out`, `away`.
pub(super) const WITH_OFF: u16 = 1 << 5;
/// Where to.
pub(super) const OFF: u16 = 1 << 6;
/// What of a person is taken off.
pub(super) const NUMBER: u16 = 1 << 7;
/// Whoever writes.
pub(super) const ME: u16 = 1 << 8;
/// A negation that may be told to us.
pub(super) const NOT: u16 = 1 << 9;
/// May stand between a verb and its object.
pub(super) const BETWEEN: u16 = 1 << 10;
/// Who stops by himself: "it stops", "I never stop".
pub(super) const SUBJECT: u16 = 1 << 11;
/// Belongs to the language of such demands, and says nothing else.
pub(super) const PLAIN: u16 = 1 << 12;
/// What is stopped if it is done to a person or a telephone: "stop buzzing my phone".
pub(super) const PESTER: u16 = 1 << 13;

/// Roles and the words that have them; a word may have several.
const ROLES: &[(u16, &str)] = &[
    (
        HALT,
        "stop stopping quit cease halt discontinue desist refrain end terminate suspend kill \
         abort disable",
    ),
    (
        TEXTING,
        "texting messaging contacting writing emailing sending spamming bothering harassing \
         bugging pestering annoying calling phoning pinging dming notifying alerting following \
         reaching hitting blowing communicating soliciting scamming trolling hounding nagging \
         replying responding chatting testing smsing disturbing hassling bombarding stalking",
    ),
    (
        PESTER,
        "filling buzzing dinging chasing pushing advertising sliding ringing lighting flooding \
         clogging jamming tagging hunting following blasting poking prodding cluttering selling \
         marketing pitching hustling",
    ),
    (
        TEXT,
        "text texts message messages sms mms spam notification notifications alert alerts updates \
         communication communications correspondence blast blasts junk contact solicitation \
         solicitations replies responses",
    ),
    (
        ACT,
        "text message contact write send call email bother bug harass annoy spam ping dm tx tex \
         communicate pester sms hassle reach hit ring buzz ahold",
    ),
    (
        TAKE,
        "remove delete erase lose forget trash toss discard drop purge wipe scrub destroy dump \
         unenroll unlist deregister ditch expunge scrap burn blacklist block removing deleting",
    ),
    (
        TAKE | WITH_OFF,
        "take get pull cut throw kick yank cross scratch strike clear rip boot pluck bump taking \
         getting",
    ),
    (OFF | BETWEEN, "off out away from"),
    (
        NUMBER,
        "number phone cell digits info contact name details information line mobile landline",
    ),
    (ME | BETWEEN, "me us"),
    (NOT, "dont never aint not"),
    (
        BETWEEN | PLAIN,
        "with w all the a your ur these this those that any more no it already now of and being \
         so such to my our another one other else next anything nothing robo record records trace \
         traces subscription stupid service auto automated mass ever even try trying want need be \
         get getting receive receiving you dare please much constantly back group",
    ),
    (SUBJECT | PLAIN, "it this that i we"),
    (
        SUBJECT,
        "they he she wont doesnt didnt cant couldnt never not dont isnt",
    ),
    (
        PLAIN,
        "pls kindly just really seriously ok okay hey hi hello yo dear sir maam guys folks \
         everyone everybody people dude bro bruh man buddy pal lady friend yours mine im ive id \
         ill were is are was been am do for or if then again anymore thanks very too immediately \
         asap today forever permanently once last final time times yet still keep got sent any \
         some nope nah yes yeah said say saying asked ask asking told tell telling wanted needs \
         would like could can will must should have has had better gotta requested request \
         requesting formally officially hereby respectfully politely nicely beg begging demand \
         demanding insist wish prefer appreciate interested customer client wrong person fuck \
         fucking hell heck shit damn crap ass asshole assholes idiot idiots jerk jerks god gods \
         sake love christ jesus crying loud lord ffs wtf omg jfc smh ugh scam harassment illegal \
         lawyer attorney police fcc sue report reported reporting block blocked blocking here \
         there mom dad wife husband kid kids son daughter mother father family because since bye \
         goodbye day nice good great morning afternoon evening sorry regards two three four five \
         six seven eight nine ten twice several many multiple hundred hundredth second third \
         fourth fifth 1 2 3 4 5 6 7 8 9 10 100 why nothanks stopsign rudesign list lists system \
         database records wanna up me us uh um uhm hmm oh mean unwanted annoying random constant \
         program about stuff everything anything altogether fucked company business ya effective \
         face legal action file filing complaint advised instructed notice whom may concern per \
         tcpa law chat thread convo conversation group inbox phone go ahead feel free end loop \
         whatever",
    ),
];

static BY_WORD: LazyLock<HashMap<&str, u16>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    for (roles, words) in ROLES {
        for word in words.split_whitespace() {
            *index.entry(word).or_default() |= roles;
        }
    }
    index
});

/// The roles of `word`, as bits; none for a word that demands do not use.
pub(super) fn roles_of(word: &str) -> u16 {
    BY_WORD.get(word).copied().unwrap_or(0)
}
