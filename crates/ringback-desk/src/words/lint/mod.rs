//! Reading an owner's text as a carrier, a regulator and a customer would.
//!
//! The words are checked in the template, where owner and company are variables, so that a company
//! called Discount Tire is nobody's advertising; the size is that of the text as it leaves.

mod answers;
mod finding;
mod links;
mod pitch;
mod size;
mod subjects;
mod tokens;

pub use finding::{Finding, Rule, Severity};

use crate::segments;
use crate::template::{Template, Values, Variable};
use tokens::{Token, fold};

/// What is wrong with `template`; `sample` says who owner and company are, and what a typical text
/// is measured with. Refusals come first, then in the order of the text.
#[must_use]
pub fn lint(template: &Template, sample: &Values<'_>) -> Vec<Finding> {
    let text = segments::to_gsm7_text(&template.render(sample));
    lint_as(template, sample, &text)
}

/// The same for a text that leaves as `text`.
pub(super) fn lint_as(template: &Template, sample: &Values<'_>, text: &str) -> Vec<Finding> {
    let source = template.source();
    let tokens = tokens::tokens(source, &[sample.company, sample.owner]);
    let mut found = pitch::find(source, &tokens, is_spanish(&tokens, source));
    found.extend(answers::find(source, &tokens));
    found.extend(links::find(source));
    found.extend(subjects::find(source, &tokens));
    found.sort_by_key(|finding| finding.at);
    found.extend(hidden_sender(template, sample));
    found.extend(bare_variables(template));
    found.extend(size::find(text));
    found.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    found
}

/// The first finding for which a text is not saved.
#[must_use]
pub fn refusal(findings: &[Finding]) -> Option<&Finding> {
    findings
        .iter()
        .find(|finding| finding.severity == Severity::Refuse)
}

/// Neither variable, and neither name written out.
fn hidden_sender(template: &Template, sample: &Values<'_>) -> Option<Finding> {
    let says = |variable, name: &str| {
        template.uses(variable)
            || (!name.trim().is_empty() && fold(template.source()).contains(&fold(name.trim())))
    };
    let is_hidden =
        !says(Variable::Owner, sample.owner) && !says(Variable::Company, sample.company);
    is_hidden.then(|| {
        Finding::whole(
            Rule::HidesSender,
            "The text does not say who writes: put {owner} or {company} into it.",
        )
    })
}

/// `{first_name}` closes up by itself; a sentence with `{opens}` does not.
fn bare_variables(template: &Template) -> impl Iterator<Item = Finding> {
    [Variable::Opens, Variable::Holiday]
        .into_iter()
        .filter(|variable| template.needs(*variable))
        .map(|variable| {
            let name = variable.name();
            Finding::whole(
                Rule::BareVariable,
                format!(
                    "{{{name}}} can be empty: put what belongs to it in brackets, as [We're back \
                     {{{name}}}.], and it is left out then."
                ),
            )
        })
}

/// Whether a text is in Spanish, by signs and words that English has not.
fn is_spanish(tokens: &[Token], source: &str) -> bool {
    const WORDS: &[&str] = &[
        "de", "que", "la", "el", "los", "las", "por", "para", "hola", "soy", "le", "llamada",
        "con", "su", "tu", "es", "en", "agua", "si", "responda", "gracias",
    ];
    let count = tokens
        .iter()
        .filter(|token| WORDS.contains(&token.folded.as_str()))
        .count();
    source.contains(['¿', '¡', 'ñ', 'Ñ']) || count >= 2
}

#[cfg(test)]
#[path = "lint_tests.rs"]
mod tests;
