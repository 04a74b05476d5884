//! TOML values and where they stand, in the order of the file. Tables of packs have a handful of
//! keys: looking along a list is faster than keeping a tree for each.

use std::borrow::Cow;

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::iso_date;
use super::outline::{DATE, FALSE, LIST, TABLE, TEXT, TRUE, inner};
use crate::source::Span;

/// A value; what no file of ours may hold is a number.
#[derive(Debug, PartialEq)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Number,
    Truth(bool),
    /// None where it is more or less than a day.
    Day(Option<Date>),
    List(Vec<Item<'a>>),
    Table(Entries<'a>),
}

/// A value and its place.
#[derive(Debug, PartialEq)]
pub(super) struct Item<'a> {
    pub(super) value: Value<'a>,
    pub(super) span: Span,
}

/// A key and its value.
#[derive(Debug, PartialEq)]
pub(super) struct Entry<'a> {
    pub(super) key: Cow<'a, str>,
    pub(super) key_span: Span,
    pub(super) item: Item<'a>,
}

/// The entries of a table.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Entries<'a>(pub(super) Vec<Entry<'a>>);

impl<'a> Entries<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&Entry<'a>> {
        self.0.iter().find(|entry| entry.key == key)
    }

    /// The entries of a table that was parsed.
    pub(super) fn of(table: DeTable<'a>) -> Self {
        let entry = |(key, value): (Spanned<Cow<'a, str>>, Spanned<DeValue<'a>>)| {
            let key_span = to_span(&key.span());
            Entry { key: key.into_inner(), key_span, item: Item::of(value) }
        };
        Self(table.into_iter().map(entry).collect())
    }

    /// The entries of a text whose outline is known.
    pub(super) fn outlined(text: &'a str, outline: &[u8]) -> Self {
        Reader { text, numbers: outline.as_chunks().0.iter() }.table()
    }
}

impl<'a> Item<'a> {
    fn of(value: Spanned<DeValue<'a>>) -> Self {
        let span = to_span(&value.span());
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text),
            DeValue::Boolean(truth) => Value::Truth(truth),
            DeValue::Datetime(toml) => {
                Value::Day(toml.date.filter(|_| toml.time.is_none()).and_then(|d| {
                    let (month, day) = (i8::try_from(d.month).ok()?, i8::try_from(d.day).ok()?);
                    Date::new(i16::try_from(d.year).ok()?, month, day).ok()
                }))
            }
            DeValue::Array(items) => Value::List(items.into_iter().map(Self::of).collect()),
            DeValue::Table(table) => Value::Table(Entries::of(table)),
            DeValue::Integer(_) | DeValue::Float(_) => Value::Number,
        };
        Self { value, span }
    }
}

struct Reader<'a, 'b> {
    text: &'a str,
    numbers: std::slice::Iter<'b, [u8; 4]>,
}

impl<'a> Reader<'a, '_> {
    fn table(&mut self) -> Entries<'a> {
        let entries = self.number();
        let entry = |_| {
            let key_span = self.place();
            Entry { key: Cow::Borrowed(self.slice(key_span)), key_span, item: self.item() }
        };
        Entries((0..entries).map(entry).collect())
    }

    fn item(&mut self) -> Item<'a> {
        let kind = self.number();
        let span = self.place();
        let value = match kind {
            TEXT => {
                Value::Text(Cow::Borrowed(inner(self.text, span.start as usize..span.end as usize)))
            }
            TRUE => Value::Truth(true),
            FALSE => Value::Truth(false),
            DATE => Value::Day(iso_date(self.slice(span))),
            LIST => Value::List((0..self.number()).map(|_| self.item()).collect()),
            TABLE => Value::Table(self.table()),
            _ => Value::Number,
        };
        Item { value, span }
    }

    fn slice(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    fn place(&mut self) -> Span {
        Span { start: self.number(), end: self.number() }
    }

    fn number(&mut self) -> u32 {
        self.numbers.next().map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }
}

fn to_span(range: &std::ops::Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::outline;

    #[test]
    fn an_outline_gives_what_parsing_gives() {
        let text = "a = \"x\"\nb = [\"é\", \"\"]\nc = 2020-11-17\n[t]\nd = true\ne = false\n\
                    [[r]]\nf = [{ g = 'h' }]\n[[r]]\n";
        let table = DeTable::parse(text).unwrap().into_inner();
        let outline = outline::write(text, &table).unwrap();
        assert_eq!(Entries::outlined(text, &outline), Entries::of(table));
    }
}
