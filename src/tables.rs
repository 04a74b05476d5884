//! TOML tables that know the place of every key and value.
//!
//! Packs and the configuration are read through [`Table`]: what is missing, unknown or of the
//! wrong type becomes a finding in the file's own lines, all of a file at once. This file knows
//! nothing about what the tables mean.

mod day;
mod document;
mod faults;
mod name;
pub mod outline;
mod suggest;
#[cfg(test)]
mod tests;
mod value;

use std::sync::Arc;

use jiff::civil::Date;

use crate::finding::{Place, Severity};
use crate::source::{Span, Text};
pub use day::iso_date;
pub use document::Document;
pub use faults::{Faults, Names};
pub use name::Name;
use suggest::one_of;
pub use suggest::{did_you_mean, quoted, suggest};
use value::{Entries, Entry, Item, Value};

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its bytes in the file.
    pub span: Span,
}

impl<T> At<T> {
    /// The place in the file of that path.
    #[must_use]
    pub fn place(&self, path: &Arc<str>) -> Place {
        Place { path: path.clone(), span: self.span }
    }
}

/// The severities by the word that tables use.
pub const SEVERITIES: [(&str, Severity); 3] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("note", Severity::Note)];

/// One table, read key by key; [`Table::finish`] reports the keys that nobody asked for.
pub struct Table<'a> {
    entries: Entries<'a>,
    span: Span,
    name: Name,
    faults: &'a Faults,
    known: Vec<&'static str>,
}

impl<'a> Table<'a> {
    fn new(entries: Entries<'a>, span: Span, name: Name, faults: &'a Faults) -> Self {
        Self { entries, span, name, faults, known: Vec::new() }
    }

    /// Its header, or all of it where it is written inline.
    #[must_use]
    pub fn span(&self) -> Span {
        self.span
    }

    /// Its line in the file, from 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.entries.line()
    }

    /// Its name for messages: `[[term]]`.
    #[must_use]
    pub fn name(&self) -> Name {
        self.name
    }

    /// Where its faults go.
    #[must_use]
    pub fn faults(&self) -> &'a Faults {
        self.faults
    }

    /// Whether the key is written, whatever its value.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entries.get(key).is_some()
    }

    /// Where a key stands; the header where it does not.
    #[must_use]
    pub fn key_span(&self, key: &str) -> Span {
        self.entries.get(key).map_or(self.span, |(span, _)| span)
    }

    /// Text that may be left out, but not left blank.
    pub fn str(&mut self, key: &'static str) -> Option<At<Text>> {
        self.any_str(key).filter(|text| self.is_said(key, text))
    }

    /// Text that may be left out or blank.
    pub fn any_str(&mut self, key: &'static str) -> Option<At<Text>> {
        let (value, span) = self.get(key)?;
        self.text(key, value, span)
    }

    /// Text that must be there.
    pub fn required_str(&mut self, key: &'static str) -> Option<At<Text>> {
        match self.get(key) {
            Some((value, span)) => {
                self.text(key, value, span).filter(|text| self.is_said(key, text))
            }
            None => {
                self.miss(key);
                None
            }
        }
    }

    fn text(&self, key: &str, value: Value<'_>, span: Span) -> Option<At<Text>> {
        match value {
            Value::Text(text) => Some(At { value: text, span }),
            other => {
                self.mismatch(key, span, "text in quotes", &other);
                None
            }
        }
    }

    /// Whether a text is not blank; told where it is.
    fn is_said(&self, key: &str, text: &At<Text>) -> bool {
        let blank = is_blank(&text.value);
        if blank {
            self.faults.wrong_type(text.span, format!("`{key}` is blank"));
        }
        !blank
    }

    /// Reports a key that must be there and is not.
    pub fn require(&mut self, key: &'static str) {
        self.know(key);
        if !self.has(key) {
            self.miss(key);
        }
    }

    fn miss(&self, key: &str) {
        self.faults.missing_key(self.span, format!("{} needs the key `{key}`", self.name));
    }

    /// A list of texts, empty where the key is not written.
    pub fn strs(&mut self, key: &'static str) -> Vec<At<Text>> {
        let Some((value, span)) = self.get(key) else { return Vec::new() };
        let Value::List(items) = value else {
            self.mismatch(key, span, "a list of texts, as in [\"…\", \"…\"]", &value);
            return Vec::new();
        };
        let items = items.iter();
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            let span = item.span;
            match item.value() {
                Value::Text(text) if is_blank(&text) => {
                    self.faults.wrong_type(span, format!("a text in `{key}` is blank"));
                }
                Value::Text(text) => out.push(At { value: text, span }),
                other => self.mismatch(key, span, "a list of texts only", &other),
            }
        }
        out
    }

    /// True or false.
    pub fn bool(&mut self, key: &'static str) -> Option<At<bool>> {
        let (value, span) = self.get(key)?;
        match value {
            Value::Truth(value) => Some(At { value, span }),
            other => {
                self.mismatch(key, span, "true or false", &other);
                None
            }
        }
    }

    /// A day: a TOML date, or the same in quotes.
    pub fn date(&mut self, key: &'static str) -> Option<At<Date>> {
        let (value, span) = self.get(key)?;
        let day = match value {
            Value::Day(day) => day,
            Value::Text(text) => iso_date(&text),
            _ => None,
        };
        if day.is_none() {
            let message = format!("`{key}` is no date: write a day as 2020-11-17");
            self.faults.bad_date(span, message);
        }
        Some(At { value: day?, span })
    }

    /// One of a few words.
    pub fn word<T: Copy>(
        &mut self,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<At<T>> {
        let text = self.any_str(key)?;
        self.choose(key, text, choices)
    }

    /// A severity.
    pub fn severity(&mut self, key: &'static str) -> Option<At<Severity>> {
        self.word(key, &SEVERITIES)
    }

    /// A table in this one.
    pub fn table(&mut self, key: &'static str) -> Option<Table<'a>> {
        let (value, span) = self.get(key)?;
        let root = self.name == Name::File;
        let name = if root { Name::Single(key) } else { Name::Inline(key) };
        match value {
            Value::Table(entries) => Some(Self::new(entries, span, name, self.faults)),
            Value::List(_) if root => {
                let message = format!("write [{key}] once, with single brackets");
                self.faults.wrong_type(span, message);
                None
            }
            other => {
                self.mismatch(key, span, "a table", &other);
                None
            }
        }
    }

    /// A list of tables, empty where the key is not written.
    pub fn tables(&mut self, key: &'static str) -> Vec<Table<'a>> {
        let Some((value, span)) = self.get(key) else { return Vec::new() };
        let root = self.name == Name::File;
        let name = if root { Name::Double(key) } else { Name::Inline(key) };
        let items = match value {
            Value::List(items) => items.iter(),
            Value::Table(_) if root => {
                let message = format!("write [[{key}]] with double brackets: there may be many");
                self.faults.wrong_type(span, message);
                return Vec::new();
            }
            other => {
                self.mismatch(key, span, "a list of tables, as in [{ … }, { … }]", &other);
                return Vec::new();
            }
        };
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            let span = item.span;
            match item.value() {
                Value::Table(t) => out.push(Self::new(t, span, name, self.faults)),
                other => self.mismatch(key, span, "a list of tables only", &other),
            }
        }
        out
    }

    /// Every entry of a table whose keys are names, each with a text or a list of texts.
    pub fn texts(self) -> Vec<(At<String>, Vec<String>)> {
        let mut out = Vec::with_capacity(self.entries.len());
        for entry in self.entries.iter() {
            let name = At { value: entry.key.to_owned(), span: entry.key_span };
            let text = |item: &Item<'_>| match item.value() {
                Value::Text(text) if !is_blank(&text) => Some(text.trim().to_owned()),
                _ => None,
            };
            let texts: Option<Vec<String>> = match entry.item.value() {
                Value::List(items) => items.iter().map(|item| text(&item)).collect(),
                _ => text(&entry.item).map(|one| vec![one]),
            };
            match texts.filter(|texts| !texts.is_empty()) {
                Some(texts) => out.push((name, texts)),
                None => {
                    let wanted = "a text or a list of texts";
                    self.mismatch(&name.value, entry.item.span, wanted, &entry.item.value());
                }
            }
        }
        out.sort_by_key(|(name, _)| name.span);
        out
    }

    /// Every entry of a table whose keys are names, each with one of a few words.
    pub fn words<T: Copy>(self, choices: &[(&'static str, T)]) -> Vec<(At<String>, T)> {
        let mut out = Vec::with_capacity(self.entries.len());
        for entry in self.entries.iter() {
            let name = At { value: entry.key.to_owned(), span: entry.key_span };
            let span = entry.item.span;
            let chosen = match entry.item.value() {
                Value::Text(value) => self.choose(&name.value, At { value, span }, choices),
                other => {
                    self.mismatch(&name.value, span, &one_of(choices), &other);
                    None
                }
            };
            out.extend(chosen.map(|chosen| (name, chosen.value)));
        }
        out.sort_by_key(|(name, _)| name.span);
        out
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        if self.entries.is_proved() {
            return;
        }
        for Entry { key: word, key_span, .. } in self.entries.iter() {
            if self.known.contains(&word) {
                continue;
            }
            let message = format!("{} has no key {}", self.name, quoted(word));
            let help = did_you_mean(word, self.known.iter().copied())
                .unwrap_or_else(|| format!("its keys are {}", self.keys().join(", ")));
            self.faults.unknown_key(key_span, message, help);
        }
    }

    /// The keys that were asked for, each once.
    fn keys(&self) -> Vec<&'static str> {
        let mut keys: Vec<&'static str> = Vec::new();
        for key in &self.known {
            if !keys.contains(key) {
                keys.push(key);
            }
        }
        keys
    }

    fn know(&mut self, key: &'static str) {
        if !self.entries.is_proved() {
            self.known.push(key);
        }
    }

    fn get(&mut self, key: &'static str) -> Option<(Value<'a>, Span)> {
        self.know(key);
        self.entries.get(key).map(|(_, item)| (item.value(), item.span))
    }

    fn choose<T: Copy>(
        &self,
        key: &str,
        text: At<Text>,
        choices: &[(&'static str, T)],
    ) -> Option<At<T>> {
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text.value) {
            return Some(At { value: *value, span: text.span });
        }
        let message =
            format!("{} must be {}, not {}", quoted(key), one_of(choices), quoted(&text.value));
        let help = did_you_mean(&text.value, choices.iter().map(|(word, _)| *word));
        self.faults.wrong_type_with(text.span, message, help);
        None
    }

    fn mismatch(&self, key: &str, span: Span, wanted: &str, found: &Value<'_>) {
        let found = match found {
            Value::Text(_) => "text",
            Value::Number => "a number",
            Value::Truth(_) => "true or false",
            Value::Day(_) => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        };
        self.faults.wrong_type(span, format!("`{key}` must be {wanted}, not {found}"));
    }
}

/// Whether a text holds nothing that is seen.
fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}
