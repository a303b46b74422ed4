//! The texts that answer an opt-out, START and HELP.
//!
//! 47 CFR 64.1200(a)(12): one confirmation, that sells nothing. CTIA, Messaging Principles and Best
//! Practices: HELP is answered with who this is, how to reach them and how to stop.

use super::outcome::ConsentText;
use crate::lines::Line;
use crate::template::{Template, Values};

/// A line's own words for them; the built-in ones where there are none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsentTexts {
    /// After an opt-out.
    pub opt_out: Option<Template>,
    /// After START.
    pub opt_in: Option<Template>,
    /// After HELP.
    pub help: Option<Template>,
}

impl ConsentTexts {
    fn own(&self, which: ConsentText) -> Option<&Template> {
        match which {
            ConsentText::OptOut => self.opt_out.as_ref(),
            ConsentText::OptIn => self.opt_in.as_ref(),
            ConsentText::Help => self.help.as_ref(),
        }
    }
}

/// The text as it leaves from `line`.
#[must_use]
pub fn consent_text(line: &Line, which: ConsentText) -> String {
    let (company, number) = (&line.company, line.number.display_for(line.region));
    if let Some(own) = line.consent_texts.own(which) {
        return own.render(&Values {
            owner: &line.owner,
            company,
            number: &number,
            first_name: "",
            opens: "",
            holiday: "",
        });
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calls::sample_line::line_with_phones;
    use crate::segments;

    #[test]
    fn built_in_texts_name_the_company_in_one_segment() {
        let line = line_with_phones(1);
        for which in [ConsentText::OptOut, ConsentText::OptIn, ConsentText::Help] {
            let text = consent_text(&line, which);
            assert!(text.starts_with("Riverside Plumbing: "), "{text}");
            assert_eq!(segments::measure(&text).segments, 1, "{text}");
        }
    }

    #[test]
    fn a_line_may_have_its_own() {
        let mut line = line_with_phones(1);
        line.consent_texts.opt_out = Template::parse("{company} stops texting you.").ok();
        assert_eq!(
            consent_text(&line, ConsentText::OptOut),
            "Riverside Plumbing stops texting you."
        );
    }
}
