//! A whole file: parsed, or with an outline that the build script made.

use toml::de::DeTable;

use super::value::{Value, Written};
use super::{Faults, Name, Table};
use crate::source::Span;

/// In longer files reading ends at the first syntax error: there may be millions.
const RECOVERED: usize = 1 << 20;

/// A parsed file: what could be understood of it.
pub struct Document<'a>(Written<'a>);

impl<'a> Document<'a> {
    /// Parses a file; what can't be parsed is told to `faults`, the rest is kept.
    #[must_use]
    pub fn parse(faults: &'a Faults) -> Self {
        let text = &faults.file().text;
        let (root, errors) = if text.len() > RECOVERED {
            match DeTable::parse(text) {
                Ok(root) => (root, Vec::new()),
                Err(error) => (toml::Spanned::new(0..0, DeTable::new()), vec![error]),
            }
        } else {
            DeTable::parse_recoverable(text)
        };
        faults.syntax(&errors);
        Self(Written::parsed(faults.file(), root.get_ref()))
    }

    /// A file whose outline is known.
    #[must_use]
    pub fn outlined(faults: &'a Faults, outline: &'static [u8]) -> Self {
        Self(Written::outlined(faults.file(), outline))
    }

    /// The table that holds all others.
    #[must_use]
    pub fn root(&'a self, faults: &'a Faults) -> Table<'a> {
        Table::new(self.0.root(), Span::default(), Name::File, faults)
    }

    /// A table of a list in it, by the key of the list and where the outline has the table.
    #[must_use]
    pub fn table(&'a self, faults: &'a Faults, key: &'static str, at: usize) -> Option<Table<'a>> {
        let item = self.0.item(at);
        let Value::Table(entries) = item.value() else { return None };
        Some(Table::new(entries, item.span, Name::Double(key), faults))
    }
}
