//! French, as it is written in Canada. Accents and apostrophes are gone when a rule reads:
//! `m’envoyez` is `menvoyez`.

use super::Finding::{BareStop, Doubt, Harmless, LoudDoubt, Stop};
use super::{Rule, rule};
use crate::consent::reading::Lean::{PauseAutomation, StopSequence};
use crate::consent::reading::Scope::All;

pub(super) const RULES: &[Rule] = &[
    rule(
        Stop(All),
        "It asks in French for no more texts.",
        &[
            "(?:ne |n)(?:me |nous |plus |pas |jamais |mappel |vous )*m?(?:envo|enver|ecri|text|contact|derang|harcel|appel|recontact|solicit|sollicit)[a-z]*(?: moi)?(?: {any}){0,2}? (?:plus|pas|jamais)",
            "ne (?:plus|pas|jamais) (?:me |nous )?m?(?:envo|ecri|text|contact|derang|harcel|appel)[a-z]*",
            "^(?:{any} ){0,2}(?:plus|pas|jamais) (?:me )?(?:text|contact|ecri)[a-z]*",
            "(?:arret|cess|fini|stop)[a-z]* (?:de |d|avec |s il vous plait |svp )*(?:me |nous |m|les |ces |vos |tous les |ces foutus |vos maudits )*(?:denvo|envo|menvo|nenvo|ecri|mecri|decri|text|contact|recontact|derang|harcel|mharcel|appel|mappel|message|sms|spam)[a-z]*",
            "(?:plus|pas|assez|marre|tanne) (?:jamais )?(?:de |d |des |de ces |de vos |de tous ces )(?:message|texto|sms|texte|notification|msg)[a-z]*",
            "je (?:ne )?(?:veux|souhaite|desire|veut) (?:plus|pas)(?: {any}){0,3}? (?:message|texto|sms|texte|recevoir|contact|derange|notification|entendre)[a-z]*",
            "(?:desabonn|desinscri|desinscriv|desenregistr)[a-z]*",
            "(?:retir|enlev|supprim|effac|ray|ot|sort|biff)[a-z]* (?:moi|nous|mon numero|mon nom|le numero|ce numero|mes coordonnees)(?: |$)",
            "(?:menlever|me retirer|mo?ter|me rayer|me supprimer|me desabonner)",
            "(?:laiss|fich|fout)[a-z]* (?:moi|nous)(?: la)? (?:tranquille|paix|en paix)",
            "(?:annul|cess|suspend|desactiv)[a-z]* (?:les |mes |ces |tous les |l ?)?(?:message|texto|sms|abonnement|notification)[a-z]*",
            "je (?:revoque|retire)(?: {any}){0,2} (?:consentement|permission)",
            "(?:perd|oubli)[a-z]* mon numero",
            "aucun (?:message|texto|sms)",
        ],
    ),
    rule(
        BareStop,
        "It says stop in French.",
        &[
            "^(?:(?:ok|non|svp|bonjour|merci|oui|mauvais numero|s il vous plait|allo) )*(?:arret|arretez|arrete|arreter|stop|cessez|cesse|ca suffit|suffit|assez)(?: (?:svp|merci|ca|tout|maintenant|s il vous plait|sil vous plait|la|immediatement|tout de suite))*$",
        ],
    ),
    rule(
        LoudDoubt(PauseAutomation),
        "It says in French that the number is somebody else's.",
        &[
            "(?:mauvais|faux) (?:numero|num)",
            "(?:trompe|trompez|tromper|erreur) (?:de |d )?(?:numero|personne)",
            "mauvaise personne",
            "(?:jai|nai) (?:jamais|pas) appele",
            "(?:qui|comment)(?: {any}){0,3} mon numero",
        ],
    ),
    rule(
        Doubt(StopSequence),
        "It refuses in French what was offered.",
        &[
            "^(?:non merci|pas interesse|pas interessee|ca va merci|laissez tomber|laisse tomber|plus besoin)(?: merci)?$",
        ],
    ),
    rule(
        Doubt(PauseAutomation),
        "It may mean in French the job, a visit or the texts.",
        &[
            "^(?:je veux |je dois |je voudrais |svp |veuillez )*annul[a-z]*(?: (?:tout|ca|svp|merci))*$",
        ],
    ),
    rule(
        Harmless,
        "It adds nothing.",
        &[
            "^(?:svp|s il vous plait|merci|bonjour|allo|non|oui|desole|desolee|merci beaucoup|non merci|madame|monsieur)(?: {any}){0,2}$",
        ],
    ),
];
