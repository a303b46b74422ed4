//! Who depends on whom, from `cargo metadata`, by package name.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Context, Result};
use serde::Deserialize;

/// The dependency graph of the workspace. Versions are not told apart.
#[derive(Debug, Default)]
pub(super) struct Graph {
    members: BTreeSet<String>,
    uses: BTreeMap<String, BTreeSet<String>>,
    uses_in_tests: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// Reads what `cargo metadata --format-version 1` prints.
    ///
    /// # Errors
    /// When it is not that.
    pub(super) fn parse(metadata: &str) -> Result<Self> {
        let metadata: Metadata =
            serde_json::from_str(metadata).context("cannot read cargo metadata")?;
        let names: BTreeMap<&str, &str> = metadata
            .packages
            .iter()
            .map(|package| (package.id.as_str(), package.name.as_str()))
            .collect();
        let name = |id: &str| {
            names
                .get(id)
                .map_or_else(|| id.to_owned(), |name| (*name).to_owned())
        };
        let mut graph = Self {
            members: metadata
                .workspace_members
                .iter()
                .map(|id| name(id))
                .collect(),
            ..Self::default()
        };
        for node in &metadata.resolve.nodes {
            let user = name(&node.id);
            graph.uses.entry(user.clone()).or_default();
            for dependency in &node.deps {
                let kinds = &dependency.dep_kinds;
                // A package may be used both ways: what is built is what counts then.
                let only_tests = kinds.iter().all(|kind| kind.kind.as_deref() == Some("dev"));
                let edges = if only_tests {
                    &mut graph.uses_in_tests
                } else {
                    &mut graph.uses
                };
                edges
                    .entry(user.clone())
                    .or_default()
                    .insert(name(&dependency.pkg));
            }
        }
        Ok(graph)
    }

    /// Our own packages.
    pub(super) fn members(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(String::as_str)
    }

    /// Every package there is.
    pub(super) fn packages(&self) -> impl Iterator<Item = &str> {
        let used = self
            .uses
            .values()
            .chain(self.uses_in_tests.values())
            .flatten();
        self.uses.keys().chain(used).map(String::as_str)
    }

    /// What a package uses itself, when it is built.
    pub(super) fn uses(&self, package: &str) -> impl Iterator<Item = &str> {
        self.uses
            .get(package)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// What only the tests of a package use.
    pub(super) fn uses_in_tests(&self, package: &str) -> impl Iterator<Item = &str> {
        self.uses_in_tests
            .get(package)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// A shortest way from one package to another over what is built, both ends included.
    pub(super) fn path<'a>(&'a self, from: &'a str, to: &str) -> Option<Vec<&'a str>> {
        let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
        let mut queue = VecDeque::from([from]);
        while let Some(package) = queue.pop_front() {
            if package == to {
                let mut path = vec![package];
                while let Some(before) = path.last().and_then(|last| came_from.get(last)) {
                    path.push(before);
                }
                path.reverse();
                return Some(path);
            }
            for used in self.uses(package) {
                if used != from && !came_from.contains_key(used) {
                    came_from.insert(used, package);
                    queue.push_back(used);
                }
            }
        }
        None
    }

    /// A graph for tests.
    #[cfg(test)]
    pub(super) fn made_of(
        members: &[&str],
        edges: &[(&str, &str)],
        test_edges: &[(&str, &str)],
    ) -> Self {
        let collect = |edges: &[(&str, &str)]| {
            let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
            for (user, used) in edges {
                uses.entry((*user).to_owned())
                    .or_default()
                    .insert((*used).to_owned());
            }
            uses
        };
        Self {
            members: members.iter().map(|member| (*member).to_owned()).collect(),
            uses: collect(edges),
            uses_in_tests: collect(test_edges),
        }
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: Vec<String>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<DependencyKind>,
}

/// `kind` is null for what is built in, `build` for build scripts and `dev` for tests.
#[derive(Deserialize)]
struct DependencyKind {
    kind: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_read() {
        let metadata = r#"{
            "packages": [{"id": "a#1", "name": "a"}, {"id": "b#1", "name": "b"}, {"id": "c#1", "name": "c"}],
            "workspace_members": ["a#1"],
            "resolve": {"nodes": [
                {"id": "a#1", "deps": [
                    {"pkg": "b#1", "dep_kinds": [{"kind": "dev"}, {"kind": null}]},
                    {"pkg": "c#1", "dep_kinds": [{"kind": "dev"}]}
                ]},
                {"id": "b#1", "deps": []},
                {"id": "c#1", "deps": []}
            ]}
        }"#;
        let graph = Graph::parse(metadata).unwrap();
        assert_eq!(graph.members().collect::<Vec<_>>(), ["a"]);
        assert_eq!(graph.uses("a").collect::<Vec<_>>(), ["b"]);
        assert_eq!(graph.uses_in_tests("a").collect::<Vec<_>>(), ["c"]);
        assert_eq!(graph.path("a", "b"), Some(vec!["a", "b"]));
        assert_eq!(graph.path("a", "c"), None);
    }
}
