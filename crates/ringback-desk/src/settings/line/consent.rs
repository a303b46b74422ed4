//! The texts that answer an opt-out, START and HELP, each judged when it is set.

use super::super::{Reader, Value};
use super::words::{Names, Wrong, judge, sample};
use crate::consent::{ConsentText, ConsentTexts};
use crate::segments;
use crate::template::{Template, Values, Variable};
use crate::words::Language;

/// The key of each text, and the words that it must say: carriers know them in no other language.
const KEYS: [(&str, ConsentText, Language, &[&str]); 6] = [
    ("opt_out_text", ConsentText::OptOut, Language::En, &[]),
    ("opt_in_text", ConsentText::OptIn, Language::En, &["STOP"]),
    ("help_text", ConsentText::Help, Language::En, &["STOP"]),
    ("opt_out_text_es", ConsentText::OptOut, Language::Es, &[]),
    (
        "opt_in_text_es",
        ConsentText::OptIn,
        Language::Es,
        &["STOP"],
    ),
    ("help_text_es", ConsentText::Help, Language::Es, &["STOP"]),
];

/// Reads them. `None` when one of them is refused.
pub(super) fn read(reader: &mut Reader<'_>, names: &Names<'_>) -> Option<ConsentTexts> {
    let mut texts = ConsentTexts::new();
    let mut is_whole = true;
    for (key, which, language, needs) in KEYS {
        match own(reader, key, names, needs) {
            Some(Some(text)) => drop(texts.insert((which, language), text)),
            Some(None) => {}
            None => is_whole = false,
        }
    }
    is_whole.then_some(texts)
}

/// One text: nothing where it is not set, `None` where it is refused.
fn own(
    reader: &mut Reader<'_>,
    key: &str,
    names: &Names<'_>,
    needs: &[&str],
) -> Option<Option<Template>> {
    let Some(given) = reader.given(key) else {
        return Some(None);
    };
    let shown = names.shown();
    match accept(text_of(&given.value), &sample(names, &shown), needs) {
        Ok(template) => Some(Some(template)),
        Err((what, fix)) => {
            reader.fault(given, what, fix);
            None
        }
    }
}

fn text_of(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn accept(source: Option<&str>, sample: &Values<'_>, needs: &[&str]) -> Result<Template, Wrong> {
    let wrong = |what: &str, fix: &str| (what.to_owned(), fix.to_owned());
    let source = source
        .map(str::trim)
        .filter(|source| !source.is_empty())
        .ok_or_else(|| wrong("must be text", "Write it in quotes, or leave it out"))?;
    let template = judge(source, sample)?;
    if !template.uses(Variable::Company) && !source.contains(sample.company) {
        return Err(wrong("does not name the company", "Put {company} into it"));
    }
    for word in needs {
        if !source.contains(word) {
            return Err((
                format!("does not say {word}"),
                format!("Say how to end texts: Reply {word} to opt out."),
            ));
        }
    }
    let leaves = segments::to_gsm7_text(&template.render(sample));
    if segments::measure(&leaves).segments > 1 {
        return Err(wrong(
            "is longer than one segment",
            "Shorten it to 160 plain characters",
        ));
    }
    Ok(template)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: Values<'_> = Values {
        owner: "Sam",
        company: "Riverside Plumbing",
        number: "(312) 555-0100",
        first_name: "Dana",
        opens: "Tue 8 AM",
        holiday: "Thanksgiving",
    };

    #[test]
    fn says_who_and_how_and_sells_nothing() {
        let fault = |source, needs: &[&str]| accept(Some(source), &SAMPLE, needs).err();
        assert_eq!(fault("{company}: no more texts.", &[]), None);
        assert_eq!(
            fault(
                "{company}: call {number}. Reply STOP to opt out.",
                &["STOP"]
            ),
            None
        );
        for (source, needs, what) in [
            (
                "No more texts, {owner}.",
                &[][..],
                "does not name the company",
            ),
            ("{company}: call us.", &["STOP"][..], "does not say STOP"),
            (
                "{company}: no more texts, and 20% off.",
                &[][..],
                "is refused (percent)",
            ),
            ("", &[][..], "must be text"),
        ] {
            let told = fault(source, needs).map(|(what, _)| what);
            assert_eq!(told.as_deref(), Some(what), "{source}");
        }
        let long = format!("{{company}}: {}", "no more texts ".repeat(20));
        let told = fault(&long, &[]).map(|(what, _)| what);
        assert_eq!(told.as_deref(), Some("is longer than one segment"));
    }
}
