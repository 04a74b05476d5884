//! A pack as a list: its rules are taken over as they are, and complete those of other lists.

use toml::Value;
use toml::de::{DeTable, DeValue};

use super::Input;
use crate::import::entry::Entry;
use crate::import::{Place, Remark};

/// The rules of a pack, in its order.
pub(super) fn read(input: &Input) -> Result<Vec<Entry>, Remark> {
    let place = |at: usize| {
        let before = input.text.get(..at).unwrap_or("");
        input.place(before.matches('\n').count() + 1)
    };
    let root = DeTable::parse(&input.text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        Remark::new(&place(at), format!("this is no TOML: {}", error.message()))
    })?;
    let mut entries = Vec::new();
    for (kind, rules) in root.get_ref().iter().filter(|(key, _)| key.get_ref() != "pack") {
        let DeValue::Array(rules) = rules.get_ref() else {
            let message = format!("[{0}] is no rule: write [[{0}]]", kind.get_ref());
            return Err(Remark::new(&place(kind.span().start), message));
        };
        for rule in rules.iter() {
            let place = place(rule.span().start);
            entries.push(entry(kind.get_ref(), rule.get_ref(), place)?);
        }
    }
    entries.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(entries)
}

fn entry(kind: &str, rule: &DeValue<'_>, place: Place) -> Result<Entry, Remark> {
    match value(rule) {
        Some(Value::Table(fields)) => {
            Ok(Entry { kind: kind.to_owned(), key: None, fields, place, disputed: false })
        }
        _ => Err(Remark::new(&place, format!("[[{kind}]] is no table of texts, dates and lists"))),
    }
}

/// Packs have no numbers.
fn value(read: &DeValue<'_>) -> Option<Value> {
    Some(match read {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Boolean(yes) => Value::Boolean(*yes),
        DeValue::Datetime(day) => Value::Datetime(*day),
        DeValue::Array(items) => {
            Value::Array(items.iter().map(|item| value(item.get_ref())).collect::<Option<_>>()?)
        }
        DeValue::Table(table) => {
            let entry = |(key, item): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
                let key: &std::borrow::Cow<'_, str> = key.get_ref();
                Some((key.to_string(), value(item.get_ref())?))
            };
            Value::Table(table.iter().map(entry).collect::<Option<_>>()?)
        }
        DeValue::Integer(_) | DeValue::Float(_) => return None,
    })
}
