//! Entries of one thing become one rule: by the map's key, else by name. What came first stays;
//! later rows fill in what is missing and add to lists.

use std::collections::HashMap;

use jiff::civil::Date;
use toml::{Table, Value};

use super::entry::{Entry, KINDS};
use super::{Place, Remark};
use crate::tables::{iso_date, quoted};

/// By what entries are found again.
#[derive(Default)]
struct Known {
    by_key: HashMap<(String, String), usize>,
    by_name: HashMap<(String, String), usize>,
    /// Earlier names.
    former: HashMap<(String, String), usize>,
}

impl Known {
    fn add(&mut self, at: usize, entry: &Entry) {
        if let Some(key) = &entry.key {
            self.by_key.entry((entry.kind.clone(), key.clone())).or_insert(at);
        }
        let names = std::iter::once(entry.name().to_owned()).chain(entry.list("also"));
        for name in names.filter(|name| !name.is_empty()) {
            self.by_name.entry((entry.kind.clone(), normal(&name))).or_insert(at);
        }
        let former = entry.fields.get("formerly").and_then(Value::as_array).into_iter().flatten();
        for name in former.filter_map(|former| former.get("name").and_then(Value::as_str)) {
            self.former.entry((entry.kind.clone(), normal(name))).or_insert(at);
        }
    }

    fn find(&self, entry: &Entry) -> Option<usize> {
        let key = entry.key.clone().map(|key| (entry.kind.clone(), key));
        let by_key = key.and_then(|key| self.by_key.get(&key));
        let name = || self.by_name.get(&(entry.kind.clone(), normal(entry.name())));
        by_key.or_else(|| if entry.name().is_empty() { None } else { name() }).copied()
    }
}

impl Known {
    /// What bears another name now.
    fn successor(&self, entry: &Entry) -> Option<usize> {
        self.former.get(&(entry.kind.clone(), normal(entry.name()))).copied()
    }
}

/// A name without what two lists write differently: case, "&" and "and", commas, a leading
/// article or country.
pub(super) fn normal(name: &str) -> String {
    let lower = name.to_lowercase().replace('&', " and ").replace('’', "'").replace(',', " ");
    let words: Vec<&str> = lower.split_whitespace().collect();
    let words = match words.as_slice() {
        ["the", rest @ ..] | ["u.s." | "us", rest @ ..] | ["united", "states", rest @ ..]
            if rest.len() > 1 =>
        {
            rest
        }
        all => all,
    };
    words.join(" ")
}

/// Adds the entries of a file; where `add` is false they only complete those that are there.
pub(super) fn merge(
    entries: &mut Vec<Entry>,
    new: Vec<Entry>,
    add: bool,
    remarks: &mut Vec<Remark>,
) {
    let mut known = Known::default();
    entries.iter().enumerate().for_each(|(at, entry)| known.add(at, entry));
    let mut strangers: Option<(Place, usize)> = None;
    for mut entry in new {
        let Some(at) = known.find(&entry) else {
            if !add {
                let place = Place { line: 0, ..entry.place };
                strangers.get_or_insert((place, 0)).1 += 1;
            } else if let Some(now) = known.successor(&entry).and_then(|at| entries.get(at)) {
                let message = format!(
                    "left out: {} is an earlier name of {} ({})",
                    quoted(entry.name()),
                    quoted(now.name()),
                    now.place
                );
                remarks.push(Remark::new(&entry.place, message));
            } else {
                known.add(entries.len(), &entry);
                entries.push(entry);
            }
            continue;
        };
        let Some(first) = entries.get_mut(at) else { continue };
        if first.key.is_some() && entry.key.is_some() && first.key != entry.key {
            let message = format!(
                "left out: {} is somebody or something else in {}, and nobody can tell which is meant",
                quoted(entry.name()),
                first.place
            );
            remarks.push(Remark::new(&entry.place, message));
            first.disputed = true;
            continue;
        }
        if first.place.path == entry.place.path && first.key.is_none() {
            let message =
                format!("{} is in {} already: one rule", quoted(entry.name()), first.place);
            remarks.push(Remark::new(&entry.place, message));
        }
        first.key = first.key.take().or_else(|| entry.key.take());
        complete(first, entry, remarks);
        known.add(at, first);
    }
    if let Some((place, rows)) = strangers {
        let rows = if rows == 1 { "1 row is".to_owned() } else { format!("{rows} rows are") };
        remarks.push(Remark::new(&place, format!("{rows} in no earlier list, and left out")));
    }
}

/// Fills in what is missing.
fn complete(first: &mut Entry, entry: Entry, remarks: &mut Vec<Remark>) {
    let name = first.name().to_owned();
    for (key, value) in entry.fields {
        match (first.fields.get_mut(&key), value) {
            (None, value) => {
                first.fields.insert(key, value);
            }
            (Some(Value::Array(have)), Value::Array(more)) => {
                let more: Vec<Value> =
                    more.into_iter().filter(|item| !have.contains(item)).collect();
                have.extend(more);
            }
            (Some(have), value) => {
                let is_name = matches!(key.as_str(), "name" | "use" | "id" | "source" | "note");
                if *have != value && !is_name {
                    let message = format!(
                        "`{key}` {value} is not taken: {} is {have} in {}",
                        quoted(&name),
                        first.place
                    );
                    remarks.push(Remark::new(&entry.place, message));
                }
            }
        }
    }
}

/// Entries by kind and name; those of kinds without a name stay in their order behind them.
pub(super) fn sort(entries: &mut [Entry]) {
    for entry in entries.iter_mut() {
        join_terms(entry);
    }
    let rank = |entry: &Entry| {
        let kind = KINDS.iter().position(|kind| kind.word == entry.kind);
        (kind.unwrap_or(KINDS.len()), normal(entry.name()), entry.name().to_owned())
    };
    entries.sort_by_cached_key(rank);
}

/// Days between two terms that are one: an election lies between them, nobody else.
const RECESS: i32 = 7;

/// Terms of one office that follow each other become one.
fn join_terms(entry: &mut Entry) {
    let Some(Value::Array(offices)) = entry.fields.get_mut("office") else { return };
    let day = |table: &Value, key: &str| -> Option<Date> {
        table.get(key)?.as_datetime().and_then(|day| iso_date(&day.to_string()))
    };
    offices.sort_by_cached_key(|office| day(office, "from"));
    let mut joined: Vec<Value> = Vec::new();
    for office in offices.drain(..) {
        let same = |before: &&mut Value| {
            let text = |table: &Value, key: &str| table.get(key).map(Value::to_string);
            let follows = match (day(before, "until"), day(&office, "from")) {
                (Some(until), Some(from)) => (from - until).get_days() <= RECESS,
                _ => false,
            };
            follows && ["title", "of", "kind"].iter().all(|k| text(before, k) == text(&office, k))
        };
        let place = joined.iter_mut().rev().find(same);
        match (place.and_then(Value::as_table_mut), office) {
            (Some(before), Value::Table(mut office)) => extend(before, &mut office),
            (_, office) => joined.push(office),
        }
    }
    *offices = joined;
}

fn extend(before: &mut Table, office: &mut Table) {
    match office.remove("until") {
        Some(until) => before.insert("until".to_owned(), until),
        None => before.remove("until"),
    };
}
