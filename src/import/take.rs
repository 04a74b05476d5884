//! Values of a row: taken from columns, split, cut, put into other words, read as dates.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::{Table, Value};

use super::map::{Nested, Take, Takes};
use super::rows::{Node, Row};
use super::{Place, Remark};
use crate::tables::{iso_date, quoted};

/// What a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    List,
    Date,
    Truth,
}

/// Between several values in one cell, where the map says nothing else.
const SEPARATOR: &str = ";";

/// Reads the values of one row.
pub(super) struct Reader<'r> {
    pub(super) row: &'r Row,
    pub(super) place: &'r Place,
    pub(super) as_of: Option<Date>,
    pub(super) remarks: &'r mut Vec<Remark>,
}

impl Reader<'_> {
    /// The keys of a table.
    pub(super) fn fields(
        &mut self,
        keys: &[(&str, Shape)],
        columns: &BTreeMap<String, Takes>,
    ) -> Result<Table, Remark> {
        let row = &self.row.0;
        self.table(&[row], keys, columns)
    }

    /// The tables inside a rule.
    pub(super) fn tables(
        &mut self,
        nested: &[Nested],
        keys: &[(&str, Shape)],
    ) -> Result<Vec<Value>, Remark> {
        let row = &self.row.0;
        let mut out = Vec::new();
        for nested in nested {
            let wrong = nested.columns.keys().find(|key| keys.iter().all(|(k, _)| k != key));
            if let Some(wrong) = wrong {
                let known: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
                let message =
                    format!("there is no key {}: its keys are {}", quoted(wrong), known.join(", "));
                return Err(Remark::new(self.place, message));
            }
            let mut items = Vec::new();
            match &nested.each {
                Some(each) => row.at(each, &mut items),
                None => items.push(row),
            }
            for item in items {
                let table = self.table(&[item, row], keys, &nested.columns)?;
                let named = keys.first().is_some_and(|(key, _)| table.contains_key(*key));
                if named && !out.contains(&Value::Table(table.clone())) {
                    out.push(Value::Table(table));
                }
            }
        }
        Ok(out)
    }

    fn table(
        &mut self,
        nodes: &[&Node],
        keys: &[(&str, Shape)],
        columns: &BTreeMap<String, Takes>,
    ) -> Result<Table, Remark> {
        let mut table = Table::new();
        for (key, shape) in keys {
            let Some(takes) = columns.get(*key) else { continue };
            if let Some(value) = self.value(nodes, key, *shape, takes)? {
                table.insert((*key).to_owned(), value);
            }
        }
        Ok(table)
    }

    fn value(
        &mut self,
        nodes: &[&Node],
        key: &str,
        shape: Shape,
        takes: &Takes,
    ) -> Result<Option<Value>, Remark> {
        let takes = takes.list();
        if shape == Shape::List {
            let mut all: Vec<String> = Vec::new();
            for take in &takes {
                for text in texts(nodes, take, Some(take.split.as_deref().unwrap_or(SEPARATOR))) {
                    if !all.contains(&text) {
                        all.push(text);
                    }
                }
            }
            let all: Vec<Value> = all.into_iter().map(Value::String).collect();
            return Ok(Some(Value::Array(all)).filter(|v| v != &Value::Array(Vec::new())));
        }
        for take in &takes {
            let Some(text) = texts(nodes, take, take.split.as_deref()).into_iter().next() else {
                continue;
            };
            let value = match shape {
                Shape::Date => self.date(key, &text, take),
                Shape::Truth => self.truth(key, &text),
                _ => Some(Value::String(text)),
            };
            return Ok(value);
        }
        Ok(None)
    }

    /// A day that is over on the pack's own day: lists that know the end of a running term know
    /// the future.
    fn date(&mut self, key: &str, text: &str, take: &Take) -> Option<Value> {
        let day = match &take.date {
            Some(format) => Date::strptime(format, text).ok(),
            None => iso_date(text),
        };
        let Some(day) = day else {
            let wanted = take.date.as_deref().unwrap_or("2020-11-17");
            let message = format!(
                "`{key}` left out: {} is no day written as {wanted} (`date` in the map says how)",
                quoted(text)
            );
            self.remarks.push(Remark::new(self.place, message));
            return None;
        };
        if key == "until" && self.as_of.is_some_and(|as_of| day > as_of) {
            return None;
        }
        day.to_string().parse().ok().map(Value::Datetime)
    }

    fn truth(&mut self, key: &str, text: &str) -> Option<Value> {
        match text.to_lowercase().as_str() {
            "true" | "yes" | "1" | "x" => Some(Value::Boolean(true)),
            "false" | "no" | "0" => None,
            _ => {
                let message =
                    format!("`{key}` left out: {} is neither true nor false", quoted(text));
                self.remarks.push(Remark::new(self.place, message));
                None
            }
        }
    }

    /// The first value, as it stands.
    pub(super) fn first(&self, takes: &Takes) -> Option<String> {
        let takes = takes.list();
        takes.iter().find_map(|take| texts(&[&self.row.0], take, None).into_iter().next())
    }
}

/// The values that one source gives; what is not found in the first node is looked for in the next.
fn texts(nodes: &[&Node], take: &Take, split: Option<&str>) -> Vec<String> {
    let raw: Vec<String> = match (&take.column, &take.text) {
        (Some(column), _) => values(nodes, column),
        (None, Some(text)) => filled(nodes, text).into_iter().collect(),
        (None, None) => Vec::new(),
    };
    let parts = raw.iter().flat_map(|raw| match split.filter(|_| take.column.is_some()) {
        Some(separator) => raw.split(separator).collect(),
        None => vec![raw.as_str()],
    });
    let finished = parts.filter_map(|part| {
        let part = match &take.cut {
            Some(cut) => cut.0.replace_all(part, "").into_owned(),
            None => part.to_owned(),
        };
        let part = if take.upper { part.to_uppercase() } else { part };
        let part = tidy(&part);
        let part = match &take.words {
            Some(words) => words.get(&part).cloned().unwrap_or_default(),
            None => part,
        };
        let fits = take.only.as_ref().is_none_or(|only| only.0.is_match(&part));
        (!part.is_empty() && fits).then_some(part)
    });
    finished.collect()
}

fn values(nodes: &[&Node], column: &str) -> Vec<String> {
    let found = nodes.iter().map(|node| node.texts(column)).find(|texts| !texts.is_empty());
    found.unwrap_or_default().into_iter().map(str::to_owned).collect()
}

/// A text with `{column}` filled in; none if one of them is empty.
fn filled(nodes: &[&Node], text: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (column, after) = after.split_once('}')?;
        let value = values(nodes, column).into_iter().map(|v| tidy(&v)).find(|v| !v.is_empty())?;
        out.push_str(before);
        out.push_str(&value);
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

/// One space between words, none around them, no characters that nobody sees.
fn tidy(text: &str) -> String {
    let seen = |c: char| !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let words = text.split_whitespace().map(|word| word.chars().filter(|c| seen(*c)).collect());
    words.filter(|word: &String| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
