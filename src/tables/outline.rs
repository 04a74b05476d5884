//! The outline of a TOML text: where every key and value lies, so that a text which was parsed
//! once need not be parsed again.
//!
//! It holds places only; keys and values are read where they stand in the text. The build script
//! writes the outlines of the built-in packs, so this file needs nothing but itself.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

// What stands at a place.
const TEXT: u32 = 0;
const TRUE: u32 = 1;
const FALSE: u32 = 2;
const DATE: u32 = 3;
const LIST: u32 = 4;
const TABLE: u32 = 5;

/// The outline of a text that was parsed into a table.
///
/// # Errors
/// The place of a key or value that is not written as it is read: an escape, a number.
pub fn write(text: &str, table: &DeTable<'_>) -> Result<Vec<u8>, Range<usize>> {
    let mut writer = Writer { text, numbers: Vec::new() };
    writer.table(table)?;
    Ok(writer.numbers.into_iter().flat_map(u32::to_le_bytes).collect())
}

/// The table that parsing the text would give.
#[must_use]
pub fn read<'a>(text: &'a str, outline: &[u8]) -> DeTable<'a> {
    Reader { text, numbers: outline.as_chunks().0.iter() }.table()
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
            DeValue::String(text) if inner(self.text, &value.span()) != text => Err(value.span()),
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

struct Reader<'a, 'b> {
    text: &'a str,
    numbers: std::slice::Iter<'b, [u8; 4]>,
}

impl<'a> Reader<'a, '_> {
    fn table(&mut self) -> DeTable<'a> {
        let entries = self.number();
        let entry = |_| {
            let place = self.place();
            let key = Cow::Borrowed(self.text.get(place.clone()).unwrap_or_default());
            (Spanned::new(place, key), self.value())
        };
        (0..entries).map(entry).collect()
    }

    fn value(&mut self) -> Spanned<DeValue<'a>> {
        let kind = self.number();
        let place = self.place();
        let value = match kind {
            TRUE => DeValue::Boolean(true),
            LIST => DeValue::Array(self.list()),
            TABLE => DeValue::Table(self.table()),
            DATE => match self.text.get(place.clone()).unwrap_or_default().parse() {
                Ok(date) => DeValue::Datetime(date),
                Err(_) => DeValue::Boolean(false),
            },
            TEXT => DeValue::String(Cow::Borrowed(inner(self.text, &place))),
            _ => DeValue::Boolean(false),
        };
        Spanned::new(place, value)
    }

    fn list(&mut self) -> DeArray<'a> {
        (0..self.number()).map(|_| self.value()).collect()
    }

    fn place(&mut self) -> Range<usize> {
        self.number() as usize..self.number() as usize
    }

    fn number(&mut self) -> u32 {
        self.numbers.next().map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }
}

/// The text between quotation marks.
fn inner<'a>(text: &'a str, place: &Range<usize>) -> &'a str {
    text.get(place.start + 1..place.end.saturating_sub(1)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_gives_what_parsing_gives() {
        let text = "a = \"x\"\nb = [\"é\", \"\"]\nc = 2020-11-17\n[t]\nd = true\ne = false\n\
                    [[r]]\nf = [{ g = 'h' }]\n[[r]]\n";
        let table = DeTable::parse(text).unwrap().into_inner();
        let outline = write(text, &table).unwrap();
        assert_eq!(format!("{:?}", read(text, &outline)), format!("{table:?}"));
    }

    #[test]
    fn what_is_not_written_as_it_is_read_has_no_outline() {
        for text in ["a = 1", "a = \"\\u00e9\"", "\"a b\" = true", "a = '''b'''", "a = [1.5]"] {
            assert!(write(text, DeTable::parse(text).unwrap().get_ref()).is_err(), "{text}");
        }
    }
}
