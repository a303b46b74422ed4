//! What a contact's row keeps for the words of a text: name, language, and the wordings read.

use ringback_desk::words::{History, Language};

use crate::StoreError;
use crate::value::Row;

/// Nothing for the language that everybody is written to in.
pub(super) fn language_code(language: Language) -> Option<&'static str> {
    (language != Language::default()).then(|| language.code())
}

/// A language that is no longer known is the default.
pub(super) fn read_language(row: &Row<'_>, column: usize) -> Result<Language, StoreError> {
    let code: Option<String> = row.get(column)?;
    Ok(code
        .and_then(|code| Language::named(&code))
        .unwrap_or_default())
}

/// Nothing for people who read none.
pub(super) fn wordings_json(wordings: &History) -> Option<String> {
    if wordings.is_empty() {
        return None;
    }
    serde_json::to_string(wordings).ok()
}

/// What no longer parses was another version's, and is forgotten: a wording may then be read twice,
/// and the call is still answered.
pub(super) fn read_wordings(row: &Row<'_>, column: usize) -> Result<History, StoreError> {
    let json: Option<String> = row.get(column)?;
    Ok(json
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default())
}
