//! One transaction over a group of jobs, wave by wave: as many round trips as the longest of them
//! asks questions, whatever their number.

use super::fault::Fault;
use super::lanes::{Apart, Ground, Kind, Lanes};
use super::link::{Link, Step};
use super::waiting::Waiting;

/// How a transaction ended.
pub(super) enum Outcome {
    /// All of it is stored, and these may be told.
    Stored(Vec<Waiting>),
    /// It was rolled back, or nobody knows.
    Failed {
        /// Those that it failed for, and the others.
        apart: Apart,
        fault: Fault,
        /// `COMMIT` was on the way.
        is_in_doubt: bool,
    },
}

/// Runs jobs in one transaction, which `first` begins.
pub(super) async fn transaction(
    link: &mut Link,
    first: Vec<Step>,
    jobs: Vec<Waiting>,
    kind: Kind,
    ground: &Ground,
) -> Outcome {
    let mut lanes = Lanes::new(jobs, kind, ground);
    let mut wave = first;
    let mut answers = Vec::new();
    loop {
        let advanced = lanes.advance(answers, &mut wave);
        if let Err((fault, lane)) = advanced {
            return Outcome::Failed {
                apart: lanes.give_up(Some(lane)),
                fault: Fault::Refused(fault),
                is_in_doubt: false,
            };
        }
        let is_last = lanes.is_at_end();
        if is_last {
            wave.push(Step::Words("COMMIT"));
        }
        answers = match link.send(&wave).await {
            Ok(_) if is_last => return Outcome::Stored(lanes.into_ended()),
            Ok(answers) => answers,
            Err(failed) => {
                return Outcome::Failed {
                    apart: lanes.give_up(failed.lane),
                    is_in_doubt: is_last && matches!(failed.fault, Fault::Lost(_)),
                    fault: failed.fault,
                };
            }
        };
        wave.clear();
    }
}
