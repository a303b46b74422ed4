//! Just enough XML to write TwiML that is always well-formed.

use std::fmt::Write as _;

/// A document under construction; what is opened is closed by [`Document::close`] or at the end.
pub(super) struct Document {
    text: String,
    open: Vec<&'static str>,
}

impl Document {
    /// A document whose root is `<Response>`.
    pub(super) fn response() -> Self {
        let mut document = Self {
            text: String::with_capacity(512),
            open: Vec::with_capacity(3),
        };
        document
            .text
            .push_str(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
        document.open("Response", &[]);
        document
    }

    /// Opens an element; attributes without a value are left out.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, Option<&str>)]) {
        self.tag(name, attributes);
        self.text.push('>');
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            // Writing to a String cannot fail.
            let _ = write!(self.text, "</{name}>");
        }
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, Option<&str>)]) {
        self.tag(name, attributes);
        self.text.push_str("/>");
    }

    /// An element that holds text.
    pub(super) fn text(
        &mut self,
        name: &'static str,
        attributes: &[(&str, Option<&str>)],
        text: &str,
    ) {
        self.open(name, attributes);
        escape(&mut self.text, text, false);
        self.close();
    }

    /// The finished document.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.text
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, Option<&str>)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (attribute, value) in attributes {
            if let Some(value) = value {
                let _ = write!(self.text, " {attribute}=\"");
                escape(&mut self.text, value, true);
                self.text.push('"');
            }
        }
    }
}

/// Writes `text` so that a parser reads it back; characters that XML 1.0 cannot hold at all are
/// dropped (<https://www.w3.org/TR/xml/#charsets>). In attributes a parser would turn tabs and
/// line ends into blanks, so they are written as references.
fn escape(to: &mut String, text: &str, in_attribute: bool) {
    let mut written = 0;
    for (at, character) in text.char_indices() {
        let replacement = match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\r' => "&#13;",
            '\t' if in_attribute => "&#9;",
            '\n' if in_attribute => "&#10;",
            '\t' | '\n' => continue,
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => "",
            _ => continue,
        };
        to.push_str(&text[written..at]);
        to.push_str(replacement);
        written = at + character.len_utf8();
    }
    to.push_str(&text[written..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str, in_attribute: bool) -> String {
        let mut to = String::new();
        escape(&mut to, text, in_attribute);
        to
    }

    #[test]
    fn what_people_write_cannot_end_an_element() {
        assert_eq!(
            escaped("Tom & Jerry's </Say><Dial>\"1\"", false),
            "Tom &amp; Jerry's &lt;/Say&gt;&lt;Dial&gt;&quot;1&quot;"
        );
        assert_eq!(escaped("]]>", false), "]]&gt;");
    }

    #[test]
    fn what_xml_cannot_hold_is_dropped() {
        assert_eq!(
            escaped("a\u{0}b\u{8}c\u{1b}d\u{fffe}e\u{ffff}f", false),
            "abcdef"
        );
        assert_eq!(escaped("é 😀 \u{7f}\u{85}", false), "é 😀 \u{7f}\u{85}");
    }

    #[test]
    fn line_ends_survive_in_attributes() {
        assert_eq!(escaped("a\tb\nc\rd", true), "a&#9;b&#10;c&#13;d");
        assert_eq!(escaped("a\tb\nc\rd", false), "a\tb\nc&#13;d");
    }

    #[test]
    fn whatever_is_open_is_closed() {
        let mut document = Document::response();
        document.open("Gather", &[("numDigits", Some("1")), ("hints", None)]);
        document.text("Say", &[], "hi");
        assert_eq!(
            document.finish(),
            r#"<?xml version="1.0" encoding="UTF-8"?><Response><Gather numDigits="1"><Say>hi</Say></Gather></Response>"#
        );
    }
}
