//! Faults that can be switched on, to show that a simulation finds them. Each stands where the code
//! that it leaves out stands, as `if Mutant::Name.is_on()`; without the feature `mutants`, which
//! nothing that is shipped has, that is `if false`, and the compiler leaves it out.

/// A list of faults, each with its name and with what it does.
macro_rules! mutants {
    ($($name:ident, $code:literal, $about:literal;)*) => {
        /// A fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Mutant {
            $(#[doc = $about] $name,)*
        }

        impl Mutant {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Its name.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// What it does.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$name => $about,)*
                }
            }
        }
    };
}

mutants! {
    DropLease, "drop_lease", "Sends a text although another process has claimed it.";
    ResendAttempted, "resend_attempted", "Sends an attempted text again after a take-over.";
    ResendUnknown, "resend_unknown", "Takes a time-out for a refusal and sends again.";
    ReconcileTooEarly, "reconcile_too_early", "Sends again when the list does not show a text at once.";
    AnswerBeforeCommit, "answer_before_commit", "Answers the carrier before the text is stored.";
    ForgetRecheck, "forget_recheck", "Does not look at the opt-out when a text leaves.";
    ForgetStop, "forget_stop", "Reads STOP and does not store it.";
    ForgetDeadline, "forget_deadline", "Does not look at the deadline when a text leaves.";
    SkipUniqueId, "skip_unique_id", "Stores a text that comes twice as two.";
    TimerTwice, "timer_twice", "Lets a timer that has fired fire again.";
    IgnoreWindow, "ignore_window", "Texts a caller however lately they were texted.";
    OtherLine, "other_line", "Sends from the first line of the business.";
    LoseEffect, "lose_effect", "Hands a text over in memory only, so that it dies with the process.";
    ForgetTakeOver, "forget_take_over", "Leaves what a dead process had to its lease.";
    CountBrakeTwice, "count_brake_twice", "Counts each text twice in the brakes.";
    ForgetCatchUp, "forget_catch_up", "Does not read the carrier's list of texts.";
    ForgetToAsk, "forget_to_ask", "Does not ask the carrier about a call that fell silent.";
    ForgetReason, "forget_reason", "Holds a text without storing why.";
    StatusGoesBack, "status_goes_back", "Lets a late receipt take back a later one.";
    TrustNeighbour, "trust_neighbour", "Takes webhooks of any account for any line.";
    KeepRecipient, "keep_recipient", "Never lets go of a recipient after a text.";
    LookUpNever, "look_up_never", "Does not look a text up whose answer never came.";
    DecideTwice, "decide_twice", "Decides a call anew with each fact that could settle it.";
}

#[cfg(feature = "mutants")]
mod switch {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Mutant;

    /// One more than the place in the list; 0 is none.
    static ON: AtomicUsize = AtomicUsize::new(0);

    impl Mutant {
        /// Switches one on, for the whole process, and all others off.
        pub fn switch_on(mutant: Option<Self>) {
            let at = Self::ALL.iter().position(|one| Some(*one) == mutant);
            ON.store(at.map_or(0, |at| at + 1), Ordering::Relaxed);
        }

        /// Whether it is switched on.
        #[must_use]
        pub fn is_on(self) -> bool {
            let on = ON.load(Ordering::Relaxed);
            on != 0 && Self::ALL[on - 1] == self
        }
    }
}

#[cfg(not(feature = "mutants"))]
impl Mutant {
    /// Whether it is switched on: never.
    #[must_use]
    #[inline]
    pub const fn is_on(self) -> bool {
        false
    }
}
