//! Wanting texts again, which means something only from a person who is opted out.

use super::Finding::Again;
use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[rule(
    Again,
    "It asks to be texted again.",
    &[
        "(?:start|resume|restart|reactivate|continue|begin|reenable|re enable|enable|restore|unpause|resuming|reinstate) (?:with )?(?:sending |getting |receiving |the |my |your |me |us |to )*(?:text|texts|texting|message|messages|messaging|notifications|alerts|updates|sms|reminders)",
        "^{lead}(?:start|resume|restart)(?: (?:again|now|thanks))*$",
        "^{lead}keep (?:texting|messaging|sending)",
        "(?:start|resume) (?:sending|getting|receiving)",
        "(?:can|may|ok to|okay to|fine to|alright to|free to|ahead and|could|please|want you to|like you to|welcome to|good to|its ok if you|^|and|to) (?:now )?(?:text|message|contact|texting) (?:me|us|{mynumber})(?: |$)",
        "(?:text|texting|message|messaging|contact|send)(?: {any}){0,3} again",
        "(?:add|put|sign|opt|get|take|sub|let) (?:me|us|my number|it|this number|{mynumber})(?: right)? (?:back|in|up|on)(?: |$)",
        "(?:turn|switch) (?:{any} ){0,3}?(?:back on|on again|on)",
        "(?:back on|back in|back to) (?:your |the |my |this )?(?:list|texts|text)",
        "(?:unblock|resubscribe|re subscribe|subscribe|unstop|un stop|undo|optin)(?: (?:me|us|my|the|this|stop|optout|unsubscribe|please|again|thanks|it|that|to)\\b|$)",
        "(?:didnt|did not|never|not) (?:mean|meant|want|intend)(?: to)?(?: {any}){0,2} (?:stop|unsubscribe|optout|cancel|block|end|say stop)",
        "(?:stop|unsubscribe|optout|cancel|blocked|block)(?: {any}){0,3} (?:by |on )?(?:accident|mistake)",
        "(?:accidentally|mistakenly)(?: {any}){0,2} (?:stop|stopped|unsubscribe|optout|hit|texted|sent|said|blocked)",
        "(?:want|like|love|prefer|need|wish) (?:to )?(?:start |be |keep |get |getting |receive |receiving |have |see )*(?:your |the |my |those |these |text )*(?:texts|messages|texted|text|messages|notifications|reminders|updates|texting)(?: (?:again|back|after all|please|from you|now)\\b|$)",
        // Spanish, French
        "(?:puede|pueden|puedes|quiero|vuelva|vuelvan|empiece|empiecen)(?: {any}){0,4} (?:otra vez|de nuevo|nuevamente)",
        "(?:volver|vuelv[a-z]*) a (?:mandar|enviar|escribir|textear|recibir)[a-z]*",
        "^{lead}(?:suscrib|reabonn|reinscri|me reabonn)[a-z]*(?: (?:me|moi|svp|por favor|otra vez))*$",
        "(?:reanudar|reactivar|reactive|reanude)",
        "(?:pouvez|peux|reprendre|reprenez|recommencez)(?: {any}){0,4} (?:nouveau|texter|textos|messages|ecrire|encore)",
    ],
)];
