//! Spanish, as it is written in North America. Accents are gone when a rule reads.

use super::Finding::{BareStop, Doubt, Harmless, LoudDoubt, Stop};
use super::{Rule, rule};
use crate::consent::reading::Lean::{PauseAutomation, StopSequence};
use crate::consent::reading::Scope::All;

pub(super) const RULES: &[Rule] = &[
    rule(
        Stop(All),
        "It asks in Spanish for no more texts.",
        &[
            "(?:dej|par|ces|termin)[a-z]* de (?:estar )?(?:me |nos )?(?:mand|envi|escrib|text|mensaj|molest|contact|llam|hosti|acos|fastidi|hacer|contest)[a-z]*",
            "(?:basta|suficiente|no mas|nada de|ya no mas) (?:de |con |los |sus |estos )*(?:mensaj|texto|sms|msj)[a-z]*",
            "^(?:{any} ){0,3}no mas(?: por favor| gracias)*$",
            "no (?:me |nos |le |les |lo |la |se |quiero que (?:me |nos )?|vuelva[ns]? a (?:me )?|vuelvas a |deben |pueden |tienen permiso (?:de|para) )*(?:vuelva[ns]? a |siga[ns]? |sigan |anden )?(?:escrib[a-z]*|molest[a-z]*|text(?:e|en|ee|een|ear|ees|eeme)|contact(?:e|en|es|ar|arme|enme|eis))(?: |$)",
            "no (?:me |nos |le |les |quiero que (?:me |nos )?|vuelva[ns]? a |siga[ns]? )*(?:mand|envi|llegu)[a-z]* (?:{any} ){0,4}?(?:mensaj|texto|sms|msj|nada|propaganda|publicidad)[a-z]*",
            "no (?:me |nos |quiero que (?:me |nos )?|vuelva[ns]? a )*(?:mand|envi)[a-z]*(?: mas| nada| nunca mas)*$",
            "no (?:quiero|deseo|necesito|acepto|autorizo|pedi|queremos|me interesa recibir|quisiera)(?: {any}){0,3}? (?:mensaj|texto|sms|msj|recibir|contact|que me escrib|que me mand)[a-z]*",
            "(?:borr|elimin|quit|saqu|remuev|retir|sac|descart|olvid|remov|suprim)[a-z]* (?:{any} ){0,4}?(?:lista|listas|numero|telefono|base de datos|sistema|contactos|registro)",
            "(?:dar|darme|deme|denme|darnos|de|den|darse|doy) (?:{any} ){0,2}?baja",
            "(?:cancel|deten|par|elimin|desactiv|termin|suspend|quit)[a-z]* (?:los |mis |estos |sus |todos los |la |mi |esos |de )*(?:mensaj|texto|sms|msj|suscripcion|notificacion)[a-z]*",
            "(?:dejen?|dejame|dejenme|dejeme|dejenos|dejennos|deje)(?: me| nos)? en paz",
            "no (?:doy|di|tienen?) (?:{any} ){0,2}?(?:permiso|consentimiento|autorizacion)",
            "ni (?:me |nos )?(?:mand|envi|escrib|text|contact|llam)[a-z]*",
            "revoco",
            "sin mas mensajes",
        ],
    ),
    rule(
        BareStop,
        "It says stop in Spanish.",
        &[
            "^(?:(?:por favor|ya|no|hola|gracias|ok|si|quiero|favor de|le pido que|les pido que|numero equivocado) )*(?:alto|pare|paren|para|parele|basta|baja|detener|detengan|detenganse|cancelar suscripcion|quitenme|borrenme|borrame|quitame|eliminenme|eliminame|remuevanme|saquenme|darme de baja|salir)(?: (?:por favor|ya|gracias|ahora|de aqui|todo|esto|con esto|favor))*$",
        ],
    ),
    rule(
        LoudDoubt(PauseAutomation),
        "It says in Spanish that the number is somebody else's.",
        &[
            "(?:numero|telefono|persona) (?:{any} )?(?:equivocad|incorrect|erroneo)[a-z]*",
            "(?:se |te |esta |estas |estan )?(?:equivoc)[a-z]* (?:de |con el )?(?:numero|persona)",
            "^(?:esta |estas )?equivocad[oa]$",
            "(?:no|nunca) (?:los |les |lo |la |te |le |he )?(?:llame|llamado|marque)(?: {any}){0,3}$",
            "(?:ya no (?:tiene|usa) este|este no es el|no es el) (?:numero|telefono)",
            "(?:quien|como) (?:{any} ){0,3}?mi numero",
            "no (?:conozco|se quien)",
        ],
    ),
    rule(
        Doubt(StopSequence),
        "It refuses in Spanish what was offered.",
        &[
            "^(?:no gracias|nogracias|no me interesa|no estoy interesad[oa]|ya no|ya lo arregl[a-z]+|olvidalo|olvidelo)(?: gracias| ya| por ahora)*$",
        ],
    ),
    rule(
        Doubt(PauseAutomation),
        "It may mean in Spanish the job, a visit or the texts.",
        &[
            "^(?:quiero |necesito |voy a |tengo que |por favor )*(?:cancel[a-z]*|eliminar|terminar)(?: (?:todo|eso|esto|lo|la|por favor|gracias))*$",
        ],
    ),
    rule(
        Harmless,
        "It adds nothing.",
        &[
            "^(?:por favor|gracias|hola|buenos dias|buenas tardes|buenas noches|disculpe|perdon|senor|senora|sr|sra|muchas gracias|no gracias|no|ya)(?: {any}){0,2}$",
        ],
    ),
];
