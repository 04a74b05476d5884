//! What any rule may carry: where it stands, when and where it applies, the sentences that prove it.

use jiff::civil::Date;

use crate::article::{Article, Metadata};
use crate::finding::{RuleRef, Severity};
use crate::source::Text;

/// What any rule may carry.
#[derive(Clone, Debug)]
pub struct Meta {
    /// Identity and place.
    pub rule: RuleRef,
    /// The severity that the rule asks for.
    pub severity: Option<Severity>,
    /// Shown as help.
    pub note: Option<Text>,
    /// Where the rule comes from.
    pub source: Option<Text>,
    /// First publication date it applies to.
    pub since: Option<Date>,
    /// Last publication date it applies to.
    pub until: Option<Date>,
    /// The articles it is about; none where it is about all.
    pub only: Option<Condition>,
    /// Articles that a house excepts from it.
    pub exempt: Option<Condition>,
    /// Sentences that prove it.
    pub examples: Vec<Example>,
    /// Up to when the pack knows the world.
    pub as_of: Option<Date>,
}

impl Meta {
    /// Whether the rule applies to an article: undated ones follow every rule, but one that does
    /// not say its desk is no desk's.
    #[must_use]
    pub fn applies(&self, article: &Article) -> bool {
        let meta = &article.meta;
        let in_time = article.date().is_none_or(|day| {
            self.since.is_none_or(|s| s <= day) && self.until.is_none_or(|u| day <= u)
        });
        in_time
            && self.only.as_ref().is_none_or(|only| only.fits(meta))
            && !self.exempt.as_ref().is_some_and(|exempt| exempt.fits(meta))
    }
}

/// `where`: what an article must say of itself, key by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Condition {
    /// Keys of the metadata, each with the values of which one must be there.
    pub keys: Vec<(String, Vec<String>)>,
}

impl Condition {
    /// Whether an article says all of it.
    #[must_use]
    pub fn fits(&self, meta: &Metadata) -> bool {
        self.keys.iter().all(|(key, values)| {
            let mut said = meta.fields.iter().filter(|(k, _)| is_key(k, key));
            said.any(|(_, said)| values.iter().any(|v| v.eq_ignore_ascii_case(said.trim())))
        })
    }
}

/// Keys of metadata are one, whatever their capitals and hyphens.
fn is_key(a: &str, b: &str) -> bool {
    let bare = |b: u8| if b == b'-' { b'_' } else { b.to_ascii_lowercase() };
    a.len() == b.len() && a.bytes().map(bare).eq(b.bytes().map(bare))
}

/// A sentence that a rule must flag, or must not.
#[derive(Clone, Debug)]
pub struct Example {
    /// Must be flagged by this rule.
    pub bad: Option<Text>,
    /// `bad`, mended: must not be flagged.
    pub good: Option<Text>,
    /// Must not be flagged.
    pub ok: Option<Text>,
    /// Line in the pack, from 1.
    pub line: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_condition_wants_one_value_of_every_key() {
        let condition = Condition {
            keys: vec![
                ("desk".into(), vec!["Sport".into(), "culture".into()]),
                ("wire-source".into(), vec!["AP".into()]),
            ],
        };
        let fits = |fields: &[(&str, &str)]| {
            let fields = fields.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
            condition.fits(&Metadata { fields, ..Metadata::default() })
        };
        assert!(fits(&[("Desk", "sport"), ("wire_source", "ap")]));
        assert!(fits(&[("desk", "metro"), ("desk", "culture"), ("wire-source", "AP")]));
        assert!(!fits(&[("desk", "sport")]));
        assert!(!fits(&[("desk", "sports"), ("wire-source", "AP")]));
    }
}
