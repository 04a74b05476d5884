//! The outline of a TOML text: where every key and value lies, so that a text which was parsed
//! once need not be parsed again.
//!
//! It holds places only; keys and values are read where they stand in the text. The build script
//! writes the outlines of the built-in packs, so this file needs nothing but itself.

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

/// The outline of a text that was parsed into a table.
///
/// # Errors
/// The place of a key or value that is not written as it is read: an escape, a number.
pub fn write(text: &str, table: &DeTable<'_>) -> Result<Vec<u8>, Range<usize>> {
    let mut writer = Writer { text, numbers: Vec::new() };
    writer.table(table)?;
    Ok(writer.numbers.into_iter().flat_map(u32::to_le_bytes).collect())
}

struct Writer<'a> {
    text: &'a str,
    numbers: Vec<u32>,
}

type Written = Result<(), Range<usize>>;

impl Writer<'_> {
    /// How many entries; then of each the place of its key and its value.
    fn table(&mut self, table: &DeTable<'_>) -> Written {
        self.numbers.push(table.len() as u32);
        for (key, value) in table.iter() {
            self.place(&key.span());
            if self.text.get(key.span()) != Some(key.get_ref()) {
                return Err(key.span());
            }
            self.value(value)?;
        }
        Ok(())
    }

    /// What it is, its place, and what is in it.
    fn value(&mut self, value: &Spanned<DeValue<'_>>) -> Written {
        let kind = match value.get_ref() {
            DeValue::String(_) => TEXT,
            DeValue::Boolean(true) => TRUE,
            DeValue::Boolean(false) => FALSE,
            DeValue::Datetime(_) => DATE,
            DeValue::Array(_) => LIST,
            DeValue::Table(_) => TABLE,
            DeValue::Integer(_) | DeValue::Float(_) => return Err(value.span()),
        };
        self.numbers.push(kind);
        self.place(&value.span());
        match value.get_ref() {
            DeValue::String(text) if inner(self.text, value.span()) != text => Err(value.span()),
            DeValue::Array(items) => {
                self.numbers.push(items.len() as u32);
                items.iter().try_for_each(|item| self.value(item))
            }
            DeValue::Table(table) => self.table(table),
            _ => Ok(()),
        }
    }

    fn place(&mut self, place: &Range<usize>) {
        self.numbers.extend([place.start as u32, place.end as u32]);
    }
}

/// The text between quotation marks.
pub(super) fn inner(text: &str, place: Range<usize>) -> &str {
    text.get(place.start + 1..place.end.saturating_sub(1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_written_as_it_is_read_has_no_outline() {
        for text in ["a = 1", "a = \"\\u00e9\"", "\"a b\" = true", "a = '''b'''", "a = [1.5]"] {
            assert!(write(text, DeTable::parse(text).unwrap().get_ref()).is_err(), "{text}");
        }
    }
}
