//! A function fits on a screen: 70 lines, from its `fn` to its closing brace.

use anyhow::Result;

use super::{Finding, rust_text};
use crate::repository::SourceFile;

const LINES_MAX: usize = 70;

pub(super) fn check(files: &[SourceFile]) -> Result<Vec<Finding>> {
    Ok(files
        .iter()
        .filter(|file| file.path.ends_with(".rs"))
        .flat_map(|file| {
            functions(&file.text)
                .into_iter()
                .filter(|function| function.lines > LINES_MAX)
                .map(|function| {
                    Finding::new(
                        format!("{}:{}", file.path, function.name),
                        format!("{} lines, over {LINES_MAX}", function.lines),
                    )
                })
                .collect::<Vec<_>>()
        })
        .collect())
}

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) lines: usize,
}

/// The functions of a file, nested ones too.
pub(super) fn functions(text: &str) -> Vec<Function> {
    let code = rust_text::blanked(text);
    code.match_indices("fn ")
        .filter(|(at, _)| *at == 0 || !is_word(code.as_bytes()[at - 1]))
        .filter_map(|(at, keyword)| {
            let after = &code[at + keyword.len()..];
            let length = after.bytes().take_while(|byte| is_word(*byte)).count();
            let body = body(&code[at..])?;
            let lines = code[at..][..body].lines().count();
            (length > 0).then(|| Function {
                name: after[..length].to_owned(),
                lines,
            })
        })
        .collect()
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// From a `fn` to behind the brace that closes its body; `None` where it has none.
fn body(code: &str) -> Option<usize> {
    let mut brackets = 0_i32;
    let mut braces = 0_i32;
    for (at, byte) in code.bytes().enumerate() {
        match byte {
            b'(' | b'[' => brackets += 1,
            b')' | b']' => brackets -= 1,
            // An array type in the signature has a semicolon too, within brackets.
            b';' if braces == 0 && brackets == 0 => return None,
            b'{' => braces += 1,
            b'}' => {
                braces -= 1;
                if braces == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::file;

    #[test]
    fn lines_are_counted_from_fn_to_its_brace() {
        let text = "
            /// fn comment() {}
            pub(crate) fn one(a: [u8; 3]) -> u8 {
                let brace = \"}\";
                a[0]
            }
            trait T { fn none(&self); fn two() { } }
            fn outer() {
                fn inner() {
                }
            }
            let f: fn (u8) = x;
        ";
        let found: Vec<(String, usize)> = functions(text)
            .into_iter()
            .map(|function| (function.name, function.lines))
            .collect();
        let expected = [("one", 4), ("two", 1), ("outer", 4), ("inner", 2)];
        assert_eq!(
            found,
            expected.map(|(name, lines)| (name.to_owned(), lines))
        );
    }

    #[test]
    fn seventy_lines_are_allowed() {
        let function = |inner: usize| format!("fn f() {{\n{}}}\n", "x;\n".repeat(inner));
        assert_eq!(check(&[file("a.rs", &function(68))]).unwrap(), []);
        let found = check(&[file("a.rs", &function(69))]).unwrap();
        assert_eq!(found, [Finding::new("a.rs:f", "71 lines, over 70")]);
    }
}
