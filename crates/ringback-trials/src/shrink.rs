//! The shortest story that still breaks a promise.

use std::sync::Arc;

use crate::story::Story;
use crate::world::{Installation, live};

/// So many tries are enough: a story that is a little too long can be read as well.
const TRIES_MAX: u32 = 600;

/// Leaves out of a story what does not matter to its end.
#[must_use]
pub fn shrink(installation: &Arc<Installation>, story: &Story) -> Story {
    let mut tries = 0;
    let mut breaks = |story: &Story| {
        tries += 1;
        tries <= TRIES_MAX && live(installation, story).is_ok_and(|lived| lived.broken.is_some())
    };
    let mut shortest = story.clone();
    loop {
        let before = (shortest.deeds.len(), shortest.settings.len());
        shortest = without_deeds(shortest, &mut breaks);
        shortest = without_settings(shortest, &mut breaks);
        if before == (shortest.deeds.len(), shortest.settings.len()) {
            return shortest;
        }
    }
}

/// Tries to do without halves, quarters and so on down to single deeds.
fn without_deeds(mut story: Story, breaks: &mut impl FnMut(&Story) -> bool) -> Story {
    let mut size = story.deeds.len().div_ceil(2);
    while size > 0 {
        let mut from = 0;
        while from < story.deeds.len() {
            let mut shorter = story.clone();
            let to = (from + size).min(shorter.deeds.len());
            shorter.deeds.drain(from..to);
            if breaks(&shorter) {
                story = shorter;
            } else {
                from += size;
            }
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
    story
}

fn without_settings(mut story: Story, breaks: &mut impl FnMut(&Story) -> bool) -> Story {
    for at in (0..story.settings.len()).rev() {
        let mut shorter = story.clone();
        shorter.settings.remove(at);
        if breaks(&shorter) {
            story = shorter;
        }
    }
    story
}
