//! A story: what callers, owners, networks, machines and the carrier do in some hours. Made from a
//! seed, and shrunk by leaving things out.

mod people;
mod tell;
mod write;

use std::time::Duration;

pub use people::{BUSINESSES, CALLERS, LINES, Place, owner_of};
pub use tell::clock;
pub use write::write;

/// A story.
#[derive(Debug, Clone)]
pub struct Story {
    /// The seed that it was made from, and that says in which order tasks run.
    pub seed: u64,
    /// When it begins, in milliseconds since the epoch.
    pub begins_at_ms: i64,
    /// How many processes share the database.
    pub replicas: usize,
    /// What the lines are set to, beyond the least that they need.
    pub settings: Vec<(usize, &'static str, &'static str)>,
    /// What happens, in the order of its time.
    pub deeds: Vec<Deed>,
}

impl Story {
    /// How far clocks jump in it, all in all.
    #[must_use]
    pub fn jumps_ms(&self) -> i64 {
        let jumps = self.deeds.iter().map(|deed| match deed.what {
            What::ClockJumps { by_ms, .. } => by_ms.abs(),
            _ => 0,
        });
        jumps.sum()
    }
}

/// Something that somebody or something does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Names it, whatever is left out of its story.
    pub id: u64,
    /// How long after the beginning.
    pub after: Duration,
    /// What.
    pub what: What,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Somebody calls a line.
    Call {
        /// Which line.
        line: usize,
        /// Who calls; nobody knows where there is none.
        caller: Option<usize>,
        /// How it goes on.
        goes: Goes,
    },
    /// Somebody texts a line.
    Text {
        /// Which line.
        line: usize,
        /// Who.
        from: usize,
        /// What.
        says: &'static str,
    },
    /// The owner texts the own line.
    OwnerText {
        /// Which line.
        line: usize,
        /// What.
        says: &'static str,
    },
    /// Somebody answers on a page.
    PageAnswer {
        /// Whose business.
        business: usize,
        /// Whom.
        to: usize,
    },
    /// Somebody decides on a page about a text that nobody knows the fate of.
    Settle {
        /// That it arrived; otherwise it is sent again.
        arrived: bool,
    },
    /// Somebody without the token sends what looks like a webhook.
    Forged {
        /// Which line it is about.
        line: usize,
        /// What it says.
        says: Forgery,
        /// Signed with another business's token.
        by_neighbour: bool,
    },
    /// The carrier's API, or the way from it, is not well for a while.
    Weather {
        /// How.
        kind: Weather,
        /// How long.
        lasts: Duration,
    },
    /// A process dies and is started again.
    Dies {
        /// Which.
        replica: usize,
        /// When exactly.
        when: Death,
        /// How long it is gone.
        lasts: Duration,
    },
    /// The database refuses one commit.
    DiskFull {
        /// Whose.
        replica: usize,
        /// How many commits from now.
        commits: u64,
    },
    /// A machine's clock is set.
    ClockJumps {
        /// Which machine's.
        replica: usize,
        /// By how much.
        by_ms: i64,
    },
    /// Somebody changes a setting.
    Sets {
        /// Of which line.
        line: usize,
        /// Which.
        key: &'static str,
        /// To what.
        value: &'static str,
    },
}

/// How a call goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// Nobody picks up.
    NoAnswer,
    /// The caller hangs up while it rings.
    GivesUp {
        /// After.
        after: Duration,
        /// Whether the carrier reports the end of the ringing as well.
        reports_dial: bool,
    },
    /// The owner picks up and presses the key; they talk.
    Taken {
        /// How long.
        talk: Duration,
    },
    /// A mailbox picks up.
    Mailbox,
    /// The owner's phone is busy.
    Busy,
}

/// What a forger says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forgery {
    /// A call.
    Call,
    /// A text.
    Text,
    /// STOP in a caller's name.
    Stop,
    /// A receipt for a text that is out.
    Receipt,
}

/// What is not well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weather {
    /// The API cannot be reached.
    Refuses,
    /// A request gets lost, and nobody answers.
    LosesRequests,
    /// A request is carried out, and nobody answers.
    LosesAnswers,
    /// A request is carried out, and the connection breaks.
    Breaks,
    /// 429 to everything.
    TooMany,
    /// 503 to everything.
    Unavailable,
    /// 500, and nothing was done.
    Fault,
    /// 500, and it was done.
    FaultAfter,
    /// Texts are refused for good.
    RefusesTexts(u32),
    /// Answers take long.
    Slow,
    /// Lists lag behind.
    ListsLag,
    /// Webhooks get lost.
    WebhooksLost,
    /// Webhooks come twice.
    WebhooksTwice,
    /// Webhooks come late, and so in another order.
    WebhooksLate,
    /// Texts do not arrive, with this code.
    Undelivered(u32),
    /// Receipts get lost.
    ReceiptsLost,
}

/// When a process dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Death {
    /// At once.
    Now,
    /// Just before this many-th commit from now.
    BeforeCommit(u64),
    /// Just after it, before anybody hears of it.
    AfterCommit(u64),
    /// While the next request to the carrier is out.
    InRequest,
}
