//! Levels and selection: the command line beats an override by path, that beats `[levels]`,
//! that beats the rule and the check.
//!
//! In each of them a check named in full beats its family, and what is said later beats what is
//! said before.

use std::collections::BTreeSet;

use crate::checks;
use crate::config::{Config, Level, Override};
use crate::finding::{CheckName, Finding};

use super::{family, is_fault};

/// What the command line says about checks.
#[derive(Clone, Debug, Default)]
pub struct CliLevels {
    /// `--level`: check or family, and its level.
    pub levels: Vec<(String, Level)>,
    /// `--select`: the only checks and families that run; all if empty.
    pub select: Vec<String>,
    /// `--ignore`: checks and families that don't run.
    pub ignore: Vec<String>,
}

/// Which checks run, and how much their findings matter.
#[derive(Clone, Debug)]
pub struct Policy {
    cli: CliLevels,
    levels: Vec<(String, Level)>,
    overrides: Vec<Override>,
    opt_in: BTreeSet<CheckName>,
    /// Nobody wishes anything: every check runs that runs by default.
    plain: bool,
}

impl Policy {
    /// The wishes of a project and of one command line.
    #[must_use]
    pub fn new(config: &Config, cli: CliLevels) -> Self {
        let infos = checks::ALL.iter().map(|check| check.info());
        let opt_in = infos.filter(|info| !info.default).map(|info| info.name).collect();
        let (levels, overrides) = (config.levels.clone(), config.overrides.clone());
        let unasked = cli.levels.is_empty() && cli.select.is_empty() && cli.ignore.is_empty();
        let plain = unasked && levels.is_empty() && overrides.is_empty();
        Self { cli, levels, overrides, opt_in, plain }
    }

    /// Every check as it speaks itself.
    #[must_use]
    pub fn unchanged() -> Self {
        Self::new(&Config::default(), CliLevels::default())
    }

    /// Whether a check has to run at all: whether it could report anything anywhere.
    ///
    /// A check that is off unless asked for is asked for by `--select` or by a level under its
    /// own name; a level for its family only says how severe the family is.
    #[must_use]
    pub fn is_active(&self, check: &str, default_on: bool) -> bool {
        if self.plain && default_on || is_fault(check) {
            return true;
        }
        if self.is_ignored(check) {
            return false;
        }
        let typed = find(&self.cli.levels, check);
        if typed == Some(Level::Off) {
            return false;
        }
        if !self.cli.select.is_empty() {
            return self.is_selected(check);
        }
        if typed.is_some() {
            return default_on || self.is_asked_for(check);
        }
        let overrides = self.overrides.iter().filter_map(|o| find(&o.levels, check));
        let on_somewhere = overrides.into_iter().any(|level| level != Level::Off);
        let off = find(&self.levels, check) == Some(Level::Off);
        if default_on { !off || on_somewhere } else { self.is_asked_for(check) }
    }

    /// Sets the severity of a finding at a path relative to the configuration; false where it is
    /// not to be reported.
    #[must_use]
    pub fn apply(&self, finding: &mut Finding, relative_path: &str) -> bool {
        let check = finding.check;
        if is_fault(check) {
            return true;
        }
        if self.is_ignored(check) {
            return false;
        }
        let selected = self.is_selected(check);
        if !self.cli.select.is_empty() && !selected {
            return false;
        }
        match self.level(check, relative_path) {
            Some(Level::Off) => return false,
            Some(Level::At(severity)) => finding.severity = severity,
            None => {}
        }
        selected || !self.opt_in.contains(check) || self.is_asked_for_at(check, relative_path)
    }

    /// The level of a check at a path; none where the rule and the check decide.
    fn level(&self, check: &str, path: &str) -> Option<Level> {
        let project = || {
            let level = find(&self.levels, check);
            // `off` in the project says what runs by default; `--select` says what runs now.
            level.filter(|level| *level != Level::Off || !self.is_selected(check))
        };
        find(&self.cli.levels, check)
            .or_else(|| self.overrides_at(path).rev().find_map(|o| find(&o.levels, check)))
            .or_else(project)
    }

    fn overrides_at(&self, path: &str) -> impl DoubleEndedIterator<Item = &Override> {
        self.overrides.iter().filter(move |o| o.paths.iter().any(|glob| glob.is_match(path)))
    }

    fn is_ignored(&self, check: &str) -> bool {
        names(&self.cli.ignore, check)
    }

    fn is_selected(&self, check: &str) -> bool {
        names(&self.cli.select, check)
    }

    /// Whether anything names the check itself with a level other than `off`.
    fn is_asked_for(&self, check: &str) -> bool {
        let mut all = vec![&self.cli.levels, &self.levels];
        all.extend(self.overrides.iter().map(|o| &o.levels));
        self.is_selected(check) || all.into_iter().any(|levels| asks_for(levels, check))
    }

    fn is_asked_for_at(&self, check: &str, path: &str) -> bool {
        asks_for(&self.cli.levels, check)
            || asks_for(&self.levels, check)
            || self.overrides_at(path).any(|o| asks_for(&o.levels, check))
    }
}

fn names(list: &[String], check: &str) -> bool {
    list.iter().any(|name| name == check || name == family(check))
}

/// The level that a list gives a check: by its own name, else by its family.
fn find(levels: &[(String, Level)], check: &str) -> Option<Level> {
    if levels.is_empty() {
        return None;
    }
    own(levels, check).or_else(|| own(levels, family(check)))
}

fn own(levels: &[(String, Level)], name: &str) -> Option<Level> {
    levels.iter().rev().find(|(n, _)| n == name).map(|(_, level)| *level)
}

fn asks_for(levels: &[(String, Level)], check: &str) -> bool {
    own(levels, check).is_some_and(|level| level != Level::Off)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Severity;
    use globset::Glob;

    const NOTE: Level = Level::At(Severity::Note);
    const WARNING: Level = Level::At(Severity::Warning);
    const ERROR: Level = Level::At(Severity::Error);

    fn list(levels: &[(&str, Level)]) -> Vec<(String, Level)> {
        levels.iter().map(|(name, level)| ((*name).into(), *level)).collect()
    }

    fn project(levels: &[(&str, Level)], opinion: &[(&str, Level)]) -> Config {
        let paths = vec![Glob::new("opinion/**").unwrap().compile_matcher()];
        let overrides = vec![Override { paths, levels: list(opinion) }];
        Config { levels: list(levels), overrides, ..Config::default() }
    }

    fn command(levels: &[(&str, Level)], select: &[&str], ignore: &[&str]) -> CliLevels {
        let names = |list: &[&str]| list.iter().map(|name| (*name).into()).collect();
        CliLevels { levels: list(levels), select: names(select), ignore: names(ignore) }
    }

    /// What becomes of a warning of `check` at `path`; none where it is dropped.
    fn judge(policy: &Policy, check: CheckName, path: &str) -> Option<Severity> {
        let mut finding = Finding::file(check, Severity::Warning, path, "m");
        policy.apply(&mut finding, path).then_some(finding.severity)
    }

    #[test]
    fn the_first_that_is_set_counts() {
        use Severity::{Error, Note, Warning};
        let config = project(
            &[("org", NOTE), ("org/variant", ERROR), ("style", Level::Off)],
            &[("org/variant", NOTE), ("style", ERROR)],
        );
        let policy = Policy::new(&config, CliLevels::default());
        assert_eq!(judge(&policy, "org/variant", "news/a.txt"), Some(Error));
        assert_eq!(judge(&policy, "org/variant", "opinion/a.txt"), Some(Note));
        assert_eq!(judge(&policy, "org/name", "news/a.txt"), Some(Note));
        assert_eq!(judge(&policy, "date/weekday", "news/a.txt"), Some(Warning));
        assert_eq!(judge(&policy, "style/term", "news/a.txt"), None);
        assert_eq!(judge(&policy, "style/term", "opinion/a.txt"), Some(Error));
        let policy = Policy::new(&config, command(&[("org", WARNING)], &[], &[]));
        assert_eq!(judge(&policy, "org/variant", "opinion/a.txt"), Some(Warning));
    }

    #[test]
    fn a_check_that_is_off_everywhere_does_not_run() {
        let config = project(&[("style", Level::Off), ("org", Level::Off)], &[("org", NOTE)]);
        let policy = Policy::new(&config, command(&[("date", Level::Off)], &[], &["quote/words"]));
        assert!(!policy.is_active("style/term", true));
        assert!(!policy.is_active("date/weekday", true));
        assert!(!policy.is_active("quote/words", true));
        assert!(policy.is_active("quote/speaker", true));
        assert!(policy.is_active("org/name", true), "an override turns it on again");
    }

    #[test]
    fn select_replaces_the_set_and_ignore_takes_away() {
        let config = project(&[("style", Level::Off)], &[]);
        let policy = Policy::new(&config, command(&[], &["style", "org/name"], &["style/term"]));
        assert!(policy.is_active("style/oxford", false), "opt-in, and off in the project");
        assert_eq!(judge(&policy, "style/oxford", "a.txt"), Some(Severity::Warning));
        assert!(!policy.is_active("style/term", true));
        assert!(!policy.is_active("org/variant", true));
        assert_eq!(judge(&policy, "org/variant", "a.txt"), None);
        let louder = Policy::new(&config, command(&[("org", ERROR)], &["org/name"], &[]));
        assert!(!louder.is_active("org/variant", true), "a level does not widen the selection");
        assert_eq!(judge(&policy, "org/name", "a.txt"), Some(Severity::Warning));
    }

    #[test]
    fn an_opt_in_check_speaks_only_where_its_own_name_is_set() {
        let config = project(&[("style", ERROR)], &[("style/oxford", NOTE)]);
        let mut policy = Policy::new(&config, CliLevels::default());
        policy.opt_in = ["style/oxford", "style/passive"].into();
        assert!(policy.is_active("style/oxford", false));
        assert!(!policy.is_active("style/passive", false));
        assert_eq!(judge(&policy, "style/oxford", "opinion/a.txt"), Some(Severity::Note));
        assert_eq!(judge(&policy, "style/oxford", "news/a.txt"), None);
    }

    #[test]
    fn faults_of_the_input_are_never_silenced() {
        let off = [("config", Level::Off), ("pack/unknown", Level::Off), ("input", NOTE)];
        let policy =
            Policy::new(&project(&off, &off), command(&off, &["org"], &["config", "input"]));
        for check in ["config/key", "pack/unknown", "input/unreadable"] {
            assert!(policy.is_active(check, true));
            assert_eq!(judge(&policy, check, "opinion/a.txt"), Some(Severity::Warning));
        }
    }
}
