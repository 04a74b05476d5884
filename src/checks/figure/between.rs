//! Figures of several articles, brought together by what they count: never article by article.

use std::collections::BTreeSet;

use crate::archive::figures::CROWD;
use crate::archive::lookups::{of_figure, of_figure_beside};
use crate::archive::{Archive, FigureForm, Record, Use};
use crate::finding::Finding;

/// What `examine` says of each reported figure, beside those that have the same key: once, however
/// many groups the figure is in.
pub(super) fn findings(
    archive: &Archive<'_>,
    key: impl Fn(&FigureForm) -> u32,
    examine: impl Fn(Use, &[Use]) -> Option<Finding>,
    out: &mut Vec<Finding>,
) {
    let mut told = BTreeSet::new();
    groups(archive, key, |group| {
        for at in group.iter().filter(|at| form(archive, **at).0.reported) {
            out.extend(examine(*at, group).filter(|_| told.insert(*at)));
        }
    });
}

/// Calls `examine` with every group of figures that have one key and stand in several articles,
/// one of them reported.
fn groups(
    archive: &Archive<'_>,
    key: impl Fn(&FigureForm) -> u32,
    mut examine: impl FnMut(&[Use]),
) {
    let mut all: Vec<(u32, Use)> = Vec::new();
    for (r, record) in archive.records.iter().enumerate() {
        for (f, form) in record.figures.iter().enumerate() {
            let key = key(form);
            if key != 0 {
                all.push((key, Use { record: r as u32, form: f as u32 }));
            }
        }
    }
    all.sort_unstable();
    let mut uses = Vec::new();
    for group in all.chunk_by(|a, b| a.0 == b.0) {
        uses.clear();
        uses.extend(group.iter().map(|(_, at)| *at));
        let key = group[0].0;
        if uses.len() <= CROWD && !archive.is_crowded(of_figure(key)) {
            hand_over(archive, &uses, &mut examine);
        } else {
            by_context(archive, key, &uses, &mut examine);
        }
    }
}

/// Cuts a large group by the words that stand around its figures; words that many of them have
/// tell nothing apart.
fn by_context(archive: &Archive<'_>, key: u32, uses: &[Use], examine: &mut impl FnMut(&[Use])) {
    let mut all: Vec<(u16, Use)> = Vec::new();
    for at in uses {
        let words = form(archive, *at).1.context;
        all.extend(words.into_iter().filter(|w| *w != 0).map(|word| (word, *at)));
    }
    all.sort_unstable();
    let few = |group: &&[(u16, Use)]| {
        group.len() <= CROWD && !archive.is_crowded(of_figure_beside(key, group[0].0))
    };
    for group in all.chunk_by(|a, b| a.0 == b.0).filter(few) {
        let part: Vec<Use> = group.iter().map(|(_, at)| *at).collect();
        hand_over(archive, &part, examine);
    }
}

fn hand_over(archive: &Archive<'_>, uses: &[Use], examine: &mut impl FnMut(&[Use])) {
    let several = uses.iter().any(|at| at.record != uses[0].record);
    if several && uses.iter().any(|at| form(archive, *at).0.reported) {
        examine(uses);
    }
}

/// The article and the figure of a use.
pub(super) fn form<'a>(archive: &Archive<'a>, at: Use) -> (&'a Record, &'a FigureForm) {
    let record = archive.records[at.record as usize];
    (record, &record.figures[at.form as usize])
}

/// How many words around two figures are the same, and how many of these are names.
pub(super) fn shared(a: &FigureForm, b: &FigureForm) -> (usize, usize) {
    let (mut words, mut names) = (0, 0);
    for (i, word) in a.context.iter().enumerate().filter(|(_, w)| **w != 0) {
        if b.context.contains(word) {
            words += 1;
            names += usize::from(a.names >> i & 1 == 1);
        }
    }
    (words, names)
}

/// Whether the finding about two articles stands at the first: a draft beside a published one, the
/// later of two alike, or the only one that is reported.
pub(super) fn stands_at(a: &Record, b: &Record) -> bool {
    let later = || !b.reported || (a.date, &a.path) > (b.date, &b.path);
    a.reported && !outranks(a, b) && (outranks(b, a) || later())
}

/// Whether one article is published and the other is not.
pub(super) fn outranks(a: &Record, b: &Record) -> bool {
    a.authority && !b.authority
}
