//! Rows into entries: one for each rule, its keys filled from columns as the map says.

use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::{Table, Value};

use super::map::{Nested, Source, Takes};
use super::rows::{self, Content, Input, Row};
use super::take::{Reader, Shape};
use super::{Place, Remark};
use crate::tables::{did_you_mean, quoted};

/// A rule in the making.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The kind of rule.
    pub(super) kind: String,
    /// What tells rows of one thing from rows of another, where the map says so.
    pub(super) key: Option<String>,
    /// The keys of the rule.
    pub(super) fields: Table,
    /// The row that it was made of, or the first of them.
    pub(super) place: Place,
    /// Another row gives the same name to something else.
    pub(super) disputed: bool,
}

/// A kind of rule and its keys, in the order in which they are written; the second is its name.
pub(super) struct Kind {
    pub(super) word: &'static str,
    pub(super) keys: &'static [(&'static str, Shape)],
    nested: Option<(&'static str, &'static [(&'static str, Shape)])>,
}

const TEXT: Shape = Shape::Text;
const LIST: Shape = Shape::List;
const DATE: Shape = Shape::Date;
const TRUTH: Shape = Shape::Truth;

/// The kinds of rules that lists hold.
pub(super) const KINDS: [Kind; 4] = [
    Kind {
        word: "organization",
        keys: &[
            ("id", TEXT),
            ("name", TEXT),
            ("acronym", TEXT),
            ("also", LIST),
            ("not", LIST),
            ("parent", TEXT),
            ("founded", DATE),
            ("until", DATE),
            ("country", TEXT),
            ("well-known", TRUTH),
            ("bracket-acronym", TEXT),
            ("severity", TEXT),
            ("note", TEXT),
            ("source", TEXT),
        ],
        nested: Some(("formerly", &[("name", TEXT), ("until", DATE)])),
    },
    Kind {
        word: "person",
        keys: &[
            ("id", TEXT),
            ("name", TEXT),
            ("prefer", TEXT),
            ("also", LIST),
            ("not", LIST),
            ("offices-complete", TRUTH),
            ("severity", TEXT),
            ("note", TEXT),
            ("source", TEXT),
            ("since", DATE),
            ("until", DATE),
        ],
        nested: Some((
            "office",
            &[("title", TEXT), ("of", TEXT), ("from", DATE), ("until", DATE), ("kind", TEXT)],
        )),
    },
    Kind {
        word: "title",
        keys: &[
            ("id", TEXT),
            ("name", TEXT),
            ("plural", TEXT),
            ("abbreviation", TEXT),
            ("note", TEXT),
            ("source", TEXT),
        ],
        nested: None,
    },
    Kind {
        word: "term",
        keys: &[
            ("id", TEXT),
            ("use", TEXT),
            ("not", LIST),
            ("except", LIST),
            ("case", TEXT),
            ("severity", TEXT),
            ("note", TEXT),
            ("source", TEXT),
        ],
        nested: None,
    },
];

/// The kind that a word names.
pub(super) fn kind(word: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.word == word)
}

impl Kind {
    /// The key that names the thing.
    pub(super) fn name(&self) -> &'static str {
        self.keys.get(1).map_or("name", |(key, _)| key)
    }
}

impl Entry {
    /// What the rule is about; empty where its kind has no name.
    pub(super) fn name(&self) -> &str {
        kind(&self.kind).map_or("", |kind| self.text(kind.name()))
    }

    pub(super) fn text(&self, key: &str) -> &str {
        self.fields.get(key).and_then(Value::as_str).unwrap_or("")
    }

    pub(super) fn list(&self, key: &str) -> Vec<String> {
        let items = self.fields.get(key).and_then(Value::as_array);
        items.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Sets a list, or takes an empty one out.
    pub(super) fn set_list(&mut self, key: &str, items: Vec<String>) {
        if items.is_empty() {
            self.fields.remove(key);
        } else {
            let items = items.into_iter().map(Value::String).collect();
            self.fields.insert(key.to_owned(), Value::Array(items));
        }
    }
}

/// The entries of a file.
pub(super) fn read(
    source: &Source,
    input: &Input,
    as_of: Option<Date>,
    remarks: &mut Vec<Remark>,
) -> Result<Vec<Entry>, Remark> {
    let (rows, head) = match rows::read(source, input)? {
        Content::Rules(entries) => return Ok(entries),
        Content::Rows(rows, head) => (rows, head),
    };
    let kind = chosen_kind(source, input)?;
    let columns = columns(source, kind, head.as_deref(), input)?;
    for column in used_columns(source, &columns) {
        rows::prove_column(input, &rows, head.as_deref(), &column)?;
    }
    let mut out = Vec::new();
    for row in rows.iter().filter(|row| counts(source, row)) {
        let place = input.place(row.line());
        let mut reader = Reader { row, place: &place, as_of, remarks };
        let mut fields = reader.fields(kind.keys, &columns)?;
        if let Some((key, shapes)) = kind.nested {
            let nested = if key == "office" { &source.office } else { &source.formerly };
            let tables = reader.tables(nested, shapes)?;
            if !tables.is_empty() {
                fields.insert(key.to_owned(), Value::Array(tables));
            }
        }
        let key = source.key.as_ref().and_then(|key| reader.first(key));
        let entry = Entry { kind: kind.word.to_owned(), key, fields, place, disputed: false };
        if entry.name().is_empty() && (!source.complete || entry.key.is_none()) {
            let message = format!("left out: the row has no {}", kind.name());
            remarks.push(Remark::new(&entry.place, message));
        } else {
            out.push(entry);
        }
    }
    Ok(out)
}

fn chosen_kind(source: &Source, input: &Input) -> Result<&'static Kind, Remark> {
    let words: Vec<&str> = KINDS.iter().map(|kind| kind.word).collect();
    let words = words.join(", ");
    let Some(word) = &source.kind else {
        let message =
            format!("say what kind of rule a row becomes (--kind, or `kind` in the map): {words}");
        return Err(Remark::new(&input.place(0), message));
    };
    kind(word).ok_or_else(|| {
        let message = format!("{} is no kind of rule that lists hold: {words}", quoted(word));
        Remark::new(&input.place(0), message)
    })
}

/// The map's columns; without any, those that are called like keys.
fn columns(
    source: &Source,
    kind: &Kind,
    head: Option<&[String]>,
    input: &Input,
) -> Result<BTreeMap<String, Takes>, Remark> {
    let known = || kind.keys.iter().map(|(key, _)| *key);
    if let Some(wrong) = source.columns.keys().find(|key| known().all(|k| k != key.as_str())) {
        let help = did_you_mean(wrong, known())
            .unwrap_or_else(|| format!("its keys are {}", known().collect::<Vec<_>>().join(", ")));
        let message = format!("[[{}]] has no key {}: {help}", kind.word, quoted(wrong));
        return Err(Remark::new(&input.place(0), message));
    }
    let named = source.complete || source.columns.contains_key(kind.name());
    if named {
        return Ok(source.columns.clone());
    }
    let mut columns = source.columns.clone();
    for column in head.unwrap_or_default() {
        let word = column.to_lowercase().replace([' ', '_'], "-");
        if known().any(|key| key == word) && !columns.contains_key(&word) {
            columns.insert(word, Takes::Column(column.clone()));
        }
    }
    if columns.contains_key(kind.name()) {
        return Ok(columns);
    }
    let what = match head {
        Some(head) => format!(" (its columns are {})", head.join(", ")),
        None => String::new(),
    };
    let message = format!(
        "say which column holds the {0}: --column {0}=COLUMN, or `{0}` under [from.columns]{what}",
        kind.name()
    );
    Err(Remark::new(&input.place(0), message))
}

/// Every column that the map names, without those of nested lists.
fn used_columns(source: &Source, columns: &BTreeMap<String, Takes>) -> Vec<String> {
    let all = columns.values().chain(source.key.iter());
    let all = all.flat_map(Takes::list).filter_map(|take| take.column);
    let lists = source.office.iter().chain(&source.formerly);
    let flat = |nested: &Nested| -> Vec<String> {
        match &nested.each {
            Some(each) => vec![each.clone()],
            None => {
                let takes = nested.columns.values().flat_map(Takes::list);
                takes.filter_map(|take| take.column).collect()
            }
        }
    };
    all.chain(lists.flat_map(flat))
        .chain(source.only.keys().cloned())
        .chain(source.skip.keys().cloned())
        .collect()
}

/// Whether `only` and `skip` let a row count.
fn counts(source: &Source, row: &Row) -> bool {
    let fits = |column: &String, words: &super::map::Expressions| {
        let texts = row.0.texts(column);
        texts.iter().any(|text| words.match_any(text.trim()))
            || texts.is_empty() && words.match_any("")
    };
    source.only.iter().all(|(column, words)| fits(column, words))
        && !source.skip.iter().any(|(column, words)| fits(column, words))
}
