//! The name that somebody meant who wrote another.

/// Farther apart than this, two names have nothing to do with each other.
const APART_MAX: usize = 3;

/// The known name that is nearest to a misspelt one.
#[must_use]
pub fn nearest_of(name: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    known
        .map(|known| (distance(name, known), known))
        .filter(|(distance, _)| *distance <= APART_MAX)
        .min()
        .map(|(_, name)| name)
}

/// Levenshtein distance, by rows.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = index + 1;
        for (column, &against) in other.iter().enumerate() {
            let changed = diagonal + usize::from(letter != against);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
