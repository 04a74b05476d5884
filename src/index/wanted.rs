//! What of a recalled article matters: the forms that share a key with a draft. The rest of it is
//! left out, so that the checks have a few forms to compare and not all of an archive's.

use std::collections::{HashMap, HashSet};

use super::recall::Own;
use crate::archive::lookups::{Questions, figure_keys, short};
use crate::archive::phrases::{self, Part};
use crate::archive::record::mark;
use crate::archive::{PhraseForm, Record};
use crate::extract::quotations::{QuotedWord, version};
use crate::shared::Run;

/// The keys that matter, by kind.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub(super) surnames: HashSet<u32>,
    pub(super) bodies: HashSet<u32>,
    pub(super) versions: HashSet<u32>,
    pub(super) figures: HashSet<u64>,
    pub(super) phrases: HashSet<u32>,
    /// The draft's own bodies, by what is wanted of others, and in how many drafts they stand.
    own: HashMap<u32, usize>,
    names: HashSet<String>,
}

impl Wanted {
    /// What drafts share with themselves.
    pub(super) fn new(own: &[Own<'_>], questions: &Questions) -> Self {
        let mut wanted = Self {
            surnames: questions.surnames.iter().copied().collect(),
            versions: questions.versions.iter().copied().collect(),
            ..Self::default()
        };
        for record in own.iter().map(|own| own.record) {
            for form in &record.organizations {
                let name = record.word(form.key);
                *wanted.own.entry(short(name)).or_default() += 1;
                wanted.names.insert(name.to_owned());
            }
        }
        wanted
    }

    /// How many of the drafts have a body.
    pub(super) fn own_bodies(&self, body: u32) -> usize {
        self.own.get(&body).copied().unwrap_or(0)
    }

    /// Leaves only what matters of an article; it can matter by its phrases or its quotations only
    /// if their keys led to it.
    pub(super) fn keep(&self, record: &mut Record, by_phrase: bool, by_quotation: bool) {
        let all = &*record;
        let surname = |key| self.surnames.contains(&short(all.word(key)));
        let names = all.names.iter().filter(|n| surname(n.surname)).copied().collect();
        let titles = all.titles.iter().filter(|t| surname(t.surname)).copied().collect();
        let affiliations = all.affiliations.iter().filter(|a| surname(a.surname));
        let affiliations = affiliations.copied().collect();
        let bodies = all.organizations.iter().filter(|form| self.is_wanted(all.word(form.key)));
        let organizations = bodies.copied().collect();
        let asked = |key| self.figures.contains(&key);
        let figures = all.figures.iter().filter(|f| figure_keys(f).any(asked)).copied().collect();
        let said = |words: &[QuotedWord]| self.versions.contains(&mark(version(words)));
        let quotations = all.quotations.iter().filter(|q| by_quotation && said(&q.words()));
        let quotations = quotations.cloned().collect();
        let phrases = if by_phrase { self.phrases(all) } else { Vec::new() };
        record.names = names;
        record.titles = titles;
        record.affiliations = affiliations;
        record.organizations = organizations;
        record.figures = figures;
        record.quotations = quotations;
        record.phrases = phrases.into();
        record.doubtful = Run::default();
    }

    fn phrases(&self, record: &Record) -> Vec<PhraseForm> {
        let mut kept: Vec<PhraseForm> = Vec::new();
        phrases::parts(record, |form, part| {
            let (Part::Whole(hash) | Part::Lacking { rest: hash, .. }) = part;
            let known = kept.last().is_some_and(|last| last.place == form.place);
            if !known && self.phrases.contains(&hash) {
                kept.push(*form);
            }
        });
        kept
    }

    /// A body that is asked for, or one that has a draft's body in its name.
    fn is_wanted(&self, name: &str) -> bool {
        let ends = |own: &String| {
            name.strip_prefix(own.as_str()).is_some_and(|rest| rest.starts_with(' '))
                || name.strip_suffix(own.as_str()).is_some_and(|rest| rest.ends_with(' '))
        };
        self.bodies.contains(&short(name)) || self.names.iter().any(ends)
    }
}
