//! The words that rules allow and forbid, with their place: what two rules can fight about.

use jiff::civil::Date;

use super::rules::Meta;
use crate::article::Zone;
use crate::finding::{Place, RuleRef};
use crate::tokens::{self, fold_on};

/// What a rule says about a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It may be written.
    Right,
    /// It may not: write this instead.
    Wrong(String),
}

/// Where and how a form counts.
#[derive(Clone, Debug)]
pub(super) enum Scope {
    /// A name: as it is written, in every zone.
    Name,
    /// Words of the language.
    Words {
        /// Whether capitals must match.
        exact: bool,
        /// The zones of the rule.
        zones: Vec<Zone>,
    },
}

/// One form of one rule.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) text: String,
    pub(super) verdict: Verdict,
    pub(super) place: Place,
    pub(super) rule: RuleRef,
    pub(super) scope: Scope,
    pub(super) since: Option<Date>,
    pub(super) until: Option<Date>,
}

impl Form {
    pub(super) fn new(
        text: &str,
        verdict: Verdict,
        place: Place,
        meta: &Meta,
        scope: Scope,
    ) -> Self {
        let rule = meta.rule.clone();
        let (since, until) = (meta.since, meta.until);
        Self { text: text.to_owned(), verdict, place, rule, scope, since, until }
    }

    /// What forms that may be the same have in common: a hash of their words.
    pub(super) fn key(&self) -> u64 {
        let mut words = self.text.split_whitespace();
        let first = tokens::fold(words.next().unwrap_or_default());
        words.fold(first, |hash, word| fold_on(fold_on(hash, " "), word))
    }

    /// Whether both rules can speak of the same words in the same article.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let days = self.since.is_none_or(|s| other.until.is_none_or(|u| s <= u))
            && other.since.is_none_or(|s| self.until.is_none_or(|u| s <= u));
        let (same, zones) = match (&self.scope, &other.scope) {
            (Scope::Words { exact, zones }, Scope::Words { exact: e, zones: z }) => {
                let same = !exact && !e || self.text == other.text;
                (same, zones.iter().any(|zone| z.contains(zone)))
            }
            _ => (self.text == other.text, true),
        };
        days && same && zones
    }
}

/// Case, apostrophes and spaces made one.
pub(super) fn fold(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase().replace('’', "'")
}
