//! The outline of a TOML text: where every key and value lies, so that a text which was parsed
//! once need not be parsed again.
//!
//! It holds places; keys and values are read where they stand in the text. What is not written as
//! it is read (an escape, a key in quotes) is kept beside it, by its place. The build script writes
//! the outlines of the built-in packs, so this file needs nothing but itself.
//!
//! All is numbers: a table is its line in the file, the marks of its keys, how many keys there are,
//! and then of each the place of its key and its value. A value is what it is and its place; a list
//! or table goes on with how many numbers are still to come, so that it can be passed by, and these.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

// What stands at a place.
pub(super) const TEXT: u32 = 0;
pub(super) const TRUE: u32 = 1;
pub(super) const FALSE: u32 = 2;
pub(super) const DATE: u32 = 3;
pub(super) const LIST: u32 = 4;
pub(super) const TABLE: u32 = 5;
pub(super) const NUMBER: u32 = 6;
/// Added to the end of a place: what is read there is kept beside the outline.
pub(super) const ELSEWHERE: u32 = 1 << 31;

/// An outline, and the texts that are not written as they are read.
#[derive(Debug, Default)]
pub struct Outline {
    /// The numbers.
    pub numbers: Vec<[u8; 4]>,
    /// Keys and values by first byte and end of their place.
    pub beside: BTreeMap<(u32, u32), String>,
    /// Where among the numbers the value of each table begins that stands in another, by its first
    /// byte in the text.
    pub tables: BTreeMap<u32, u32>,
}

/// The outline of a text that was parsed into a table. `line` counts the lines up to a byte.
pub fn write(text: &str, table: &DeTable<'_>, line: &dyn Fn(usize) -> u32) -> Outline {
    let mut writer = Writer { text, line, out: Outline::default() };
    writer.table(table, 0);
    writer.out
}

/// A bit for a key: most keys that a table may have are not written, and one look tells.
#[inline]
#[must_use]
pub fn mark(key: &str) -> u32 {
    let ([first, .., last], length) = (key.as_bytes(), key.len() as u32) else { return 1 };
    1 << (((u32::from(*first) * 5) ^ (u32::from(*last) * 3) ^ length) % 32)
}

struct Writer<'a> {
    text: &'a str,
    line: &'a dyn Fn(usize) -> u32,
    out: Outline,
}

impl Writer<'_> {
    fn table(&mut self, table: &DeTable<'_>, at: usize) {
        self.number((self.line)(at));
        self.number(table.keys().fold(0, |marks, key| marks | mark(key.get_ref())));
        self.number(table.len() as u32);
        for (key, value) in table.iter() {
            let place = key.span();
            let written = self.text.get(place.clone()).unwrap_or_default();
            self.words(&place, key.get_ref(), written);
            self.value(value);
        }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>) {
        let place = value.span();
        if value.get_ref().is_table() {
            self.out.tables.insert(place.start as u32, self.out.numbers.len() as u32);
        }
        self.number(match value.get_ref() {
            DeValue::String(_) => TEXT,
            DeValue::Boolean(true) => TRUE,
            DeValue::Boolean(false) => FALSE,
            DeValue::Datetime(_) => DATE,
            DeValue::Array(_) => LIST,
            DeValue::Table(_) => TABLE,
            DeValue::Integer(_) | DeValue::Float(_) => NUMBER,
        });
        match value.get_ref() {
            DeValue::String(text) => {
                let written = inner(self.text, &place);
                self.words(&place, text, written);
            }
            DeValue::Array(items) => self.part(&place, |writer| {
                writer.number(items.len() as u32);
                items.iter().for_each(|item| writer.value(item));
            }),
            DeValue::Table(table) => self.part(&place, |writer| writer.table(table, place.start)),
            _ => self.place(&place),
        }
    }

    /// A place, how many numbers are still to come, and these.
    fn part(&mut self, place: &Range<usize>, write: impl FnOnce(&mut Self)) {
        self.place(place);
        let at = self.out.numbers.len();
        self.number(0);
        write(self);
        let length = (self.out.numbers.len() - at - 1) as u32;
        if let Some(slot) = self.out.numbers.get_mut(at) {
            *slot = length.to_le_bytes();
        }
    }

    /// The place of a text; what is read there, where it is written otherwise.
    fn words(&mut self, place: &Range<usize>, text: &str, written: &str) {
        let (start, end) = (place.start as u32, place.end as u32);
        self.number(start);
        if text == written {
            self.number(end);
        } else {
            self.number(end | ELSEWHERE);
            self.out.beside.insert((start, end), text.to_owned());
        }
    }

    fn place(&mut self, place: &Range<usize>) {
        self.number(place.start as u32);
        self.number(place.end as u32);
    }

    fn number(&mut self, number: u32) {
        self.out.numbers.push(number.to_le_bytes());
    }
}

/// The text between quotation marks.
pub(super) fn inner<'t>(text: &'t str, place: &Range<usize>) -> &'t str {
    text.get(place.start + 1..place.end.saturating_sub(1)).unwrap_or_default()
}
