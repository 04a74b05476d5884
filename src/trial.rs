//! What a pack or a rule would do to an archive, before it is adopted.
//!
//! The archive is checked as it always is; of all findings those are kept that the rules on trial
//! demand. A house that reads where, when and how often they speak knows what it is in for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use crate::finding::Finding;
use crate::session::Session;
use crate::source::{Span, Text};
use crate::stylebook::Stylebook;
use crate::tokens::fold_on;

/// Which rules are on trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// All of these packs, by name.
    Packs(Vec<Arc<str>>),
    /// One rule: `pack/id`.
    Rule(Arc<str>),
}

impl Target {
    /// Whether a rule is on trial.
    #[must_use]
    pub fn includes(&self, rule: &str) -> bool {
        let pack = rule.split_once('/').map_or(rule, |(pack, _)| pack);
        match self {
            Self::Packs(packs) => packs.iter().any(|name| **name == *pack),
            Self::Rule(id) => **id == *rule,
        }
    }
}

/// How the trial went.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Outcome {
    /// Articles that were checked.
    pub articles: usize,
    /// Findings of the rules on trial.
    pub hits: usize,
    /// Articles that have any.
    pub hit_articles: usize,
    /// Hits inside quotation marks, where nothing may be changed.
    pub in_quotations: usize,
    /// Hits by check.
    pub by_check: BTreeMap<&'static str, usize>,
    /// Hits by rule, those with most of them first.
    pub by_rule: Vec<(Text, usize)>,
    /// Hits by year of publication; `undated` where an article has none.
    pub by_year: BTreeMap<String, usize>,
    /// Hits by folder, those with most of them first.
    pub by_folder: Vec<(String, usize)>,
    /// Rules without a hit.
    pub silent: Vec<Text>,
}

/// Keeps the findings of the rules on trial.
#[must_use]
pub fn hits(findings: Vec<Finding>, target: &Target) -> Vec<Finding> {
    let demanded = |f: &Finding| f.rule.as_ref().is_some_and(|rule| target.includes(&rule.id));
    findings.into_iter().filter(demanded).collect()
}

/// The rules without a hit, in the order of the packs.
#[must_use]
pub fn silent(stylebook: &Stylebook, target: &Target, hits: &[Finding]) -> Vec<Text> {
    let rules = |f: &Finding| f.rule.as_ref().map(|rule| rule.id.clone());
    let spoke: BTreeSet<Text> = hits.iter().filter_map(rules).collect();
    let all = stylebook.rules.metas().map(|meta| &meta.rule.id);
    all.filter(|id| target.includes(id) && !spoke.contains(*id)).cloned().collect()
}

/// Counts hits over the articles of a session.
#[must_use]
pub fn outcome(
    session: &Session<'_>,
    stylebook: &Stylebook,
    target: &Target,
    hits: &[Finding],
) -> Outcome {
    let years: BTreeMap<&str, String> = session
        .records()
        .filter_map(|record| Some((&*record.path, record.date?.year().to_string())))
        .collect();
    let mut out = Outcome {
        articles: session.records().count(),
        hits: hits.len(),
        silent: silent(stylebook, target, hits),
        in_quotations: in_quotations(session, hits),
        ..Outcome::default()
    };
    let (mut rules, mut folders) = (BTreeMap::new(), BTreeMap::new());
    let mut paths = BTreeSet::new();
    for finding in hits {
        let path = &*finding.primary.place.path;
        let year = years.get(path).cloned().unwrap_or_else(|| "undated".to_owned());
        let folder = path.rsplit_once('/').map_or(".", |(folder, _)| folder);
        *out.by_check.entry(finding.check).or_default() += 1;
        *out.by_year.entry(year).or_default() += 1;
        *folders.entry(folder.to_owned()).or_default() += 1;
        if let Some(rule) = &finding.rule {
            *rules.entry(rule.id.clone()).or_default() += 1;
        }
        paths.insert(path);
    }
    out.hit_articles = paths.len();
    (out.by_rule, out.by_folder) = (by_frequency(rules), by_frequency(folders));
    out
}

fn by_frequency<K: Ord>(counts: BTreeMap<K, usize>) -> Vec<(K, usize)> {
    let mut counts: Vec<(K, usize)> = counts.into_iter().collect();
    // Equal ones stay in the order of their names.
    counts.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    counts
}

/// How many hits stand inside quotation marks. The articles are read again: findings do not say.
fn in_quotations(session: &Session<'_>, hits: &[Finding]) -> usize {
    let of_article = |hits: &[Finding]| {
        let path = hits.first().map_or("", |f| &*f.primary.place.path);
        let Ok(reading) = session.reading(path) else { return 0 };
        let article = &reading.article;
        let quoted: Vec<Span> =
            article.quotes.iter().map(|quote| article.map.to_source(quote.inner)).collect();
        let inside = |f: &&Finding| quoted.iter().any(|span| span.contains(f.primary.place.span));
        hits.iter().filter(inside).count()
    };
    // Findings are sorted by path.
    let by_path = hits.chunk_by(|a, b| a.primary.place.path == b.primary.place.path);
    by_path.map(of_article).sum()
}

/// Some hits, the same for the same seed, in the order in which they stand.
#[must_use]
pub fn examples(hits: &[Finding], count: usize, seed: u64) -> Vec<Finding> {
    let mut drawn: Vec<(u64, usize)> = hits
        .iter()
        .enumerate()
        .map(|(i, finding)| (fold_on(spread(seed), &finding.fingerprint), i))
        .collect();
    drawn.sort_unstable();
    drawn.truncate(count);
    drawn.sort_by_key(|(_, i)| *i);
    drawn.into_iter().filter_map(|(_, i)| hits.get(i).cloned()).collect()
}

/// Small seeds far apart.
fn spread(seed: u64) -> u64 {
    (seed ^ 0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{RuleRef, Severity};

    fn hit(rule: &str, n: usize) -> Finding {
        let rule = RuleRef { id: rule.to_owned().into(), path: "p.toml".into(), line: 1 };
        let mut finding =
            Finding::file("style/term", Severity::Warning, &format!("{n}.txt"), "m").rule(&rule);
        finding.fingerprint = format!("{n}");
        finding
    }

    #[test]
    fn a_pack_has_all_its_rules_a_rule_only_itself() {
        let pack = Target::Packs(vec!["house".into()]);
        assert!(pack.includes("house/email") && !pack.includes("household/email"));
        let rule = Target::Rule("house/email".into());
        assert!(rule.includes("house/email") && !rule.includes("house/web"));
        let found = vec![hit("house/email", 1), hit("house/web", 2)];
        assert_eq!(hits(found, &rule).len(), 1);
    }

    #[test]
    fn rules_without_a_hit_are_named() {
        let text = "[[term]]\nuse = \"email\"\nnot = [\"e-mail\"]\n\n[[term]]\nuse = \"website\"\nnot = [\"web site\"]\n";
        let (book, findings) = Stylebook::from_toml(&[("house.toml", text)]);
        assert!(findings.is_empty(), "{findings:#?}");
        let pack = Target::Packs(vec!["house".into()]);
        let silent = silent(&book, &pack, &[hit("house/email", 1)]);
        assert_eq!(silent.iter().map(|id| &**id).collect::<Vec<_>>(), ["house/website"]);
    }

    #[test]
    fn examples_depend_on_the_seed_alone() {
        let hits: Vec<Finding> = (0..100).map(|n| hit("house/email", n)).collect();
        let drawn = |seed| -> Vec<String> {
            examples(&hits, 5, seed).into_iter().map(|f| f.fingerprint).collect()
        };
        assert_eq!(drawn(1).len(), 5);
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
        assert_eq!(examples(&hits, 200, 1).len(), 100);
    }
}
