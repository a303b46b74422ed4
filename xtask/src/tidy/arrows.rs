//! The arrows between the crates: each knows only those below it, and some know nothing of
//! what would spoil them. Read from cargo's own dependency graph.

mod graph;

use anyhow::Result;

use super::Finding;
use crate::program::Program;
use crate::repository::SourceFile;
use graph::Graph;

/// What each of our crates may use of ours. A new crate gets its line here.
const MAY_USE: &[(&str, &[&str])] = &[
    ("ringback-desk", &[]),
    ("ringback-simulator", &[]),
    ("ringback-scratch", &[]),
    ("ringback-https", &["ringback-desk"]),
    ("ringback-store", &["ringback-desk"]),
    ("ringback-carriers", &["ringback-desk"]),
    (
        "ringback-engine",
        &["ringback-desk", "ringback-store", "ringback-carriers"],
    ),
    (
        "ringback-web",
        &[
            "ringback-desk",
            "ringback-store",
            "ringback-carriers",
            "ringback-engine",
            "ringback-https",
        ],
    ),
    (
        "ringback",
        &[
            "ringback-desk",
            "ringback-store",
            "ringback-carriers",
            "ringback-engine",
            "ringback-https",
            "ringback-web",
            "ringback-simulator",
        ],
    ),
    (
        "ringback-trials",
        &[
            "ringback-desk",
            "ringback-store",
            "ringback-carriers",
            "ringback-engine",
            "ringback-web",
        ],
    ),
    ("xtask", &["ringback-simulator"]),
];

/// What a crate must never reach, however far down, and why.
const MUST_NOT_REACH: [(&str, &[&str], &str); 2] = [
    (
        "ringback-desk",
        &["tokio", "axum", "hyper", "rusqlite", "reqwest", "rand"],
        "the desk decides, without IO, clock or chance",
    ),
    (
        "ringback-store",
        &["axum", "hyper", "reqwest"],
        "the store keeps, and talks to nobody",
    ),
];

/// What nothing here may use, tests included.
const NOWHERE: [(&str, &str); 3] = [
    ("openssl", "TLS is rustls"),
    ("openssl-sys", "TLS is rustls"),
    ("native-tls", "TLS is rustls"),
];

pub(super) fn check(_: &[SourceFile]) -> Result<Vec<Finding>> {
    let metadata = Program::cargo("metadata --format-version 1 --locked").output()?;
    Ok(judge(&Graph::parse(&metadata)?))
}

fn judge(graph: &Graph) -> Vec<Finding> {
    let mut found = Vec::new();
    for member in graph.members() {
        match MAY_USE.iter().find(|(name, _)| *name == member) {
            Some((_, allowed)) => found.extend(arrows_up(graph, member, allowed)),
            None => found.push(Finding::new(
                member,
                "is a new crate: say in xtask/src/tidy/arrows.rs what it may use",
            )),
        }
    }
    for (member, unwanted, why) in MUST_NOT_REACH {
        for name in unwanted {
            if let Some(path) = graph.path(member, name) {
                let message = format!("reaches {name} ({}): {why}", path.join(" → "));
                found.push(Finding::new(member, message));
            }
        }
    }
    for (name, why) in NOWHERE {
        if graph.packages().any(|package| package == name) {
            found.push(Finding::new(name, format!("is in the lock file: {why}")));
        }
    }
    found
}

/// Direct uses of ours that are not allowed. Tests may use the simulated carrier and databases of
/// their own, wherever they stand, except that the desk needs neither.
fn arrows_up(graph: &Graph, member: &str, allowed: &[&str]) -> Vec<Finding> {
    let for_tests = |name: &str| {
        ["ringback-simulator", "ringback-scratch"].contains(&name) && member != "ringback-desk"
    };
    let used = graph.uses(member).filter(|used| !allowed.contains(used));
    let tested = graph
        .uses_in_tests(member)
        .filter(|used| !allowed.contains(used) && !for_tests(used) && *used != member);
    used.map(|used| (used, "uses"))
        .chain(tested.map(|used| (used, "uses in its tests")))
        .filter(|(used, _)| graph.members().any(|other| other == *used))
        .map(|(used, how)| Finding::new(member, format!("{how} {used}, which is not below it")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(edges: &[(&str, &str)], test_edges: &[(&str, &str)]) -> Vec<String> {
        let members: Vec<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
        let graph = Graph::made_of(&members, edges, test_edges);
        judge(&graph)
            .into_iter()
            .map(|finding| format!("{} {}", finding.place, finding.message))
            .collect()
    }

    #[test]
    fn the_layout_as_drawn_passes() {
        let edges = [
            ("ringback-store", "ringback-desk"),
            ("ringback-store", "rusqlite"),
            ("ringback", "ringback-simulator"),
            ("ringback-web", "axum"),
        ];
        let tests = [
            ("ringback-engine", "ringback-simulator"),
            ("ringback-desk", "proptest"),
        ];
        assert_eq!(found(&edges, &tests), [""; 0]);
    }

    #[test]
    fn an_arrow_up_is_found() {
        let up = [
            ("ringback-store", "ringback-engine"),
            ("ringback-engine", "ringback-simulator"),
        ];
        let expected = [
            "ringback-engine uses ringback-simulator, which is not below it",
            "ringback-store uses ringback-engine, which is not below it",
        ];
        assert_eq!(found(&up, &[]), expected);
        let expected =
            ["ringback-simulator uses in its tests ringback-carriers, which is not below it"];
        assert_eq!(
            found(&[], &[("ringback-simulator", "ringback-carriers")]),
            expected
        );
    }

    #[test]
    fn what_spoils_the_desk_is_found_however_far_down() {
        let edges = [("ringback-desk", "numbers"), ("numbers", "tokio")];
        let why = "the desk decides, without IO, clock or chance";
        let expected = [format!(
            "ringback-desk reaches tokio (ringback-desk → numbers → tokio): {why}"
        )];
        assert_eq!(found(&edges, &[]), expected);
        assert_eq!(found(&[], &[("ringback-desk", "tokio")]), [""; 0]);
    }

    #[test]
    fn openssl_is_found_even_in_tests() {
        let expected = ["openssl is in the lock file: TLS is rustls"];
        assert_eq!(found(&[], &[("ringback-web", "openssl")]), expected);
    }

    #[test]
    fn a_crate_without_a_line_is_found() {
        let graph = Graph::made_of(&["ringback-new"], &[], &[]);
        let found = judge(&graph);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place, "ringback-new");
    }
}
