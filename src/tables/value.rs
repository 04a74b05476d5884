//! TOML values and where they stand, read where the outline of a text says.
//!
//! Nothing is built that nobody asks for: a table of a pack has a handful of keys, and to look along
//! their places is faster than to keep a tree for each.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use toml::de::DeTable;

use super::iso_date;
use super::outline::{self, DATE, ELSEWHERE, FALSE, LIST, Outline, TABLE, TEXT, TRUE, inner, mark};
use crate::source::{SourceFile, Span, Text};

/// A text with its outline.
#[derive(Debug)]
pub(super) struct Written<'a> {
    text: &'a Text,
    numbers: Cow<'static, [[u8; 4]]>,
    /// What is not written as it is read.
    beside: BTreeMap<(u32, u32), String>,
}

/// A value; what no file of ours may hold is a number.
#[derive(Debug)]
pub(super) enum Value<'a> {
    Text(Text),
    Number,
    Truth(bool),
    /// None where it is more or less than a day.
    Day(Option<Date>),
    List(Items<'a>),
    Table(Entries<'a>),
}

/// A value that is yet to be read, and its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'a> {
    written: &'a Written<'a>,
    kind: u32,
    pub(super) span: Span,
    /// Whether it is read otherwise than it is written.
    elsewhere: bool,
    /// What is in it.
    numbers: &'a [[u8; 4]],
}

/// A key and its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry<'a> {
    pub(super) key: &'a str,
    pub(super) key_span: Span,
    pub(super) item: Item<'a>,
}

/// The entries of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entries<'a> {
    written: &'a Written<'a>,
    numbers: &'a [[u8; 4]],
}

/// The items of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Items<'a> {
    written: &'a Written<'a>,
    numbers: &'a [[u8; 4]],
}

impl<'a> Written<'a> {
    /// What could be understood of a file.
    pub(super) fn parsed(file: &'a SourceFile, table: &DeTable<'_>) -> Self {
        let line = |at| file.line_of(Span::new(at, at).start) as u32 + 1;
        let Outline { numbers, beside, .. } = outline::write(&file.text, table, &line);
        Self { text: &file.text, numbers: numbers.into(), beside }
    }

    /// A file whose outline is known.
    pub(super) fn outlined(file: &'a SourceFile, outline: &'static [u8]) -> Self {
        Self { text: &file.text, numbers: outline.as_chunks().0.into(), beside: BTreeMap::new() }
    }

    /// The table that holds all others.
    pub(super) fn root(&'a self) -> Entries<'a> {
        Entries { written: self, numbers: &self.numbers }
    }

    /// The value that begins at a number.
    pub(super) fn item(&self, at: usize) -> Item<'_> {
        let mut reader = Reader { written: self, numbers: &self.numbers };
        reader.pass(at);
        reader.item()
    }

    fn beside(&self, span: Span) -> &str {
        self.beside.get(&(span.start, span.end)).map_or("", String::as_str)
    }
}

impl<'a> Entries<'a> {
    /// Its line in the file, from 1.
    pub(super) fn line(&self) -> u32 {
        self.head(0)
    }

    /// Whether its keys are known to be sound: the packs of the program are proved by its tests.
    pub(super) fn is_proved(&self) -> bool {
        matches!(self.written.numbers, Cow::Borrowed(_))
    }

    pub(super) fn len(&self) -> usize {
        self.head(2) as usize
    }

    /// Where a key stands, and its value.
    pub(super) fn get(&self, key: &str) -> Option<(Span, Item<'a>)> {
        if self.head(1) & mark(key) == 0 {
            return None;
        }
        let written = self.written;
        let mut numbers = self.numbers.get(3..)?;
        for _ in 0..self.len() {
            let ([start, end, kind, ..], behind) = numbers.split_first_chunk::<5>()?;
            let (start, end) = (u32::from_le_bytes(*start), u32::from_le_bytes(*end));
            let span = Span { start, end: end & !ELSEWHERE };
            let is_it = match end & ELSEWHERE {
                0 => written.text.as_bytes().get(span.range()) == Some(key.as_bytes()),
                _ => written.beside(span) == key,
            };
            if is_it {
                let mut value = Reader { written, numbers: numbers.get(2..)? };
                return Some((span, value.item()));
            }
            let parts = match behind.first() {
                Some(length) if is_part(u32::from_le_bytes(*kind)) => {
                    1 + u32::from_le_bytes(*length) as usize
                }
                _ => 0,
            };
            numbers = behind.get(parts..)?;
        }
        None
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Entry<'a>> + use<'a> {
        let mut reader = Reader { written: self.written, numbers: self.numbers };
        reader.pass(3);
        (0..self.len()).map(move |_| reader.entry())
    }

    fn head(&self, at: usize) -> u32 {
        self.numbers.get(at).map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }
}

impl<'a> Items<'a> {
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = Item<'a>> + use<'a> {
        let mut reader = Reader { written: self.written, numbers: self.numbers };
        (0..reader.number() as usize).map(move |_| reader.item())
    }
}

impl<'a> Item<'a> {
    pub(super) fn value(&self) -> Value<'a> {
        let Self { written, numbers, .. } = *self;
        match self.kind {
            TEXT => Value::Text(self.text()),
            TRUE => Value::Truth(true),
            FALSE => Value::Truth(false),
            DATE => Value::Day(iso_date(self.span.of(written.text))),
            LIST => Value::List(Items { written, numbers }),
            TABLE => Value::Table(Entries { written, numbers }),
            _ => Value::Number,
        }
    }

    /// The text between its quotation marks; that of the program is not copied.
    fn text(&self) -> Text {
        if self.elsewhere {
            return Cow::Owned(self.written.beside(self.span).to_owned());
        }
        match self.written.text {
            Cow::Borrowed(text) => Cow::Borrowed(inner(text, &self.span.range())),
            Cow::Owned(text) => Cow::Owned(inner(text, &self.span.range()).to_owned()),
        }
    }
}

/// Whether more numbers follow the place of a value.
fn is_part(kind: u32) -> bool {
    matches!(kind, LIST | TABLE)
}

struct Reader<'a> {
    written: &'a Written<'a>,
    numbers: &'a [[u8; 4]],
}

impl<'a> Reader<'a> {
    fn entry(&mut self) -> Entry<'a> {
        let (key_span, elsewhere) = self.place();
        let key = match elsewhere {
            true => self.written.beside(key_span),
            false => key_span.of(self.written.text),
        };
        Entry { key, key_span, item: self.item() }
    }

    fn item(&mut self) -> Item<'a> {
        let kind = self.number();
        let (span, elsewhere) = self.place();
        let length = if is_part(kind) { self.number() as usize } else { 0 };
        let numbers = self.pass(length);
        Item { written: self.written, kind, span, elsewhere, numbers }
    }

    /// A place, and whether what is read there stands elsewhere.
    fn place(&mut self) -> (Span, bool) {
        let (start, end) = (self.number(), self.number());
        (Span { start, end: end & !ELSEWHERE }, end & ELSEWHERE != 0)
    }

    fn number(&mut self) -> u32 {
        self.pass(1).first().map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    /// The next few numbers, all that are left where there are fewer.
    fn pass(&mut self, count: usize) -> &'a [[u8; 4]] {
        let (passed, rest) = self.numbers.split_at(count.min(self.numbers.len()));
        self.numbers = rest;
        passed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read by the outline, as TOML.
    fn shown(entries: Entries<'_>) -> String {
        let shown = |entry: Entry<'_>| format!("{} = {}", entry.key, value(entry.item.value()));
        entries.iter().map(shown).collect::<Vec<_>>().join("; ")
    }

    fn value(value: Value<'_>) -> String {
        match value {
            Value::Text(text) => format!("'{text}'"),
            Value::Number => "1".to_owned(),
            Value::Truth(truth) => truth.to_string(),
            Value::Day(day) => day.map_or_else(|| "none".to_owned(), |day| day.to_string()),
            Value::List(items) => {
                let items = items.iter().map(|item| self::value(item.value()));
                format!("[{}]", items.collect::<Vec<_>>().join(", "))
            }
            Value::Table(entries) => format!("{{{}}}", shown(entries)),
        }
    }

    #[test]
    fn an_outline_gives_what_was_parsed() {
        let text = "a = \"x\"\nb = [\"é\", \"\", '''y''', \"\\u00e9\"]\nc = 2020-11-17\n\
                    d = 2020-11-17T10:00:00Z\n[t]\nd = true\ne = false\n\"f g\" = 1\n\
                    [[r]]\nf = [{ g = 'h' }]\n[[r]]\n";
        let file = SourceFile::utf8("a.toml", text.to_owned());
        let table = DeTable::parse(text).unwrap().into_inner();
        let written = Written::parsed(&file, &table);
        assert_eq!(
            shown(written.root()),
            "a = 'x'; b = ['é', '', 'y', 'é']; c = 2020-11-17; d = none; \
             r = [{f = [{g = 'h'}]}, {}]; t = {d = true; e = false; f g = 1}"
        );
        let key = |key| written.root().get(key).map(|(span, _)| span);
        assert_eq!((key("b"), key("x")), (Some(Span::new(8, 9)), None));
        let Some(Value::Table(table)) = written.root().get("t").map(|(_, item)| item.value())
        else {
            panic!("it is a table")
        };
        assert_eq!((table.line(), table.len()), (5, 3));
    }
}
