//! A pack as people write it: one table a rule, keys in one order, lists that fit on their line.

use std::fmt::Write;

use toml::{Table, Value};

use super::entry::{Entry, kind};
use super::map::Head;

/// Lists that are longer go over several lines.
const WIDTH: usize = 100;

/// The file.
pub(super) fn pack(head: &Head, entries: &[Entry]) -> String {
    let mut out = String::from(
        "# Made by `newslint import`: change its lists or its map, not this file.\n\n[pack]\n",
    );
    line(&mut out, "name", &Value::String(head.name.clone()));
    for (key, text) in [("description", &head.description), ("source", &head.source)] {
        if let Some(text) = text {
            line(&mut out, key, &Value::String(text.clone()));
        }
    }
    if let Some(day) = head.as_of {
        line(&mut out, "as-of", &Value::Datetime(day));
    }
    for entry in entries {
        let _ = write!(out, "\n[[{}]]\n", entry.kind);
        for (key, value) in ordered(&entry.kind, &entry.fields) {
            line(&mut out, key, value);
        }
    }
    out
}

/// What tables inside rules hold, in the order in which people read it.
const NESTED: [&str; 9] = ["name", "title", "of", "from", "until", "kind", "bad", "good", "ok"];

/// The keys of a rule: those of its kind in their order, then the others.
fn ordered<'t>(word: &str, fields: &'t Table) -> Vec<(&'t String, &'t Value)> {
    let keys = kind(word).map_or(&[][..], |kind| kind.keys);
    let rank = |key: &str| keys.iter().position(|(k, _)| *k == key).unwrap_or(keys.len());
    let mut fields: Vec<_> = fields.iter().collect();
    fields.sort_by_key(|(key, _)| (rank(key), *key));
    fields
}

fn line(out: &mut String, key: &str, value: &Value) {
    let is_bare = key.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let key = if is_bare { key.to_owned() } else { quote(key) };
    let flat = inline(value);
    let tables = matches!(value, Value::Array(items) if items.iter().any(Value::is_table));
    match value {
        Value::Array(items) if tables || key.len() + 3 + flat.len() > WIDTH => {
            let _ = writeln!(out, "{key} = [");
            for item in items {
                let _ = writeln!(out, "  {},", inline(item));
            }
            out.push_str("]\n");
        }
        _ => {
            let _ = writeln!(out, "{key} = {flat}");
        }
    }
}

fn inline(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => {
            let rank = |key: &str| NESTED.iter().position(|k| *k == key).unwrap_or(NESTED.len());
            let mut fields: Vec<_> = table.iter().collect();
            fields.sort_by_key(|(key, _)| rank(key));
            let fields: Vec<String> = fields
                .into_iter()
                .map(|(key, value)| format!("{key} = {}", inline(value)))
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        Value::String(text) => quote(text),
        other => other.to_string(),
    }
}

/// A text on one line, as it is read wherever TOML allows that.
fn quote(text: &str) -> String {
    let plain = |c: char| !c.is_control();
    if text.chars().all(|c| plain(c) && c != '"' && c != '\\') {
        return format!("\"{text}\"");
    }
    if text.chars().all(|c| plain(c) && c != '\'') {
        return format!("'{text}'");
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if plain(c) => out.push(c),
            c => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}
