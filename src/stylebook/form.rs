//! The words that rules allow and forbid, with their place: what two rules can fight about.

use std::sync::Arc;

use jiff::civil::Date;

use super::listing::key;
use super::load::Context;
use super::rules::Meta;
use crate::article::Zone;
use crate::finding::{Place, RuleRef};
use crate::source::{Span, Text};
use crate::tables::At;

/// What a rule says about a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It may be written.
    Right,
    /// It may not: write this instead.
    Wrong(Arc<str>),
}

/// Where and how forms count.
#[derive(Clone, Debug)]
pub(super) enum Scope {
    /// Names: as they are written, in every zone.
    Name,
    /// Words of the language.
    Words {
        /// Whether capitals must match.
        exact: bool,
        /// The zones of the rule.
        zones: Vec<Zone>,
    },
}

/// What the forms of one rule have in common.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    pub(super) rule: RuleRef,
    /// The file that lists them.
    pub(super) path: Arc<str>,
    /// Whether their rule is part of the program.
    pub(super) built_in: bool,
    pub(super) scope: Scope,
    pub(super) since: Option<Date>,
    pub(super) until: Option<Date>,
}

/// One form of one rule.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) text: Text,
    pub(super) verdict: Verdict,
    pub(super) span: Span,
    pub(super) origin: Arc<Origin>,
}

/// The forms of one rule, collected.
pub(super) struct Forms {
    /// None where nobody asks for them.
    origin: Option<Arc<Origin>>,
    pub(super) list: Vec<Form>,
}

impl Forms {
    pub(super) fn new(context: &Context<'_>, meta: &Meta, scope: Scope) -> Self {
        if context.at_peace {
            return Self { origin: None, list: Vec::new() };
        }
        let pack = context.pack;
        let origin = Origin {
            rule: meta.rule.clone(),
            path: pack.path.clone(),
            built_in: pack.built_in,
            scope,
            since: meta.since,
            until: meta.until,
        };
        Self { origin: Some(Arc::new(origin)), list: Vec::new() }
    }

    pub(super) fn add<'t>(
        &mut self,
        texts: impl IntoIterator<Item = &'t At<Text>>,
        verdict: &Verdict,
    ) {
        let Some(origin) = &self.origin else { return };
        self.list.extend(texts.into_iter().map(|text| Form {
            text: text.value.clone(),
            verdict: verdict.clone(),
            span: text.span,
            origin: origin.clone(),
        }));
    }
}

impl Form {
    pub(super) fn place(&self) -> Place {
        Place { path: self.origin.path.clone(), span: self.span }
    }

    /// What forms that may be the same have in common.
    pub(super) fn key(&self) -> u64 {
        key(&self.text)
    }

    /// Whether both rules can speak of the same words in the same article.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let (ours, theirs) = (&self.origin, &other.origin);
        let days = ours.since.is_none_or(|s| theirs.until.is_none_or(|u| s <= u))
            && theirs.since.is_none_or(|s| ours.until.is_none_or(|u| s <= u));
        let (same, zones) = match (&ours.scope, &theirs.scope) {
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
