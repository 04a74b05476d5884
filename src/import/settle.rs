//! Entries that fight: what one calls right another calls wrong, or both claim one name. What
//! cannot be decided is taken out, and told.

use std::collections::{HashMap, HashSet};

use toml::Value;

use super::Remark;
use super::entry::Entry;
use crate::stylebook::slug;
use crate::tables::{iso_date, quoted};

/// Leaves entries that load without a finding. `elsewhere` are bodies of other packs.
pub(super) fn settle(entries: &mut Vec<Entry>, elsewhere: &[String], remarks: &mut Vec<Remark>) {
    entries.retain(|entry| {
        if entry.disputed {
            let message =
                format!("left out: two rows call different things {}", quoted(entry.name()));
            remarks.push(Remark::new(&entry.place, message));
        }
        !entry.disputed
    });
    right_names(entries, remarks);
    wrong_names(entries, remarks);
    acronyms(entries, remarks);
    ids(entries, remarks);
    bodies(entries, elsewhere, remarks);
    dates(entries, remarks);
}

/// Names as loading compares them.
fn fold(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().replace('’', "'")
}

/// A form that is another's name, or that two have, names nobody.
fn right_names(entries: &mut [Entry], remarks: &mut Vec<Remark>) {
    let named = |entry: &Entry| matches!(entry.kind.as_str(), "organization" | "person");
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| named(entry)) {
        names.entry(fold(entry.name())).or_insert(at);
        for form in entry.list("also") {
            let owners = owners.entry(fold(&form)).or_default();
            if !owners.contains(&at) {
                owners.push(at);
            }
        }
    }
    let places: Vec<_> = entries.iter().map(|entry| entry.place.clone()).collect();
    for (at, entry) in entries.iter_mut().enumerate().filter(|(_, entry)| named(entry)) {
        let (place, name) = (entry.place.clone(), fold(entry.name()));
        let mut seen = HashSet::new();
        let mut forms = entry.list("also");
        forms.retain(|form| {
            let key = fold(form);
            let others = owners.get(&key).map_or(&[][..], Vec::as_slice);
            let other = names.get(&key).or_else(|| others.iter().find(|other| **other != at));
            match other.filter(|other| **other != at).and_then(|other| places.get(*other)) {
                Some(other) => {
                    let message =
                        format!("`also` {} left out: it is a name in {other} too", quoted(form));
                    remarks.push(Remark::new(&place, message));
                    false
                }
                // The name itself is no other form; nor is a form that stands there twice.
                None => {
                    *form != entry.fields.get("name").and_then(Value::as_str).unwrap_or("")
                        && (key == name || seen.insert(key))
                }
            }
        });
        entry.set_list("also", forms);
    }
}

/// A wrong form that is right somewhere, or stands for two names, is not wrong.
fn wrong_names(entries: &mut [Entry], remarks: &mut Vec<Remark>) {
    let mut right: HashMap<String, String> = HashMap::new();
    for entry in entries.iter() {
        let former = entry.fields.get("formerly").and_then(Value::as_array).into_iter().flatten();
        let former =
            former.filter_map(|f| f.get("name").and_then(Value::as_str)).map(str::to_owned);
        let single = ["name", "use", "prefer", "acronym"].map(|key| entry.text(key).to_owned());
        let lists = ["also", "except", "names", "either"].map(|key| entry.list(key)).concat();
        for form in single.into_iter().chain(lists).chain(former).filter(|form| !form.is_empty()) {
            right.entry(fold(&form)).or_insert_with(|| entry.place.to_string());
        }
    }
    let mut wrong: HashMap<String, (usize, String)> = HashMap::new();
    for (at, entry) in entries.iter_mut().enumerate() {
        let place = entry.place.clone();
        let mut forms = entry.list("not");
        forms.retain(|form| {
            let key = fold(form);
            let taken = wrong.get(&key).filter(|(other, _)| *other != at).map(|(_, place)| place);
            let Some(other) = right.get(&key).or(taken) else {
                return wrong.insert(key, (at, place.to_string())).is_none();
            };
            let why = if right.contains_key(&key) { "it is right in" } else { "it is wrong for" };
            let message = format!("`not` {} left out: {why} {other}", quoted(form));
            remarks.push(Remark::new(&place, message));
            false
        });
        entry.set_list("not", forms);
    }
}

/// An acronym belongs to the first that claims it.
fn acronyms(entries: &mut [Entry], remarks: &mut Vec<Remark>) {
    let mut owners: HashMap<String, String> = HashMap::new();
    for entry in entries.iter_mut() {
        let acronym = entry.text("acronym").to_owned();
        if acronym.is_empty() {
            continue;
        }
        match owners.get(&acronym) {
            Some(owner) => {
                let message = format!("`acronym` {} left out: {owner} has it", quoted(&acronym));
                remarks.push(Remark::new(&entry.place, message));
                entry.fields.remove("acronym");
            }
            None => {
                owners.insert(acronym, format!("{} ({})", quoted(entry.name()), entry.place));
            }
        }
    }
}

/// Two names may give one id: the later gets a number.
fn ids(entries: &mut Vec<Entry>, remarks: &mut Vec<Remark>) {
    let mut taken: HashSet<String> = HashSet::new();
    entries.retain_mut(|entry| {
        let own = slug(entry.text("id"));
        let id = if own.is_empty() { slug(entry.name()) } else { own };
        if id.is_empty() {
            let nameless = entry.name().is_empty();
            if !nameless {
                let message = format!("left out: no id can be made of {}", quoted(entry.name()));
                remarks.push(Remark::new(&entry.place, message));
            }
            return nameless;
        }
        let numbered = (2..).map(|n| format!("{id}-{n}"));
        let free = std::iter::once(id.clone()).chain(numbered).find(|id| taken.insert(id.clone()));
        if let Some(free) = free.filter(|free| *free != id || !entry.text("id").is_empty()) {
            entry.fields.insert("id".to_owned(), Value::String(free));
        }
        true
    });
}

/// A body that nobody knows is no parent.
fn bodies(entries: &mut [Entry], elsewhere: &[String], remarks: &mut Vec<Remark>) {
    let mut known: HashSet<String> = elsewhere.iter().cloned().collect();
    for entry in entries.iter().filter(|entry| entry.kind == "organization") {
        known.extend([entry.name().to_owned(), entry.text("acronym").to_owned()]);
        known.extend(entry.list("also"));
    }
    for entry in entries.iter_mut() {
        let parent = entry.text("parent").to_owned();
        let itself = parent == entry.name();
        if parent.is_empty() || known.contains(&parent) && !itself {
            continue;
        }
        entry.fields.remove("parent");
        if !itself {
            let message =
                format!("`parent` left out: no organization is named {}", quoted(&parent));
            remarks.push(Remark::new(&entry.place, message));
        }
    }
    for entry in entries.iter_mut() {
        let Some(Value::Array(offices)) = entry.fields.get_mut("office") else { continue };
        offices.retain(|office| {
            let of = office.get("of").and_then(Value::as_str);
            let Some(of) = of.filter(|of| !known.contains(*of)) else { return true };
            let message = format!("office left out: no organization is named {}", quoted(of));
            remarks.push(Remark::new(&entry.place, message));
            false
        });
        if offices.is_empty() {
            entry.fields.remove("office");
        }
    }
}

/// Of two days in the wrong order nobody knows which is right.
fn dates(entries: &mut [Entry], remarks: &mut Vec<Remark>) {
    for entry in entries.iter_mut() {
        let place = entry.place.clone();
        let mut tell = |first: &str| {
            let message = format!("`{first}` and `until` left out: the first is after the last");
            remarks.push(Remark::new(&place, message));
        };
        let first = if entry.kind == "organization" { "founded" } else { "since" };
        if are_swapped(&entry.fields, first) {
            tell(first);
            entry.fields.remove(first);
            entry.fields.remove("until");
        }
        let Some(Value::Array(offices)) = entry.fields.get_mut("office") else { continue };
        offices.retain(|office| {
            let swapped = office.as_table().is_some_and(|office| are_swapped(office, "from"));
            if swapped {
                tell("from");
            }
            !swapped
        });
    }
}

fn are_swapped(table: &toml::Table, first: &str) -> bool {
    let day = |key: &str| {
        table.get(key).and_then(Value::as_datetime).and_then(|day| iso_date(&day.to_string()))
    };
    matches!((day(first), day("until")), (Some(from), Some(until)) if from > until)
}
