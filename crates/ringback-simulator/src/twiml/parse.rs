//! From bytes to a tree of elements.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::webhook::Fault;

/// An element with its attributes, child elements and text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    /// All text directly inside, references resolved.
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Parses a document and returns its root element.
pub(crate) fn parse(bytes: &[u8]) -> Result<Element, Fault> {
    let text = std::str::from_utf8(bytes)
        .map_err(|error| failure(format!("the document is not UTF-8: {error}")))?;
    if let Some(bad) = text.chars().find(|c| is_forbidden(*c)) {
        return Err(failure(format!(
            "U+{:04X} may not stand in XML 1.0",
            u32::from(bad)
        )));
    }
    if text.trim().is_empty() {
        return Err(Fault {
            code: 11770,
            message: "Empty response body".into(),
        });
    }
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        let event = reader
            .read_event()
            .map_err(|error| failure(error.to_string()))?;
        match event {
            Event::Start(start) => open.push(element(&start)?),
            Event::Empty(start) => close(element(&start)?, &mut open, &mut root)?,
            Event::End(_) => {
                let done = open
                    .pop()
                    .ok_or_else(|| failure("an end tag without its start"))?;
                close(done, &mut open, &mut root)?;
            }
            Event::Text(text) => add_text(&text.xml10_content(), &mut open)?,
            Event::CData(text) => add_text(&text.xml10_content(), &mut open)?,
            Event::GeneralRef(reference) => {
                let name = reference.xml10_content();
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(c)) if !is_forbidden(c) => c.to_string(),
                    Ok(None) => resolve_predefined_entity(&name)
                        .ok_or_else(|| failure(format!("unknown entity &{name};")))?
                        .to_owned(),
                    _ => return Err(failure(format!("bad character reference &{name};"))),
                };
                add_text(&resolved, &mut open)?;
            }
            Event::DocType(_) => return Err(failure("a document type is not allowed")),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    if let Some(unclosed) = open.last() {
        return Err(failure(format!("<{}> is never closed", unclosed.name)));
    }
    root.ok_or_else(|| failure("no element"))
}

fn element(start: &BytesStart<'_>) -> Result<Element, Fault> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| failure(error.to_string()))?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| failure(error.to_string()))?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(Element {
        name: start.name().as_ref().to_owned(),
        attributes,
        ..Element::default()
    })
}

fn close(done: Element, open: &mut [Element], root: &mut Option<Element>) -> Result<(), Fault> {
    if let Some(parent) = open.last_mut() {
        parent.children.push(done);
    } else if root.replace(done).is_some() {
        return Err(failure("more than one root element"));
    }
    Ok(())
}

fn add_text(text: &str, open: &mut [Element]) -> Result<(), Fault> {
    match open.last_mut() {
        Some(parent) => parent.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err(failure("text outside of the root element")),
    }
    Ok(())
}

/// Characters that XML 1.0 does not allow (its production 2, `Char`).
fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn failure(why: impl Into<String>) -> Fault {
    Fault {
        code: 12100,
        message: format!("Document parse failure: {}", why.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_elements_attributes_and_references() {
        let root = parse(br#"<?xml version="1.0"?><R a="1 &amp; 2"><S>A &lt; B&#33;</S><P/></R>"#);
        let root = root.expect("well-formed");
        assert_eq!(root.attribute("a"), Some("1 & 2"));
        assert_eq!(root.children[0].text, "A < B!");
        assert_eq!(root.children[1].name, "P");
    }

    #[test]
    fn refuses_what_is_not_well_formed() {
        for bad in [
            "<R>",
            "<R></S>",
            "<R/><R/>",
            "<R>&nbsp;</R>",
            "<R a=1/>",
            "<R>&</R>",
            "x<R/>",
            "<R>\u{1}</R>",
            "<R>&#1;</R>",
            "no xml",
            "<!DOCTYPE R><R/>",
            "<R a='1' a='2'/>",
        ] {
            let fault = parse(bad.as_bytes()).expect_err(bad);
            assert_eq!(fault.code, 12100, "{bad}");
        }
        assert_eq!(parse(b" \n").expect_err("empty").code, 11770);
    }
}
