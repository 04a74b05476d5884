//! `newslint check --statistics`: what was read, how often each check and each rule spoke, and
//! which rules never did.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;

use super::trial::silent;
use crate::finding::Finding;
use crate::session::Statistics;
use crate::source::Text;
use crate::stylebook::Stylebook;
use crate::trial::{self, Target};

/// What is counted over a run.
#[derive(Serialize)]
pub(super) struct Counted<'a> {
    articles: usize,
    compared_with: usize,
    undated: usize,
    disproved: usize,
    foreign: usize,
    binary: &'a [Arc<str>],
    findings: usize,
    by_check: &'a BTreeMap<&'static str, usize>,
    by_rule: Vec<(&'a str, usize)>,
    /// Rules of the house's own packs without a finding.
    silent: Vec<Text>,
    /// How many rules of each built-in pack have none.
    silent_built_in: BTreeMap<&'a str, usize>,
}

impl<'a> Counted<'a> {
    pub(super) fn new(
        findings: &'a [Finding],
        statistics: &'a Statistics,
        stylebook: &'a Stylebook,
    ) -> Self {
        let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
        for rule in findings.iter().filter_map(|finding| finding.rule.as_ref()) {
            *rules.entry(&rule.id).or_default() += 1;
        }
        let mut by_rule: Vec<(&str, usize)> = rules.into_iter().collect();
        by_rule.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let of = |pack: &Arc<str>| {
            trial::silent(stylebook, &Target::Packs(vec![pack.clone()]), findings)
        };
        let (built_in, own): (Vec<_>, Vec<_>) = stylebook.packs.iter().partition(|p| p.built_in);
        let silent_built_in = built_in.iter().map(|pack| (&*pack.name, of(&pack.name).len()));
        Self {
            articles: statistics.reported,
            compared_with: statistics.context,
            undated: statistics.undated,
            disproved: statistics.disproved,
            foreign: statistics.foreign,
            binary: &statistics.binary,
            findings: findings.len(),
            by_check: &statistics.by_check,
            by_rule,
            silent: own.iter().flat_map(|pack| of(&pack.name)).collect(),
            silent_built_in: silent_built_in.collect(),
        }
    }

    /// Writes the counts to standard error.
    pub(super) fn write(&self, json: bool) -> io::Result<()> {
        let mut out = io::stderr().lock();
        if json {
            serde_json::to_writer(&mut out, self)?;
            return writeln!(out);
        }
        writeln!(out, "articles checked:    {}", self.articles)?;
        writeln!(out, "compared with:       {}", self.compared_with)?;
        writeln!(out, "without a date:      {}", self.undated)?;
        writeln!(out, "  date disproved:    {}", self.disproved)?;
        writeln!(out, "not in English:      {}", self.foreign)?;
        for path in self.binary {
            writeln!(out, "skipped, not text:   {path}")?;
        }
        writeln!(out, "findings:            {}", self.findings)?;
        for (check, count) in self.by_check {
            writeln!(out, "{count:>7}  {check}")?;
        }
        writeln!(out, "rules that spoke:    {}", self.by_rule.len())?;
        for (rule, count) in &self.by_rule {
            writeln!(out, "{count:>7}  {rule}")?;
        }
        silent(&mut out, &self.silent)?;
        let built_in = self.silent_built_in.iter().filter(|(_, n)| **n > 0);
        let built_in: Vec<String> = built_in.map(|(pack, n)| format!("{n} of {pack}")).collect();
        if !built_in.is_empty() {
            writeln!(out, "rules of built-in packs without a finding: {}", built_in.join(", "))?;
        }
        Ok(())
    }
}
