//! Gathering values: the file's, and over them the environment's.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ringback_desk::settings::{Fault, Given, Value, Values, find_in_line, nearest_in_line};
use toml::Value as Toml;

use super::{https, keys, quiet_rules, zone_data};

const ENV_PREFIX: &str = "RINGBACK_";
/// Names the file; not a key of its own.
const ENV_FILE: &str = "RINGBACK_CONFIG";
const DEFAULT_FILE: &str = "ringback.toml";

/// All values that were given, by key.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layers {
    pub(crate) values: Values,
    /// The `[[line]]` tables.
    pub(crate) lines: Vec<Values>,
    /// The file that was read.
    pub(crate) file: Option<PathBuf>,
    /// Unknown keys and unreadable files.
    pub(crate) faults: Vec<Fault>,
}

impl Layers {
    /// Reads the file (`--config`, `RINGBACK_CONFIG` or `ringback.toml` where it exists) and the
    /// environment. Where they name zone data or rules on quiet hours, those are used
    /// from now on.
    pub(crate) fn load(file: Option<&Path>) -> Self {
        // Variables that are not Unicode are none of ours, and `vars` would panic over them.
        let readable = std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        });
        let mut layers = Self::from_parts(file, readable);
        for installed in [zone_data::install(&layers), quiet_rules::install(&layers)] {
            layers.faults.extend(installed.err());
        }
        layers
    }

    /// As [`Layers::load`], with the environment given.
    pub(crate) fn from_parts(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let mut layers = Self::default();
        let environment: BTreeMap<String, String> = environment
            .into_iter()
            .filter(|(name, _)| name.starts_with(ENV_PREFIX))
            .collect();
        let named = file
            .map(Path::to_owned)
            .or_else(|| environment.get(ENV_FILE).map(PathBuf::from));
        match named {
            Some(path) => layers.read_file(&path),
            None if Path::new(DEFAULT_FILE).exists() => layers.read_file(Path::new(DEFAULT_FILE)),
            None => {}
        }
        for (name, value) in environment {
            if name != ENV_FILE {
                layers.add_variable(name, value);
            }
        }
        https::imply(&mut layers.values);
        layers
    }

    fn read_file(&mut self, path: &Path) {
        let shown = path.display().to_string();
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(fault) => {
                let fix = "Check the path given by --config or RINGBACK_CONFIG";
                return self.faults.push(Fault::new(
                    shown,
                    format!("cannot be read ({fault})"),
                    fix,
                ));
            }
        };
        self.file = Some(path.to_owned());
        match text.parse::<toml::Table>() {
            Ok(table) => table
                .into_iter()
                .for_each(|(name, value)| self.add(name, value)),
            Err(fault) => {
                // The parser's message quotes the line, which may hold a secret.
                let at = fault.span().map_or(0, |span| line_of(&text, span.start));
                let what = format!("is not TOML at line {at}: {}", fault.message());
                self.faults
                    .push(Fault::new(shown, what, "Write it as key = \"value\""));
            }
        }
    }

    fn add(&mut self, name: String, value: Toml) {
        if name == "line" {
            return self.add_lines(value);
        }
        match keys::find(&name) {
            Some(key) => {
                let value = plain(value);
                self.values.insert(key.name, Given { name, value });
            }
            None => self.unknown(&name, keys::nearest(&name)),
        }
    }

    fn add_lines(&mut self, value: Toml) {
        let Toml::Array(tables) = value else {
            let what = "must be one or more [[line]] tables";
            return self.faults.push(Fault::new(
                "line",
                what,
                "Write [[line]] above each line's keys",
            ));
        };
        for (index, table) in tables.into_iter().enumerate() {
            let Toml::Table(table) = table else { continue };
            let mut line = Values::new();
            for (name, value) in table {
                let shown = format!("line[{index}].{name}");
                match find_in_line(&name) {
                    Some(key) => {
                        let value = plain(value);
                        line.insert(key.name, Given { name: shown, value });
                    }
                    None => self.unknown(&shown, nearest_in_line(&name)),
                }
            }
            self.lines.push(line);
        }
    }

    fn add_variable(&mut self, name: String, value: String) {
        let key = name
            .strip_prefix(ENV_PREFIX)
            .unwrap_or_default()
            .to_lowercase();
        match keys::find(&key) {
            // An empty variable is how some tools say "not set".
            Some(_) if value.is_empty() => {}
            Some(key) => {
                self.values.insert(key.name, Given::text(name, value));
            }
            // Kubernetes sets these in every container beside a service that is called ringback.
            None if key == "port" || key.starts_with("port_") || key.starts_with("service_") => {}
            None => self.unknown(&name, keys::nearest(&key)),
        }
    }

    fn unknown(&mut self, name: &str, near: Option<&str>) {
        let fix = near.map_or_else(
            || "`ringback serve --help` lists all keys".to_owned(),
            |near| format!("Did you mean {near}? `ringback serve --help` lists all keys"),
        );
        self.faults
            .push(Fault::new(name, "is not a setting of Ringback", fix));
    }
}

fn line_of(text: &str, offset: usize) -> usize {
    text.get(..offset)
        .map_or(0, |before| before.matches('\n').count() + 1)
}

/// A file's value in the words of the settings.
fn plain(value: Toml) -> Value {
    match value {
        Toml::String(text) => Value::Text(text),
        Toml::Integer(number) => Value::Whole(number),
        Toml::Float(number) => Value::Decimal(number),
        Toml::Boolean(on) => Value::Switch(on),
        Toml::Array(items) => items
            .iter()
            .map(|item| item.as_str().map(str::to_owned))
            .collect::<Option<_>>()
            .map_or(Value::Other, Value::List),
        Toml::Table(_) | Toml::Datetime(_) => Value::Other,
    }
}
