//! A baseline: findings of an old archive that are accepted for now, so that new ones show.
//!
//! One line a finding, sorted, so that a version control system shows what changed. A finding is
//! known by its check, its article, its text and its rule, wherever in the article it moves.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::is_fault;
use crate::finding::Finding;

/// One accepted finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Accepted {
    /// The article, relative to the project.
    pub path: String,
    /// The check.
    pub check: String,
    /// The text under the finding, for people who read the file.
    pub text: String,
    /// What it is known by.
    pub fingerprint: String,
}

/// Accepted findings by fingerprint.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    accepted: BTreeMap<String, Accepted>,
}

impl Baseline {
    /// Reads a file.
    ///
    /// # Errors
    /// The number of the first line that is no finding, and why.
    pub fn parse(text: &str) -> Result<Self, (usize, String)> {
        let mut accepted = BTreeMap::new();
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let one: Accepted =
                serde_json::from_str(line).map_err(|why| (at + 1, why.to_string()))?;
            accepted.insert(one.fingerprint.clone(), one);
        }
        Ok(Self { accepted })
    }

    /// The findings of a run, with their paths relative to the project.
    #[must_use]
    pub fn of(findings: &[Finding], relative: &dyn Fn(&str) -> String) -> Self {
        let one = |finding: &Finding| Accepted {
            path: relative(&finding.primary.place.path),
            check: finding.check.to_owned(),
            text: finding.primary.at.as_ref().map_or(String::new(), |at| at.text.clone()),
            fingerprint: finding.fingerprint.clone(),
        };
        let told = findings.iter().filter(|finding| !is_fault(finding.check)).map(one);
        Self { accepted: told.map(|one| (one.fingerprint.clone(), one)).collect() }
    }

    /// The file.
    #[must_use]
    pub fn text(&self) -> String {
        let sorted: BTreeSet<&Accepted> = self.accepted.values().collect();
        let lines = sorted.into_iter().filter_map(|one| serde_json::to_string(one).ok());
        lines.map(|line| line + "\n").collect()
    }

    /// How many findings are accepted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.accepted.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.accepted.is_empty()
    }

    /// Leaves out accepted findings; the entries that no finding needs any more, among those that
    /// this run judged.
    pub fn hide(
        &self,
        findings: &mut Vec<Finding>,
        judged: &dyn Fn(&Accepted) -> bool,
    ) -> Vec<&Accepted> {
        let mut met = BTreeSet::new();
        findings.retain(|finding| {
            let known =
                !is_fault(finding.check) && self.accepted.contains_key(&finding.fingerprint);
            if known {
                met.insert(finding.fingerprint.clone());
            }
            !known
        });
        let stale = |one: &&Accepted| judged(one) && !met.contains(&one.fingerprint);
        self.accepted.values().filter(stale).collect()
    }

    /// Takes over what an older file accepts and this run did not judge; how many of its other
    /// entries are gone.
    pub fn succeed(&mut self, older: Self, judged: &dyn Fn(&Accepted) -> bool) -> usize {
        let mut gone = 0;
        for (fingerprint, one) in older.accepted {
            if judged(&one) {
                gone += usize::from(!self.accepted.contains_key(&fingerprint));
            } else {
                self.accepted.insert(fingerprint, one);
            }
        }
        gone
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;

    fn finding(path: &str, fingerprint: &str) -> Finding {
        let mut finding = Finding::file("org/name", Severity::Error, path, "m");
        finding.fingerprint = fingerprint.to_owned();
        finding
    }

    fn among(paths: &[&'static str]) -> impl Fn(&Accepted) -> bool {
        let paths = paths.to_vec();
        move |one| paths.contains(&one.path.as_str())
    }

    #[test]
    fn accepted_findings_are_hidden_and_stale_entries_told() {
        let known =
            Baseline::of(&[finding("a", "1"), finding("b", "2"), finding("c", "3")], &|p| p.into());
        let known = Baseline::parse(&known.text()).unwrap();
        assert_eq!(known.len(), 3);
        let mut found = vec![finding("a", "1"), finding("a", "9")];
        let stale = known.hide(&mut found, &among(&["a", "b"]));
        assert_eq!(stale.iter().map(|one| one.path.as_str()).collect::<Vec<_>>(), ["b"]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].fingerprint, "9");
    }

    #[test]
    fn what_was_not_looked_at_is_kept() {
        let older = Baseline::of(&[finding("a", "1"), finding("b", "2")], &|p| p.into());
        let mut new = Baseline::of(&[finding("a", "7")], &|p| p.into());
        assert_eq!(new.succeed(older, &among(&["a"])), 1);
        let kept: Vec<&str> = new.accepted.keys().map(String::as_str).collect();
        assert_eq!(kept, ["2", "7"]);
    }

    #[test]
    fn faults_are_never_accepted_and_broken_files_say_where() {
        let fault = Finding::file("input/unreadable", Severity::Error, "a", "m");
        assert!(Baseline::of(&[fault], &|p| p.into()).is_empty());
        assert_eq!(Baseline::parse("\n{}\n").unwrap_err().0, 2);
    }
}
