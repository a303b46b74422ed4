//! Conversations: the list, one thread, an answer, and the press of "Done".

mod answer;
mod done;
mod list;
mod measure;
mod message;
mod person;

use ringback_desk::phone::{PhoneNumber, Region};

pub(crate) use answer::answer;
pub(crate) use done::done;
pub(crate) use list::list;
pub(crate) use measure::measure;
pub(crate) use message::{MessageRow, MomentRow};
pub(crate) use person::page;

/// A number as people read it; as spelt where it is none.
pub(crate) fn shown(number: &str, home: Region) -> String {
    PhoneNumber::from_e164(number)
        .map_or_else(|_| number.to_owned(), |number| number.display_for(home))
}
