//! Every reason for which a text is held back has a test that is named for it: the reason
//! `WithheldCaller` has one whose name contains `holds_withheld_caller`.

use anyhow::Result;

use super::{Finding, function_length, rust_text};
use crate::repository::SourceFile;

const REASONS: &str = "crates/ringback-desk/src/calls/hold.rs";
const ENUM: &str = "enum HoldReason";

pub(super) fn check(files: &[SourceFile]) -> Result<Vec<Finding>> {
    let Some(reasons) = files.iter().find(|file| file.path == REASONS) else {
        return Ok(vec![Finding::new(
            REASONS,
            "is not there: where do the reasons live now?",
        )]);
    };
    let variants = variants(&reasons.text);
    if variants.is_empty() {
        return Ok(vec![Finding::new(
            REASONS,
            format!("has no `{ENUM}` with variants"),
        )]);
    }
    let tests: Vec<String> = files
        .iter()
        .filter(|file| file.path.ends_with(".rs"))
        .flat_map(|file| function_length::functions(&file.text))
        .map(|function| function.name)
        .filter(|name| name.contains("holds_"))
        .collect();
    Ok(variants
        .into_iter()
        .map(|variant| format!("holds_{}", snake_case(&variant)))
        .filter(|wanted| !tests.iter().any(|test| test.contains(wanted.as_str())))
        .map(|wanted| Finding::new(REASONS, format!("no test is named `…{wanted}…`")))
        .collect())
}

/// The names of the enum's variants: the words that stand at the depth of its braces and begin
/// with a capital, each at the start of its line, as rustfmt lays them out.
fn variants(text: &str) -> Vec<String> {
    let code = rust_text::blanked(text);
    let Some(body) = code.find(ENUM).and_then(|at| code[at..].split_once('{')) else {
        return Vec::new();
    };
    let mut depth = 0_i32;
    let mut names = Vec::new();
    for line in body.1.lines() {
        let word: String = line
            .trim()
            .chars()
            .take_while(|c| c.is_alphanumeric())
            .collect();
        if depth == 0 && word.starts_with(|c: char| c.is_ascii_uppercase()) {
            names.push(word);
        }
        for c in line.chars() {
            match c {
                '{' | '(' | '[' => depth += 1,
                '}' | ')' | ']' => depth -= 1,
                _ => {}
            }
        }
        if depth < 0 {
            break;
        }
    }
    names
}

fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    const HOLD: &str = "
        /// Why.
        #[derive(Debug)]
        pub enum HoldReason {
            /// No number. {
            WithheldCaller,
            #[serde(rename = \"X\")]
            NotTextable(
                NotTextable,
            ),
            AlreadyTexted {
                /// When.
                At: u64,
            },
            TooLate,
        }
        enum Other { Apart }
    ";

    #[test]
    fn variants_are_read_whatever_they_carry() {
        let expected = ["WithheldCaller", "NotTextable", "AlreadyTexted", "TooLate"];
        assert_eq!(variants(HOLD), expected);
    }

    #[test]
    fn a_reason_without_its_test_is_found() {
        let tests = "
            fn holds_withheld_caller() {}
            fn property_holds_not_textable_numbers() {}
            fn holds_too_late() {}
            // fn holds_already_texted() {}
        ";
        let found = check(&[file(REASONS, HOLD), file("tests/a.rs", tests)]).unwrap();
        assert_eq!(
            found,
            [Finding::new(
                REASONS,
                "no test is named `…holds_already_texted…`"
            )]
        );
    }

    #[test]
    fn a_file_that_moved_is_noticed() {
        assert_eq!(check(&[]).unwrap().len(), 1);
    }
}
