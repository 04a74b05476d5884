//! Packs out of lists that a newsroom or an office of statistics keeps: CSV, TSV, YAML, other packs.
//!
//! A [`map::Map`] says which column becomes which key of a rule. Rows are read (`rows`), each
//! becomes an entry (`entry`), entries of one thing are merged and those that fight are settled
//! (`merge`, `settle`), and what is left is written as a pack that loads without a finding
//! (`write`). What was left out is told, row by row; what stops the whole job is an error.

pub mod entry;
pub mod map;
mod merge;
mod rows;
mod settle;
mod take;
mod write;

use std::fmt;
use std::sync::Arc;

use crate::stylebook::builtin::{BUILT_IN, EVERYWHERE};
use crate::stylebook::{Stylebook, rules::Rules};
use map::{Map, Source};
pub use rows::Input;

/// A row of a file, for messages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the user named it.
    pub path: Arc<str>,
    /// The line in which the row begins, from 1; 0 for the file as a whole.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.path),
            line => write!(f, "{}:{line}", self.path),
        }
    }
}

/// What is said about a row or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where.
    pub place: Place,
    /// What, and what to do about it.
    pub message: String,
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl Remark {
    fn new(place: &Place, message: impl Into<String>) -> Self {
        Self { place: place.clone(), message: message.into() }
    }
}

/// A pack, made.
#[derive(Debug)]
pub struct Imported {
    /// The pack file.
    pub text: String,
    /// How many rules it holds.
    pub rules: usize,
    /// What was left out or merged, and why, in the order of files and rows.
    pub remarks: Vec<Remark>,
}

/// Makes a pack of the files that a map names.
///
/// # Errors
/// The first fault that makes a file or the map unreadable: nothing is guessed.
pub fn import(map: &Map, inputs: &[Input]) -> Result<Imported, Remark> {
    let mut remarks = Vec::new();
    let mut entries = Vec::new();
    for source in &map.from {
        let chosen: Vec<&Input> = inputs.iter().filter(|input| source.reads(input)).collect();
        if chosen.is_empty() {
            return Err(missing_file(source, inputs));
        }
        for input in chosen {
            let new = entry::read(source, input, map.pack.as_of()?, &mut remarks)?;
            merge::merge(&mut entries, new, !source.complete, &mut remarks);
        }
    }
    settle::settle(&mut entries, &bodies_elsewhere(&map.pack.name), &mut remarks);
    if entries.is_empty() {
        let place = Place { path: files(inputs).into(), line: 0 };
        let why = "no row gave a rule: a pack without rules is not written";
        return Err(Remark::new(&place, explain(why, &remarks)));
    }
    merge::sort(&mut entries);
    let text = write::pack(&map.pack, &entries);
    let (book, findings) = Stylebook::from_toml(&[("the new pack", &text)]);
    // Bodies of other packs may be named: whether they are there was looked at before.
    if let Some(fault) = findings.iter().find(|f| f.check != "pack/unknown-reference") {
        let line =
            text.get(..fault.primary.place.span.start as usize).map_or(0, |t| t.lines().count());
        let place = Place { path: fault.primary.place.path.clone(), line: line.max(1) };
        return Err(Remark::new(&place, format!("{} ({})", fault.message, fault.check)));
    }
    remarks.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(Imported { text, rules: book.rules.metas().count(), remarks })
}

/// The first remarks explain why nothing is left.
fn explain(why: &str, remarks: &[Remark]) -> String {
    remarks.first().map_or(why.to_owned(), |first| format!("{why}; {first}"))
}

fn files(inputs: &[Input]) -> String {
    let names: Vec<&str> = inputs.iter().map(|input| &*input.path).collect();
    names.join(", ")
}

fn missing_file(source: &Source, inputs: &[Input]) -> Remark {
    let wanted = source.file.clone().unwrap_or_default();
    let place = Place { path: wanted.as_str().into(), line: 0 };
    let message = format!(
        "the map reads this file and it is not given: add it to the command line (given: {})",
        files(inputs)
    );
    Remark::new(&place, message)
}

/// Names and acronyms of organizations in the packs that are in use everywhere: a `parent` or an
/// office may name them. The pack that is being made again does not count.
fn bodies_elsewhere(own: &str) -> Vec<String> {
    let packs = BUILT_IN.iter().filter(|pack| EVERYWHERE.contains(&pack.name) && pack.name != own);
    let texts: Vec<(&str, &str)> = packs.map(|pack| (pack.path, pack.text)).collect();
    let Rules { organizations, .. } = Stylebook::from_toml(&texts).0.rules;
    organizations
        .iter()
        .flat_map(|body| body.names().chain(body.acronym.as_deref()).map(str::to_owned))
        .collect()
}
