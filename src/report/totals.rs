//! The lines below the findings: how many there were, in how many articles.

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Finding, Severity};

use super::{Report, Summary};

/// What stands below the findings; the last line counts them.
pub(super) fn lines(report: &Report<'_>) -> Vec<String> {
    let Some(summary) = &report.summary else { return Vec::new() };
    let told = undated(summary).into_iter().chain(foreign(summary));
    told.chain([counts(report.findings, summary.articles)]).collect()
}

/// More notes than that are summed up.
const NOTES: usize = 20;

/// Whether notes are summed up instead of shown one by one.
pub(super) fn sums_up_notes(findings: &[Finding]) -> bool {
    findings.iter().filter(|f| f.severity == Severity::Note).take(NOTES + 1).count() > NOTES
}

/// The line that stands for all notes, with the command that lists them; none where they are shown.
pub(super) fn notes(findings: &[Finding]) -> Option<String> {
    if !sums_up_notes(findings) {
        return None;
    }
    let mut by_check: BTreeMap<&str, usize> = BTreeMap::new();
    for note in findings.iter().filter(|f| f.severity == Severity::Note) {
        *by_check.entry(note.check).or_default() += 1;
    }
    let total: usize = by_check.values().sum();
    let mut checks: Vec<_> = by_check.into_iter().collect();
    checks.sort_by_key(|(check, n)| (std::cmp::Reverse(*n), *check));
    let checks: Vec<_> = checks.iter().map(|(check, n)| format!("{n} {check}")).collect();
    let checks = list(&checks);
    Some(format!(
        "{total} notes are not shown ({checks}): newslint check --format short lists them"
    ))
}

fn foreign(summary: &Summary) -> Option<String> {
    let (are, they) = if summary.foreign == 1 { ("is", "it was") } else { ("are", "they were") };
    let articles = count(summary.foreign, "article");
    (summary.foreign > 0).then(|| format!("{articles} {are} not in English: {they} left alone"))
}

fn undated(summary: &Summary) -> Option<String> {
    let (n, checks) = (summary.undated, summary.checks_without_date);
    if n == 0 || checks == 0 {
        return None;
    }
    let (have, them) = if n == 1 { ("has", "it") } else { ("have", "them") };
    let (articles, checks) = (count(n, "article"), count(checks, "check"));
    Some(format!("{articles} {have} no date: {checks} did not run on {them}"))
}

fn counts(findings: &[Finding], articles: usize) -> String {
    let levels = [Severity::Error, Severity::Warning, Severity::Note];
    let parts: Vec<_> = levels
        .iter()
        .map(|&level| (findings.iter().filter(|f| f.severity == level).count(), level))
        .filter(|(n, _)| *n > 0)
        .map(|(n, level)| count(n, level.as_str()))
        .collect();
    if parts.is_empty() {
        return format!("no findings in {}", count(articles, "article"));
    }
    format!("{} in {} of {}", list(&parts), touched(findings, articles), count(articles, "article"))
}

/// Articles with findings; packs and the configuration are none.
fn touched(findings: &[Finding], articles: usize) -> usize {
    let paths: BTreeSet<_> = findings
        .iter()
        .filter(|f| !f.check.starts_with("config/") && !f.check.starts_with("pack/"))
        .map(|f| &f.primary.place.path)
        .collect();
    paths.len().min(articles)
}

/// "1 article", "2 articles".
#[must_use]
pub fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

fn list(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(spec: &[(Severity, &str)]) -> Vec<Finding> {
        spec.iter().map(|(level, path)| Finding::file("org/name", *level, path, "m")).collect()
    }

    #[test]
    fn counts_agree_in_number_and_leave_out_what_is_none() {
        use Severity::{Error, Note, Warning};
        let mixed =
            findings(&[(Error, "a"), (Error, "a"), (Warning, "b"), (Warning, "c"), (Note, "a")]);
        assert_eq!(counts(&mixed, 12), "2 errors, 2 warnings and 1 note in 3 of 12 articles");
        assert_eq!(counts(&mixed[..3], 2), "2 errors and 1 warning in 2 of 2 articles");
        assert_eq!(counts(&mixed[4..], 1), "1 note in 1 of 1 article");
        assert_eq!(counts(&[], 12), "no findings in 12 articles");
        assert_eq!(counts(&[], 1), "no findings in 1 article");
    }

    #[test]
    fn many_notes_are_one_line() {
        let mut all = findings(&[(Severity::Note, "a"); 21]);
        all.extend(findings(&[(Severity::Error, "b")]));
        assert!(!sums_up_notes(&all[1..]));
        assert_eq!(notes(&all[1..]), None);
        all[3].check = "person/name";
        assert_eq!(
            notes(&all).as_deref(),
            Some(
                "21 notes are not shown (20 org/name and 1 person/name): newslint check --format \
                 short lists them"
            )
        );
    }

    #[test]
    fn a_fault_in_the_configuration_is_in_no_article() {
        let fault = Finding::file("config/key", Severity::Error, "newslint.toml", "unknown key");
        assert_eq!(counts(&[fault], 12), "1 error in 0 of 12 articles");
    }

    #[test]
    fn undated_articles_are_told_once() {
        let some = |undated| Summary { undated, checks_without_date: 6, ..Summary::default() };
        assert_eq!(
            undated(&some(3)).as_deref(),
            Some("3 articles have no date: 6 checks did not run on them")
        );
        assert_eq!(
            undated(&some(1)).as_deref(),
            Some("1 article has no date: 6 checks did not run on it")
        );
        assert_eq!(undated(&some(0)), None);
    }
}
