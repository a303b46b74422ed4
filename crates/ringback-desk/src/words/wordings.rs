//! Several wordings in one text field: a line that holds nothing but three dashes separates them.

/// The line between wordings.
pub const BETWEEN_WORDINGS: &str = "---";

/// The wordings of a text, without blanks around them and without empty ones.
#[must_use]
pub fn split_wordings(text: &str) -> Vec<String> {
    let mut wordings = vec![String::new()];
    for line in text.lines() {
        if line.trim() == BETWEEN_WORDINGS {
            wordings.push(String::new());
        } else if let Some(last) = wordings.last_mut() {
            if !last.is_empty() {
                last.push('\n');
            }
            last.push_str(line);
        }
    }
    wordings
        .iter()
        .map(|wording| wording.trim().to_owned())
        .filter(|wording| !wording.is_empty())
        .collect()
}

/// The text field for these wordings.
#[must_use]
pub fn join_wordings<T: AsRef<str>>(wordings: &[T]) -> String {
    let wordings: Vec<&str> = wordings.iter().map(AsRef::as_ref).collect();
    wordings.join("\n---\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_is_split_again() {
        let wordings = ["One", "Two\nlines", "Three - - -"];
        assert_eq!(split_wordings(&join_wordings(&wordings)), wordings);
        assert_eq!(split_wordings("\n --- \nA\n---\n\n---\n"), ["A"]);
        assert!(split_wordings("---").is_empty());
    }
}
