//! Starting texts in Spanish, for people who are marked so.
//!
//! The letters á, í, ó and ú are not in the GSM alphabet and would cost half a segment each time,
//! so that the wordings do without them: no letter is exchanged for another.

use super::Wordings;
use crate::words::situation::Situation::{Closed, Holiday, Known, Open, Vacation, Voicemail};
use crate::words::trade::Trade::{
    Cleaner, Clinic, Electrician, Garage, Gardener, Heating, Plumber, Salon,
};

/// By trade and situation; without a trade, for everybody who has none of their own.
pub(super) const WORDINGS: Wordings = &[
    (
        None,
        Open,
        &[
            "Hola, soy {owner} de {company}. Perdone que no pude contestar. ¿En qué le puedo ayudar? Responda a este mensaje.",
            "Le escribe {owner} de {company}, no pude tomar su llamada. ¿Qué necesita? Responda por este medio y le contesto.",
        ],
    ),
    (
        None,
        Closed,
        &[
            "Hola, soy {owner} de {company}. Ya cerramos por hoy[, abrimos {opens}]. ¿Qué necesita? Responda por este medio.",
            "Le escribe {owner} de {company}. No hay nadie ahora mismo[, abrimos {opens}]. ¿Puede esperar? Escriba de qué se trata.",
        ],
    ),
    (
        None,
        Holiday,
        &[
            "Hola, soy {owner} de {company}. Hoy no abrimos[ por {holiday}]. ¿Qué necesita? Escriba y le contesto.",
            "Le escribe {owner} de {company}. Cerramos hoy[, abrimos {opens}]. ¿Puede esperar? Responda por este medio.",
        ],
    ),
    (
        None,
        Vacation,
        &[
            "Hola, soy {owner} de {company}. Andamos de vacaciones[ hasta {opens}]. ¿Qué necesita? Escriba y le contesto.",
            "Le escribe {owner} de {company}. Ahora no hay nadie[, volvemos {opens}]. ¿De qué se trata? Responda por este medio.",
        ],
    ),
    (
        None,
        Known,
        &[
            "Hola {first_name}, soy {owner} de {company}. Perdone que no pude contestar. ¿En qué le ayudo? Responda por este medio.",
            "{first_name}, le escribe {owner} de {company}. No pude tomar su llamada. ¿Qué necesita? Le leo por este medio.",
        ],
    ),
    (
        None,
        Voicemail,
        &[
            "Hola {first_name}, soy {owner} de {company}. Tengo su mensaje y lo escucho pronto. ¿Es urgente? Responda por este medio.",
            "Gracias por su mensaje de voz, {first_name}. Soy {owner} de {company}. ¿A qué hora le puedo llamar?",
        ],
    ),
    (
        Some(Plumber),
        Open,
        &[
            "Hola, soy {owner} de {company}, no pude contestar. ¿Hay una fuga o un drenaje tapado? Responda por este medio.",
            "Le escribe {owner} de {company}, ando en un trabajo. ¿Sale agua ahora mismo? Mande una foto si puede.",
        ],
    ),
    (
        Some(Heating),
        Open,
        &[
            "Hola, soy {owner} de {company}, no pude contestar. ¿No prende nada, o solo calienta poco? Responda por este medio.",
            "Le escribe {owner} de {company}. ¿Falla el aire o el calentador? Responda y le contesto.",
        ],
    ),
    (
        Some(Electrician),
        Open,
        &[
            "Hola, soy {owner} de {company}. ¿Hay chispas o humo? Llame primero al 911. Si no, ¿qué pasa? Responda por este medio.",
            "Le escribe {owner} de {company}. ¿Falla un cuarto o toda la casa? Responda. Si hay humo, llame al 911.",
        ],
    ),
    (
        Some(Salon),
        Open,
        &[
            "Hola, soy {owner} de {company}, no pude contestar. ¿Qué se quiere hacer, y para qué fecha? Escriba por este medio.",
            "Le escribe {owner} de {company}. ¿Corte, color u otra cosa? Responda con la fecha que prefiere.",
        ],
    ),
    (
        Some(Cleaner),
        Open,
        &[
            "Hola, soy {owner} de {company}, no pude contestar. ¿Una sola vez o cada semana, y en qué zona? Responda por este medio.",
            "Le escribe {owner} de {company}. ¿Es casa u oficina, y para qué fecha? Responda y le contesto.",
        ],
    ),
    (
        Some(Garage),
        Open,
        &[
            "Hola, soy {owner} de {company}, no pude contestar. ¿Es por un carro que tenemos, o un trabajo nuevo? Mande la placa.",
            "Le escribe {owner} de {company}. ¿El carro camina? Mande marca, modelo y lo que hace.",
        ],
    ),
    (
        Some(Gardener),
        Open,
        &[
            "Hola, soy {owner} de {company}, no pude contestar. ¿Trabajo nuevo, o uno que ya hacemos? Mande una foto por este medio.",
            "Le escribe {owner} de {company}. ¿Pasto, seto o palmera, y en qué calle? Responda y le contesto.",
        ],
    ),
    (
        Some(Clinic),
        Open,
        &[
            "Hola, soy {owner} de {company}, no pudimos contestar. ¿Es urgente hoy? Responda YES y le llamamos, o mande una hora.",
            "Le escribe {owner} de {company}. ¿A qué hora le podemos llamar? Responda por este medio.",
        ],
    ),
];
