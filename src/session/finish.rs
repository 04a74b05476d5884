//! From raw findings to what is shown: levels, evidence from the archive, order, positions.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Outcome, Session};
use crate::archive::Archive;
use crate::checks::Info;
use crate::config::Config;
use crate::finding::{Cite, Finding, Label, Severity};
use crate::policy::{self, Stets};
use crate::read::{checksum, decode};
use crate::source::SourceFile;
use crate::tokens::fold;

impl Session<'_> {
    /// Leaves out what policy does not want, and shows examples from the archive beside the rest.
    /// Findings stay where they are: put together while the archive is there, they would be twice
    /// there for a moment, when memory is fullest.
    pub(super) fn judge(&self, found: &mut [Vec<Finding>], archive: &Archive<'_>) {
        let config = self.setup.config;
        let judge = |finding: &mut Finding| {
            let path = finding.primary.place.path.clone();
            let wanted = self.setup.policy.apply(finding, &config.relative(&path));
            if wanted {
                cite(finding, archive);
            }
            wanted
        };
        found.par_iter_mut().for_each(|list| list.retain_mut(judge));
    }

    /// Makes judged findings ready to be shown.
    pub(super) fn finish(&self, judged: Vec<Finding>) -> Vec<Finding> {
        let mut findings = judged;
        sort(&mut findings);
        leave_out_echoes(&mut findings);
        self.locate(&mut findings);
        self.let_stand(&mut findings);
        fingerprint(&mut findings, self.setup.config);
        findings
    }

    /// Leaves out what an editor lets stand, and says which notes let nothing stand.
    fn let_stand(&self, findings: &mut Vec<Finding>) {
        let config = self.setup.config;
        let reported = || {
            self.articles.iter().filter_map(|(path, outcome)| match outcome {
                Outcome::Read(read) if read.record.reported => Some((path, &*read.stets)),
                _ => None,
            })
        };
        let written = reported().filter(|(_, notes)| !notes.is_empty());
        let notes: Vec<_> = written.map(|(path, notes)| (path.clone(), notes)).collect();
        if notes.is_empty() && config.stets.is_empty() {
            return;
        }
        let mut stets = Stets::new(config, notes.into_iter(), policy::today());
        findings.retain(|finding| !stets.let_stand(finding));
        let policy = self.setup.policy;
        let active = |info: &Info| policy.is_active(info.name, info.default);
        let all: Vec<&str> = match self.setup.whole {
            true => reported().map(|(path, _)| &**path).collect(),
            false => Vec::new(),
        };
        let mut left: Vec<Finding> = stets.left_over(&all, &active);
        left.retain_mut(|finding| {
            let path = finding.primary.place.path.clone();
            policy.apply(finding, &config.relative(&path))
        });
        if !left.is_empty() {
            self.locate(&mut left);
            findings.append(&mut left);
            findings.sort_by(Finding::order);
        }
    }

    /// Reads again the files that are shown, and works out lines and columns.
    fn locate(&self, findings: &mut [Finding]) {
        let mut wanted: BTreeMap<Arc<str>, Vec<&mut Label>> = BTreeMap::new();
        for finding in findings.iter_mut() {
            for label in finding.labels_mut() {
                wanted.entry(label.place.path.clone()).or_default().push(label);
            }
        }
        // One file at a time on each thread: memory does not grow with the text.
        wanted.into_par_iter().for_each(|(path, labels)| {
            if let Some(file) = self.source_as_read(&path) {
                labels.into_iter().for_each(|label| label.locate(&file));
            }
        });
    }

    /// A file, if it is what its findings are about: in one that somebody has changed meanwhile
    /// their places mean nothing, and nothing may be mended there.
    fn source_as_read(&self, path: &Arc<str>) -> Option<Arc<SourceFile>> {
        let Some(Outcome::Read(read)) = self.articles.get(path) else { return self.source(path) };
        let bytes = (self.setup.reader)(path).ok()?;
        let same = checksum(&bytes) == read.sum;
        same.then(|| decoded(path, bytes)).flatten()
    }

    /// A file as it is now: an article, a pack, the configuration.
    #[must_use]
    pub fn source(&self, path: &str) -> Option<Arc<SourceFile>> {
        let known = self.setup.stylebook.files.iter().chain(&self.setup.config.file);
        if let Some(file) = known.into_iter().find(|f| &*f.path == path) {
            return Some(file.clone());
        }
        decoded(path, (self.setup.reader)(path).ok()?)
    }
}

fn decoded(path: &str, bytes: Vec<u8>) -> Option<Arc<SourceFile>> {
    decode::decode(path.into(), bytes).ok().map(|d| Arc::new(d.file))
}

/// Puts findings in order. They are large, so their numbers are sorted, and each moves once.
fn sort(findings: &mut [Finding]) {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.par_sort_by(|a, b| findings[*a].order(&findings[*b]));
    for first in 0..order.len() {
        // What is pushed away from its place goes on to the place that the next one leaves.
        let mut at = first;
        while order[at] != first {
            let from = std::mem::replace(&mut order[at], at);
            findings.swap(at, from);
            at = from;
        }
        order[at] = at;
    }
}

/// Two checks of one family often see the same fault; the one that knows more speaks. Checks
/// that a rule or this article proves come before those that compare with other articles.
fn leave_out_echoes(findings: &mut Vec<Finding>) {
    let rank = |f: &Finding| {
        let note = f.severity == Severity::Note;
        let (name, variant) = (f.check.ends_with("/name"), f.check.ends_with("/variant"));
        (note, f.rule.is_none(), !name, variant, std::cmp::Reverse(f.severity))
    };
    // Patterns and terms of a house may well speak about one place twice.
    let alike = |a: &Finding, b: &Finding| match policy::family(a.check) {
        "style" => a.check == "style/variants" || b.check == "style/variants",
        family => matches!(family, "org" | "person" | "title"),
    };
    let mut kept = 0usize;
    for at in 0..findings.len() {
        let (before, rest) = findings.split_at_mut(at);
        let Some(finding) = rest.first_mut() else { break };
        // Findings are sorted: what overlaps stands among the last few.
        let recent = &mut before[kept.saturating_sub(8)..kept];
        let found = &*finding;
        let echo = recent.iter_mut().rfind(|f| {
            f.primary.place.path == found.primary.place.path
                && f.primary.place.span.overlaps(found.primary.place.span)
                && policy::family(f.check) == policy::family(found.check)
                && alike(f, found)
        });
        match echo {
            Some(known) if rank(finding) < rank(known) => std::mem::swap(known, finding),
            Some(_) => {}
            None => {
                findings.swap(kept, at);
                kept += 1;
            }
        }
    }
    findings.truncate(kept);
}

/// Shows where other articles have it right, the latest first.
fn cite(finding: &mut Finding, archive: &Archive<'_>) {
    let Some(cite) = finding.cite.take() else { return };
    let but = finding.primary.place.path.clone();
    let places = match *cite {
        Cite::Person { surname, given } => archive.name_places(&surname, &given, &but),
        Cite::Organization(name) => archive.organization_places(&name, &but),
    };
    let others = places.len().saturating_sub(1);
    let Some(place) = places.into_iter().next() else { return };
    let message = match others {
        0 => "as here".to_owned(),
        1 => "as here and in 1 other article".to_owned(),
        n => format!("as here and in {n} other articles"),
    };
    finding.related.push(Label::new(place, message));
}

/// Check, file, text and rule name a finding across edits elsewhere, wherever newslint is started
/// and however lines are broken; equal ones are numbered.
fn fingerprint(findings: &mut [Finding], config: &Config) {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    for finding in findings {
        let text = finding.primary.at.as_ref().map_or("", |at| at.text.as_str());
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let path = config.relative(&finding.primary.place.path);
        let rule = finding.rule.as_ref().map_or("", |r| &*r.id);
        let hash = fold(&format!("{}\0{path}\0{text}\0{rule}", finding.check));
        let nth = seen.entry(hash).or_insert(0);
        finding.fingerprint = format!("{hash:016x}-{nth}");
        *nth += 1;
    }
}
