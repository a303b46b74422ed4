//! Texts and journals as pages show them.

use ringback_desk::carrier_event::TextStatus;
use ringback_desk::phone::Region;
use ringback_desk::texts::{Phase, TextKind};
use ringback_desk::timeline::Moment;
use ringback_store::media::Media;
use ringback_store::texts::{StoredText, TextStory};

use super::Names;
use crate::pages::tone_class;

/// One line of a journal on a page.
pub(crate) struct MomentRow {
    pub at: String,
    pub sentence: String,
    pub class: &'static str,
}

impl MomentRow {
    pub(crate) fn new(moment: &Moment, home: Region) -> Self {
        Self {
            at: moment.at.to_rfc3339(),
            sentence: moment.happened.sentence(home),
            class: tone_class(moment.happened.tone()),
        }
    }
}

/// One text on a page.
pub(crate) struct MessageRow {
    pub id: String,
    pub who: String,
    pub number: String,
    pub at: String,
    pub body: String,
    pub inbound: bool,
    /// Who speaks: `customer`, `robot` or `person`.
    pub by: &'static str,
    pub state: String,
    pub class: &'static str,
    pub files: Vec<FileRow>,
}

/// One picture.
pub(crate) struct FileRow {
    pub id: String,
    pub is_image: bool,
    pub here: bool,
}

impl MessageRow {
    pub(crate) fn new(story: &TextStory, names: &Names) -> Self {
        let text = &story.text;
        let (state, class) = state_of(text);
        Self {
            id: text.id.to_string(),
            who: names.of(&text.party),
            number: text.party.clone(),
            at: story
                .journal
                .first()
                .map(|moment| moment.at.to_rfc3339())
                .unwrap_or_default(),
            body: text.body.clone(),
            inbound: text.kind == TextKind::Inbound,
            by: by(text.kind),
            state,
            class,
            files: Vec::new(),
        }
    }

    /// With the files that came with it.
    pub(crate) fn with_files(mut self, files: &[Media]) -> Self {
        self.files = files.iter().map(FileRow::new).collect();
        self
    }
}

fn by(kind: TextKind) -> &'static str {
    match kind {
        TextKind::Inbound => "customer",
        TextKind::Answer => "person",
        _ => "robot",
    }
}

fn state_of(text: &StoredText) -> (String, &'static str) {
    let delivery = &text.delivery;
    match delivery.phase {
        Phase::Received => (String::new(), "good"),
        Phase::Pending | Phase::Attempted => ("on its way".to_owned(), "wait"),
        Phase::Unknown => ("nobody knows".to_owned(), "bad"),
        Phase::Refused => ("not sent".to_owned(), "bad"),
        Phase::Held => (
            delivery
                .held
                .map(|held| held.sentence().to_owned())
                .unwrap_or_default(),
            "hold",
        ),
        Phase::Accepted => match delivery.status {
            Some(TextStatus::Delivered | TextStatus::Read) => ("delivered".to_owned(), "good"),
            Some(TextStatus::Sent) => ("sent".to_owned(), "good"),
            Some(TextStatus::Undelivered | TextStatus::Failed | TextStatus::Canceled) => {
                ("did not arrive".to_owned(), "bad")
            }
            _ => ("at the carrier".to_owned(), "wait"),
        },
    }
}

impl FileRow {
    fn new(item: &Media) -> Self {
        Self {
            id: item.id.to_string(),
            is_image: item.content_type.starts_with("image/"),
            here: item.file.is_some(),
        }
    }
}
