//! The texts that answer an opt-out, START and HELP.
//!
//! 47 CFR 64.1200(a)(12): one confirmation, that sells nothing. CTIA, Messaging Principles and Best
//! Practices: HELP is answered with who this is, how to reach them and how to stop.

use std::collections::BTreeMap;

use super::outcome::ConsentText;
use crate::lines::Line;
use crate::template::{Template, Values};
use crate::words::Language;

/// A line's own words for them; the built-in ones where there are none.
pub type ConsentTexts = BTreeMap<(ConsentText, Language), Template>;

/// The text as it leaves from `line`, to somebody who is written to in `language`.
#[must_use]
pub fn consent_text(line: &Line, which: ConsentText, language: Language) -> String {
    let (company, number) = (&line.company, line.number.display_for(line.region));
    if let Some(own) = line.consent_texts.get(&(which, language)) {
        return own.render(&Values {
            owner: &line.owner,
            company,
            number: &number,
            first_name: "",
            opens: "",
            holiday: "",
        });
    }
    match language {
        Language::En => english(which, company, &number),
        Language::Es => spanish(which, company, &number),
    }
}

fn english(which: ConsentText, company: &str, number: &str) -> String {
    match which {
        ConsentText::OptOut => format!(
            "{company}: You will get no more texts from us. Reply START if you want them again."
        ),
        ConsentText::OptIn => {
            format!("{company}: You will get our texts again. Reply STOP to opt out.")
        }
        ConsentText::Help => format!(
            "{company}: For help call {number} or write here what you need. Reply STOP to opt out."
        ),
    }
}

/// Without á, í, ó and ú, which the GSM alphabet lacks. The carriers' keywords stay as they are.
fn spanish(which: ConsentText, company: &str, number: &str) -> String {
    match which {
        ConsentText::OptOut => format!(
            "{company}: Ya no le enviaremos mensajes. Responda START si los quiere de nuevo."
        ),
        ConsentText::OptIn => {
            format!("{company}: Le enviaremos mensajes de nuevo. Responda STOP para cancelar.")
        }
        ConsentText::Help => format!(
            "{company}: Para ayuda llame al {number} o escriba lo que necesita. Responda STOP para \
             cancelar."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calls::sample_line::line_with_phones;
    use crate::segments::{self, Encoding};

    const ALL: [ConsentText; 3] = [ConsentText::OptOut, ConsentText::OptIn, ConsentText::Help];

    #[test]
    fn built_in_texts_name_the_company_in_one_segment() {
        let line = line_with_phones(1);
        for (which, language) in ALL
            .into_iter()
            .flat_map(|which| Language::ALL.map(|language| (which, language)))
        {
            let text = consent_text(&line, which, language);
            assert!(text.starts_with("Riverside Plumbing: "), "{text}");
            let size = segments::measure(&text);
            assert_eq!(
                (size.segments, size.encoding),
                (1, Encoding::Gsm7),
                "{text}"
            );
        }
    }

    #[test]
    fn a_line_may_have_its_own_in_each_language() {
        let mut line = line_with_phones(1);
        for (language, own) in [
            (Language::En, "{company} stops texting you."),
            (Language::Es, "{company} no le escribe."),
        ] {
            let own = Template::parse(own).unwrap();
            line.consent_texts
                .insert((ConsentText::OptOut, language), own);
        }
        for (language, reads) in [
            (Language::En, "Riverside Plumbing stops texting you."),
            (Language::Es, "Riverside Plumbing no le escribe."),
        ] {
            assert_eq!(consent_text(&line, ConsentText::OptOut, language), reads);
        }
    }
}
