//! The kit and the project's own texts, read.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde::Deserialize;

use super::*;

#[derive(Deserialize)]
struct Kit {
    cases: Vec<Case>,
}

/// One text with what it must be read as.
#[derive(Deserialize, Default)]
struct Case {
    id: String,
    text: String,
    label: String,
    state: Option<String>,
    last_outbound: Option<String>,
    channel: Option<String>,
    lean: Option<String>,
    scope: Option<String>,
    also_flag: Option<String>,
    preference: Option<String>,
    #[serde(default)]
    automatic: bool,
}

impl Case {
    fn read(&self) -> Reading {
        let context = Context {
            is_opted_out: self.state.as_deref() == Some("opted_out"),
            last_outbound: self.last_outbound.as_deref(),
            channel: self
                .channel
                .as_deref()
                .map_or(Channel::Sms, |name| Channel::from_name(name).unwrap()),
        };
        read(&self.text, &context)
    }
}

impl Case {
    fn tell(&mut self, detail: &str) {
        let Some((name, value)) = detail.split_once('=') else {
            // Or `quoted`: a person wrote it under our own line.
            self.automatic = detail == "automatic";
            return;
        };
        let place = match name {
            "scope" => &mut self.scope,
            "channel" => &mut self.channel,
            "lean" => &mut self.lean,
            "state" => &mut self.state,
            "preference" => &mut self.preference,
            "last" => &mut self.last_outbound,
            "also_flag" => &mut self.also_flag,
            _ => panic!("{name}"),
        };
        *place = Some(value.to_owned());
    }
}

fn kit() -> Vec<Case> {
    let kit = include_str!("../../../../tests/data/optout.json");
    serde_json::from_str::<Kit>(kit).unwrap().cases
}

/// The texts of `set` in `tests/data/optout_own.tsv` and `tests/data/optout_rounds.tsv`.
fn own(set: &str) -> Vec<Case> {
    let rows = concat!(
        include_str!("../../../../tests/data/optout_own.tsv"),
        include_str!("../../../../tests/data/optout_rounds.tsv")
    );
    let mut cases = Vec::new();
    for (at, row) in rows.lines().enumerate() {
        let columns: Vec<&str> = row.split('\t').collect();
        if row.starts_with('#') || columns[0] != set {
            continue;
        }
        let mut case = Case {
            id: format!("{}", at + 1),
            label: columns[1].to_owned(),
            text: columns[3].replace("\\n", "\n").replace("\\r", "\r"),
            ..Case::default()
        };
        for detail in columns[2].split(';').filter(|detail| !detail.is_empty()) {
            case.tell(detail);
        }
        cases.push(case);
    }
    cases
}

fn name<T: serde::Serialize>(value: T) -> Option<String> {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .map(str::to_owned)
}

/// What was read otherwise than it must be: label, lean, scope, flag, preference, automatic.
fn misread(cases: &[Case]) -> Vec<String> {
    cases
        .iter()
        .filter_map(|case| {
            let reading = case.read();
            let is_right = name(reading.label).as_deref() == Some(&case.label)
                && name(reading.lean) == case.lean
                && (case.scope.is_none() || name(reading.scope) == case.scope)
                && name(reading.also_flag) == case.also_flag
                && name(reading.preference) == case.preference
                && reading.automatic == case.automatic;
            (!is_right).then(|| format!("{} {:?}: {reading:?}", case.id, case.text))
        })
        .collect()
}

/// Rows of the kit that are read otherwise, on purpose.
///
/// O564 quotes our line and then says something: a person wrote it, and it reaches one. O719 is
/// `stop_`, which is STOP as much as `_stop_` and `-stop-` are.
const JUDGED_OTHERWISE: [&str; 2] = ["O564", "O719"];

#[test]
fn reads_the_kit() {
    let cases: Vec<Case> = kit()
        .into_iter()
        .filter(|case| !JUDGED_OTHERWISE.contains(&case.id.as_str()))
        .collect();
    assert_eq!(cases.len(), 433);
    assert_eq!(misread(&cases), Vec::<String>::new());
}

#[test]
fn yes_lifts_no_block_and_start_only_one_that_stands() {
    let opted_out = Context {
        is_opted_out: true,
        ..Context::default()
    };
    assert_eq!(read("YES", &opted_out).label, Label::Ambiguous);
    assert_eq!(read("START", &opted_out).label, Label::OptIn);
    assert_eq!(read("START", &Context::default()).label, Label::NotOptOut);
}

#[test]
fn says_which_word_decided() {
    let reading = read("“Stop!!” 🛑", &Context::default());
    assert_eq!(reading.keyword, Some("STOP"));
    assert_eq!(reading.reason, "It says STOP, which ends all texts.");
}

proptest! {
    #[test]
    fn dress_changes_nothing(
        before in "[ \n\u{200b}\"“(*_.!🛑🙏-]{0,4}",
        word in "(?i)(stop|quit|end|revoke|opt out|cancel|unsubscribe|stopall|optout|remove|arret)",
        after in "[ \n\u{200b}\"”)*_.!?🛑🙏]{0,4}",
    ) {
        let text = format!("{before}{word}{after}");
        prop_assert_eq!(read(&text, &Context::default()).label, Label::OptOut, "{}", text);
    }

    #[test]
    fn one_word_more_is_no_keyword(
        word in "(stop|quit|end|cancel|remove)",
        more in "(by|at|the|my|for|it|working|tomorrow|appointment|3pm|water|unit)",
    ) {
        for text in [format!("{word} {more}"), format!("{more} {word}")] {
            prop_assert_eq!(read_keyword(&text), None, "{}", text);
        }
    }

    #[test]
    fn anything_can_be_read(text in "\\PC{0,80}") {
        let _ = read(&text, &Context::default());
    }
}

/// How many of our own texts of `set` that are `label` are read as each of `counted`, in order.
fn tally(set: &str, label: &str, counted: &[Label]) -> (usize, Vec<usize>) {
    let cases: Vec<Case> = own(set)
        .into_iter()
        .filter(|case| case.label == label)
        .collect();
    let read: Vec<Label> = cases.iter().map(|case| case.read().label).collect();
    let count = |wanted: &Label| read.iter().filter(|label| *label == wanted).count();
    (cases.len(), counted.iter().map(count).collect())
}

/// Texts that no rule was mended for at first, and that were opened later. When they were only
/// counted, 276 of 293 opt-outs were read and 4 of 295 others silenced. A change that makes these
/// figures worse has cost something.
#[test]
fn reads_texts_that_were_opened_late() {
    let (opt_outs, read) = tally("unseen", "opt_out", &[Label::OptOut, Label::Ambiguous]);
    assert_eq!(opt_outs, 293);
    assert!(read[0] >= 286 && read[0] + read[1] >= 290, "{read:?}");
    let (others, read) = tally("unseen", "not_opt_out", &[Label::OptOut]);
    assert_eq!(others, 295);
    assert_eq!(read[0], 0);
    let (doubts, read) = tally("unseen", "ambiguous", &[Label::OptOut, Label::Ambiguous]);
    assert_eq!(doubts, 88);
    assert!(read[0] + read[1] >= 86, "{read:?}");
}

/// The half by which rules were mended.
#[test]
fn silences_nobody_who_only_sounds_like_it() {
    assert_eq!(
        tally("tune", "not_opt_out", &[Label::OptOut]),
        (251, vec![0])
    );
    let (opt_outs, read) = tally("tune", "opt_out", &[Label::OptOut, Label::Ambiguous]);
    assert!(read[0] >= 298 && read[0] + read[1] == opt_outs, "{read:?}");
}

/// Texts filed before they were read. At first 823 of 880 opt-outs were read (5 more paused), 12
/// of 650 others silenced, all of them mended since but `can cel?`, which is CANCEL.
#[test]
fn reads_texts_that_were_guessed() {
    let (opt_outs, read) = tally("guess", "opt_out", &[Label::OptOut, Label::Ambiguous]);
    assert!(read[0] >= 870 && opt_outs == 880, "{read:?}");
    assert!(tally("guess", "not_opt_out", &[Label::OptOut]).1[0] <= 1);
    assert_eq!(tally("guess", "help", &[Label::Help]).1[0], 21);
    assert_eq!(tally("guess", "opt_in", &[Label::OptIn]).1[0], 65);
    let (doubts, read) = tally("guess", "ambiguous", &[Label::Ambiguous]);
    assert!(read[0] >= 320 && doubts == 327, "{read:?}");
}

/// Texts filed before they were read, after the mending above. At first 154 of 166 opt-outs were
/// read (1 more paused) and 1 of 219 others silenced; rules were mended by them since.
#[test]
fn reads_fresh_texts() {
    let (opt_outs, read) = tally("fresh", "opt_out", &[Label::OptOut]);
    assert!(read[0] >= 163 && opt_outs == 166, "{read:?}");
    assert_eq!(
        tally("fresh", "not_opt_out", &[Label::OptOut]),
        (219, vec![0])
    );
    assert_eq!(tally("fresh", "help", &[Label::Help]), (5, vec![5]));
    assert_eq!(tally("fresh", "opt_in", &[Label::OptIn]), (12, vec![12]));
}

/// Texts filed in rounds against a finished reader, each before it was read; what each round
/// measured then stands in `tests/data/README.md`. Rules were mended by classes of misreadings
/// since. Those that are still read otherwise are doubts that a person settles, but for a few.
#[test]
fn reads_the_rounds() {
    for (round, opt_outs_read, paused, others_silenced) in [
        ("first", 570, 8, 0),
        ("second", 296, 8, 0),
        ("third", 246, 6, 0),
        ("fourth", 422, 3, 0),
    ] {
        let (_, read) = tally(round, "opt_out", &[Label::OptOut, Label::Ambiguous]);
        assert!(
            read[0] >= opt_outs_read && read[0] + read[1] >= opt_outs_read + paused,
            "{round} {read:?}"
        );
        let (_, read) = tally(round, "not_opt_out", &[Label::OptOut]);
        assert!(read[0] <= others_silenced, "{round} {read:?}");
        let (doubts, read) = tally(round, "ambiguous", &[Label::OptOut, Label::Ambiguous]);
        assert!(read[0] + read[1] + 3 >= doubts, "{round} {read:?}");
        let (asked, read) = tally(round, "opt_in", &[Label::OptIn]);
        assert_eq!(read[0], asked, "{round}");
    }
}

/// What is read otherwise than meant, for whoever mends rules: `cargo test -p ringback-desk
/// consent::tests::report -- --ignored --nocapture`.
#[test]
#[ignore = "prints for a person"]
#[allow(clippy::print_stdout, clippy::disallowed_methods)]
fn report() {
    for set in [
        "tune", "unseen", "guess", "fresh", "first", "second", "third", "fourth",
    ] {
        for case in own(set) {
            for line in misread(std::slice::from_ref(&case)) {
                println!("{set}\t{}\t{line}", case.label);
            }
        }
    }
}
