//! Starting texts in English.

use super::Wordings;
use crate::template::DEFAULT;
use crate::words::situation::Situation::{Closed, Holiday, Known, Open, Vacation, Voicemail};
use crate::words::trade::Trade::{
    Cleaner, Clinic, Electrician, Garage, Gardener, Heating, Plumber, Salon,
};

/// By trade and situation; without a trade, for everybody who has none of their own.
pub(super) const WORDINGS: Wordings = &[
    (
        None,
        Open,
        &[
            DEFAULT,
            "Hi, {owner} at {company} here. I couldn't get to the phone just now. What do you need? Text me here and I'll write back.",
            "It's {owner} from {company}, sorry I missed you again. Tell me here what's going on, or try me at {number}.",
        ],
    ),
    (
        None,
        Closed,
        &[
            "{owner} at {company} here, sorry I missed you. [We're closed until {opens}. ]What do you need? Text me, you're first in line.",
            "Hi, it's {owner} at {company}. Nobody is in just now[, we're back {opens}]. Can it wait? Tell me here what it's about.",
        ],
    ),
    (
        None,
        Holiday,
        &[
            "{owner} at {company} here. We're off today[ for {holiday}], sorry I missed you. What is it about? Text me and I'll see it.",
            "Hi, {owner} from {company}. We're closed[ for {holiday}][, back {opens}]. Can it wait? Tell me here what you need.",
        ],
    ),
    (
        None,
        Vacation,
        &[
            "{owner} at {company} here. We're away[ until {opens}], sorry I missed you. What do you need? I read every text here.",
            "Hi, it's {owner} from {company}. We're on vacation[, back {opens}]. Text me here what it's about and we'll get to you.",
        ],
    ),
    (
        None,
        Known,
        &[
            "Hi {first_name}, {owner} at {company}. Sorry I missed your call. What's up? Text me here and I'll get back to you.",
            "Hey {first_name}, it's {owner} from {company}. Couldn't pick up just now, sorry. What can I do for you? Write me here.",
        ],
    ),
    (
        None,
        Voicemail,
        &[
            "Hi {first_name}, {owner} at {company}. I have your voicemail and will listen soon. Anything I should know right now? Text me here.",
            "Got your message, thanks {first_name}. It's {owner} at {company}. When is a good time to call you back? Just reply here.",
        ],
    ),
    (
        Some(Plumber),
        Open,
        &[
            "Hi, {owner} at {company}, sorry I missed you, my hands are in a pipe. What's happening? Text me, or reply CALL and I'll ring.",
            "{owner} from {company} here. I'm on a job and missed your call. Is it leaking or blocked, and where? Write me here.",
        ],
    ),
    (
        Some(Plumber),
        Closed,
        &[
            "{owner} at {company}, sorry I missed you. Is it leaking now, or can it wait[ till {opens}]? Text me, or call again to wake me.",
            "Hi, {owner} from {company}. It's after hours here. Is something leaking? If it can't wait, call again. If it can, text me here.",
        ],
    ),
    (
        Some(Plumber),
        Voicemail,
        &[
            "Hi {first_name}, {owner} at {company}. Got your message. Is water coming out right now? Text me here, I'll call after this job.",
            "{owner} from {company}. I heard you left a message, thanks. Is it still dry, or getting worse? A photo here helps a lot.",
        ],
    ),
    (
        Some(Heating),
        Open,
        &[
            "Hi, {owner} at {company}, sorry I missed you. Is it off for good or just weak? Text me here, or reply CALL and I'll phone.",
            "{owner} from {company} here, I was on a roof. No heat, no cooling, or a noise? Tell me here and I'll write back.",
        ],
    ),
    (
        Some(Heating),
        Closed,
        &[
            "{owner} at {company}, sorry I missed you. Is it urgent, or can it wait[ till {opens}]? Text me, or call again if it can't.",
            "Hi, {owner} from {company}. We're done for today. Is it out completely? Text me what it does. If it can't wait, ring again.",
        ],
    ),
    (
        Some(Electrician),
        Open,
        &[
            "{owner} at {company}, sorry I missed you. Sparks or a burning smell? Then 911 first. If not, what's going on? Text me here.",
            "Hi, {owner} from {company}, I was up a ladder. Is it one room or the whole house? Text me. Smoke or sparks: call 911.",
        ],
    ),
    (
        Some(Electrician),
        Closed,
        &[
            "{owner} at {company}, sorry I missed you. Smoke or sparks? Call 911. Otherwise, can it wait[ till {opens}]? Text me here.",
            "Hi, {owner} from {company}, off for the night. What stopped working? Text me. If you smell burning, call 911 first.",
        ],
    ),
    (
        Some(Salon),
        Open,
        &[
            "Hi, {owner} at {company}, my hands are full of color, so I missed you. What would you like done, and when? Text me here.",
            "{owner} from {company} here, with a client in the chair. Cut, color or something else? Tell me here which day suits you.",
        ],
    ),
    (
        Some(Salon),
        Closed,
        &[
            "{owner} at {company} here. We're closed[ until {opens}], sorry I missed you. What would you like, and when? Text me here.",
            "Hi, it's {owner} from {company}. Scissors are down for today. Which day were you thinking of? Text me and I'll look.",
        ],
    ),
    (
        Some(Salon),
        Known,
        &[
            "Hi {first_name}, {owner} at {company}, sorry I missed you. Running late, moving it, or something new? Text me, or ring again.",
            "Hey {first_name}, {owner} from {company}. I was mid-cut. Is it about your next visit? Tell me here, I'll look at the book.",
        ],
    ),
    (
        Some(Cleaner),
        Open,
        &[
            "Hi, {owner} at {company}, sorry I missed your call. Just once or every week, and which area? Text me, or say when to ring you.",
            "{owner} from {company} here, I was cleaning. How many rooms is it, and when would suit you? Write me here.",
        ],
    ),
    (
        Some(Cleaner),
        Closed,
        &[
            "{owner} at {company} here, sorry I missed you. [We're back {opens}. ]Is it a home or an office? Text me, you're first.",
            "Hi, {owner} from {company}. We're done for today. Which day should it be, and where? Text me here what you have in mind.",
        ],
    ),
    (
        Some(Garage),
        Open,
        &[
            "{owner} at {company}, sorry I missed you, I was under a car. Is it about one we have, or a new job? Text me the plate.",
            "Hi, {owner} from {company} here. Does it still drive? Text me make, year and what it does, or reply CALL and I'll ring.",
        ],
    ),
    (
        Some(Garage),
        Closed,
        &[
            "{owner} at {company}, the doors are shut[ until {opens}]. Is the car safe where it is? Text me the plate and what it does.",
            "Hi, {owner} from {company}, sorry I missed you tonight. A car we have, or a new one? Tell me here and I'll look first thing.",
        ],
    ),
    (
        Some(Gardener),
        Open,
        &[
            "Hi, {owner} at {company}, I was on the mower and missed you. New work, or a job we're on? Send me a photo, or reply CALL.",
            "{owner} from {company} here, couldn't hear the phone. Lawn, hedge or tree, and which street? Text me here.",
        ],
    ),
    (
        Some(Gardener),
        Closed,
        &[
            "{owner} at {company}, sorry I missed you. [We're back {opens}. ]Is something down or in the way? Send me a photo here.",
            "Hi, {owner} from {company}. Tools are away for today. What should be done, and where? Text me and I'll answer first.",
        ],
    ),
    (
        Some(Clinic),
        Open,
        &[
            "Hi, {owner} at {company}, sorry we missed you. Is it urgent today? Reply YES and we call you, or text a good time to ring.",
            "{owner} from {company} here, we were with a patient. Shall we call you back? Reply with a time that suits you.",
        ],
    ),
    (
        Some(Clinic),
        Closed,
        &[
            "{owner} at {company}. We're closed[ until {opens}]. In an emergency go to the nearest hospital. Else, when may we ring you?",
            "Hi, it's {owner} from {company}, nobody is in. An emergency can't wait for a text. For the rest, when shall we call you?",
        ],
    ),
    (
        Some(Clinic),
        Known,
        &[
            "Hi {first_name}, {owner} at {company}, sorry we missed you. Is it urgent today? Reply YES for a call, or text a time.",
            "Hello {first_name}, it's {owner} from {company}. When is a good time to call you back? Just text it here.",
        ],
    ),
    (
        Some(Clinic),
        Voicemail,
        &[
            "Hi {first_name}, {owner} at {company}. We have your message and will call. Is it urgent? Reply YES and you're next.",
            "{owner} from {company}: your message arrived, thank you. When may we ring you? Please leave details for the call.",
        ],
    ),
];
