//! The keys of packs and of the configuration, each with its value and its meaning: for editors
//! that complete and check TOML (JSON Schema), and for the documentation.
//!
//! The readers of packs and configuration decide what is valid; this is their description, and
//! tests hold the two together key by key.

mod config;
mod pack;
mod style;

use serde_json::{Map, Value, json};

pub use config::CONFIG;
pub use pack::PACK;
pub use style::STYLE;

/// One key of a table.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What it means, in a line.
    pub about: &'static str,
}

/// What a key holds.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A regular expression.
    Regex,
    /// A list of regular expressions.
    Regexes,
    /// True or false.
    Flag,
    /// A day.
    Day,
    /// One of some words.
    Word(&'static [&'static str]),
    /// A list of some words.
    Words(&'static [&'static str]),
    /// A table with these keys.
    Table(&'static [Key]),
    /// Several tables with these keys.
    Tables(&'static [Key]),
    /// A table whose keys are free, each with a text or a list of texts.
    Free,
    /// A table from checks and families to their level.
    Levels,
}

/// A key that may be left out.
const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, required: false, about }
}

/// A key that must be there.
const fn needed(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, required: true, about }
}

impl Kind {
    /// How documentation names it.
    #[must_use]
    pub fn name(self) -> String {
        let words = |words: &[&str]| {
            words.iter().map(|word| format!("`\"{word}\"`")).collect::<Vec<_>>().join(", ")
        };
        match self {
            Self::Text => "text".into(),
            Self::Texts => "list of texts".into(),
            Self::Regex => "regular expression".into(),
            Self::Regexes => "list of regular expressions".into(),
            Self::Flag => "true or false".into(),
            Self::Day => "day".into(),
            Self::Word(choices) => words(choices),
            Self::Words(choices) => format!("list of {}", words(choices)),
            Self::Table(_) | Self::Levels => "table".into(),
            Self::Tables(_) => "list of tables".into(),
            Self::Free => "table of texts".into(),
        }
    }

    fn schema(self) -> Value {
        let list = |items: Value| json!({ "type": "array", "items": items });
        let text = || json!({ "type": "string", "minLength": 1 });
        match self {
            Self::Text => text(),
            Self::Texts => list(text()),
            Self::Regex => json!({ "type": "string", "format": "regex" }),
            Self::Regexes => list(json!({ "type": "string", "format": "regex" })),
            Self::Flag => json!({ "type": "boolean" }),
            Self::Day => json!({ "type": "string", "format": "date" }),
            Self::Word(words) => json!({ "enum": words }),
            Self::Words(words) => list(json!({ "enum": words })),
            Self::Table(keys) => table(keys),
            Self::Tables(keys) => list(table(keys)),
            Self::Free => json!({
                "type": "object",
                "minProperties": 1,
                "additionalProperties": { "anyOf": [text(), list(text())] },
            }),
            Self::Levels => json!({
                "type": "object",
                "additionalProperties": { "enum": LEVELS },
            }),
        }
    }
}

/// The levels of checks.
const LEVELS: [&str; 4] = ["error", "warning", "note", "off"];

fn table(keys: &[Key]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut schema = key.kind.schema();
            if let Some(schema) = schema.as_object_mut() {
                schema.insert("description".into(), key.about.into());
            }
            (key.name.to_owned(), schema)
        })
        .collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut out =
        json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if let Some(out) = out.as_object_mut().filter(|_| !required.is_empty()) {
        out.insert("required".into(), json!(required));
    }
    out
}

/// The JSON Schema of a file with these keys.
#[must_use]
pub fn json_schema(title: &str, keys: &[Key]) -> Value {
    let mut schema = table(keys);
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$schema".into(), "http://json-schema.org/draft-07/schema#".into());
        schema.insert("title".into(), title.into());
    }
    schema
}
