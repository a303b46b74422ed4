//! Filling a template in, so that nobody sees where something was left out.
//!
//! A variable that stands for nothing leaves a hole: blanks on both sides of it, or a comma that
//! belonged to it. The hole is closed the way a person would have written the sentence without.

/// A text that grows.
#[derive(Debug, Default)]
pub(super) struct Filling {
    text: String,
    /// Something was left out where the text ends now.
    hole: bool,
}

impl Filling {
    /// Goes on with `more`.
    pub(super) fn push(&mut self, more: &str) {
        if self.hole && !more.is_empty() {
            self.close_hole(more);
        } else {
            self.text.push_str(more);
        }
    }

    /// Leaves something out here.
    pub(super) fn leave_out(&mut self) {
        self.hole = true;
    }

    /// The text. A hole at its end takes the blanks and the comma before it along.
    pub(super) fn finish(mut self) -> String {
        if self.hole {
            let kept = self.text.trim_end_matches([' ', ',', ';', ':', '-']).len();
            self.text.truncate(kept);
        }
        self.text
    }

    fn close_hole(&mut self, more: &str) {
        let mut has_blank = self.drop_blanks();
        let mut rest = more.trim_start_matches(' ');
        has_blank |= rest.len() < more.len();
        // Nothing in brackets: they are left out as well.
        while self.text.ends_with('(') && rest.starts_with(')') {
            self.text.pop();
            has_blank = self.drop_blanks();
            let after = &rest[1..];
            rest = after.trim_start_matches(' ');
            has_blank |= rest.len() < after.len();
        }
        if self.is_at_sentence_start() {
            let rest = rest.trim_start_matches([' ', ',', ';', ':', '.', '!', '?']);
            if rest.is_empty() {
                return;
            }
            self.hole = false;
            self.go_on(has_blank, &capitalised(rest));
        } else if rest.is_empty() {
            // Only blanks so far: the hole is still open, and remembers that there was one.
            self.text.push(' ');
        } else {
            self.hole = false;
            self.close_within(has_blank, rest);
        }
    }

    /// Takes the blanks off the end; says whether there were any.
    fn drop_blanks(&mut self) -> bool {
        let kept = self.text.trim_end_matches(' ').len();
        let any = kept < self.text.len();
        self.text.truncate(kept);
        any
    }

    /// Closes a hole in the middle of a sentence.
    fn close_within(&mut self, has_blank: bool, rest: &str) {
        let closes = rest.starts_with([',', '.', '!', '?', ';', ':', ')', '…', '-', '–', '—']);
        if closes && self.text.ends_with(',') {
            self.text.pop();
        }
        let joins = rest.starts_with([',', '.', '!', '?', ';', ':', ')', '…']);
        self.go_on(has_blank && !joins, rest);
    }

    fn go_on(&mut self, blank: bool, rest: &str) {
        let fits = !self.text.is_empty() && !self.text.ends_with(['\n', '(', '¿', '¡', '"']);
        if blank && fits && !rest.starts_with('\n') {
            self.text.push(' ');
        }
        self.text.push_str(rest);
    }

    fn is_at_sentence_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(['.', '!', '?', '\n', '¿', '¡', '…'])
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
